//! Why no plan exists, as data; `report` puts it in words.

mod conflict;
mod element;
mod measure;
mod numeric;
mod question;
mod reach;
mod relaxation;
mod served;

use std::time::Duration;

use super::admissible;
use super::formulation::{Coverage, Formulation};
use super::rules::Rules;
use crate::milp::{Ended, Limits, MilpError};
use crate::plan::Award;
use crate::problem::{Case, PeriodQuantity};
use crate::units::{Decimal, DemandLineId, Quantity, QuoteId, RuleId};
use question::Questions;
use reach::Reach;
use served::Served;

pub use conflict::Conflict;
pub use element::{Element, reduced};
pub use relaxation::{Change, Relaxation, changed};

/// No award covers all demand within the quotes' limits and the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Infeasible {
    /// Smallest sets of demand, rules and limits that cannot all be kept; none if a limit was
    /// reached before one was found.
    pub conflicts: Vec<Conflict>,
    /// Ways out, each enough by itself; none if a limit was reached before one was found.
    pub relaxations: Vec<Relaxation>,
    /// The lines that cannot be met together with the rest and with the rules; none if the rules
    /// are in conflict whatever is bought, or if a limit was reached before any were found.
    pub lines: Vec<UnmetLine>,
    /// Whether no award leaves less uncovered; `false` if a limit was reached before that was
    /// proven, so that fewer lines may be in the way.
    pub is_least: bool,
}

/// A demand line that cannot be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmetLine {
    /// The line.
    pub line: DemandLineId,
    /// How much of it stays uncovered in the award that covers most.
    pub uncovered: Quantity,
    /// Every quote for an item the line accepts, with what stands in its way.
    pub obstacles: Vec<(QuoteId, Obstacle)>,
}

/// What keeps a quote from serving a demand line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The member refuses the vendor, or requires others.
    MemberChoice,
    /// A rule forbids the vendor, or requires others.
    Rule(RuleId),
    /// The quote does not hold at the line's site.
    Scope,
    /// The vendor does not serve the site's zone.
    ServiceArea,
    /// The vendor lacks a certificate that the item requires.
    Certificate,
    /// The quote is no longer, or not yet, valid on the case's day.
    Validity,
    /// It would be delivered after the line needs it.
    LeadTime,
    /// Even its lowest price is above the line's ceiling.
    PriceCeiling,
    /// The cooperative has not committed to the term it asks for.
    Term,
    /// Its minimum cannot be reached.
    MinOrder,
    /// Its vendor's minimum order cannot be reached.
    VendorMinOrder,
    /// The least value of a drop cannot be reached at the line's site.
    LeastDrop,
    /// Its condition on a share of the category or a number of members cannot be reached.
    Condition,
    /// Its capacity is too small for all who want it.
    Capacity,
    /// Its vendor's capacity is too small for all who want it.
    VendorCapacity,
    /// It could serve the line by itself; other limits (minimum orders, drops, conditions,
    /// unsplit lines) stand in the way together.
    Together,
}

/// Time for the explanation, even if proving that no plan exists has used up the rest.
const EXPLAIN_MIN: Duration = Duration::from_secs(5);

/// Says why no plan exists and what to change.
pub(super) fn explain(case: &Case, limits: &Limits) -> Result<Infeasible, MilpError> {
    let limits = Limits {
        gap: 0.0,
        time: limits.time.map(|time| time.max(EXPLAIN_MIN)),
        ..limits.clone()
    };
    let unserved = relaxation::unserved(case);
    let served = Served::of(case, &unserved);
    let mut questions = Questions::new(&served.case, &limits);
    let (conflicts, relaxations) = relaxation::ways_out(&mut questions);
    questions.use_up_to(1.0);
    let (lines, is_least) = unmet_lines(case, &questions.left_or_least())?;
    let conflicts = served.conflicts(&unserved, conflicts);
    let relaxations = served.relaxations(&unserved, relaxations, conflicts.len());
    Ok(Infeasible {
        conflicts,
        relaxations,
        lines,
        is_least,
    })
}

/// Covers as many lines as possible and says of the others what stands in each quote's way.
fn unmet_lines(case: &Case, limits: &Limits) -> Result<(Vec<UnmetLine>, bool), MilpError> {
    let mut elastic = Formulation::new(case, Coverage::Elastic);
    // Nothing bought keeps every limit, and every rule that does not ask for something.
    let nothing = Award::default();
    if Rules::new(case).standing_of(&nothing).excess.is_zero() {
        elastic.model.start_from(elastic.values_of(&nothing));
    }
    let solved = elastic.model.solve(limits, &|_| {})?;
    if solved.ended == Ended::Infeasible {
        return Ok((Vec::new(), true));
    }
    let found = solved.values.as_ref();
    let found = found.map(|values| elastic.uncovered_in(values));
    let uncovered = found.unwrap_or_default();
    let is_least = solved.ended == Ended::Optimal && !uncovered.is_empty();
    let lines = uncovered.into_iter().map(|(line, uncovered)| UnmetLine {
        line,
        uncovered,
        obstacles: obstacles(&elastic, line, uncovered),
    });
    Ok((lines.collect(), is_least))
}

fn obstacles(
    elastic: &Formulation,
    line: DemandLineId,
    uncovered: Quantity,
) -> Vec<(QuoteId, Obstacle)> {
    let case = elastic.case;
    case.quotes
        .ids()
        .filter(|quote| admissible::is_accepted(case, line, *quote))
        .map(|quote| {
            let alone = admissible::obstacle(case, line, quote);
            (
                quote,
                alone.unwrap_or_else(|| obstacle_of_size(elastic, line, quote, uncovered)),
            )
        })
        .collect()
}

/// What stands in the way of an admissible quote: a limit that nothing within the case can reach or
/// that all who want it exceed, or other limits together.
fn obstacle_of_size(
    elastic: &Formulation,
    line: DemandLineId,
    quote: QuoteId,
    uncovered: Quantity,
) -> Obstacle {
    let case = elastic.case;
    let offer = &case.quotes[quote];
    let vendor = &case.vendors[offer.vendor];
    let reach = Reach { elastic, quote };
    let per = |amount: Decimal, period| amount / case.horizon.counted_cycles(period);
    let needed = case.bought(line, quote, uncovered).value();
    let each_cycle = |term: PeriodQuantity| per(term.quantity.value(), term.per);
    if !elastic.may_keep_ceiling(line, quote) {
        Obstacle::PriceCeiling
    } else if offer
        .capacity
        .is_some_and(|most| each_cycle(most) < needed.max(reach.units_of_quote()))
    {
        Obstacle::Capacity
    } else if vendor
        .capacity
        .is_some_and(|most| per(most.amount, most.per) < reach.supplied(most.unit))
    {
        Obstacle::VendorCapacity
    } else if reach.may_buy_more() {
        Obstacle::Together
    } else if offer
        .min_order
        .is_some_and(|min| reach.units_of_quote() < each_cycle(min))
    {
        Obstacle::MinOrder
    } else if vendor
        .min_order
        .is_some_and(|min| reach.spend(|_| true) < per(min.spend.value(), min.per))
    {
        Obstacle::VendorMinOrder
    } else if reach.breaks_condition() {
        Obstacle::Condition
    } else if reach.breaks_least_drop(case.demand[line].site) {
        Obstacle::LeastDrop
    } else {
        Obstacle::Together
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::{Options, Outcome, solve};
    use crate::problem::{
        Capacity, CapacityUnit, Condition, DeliveryTerms, Drop, Period, PeriodSpend,
    };
    use crate::problem::{RuleKind, ShareOf, VendorChoice};
    use crate::testing::{TestCase, money, qty};
    use crate::units::{Id, Price, SiteId, VendorId};
    use rust_decimal::dec;

    /// What stands in the way where one shop needs 6 of an item and the only quote, at 9, changes.
    #[track_caller]
    fn check(change: impl FnOnce(&mut TestCase, QuoteId), expected: Obstacle) {
        let mut case = TestCase::new();
        let shop = case.shop("corner");
        let flour = case.item("flour");
        case.demand(shop, flour, 6);
        let mill = case.vendor("mill");
        let quote = case.quote(mill, flour, 9);
        change(&mut case, quote);
        let options = Options::default();
        let Ok(Outcome::Infeasible(why)) = solve(&case, &options, &|_| {}) else {
            panic!("no plan exists");
        };
        assert!(why.is_least);
        assert_eq!(why.lines.len(), 1);
        assert_eq!(why.lines[0].uncovered, qty(6));
        assert_eq!(why.lines[0].obstacles, [(quote, expected)]);
    }

    #[test]
    fn a_limit_that_cannot_be_reached_is_named() {
        let per = Period::Cycle;
        let min = |quantity| Some(PeriodQuantity { quantity, per });
        check(
            |case, quote| case.quotes[quote].min_order = min(qty(7)),
            Obstacle::MinOrder,
        );
        check(
            |case, quote| case.quotes[quote].capacity = min(qty(5)),
            Obstacle::Capacity,
        );
        let vendor = |case: &TestCase, quote: QuoteId| case.quotes[quote].vendor;
        let spend = money(55);
        check(
            |case, quote| {
                let vendor = vendor(case, quote);
                case.vendors[vendor].min_order = Some(PeriodSpend { spend, per });
            },
            Obstacle::VendorMinOrder,
        );
        let (amount, unit) = (Decimal::from(5), CapacityUnit::Units);
        check(
            |case, quote| {
                let vendor = vendor(case, quote);
                case.vendors[vendor].capacity = Some(Capacity { amount, unit, per });
            },
            Obstacle::VendorCapacity,
        );
        check(
            |case, quote| case.quotes[quote].conditions = vec![Condition::Members(2)],
            Obstacle::Condition,
        );
        check(
            |case, _| {
                let line = DemandLineId::from_index(0);
                case.demand[line].price_ceiling = Some(Price::per_unit(money(8)));
            },
            Obstacle::PriceCeiling,
        );
    }

    #[test]
    fn a_least_drop_that_cannot_be_reached_is_named() {
        let drop = Drop {
            fee: money(0),
            free_from: None,
            value_min: Some(money(55)),
        };
        check(
            |case, quote| {
                let vendor = case.quotes[quote].vendor;
                case.vendors[vendor].delivery = DeliveryTerms::Delivered {
                    by_zone: Vec::new(),
                    otherwise: drop,
                };
            },
            Obstacle::LeastDrop,
        );
    }

    /// Two shops that need 6 of an item each, from a local mill at 9 and two others at 5 and 4.
    fn town() -> TestCase {
        let mut case = TestCase::new();
        let flour = case.item("flour");
        for key in ["corner", "market"] {
            let shop = case.shop(key);
            case.demand(shop, flour, 6);
        }
        for (key, price) in [("mill", 9), ("north", 5), ("south", 4)] {
            let vendor = case.vendor(key);
            case.quote(vendor, flour, price);
        }
        case.vendors[VendorId::from_index(0)]
            .tags
            .push("local".into());
        case
    }

    fn explained(case: &TestCase) -> Infeasible {
        let Ok(Outcome::Infeasible(why)) = solve(case, &Options::default(), &|_| {}) else {
            panic!("no plan exists");
        };
        why
    }

    #[test]
    fn rules_in_conflict_are_named_with_the_least_change_of_each() {
        let mut case = town();
        let local = VendorChoice::Tag("local".into());
        let share = case.rule(RuleKind::SmallestShare {
            share: dec!(0.6),
            of: local,
            counted: ShareOf::Units,
        });
        let budget = case.rule(RuleKind::Budget(PeriodSpend {
            spend: money(80),
            per: Period::Cycle,
        }));
        let why = explained(&case);
        let (share, budget) = (Element::Rule(share), Element::Rule(budget));
        let lines = [0, 1].map(|index| Element::Demand(DemandLineId::from_index(index)));
        let conflict = &why.conflicts[0];
        assert!(conflict.is_smallest);
        assert_eq!(conflict.elements, [lines[0], lines[1], share, budget]);
        let single = |element, values| {
            vec![Change {
                element,
                values,
                is_least: true,
            }]
        };
        // Both at the mill cost 108; one at the mill and one in the south 78, half of it local.
        assert_eq!(
            why.relaxations[0],
            single(share, Some((dec!(0.6), dec!(0.5))))
        );
        assert_eq!(
            why.relaxations[1],
            single(budget, Some((dec!(80), dec!(108))))
        );
        for relaxation in &why.relaxations {
            let changed = changed(&case, relaxation);
            let formulation = Formulation::new(&changed, Coverage::Required);
            let limits = Options::default();
            let limits = crate::award::limits(&limits, std::time::Instant::now());
            let solved = formulation.model.solve(&limits, &|_| {}).unwrap();
            assert_eq!(solved.ended, Ended::Optimal, "{relaxation:?}");
        }
    }

    #[test]
    fn a_limit_on_vendors_is_raised_by_what_it_takes() {
        let mut case = town();
        let south = VendorChoice::Vendor(VendorId::from_index(2));
        case.demand[DemandLineId::from_index(0)].refuses.push(south);
        let only = VendorChoice::Vendor(VendorId::from_index(2));
        case.demand[DemandLineId::from_index(1)].requires.push(only);
        let few = case.rule(RuleKind::MostVendors { most: 1, of: None });
        let why = explained(&case);
        let change = Change {
            element: Element::Rule(few),
            values: Some((dec!(1), dec!(2))),
            is_least: true,
        };
        assert_eq!(why.relaxations[0], [change]);
        assert!(why.conflicts[0].elements.contains(&Element::Rule(few)));
    }

    #[test]
    fn rules_that_ask_for_too_much_are_in_conflict_without_any_line() {
        let mut case = town();
        let many = case.rule(RuleKind::FewestVendors {
            fewest: 4,
            of: None,
        });
        let why = explained(&case);
        assert_eq!(why.conflicts[0].elements, [Element::Rule(many)]);
        let change = Change {
            element: Element::Rule(many),
            values: Some((dec!(4), dec!(2))),
            is_least: true,
        };
        assert_eq!(why.relaxations, [vec![change]]);
    }

    #[test]
    fn two_conflicts_apart_take_two_changes_together() {
        let mut case = town();
        let salt = case.item("salt");
        case.demand(SiteId::from_index(0), salt, 3);
        let mill = VendorId::from_index(0);
        let quote = case.quote(mill, salt, 1);
        case.quotes[quote].capacity = Some(PeriodQuantity {
            quantity: qty(2),
            per: Period::Cycle,
        });
        let many = case.rule(RuleKind::FewestVendors {
            fewest: 4,
            of: None,
        });
        let why = explained(&case);
        assert_eq!(why.conflicts.len(), 2);
        let changes = [
            Change {
                element: Element::Rule(many),
                values: Some((dec!(4), dec!(3))),
                is_least: true,
            },
            Change {
                element: Element::QuoteCapacity(quote),
                values: Some((dec!(2), dec!(3))),
                is_least: true,
            },
        ];
        assert_eq!(why.relaxations, [changes.to_vec()]);
    }

    #[test]
    fn buying_nothing_is_never_called_impossible() {
        // The solver's presolve said so of this case, with nothing required but that no member
        // pays more than today.
        let case = crate::testing::random_ruled_case(27);
        let rules = case.rules.ids().map(Element::Rule);
        let (reduced, required) = reduced(&case, &rules.collect());
        let formulation = Formulation::new(&reduced, Coverage::Only(&required));
        let nothing = formulation.values_of(&Award::default());
        assert_eq!(formulation.model.violations(&nothing, 0.0), []);
        let limits = crate::award::limits(&Options::default(), std::time::Instant::now());
        let solved = formulation.model.solve(&limits, &|_| {}).unwrap();
        assert_eq!(solved.ended, Ended::Optimal);
    }
}
