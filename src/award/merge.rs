//! Interchangeable demand lines merged into one, where that is exact.
//!
//! Two lines are interchangeable if they may be split, want the same item on the same terms
//! (substitutes, ceiling, admissible quotes), and nothing that is charged or limited looks at
//! where they are: no drop fee or least drop, no packs per site or member, no broken-pack fee, no
//! condition on the number of members; and no rule tells them apart. Lines of one site need only
//! the former and the last. Any division of a
//! merged line's award among its lines then costs the same.

use std::collections::BTreeMap;

use super::{admissible, rules};
use crate::plan::{Award, AwardLine};
use crate::problem::{Case, Condition, DemandLine, PackScope, RuleKind, RuleUnit};
use crate::units::{DemandLineId, ItemId, MemberId, Quantity, QuoteId, SiteId, Table};

/// A case whose lines stand for one or more lines of another case.
pub(crate) struct Merged {
    /// The smaller case.
    pub case: Case,
    /// Lines of the original case, by line of the smaller one.
    classes: Table<DemandLineId, Vec<DemandLineId>>,
}

/// What must be equal for lines to be interchangeable, apart from their own terms.
type Key = (
    ItemId,
    Vec<QuoteId>,
    Option<SiteId>,
    Option<MemberId>,
    RuleKey,
);

/// The instances of rules that are asked of a line, and the line itself where one of them counts
/// lines one by one or looks at what they cost today.
type RuleKey = (Vec<usize>, Option<DemandLineId>);

impl Merged {
    /// Merges what is interchangeable.
    pub fn new(case: &Case) -> Self {
        let mut by_key: BTreeMap<Key, Vec<Vec<DemandLineId>>> = BTreeMap::new();
        let asked = rule_keys(case);
        for (line, quotes) in admissible::choices(case) {
            let key = key(case, line, quotes, asked[line].clone());
            let classes = by_key.entry(key).or_default();
            let is_split = case.items[case.demand[line].item].split;
            let like = classes.iter_mut().find(|class| {
                is_split && has_same_terms(&case.demand[class[0]], &case.demand[line])
            });
            match like {
                Some(class) => class.push(line),
                None => classes.push(vec![line]),
            }
        }
        let mut classes: Vec<_> = by_key.into_values().flatten().collect();
        classes.sort_unstable();
        let demand = classes.iter().map(|class| {
            let quantity = class.iter().map(|line| case.demand[*line].quantity).sum();
            DemandLine {
                quantity,
                ..case.demand[class[0]].clone()
            }
        });
        let merged = Case {
            demand: demand.collect(),
            ..case.clone()
        };
        Self {
            case: merged,
            classes: Table::new(classes),
        }
    }

    /// Nothing merged: every line stands for itself.
    pub fn none(case: &Case) -> Self {
        Self {
            case: case.clone(),
            classes: case.demand.ids().map(|line| vec![line]).collect(),
        }
    }

    /// The original lines that a merged line stands for.
    pub fn lines_of(&self, merged: DemandLineId) -> &[DemandLineId] {
        &self.classes[merged]
    }

    /// The merged line that stands for each original one.
    pub fn class_of(&self) -> BTreeMap<DemandLineId, DemandLineId> {
        let classes = self.classes.iter();
        classes
            .flat_map(|(class, lines)| lines.iter().map(move |line| (*line, class)))
            .collect()
    }

    /// An award for the original lines as one for the merged lines.
    pub fn merge(&self, award: &Award) -> Award {
        let class_of = self.class_of();
        let mut covered: BTreeMap<(DemandLineId, QuoteId), Quantity> = BTreeMap::new();
        for part in &award.lines {
            *covered
                .entry((class_of[&part.line], part.quote))
                .or_default() += part.covered;
        }
        let lines = covered.into_iter();
        Award {
            lines: lines
                .map(|((line, quote), covered)| AwardLine {
                    line,
                    quote,
                    covered,
                })
                .collect(),
            surplus: award.surplus.clone(),
        }
    }

    /// Divides the merged lines' awards among the lines they stand for, in order.
    pub fn divide(&self, original: &Case, award: &Award) -> Award {
        let mut divided = Award {
            lines: Vec::new(),
            surplus: award.surplus.clone(),
        };
        let mut parts_of: Table<DemandLineId, Vec<AwardLine>> =
            self.classes.ids().map(|_| Vec::new()).collect();
        for part in &award.lines {
            parts_of[part.line].push(*part);
        }
        for (class, lines) in self.classes.iter() {
            let mut parts = parts_of[class].iter().copied();
            let mut part = parts.next();
            for line in lines {
                let mut needed = original.demand[*line].quantity;
                while needed > Quantity::ZERO {
                    let Some(left) = part.as_mut() else { break };
                    let covered = needed.min(left.covered);
                    divided.lines.push(AwardLine {
                        line: *line,
                        quote: left.quote,
                        covered,
                    });
                    needed -= covered;
                    left.covered -= covered;
                    if left.covered.is_zero() {
                        part = parts.next();
                    }
                }
            }
        }
        divided.sort();
        divided
    }
}

/// What the rules ask of every line.
fn rule_keys(case: &Case) -> Table<DemandLineId, RuleKey> {
    let mut keys: Table<DemandLineId, RuleKey> =
        case.demand.ids().map(|_| (Vec::new(), None)).collect();
    for (index, instance) in rules::instances(case).iter().enumerate() {
        let kind = &case.rules[instance.rule].kind;
        let is_of_one = kind.unit() == RuleUnit::Pairs || kind.saving_min().is_some();
        for line in &instance.lines {
            let (asked, one) = &mut keys[*line];
            asked.push(index);
            if is_of_one {
                *one = Some(*line);
            }
        }
    }
    for rule in case.rules.values() {
        if let RuleKind::SwitchingCost(_) = rule.kind {
            let ruled = case
                .demand
                .ids()
                .filter(|line| case.is_ruled(&rule.scope, *line));
            for line in ruled {
                keys[line].1 = Some(line);
            }
        }
    }
    keys
}

fn key(case: &Case, line: DemandLineId, quotes: Vec<QuoteId>, rules: RuleKey) -> Key {
    let site = case.demand[line].site;
    let looks_at_site = quotes.iter().any(|quote| looks_at_site(case, *quote, site));
    let looks_at_member = quotes.iter().any(|quote| looks_at_member(case, *quote));
    (
        case.demand[line].item,
        quotes,
        looks_at_site.then_some(site),
        looks_at_member.then_some(case.sites[site].member),
        rules,
    )
}

fn looks_at_site(case: &Case, quote: QuoteId, site: SiteId) -> bool {
    let offer = &case.quotes[quote];
    let drop = case.vendors[offer.vendor]
        .delivery
        .drop_in(case.sites[site].zone.as_deref());
    drop.is_some_and(|drop| !drop.fee.is_zero() || drop.value_min.is_some())
        || offer.pack.whole == Some(PackScope::Site)
        || !offer.pack.broken_fee.is_zero()
}

fn looks_at_member(case: &Case, quote: QuoteId) -> bool {
    let counts_members = |condition: &Condition| match condition {
        Condition::Members(_) => true,
        Condition::CategoryShare(_) | Condition::Term(_) => false,
    };
    let vendor = case.quotes[quote].vendor;
    case.quotes[quote].pack.whole == Some(PackScope::Member)
        || case
            .quotes_of(vendor)
            .any(|other| case.quotes[other].conditions.iter().any(counts_members))
}

fn has_same_terms(a: &DemandLine, b: &DemandLine) -> bool {
    a.substitutes == b.substitutes && a.price_ceiling == b.price_ceiling
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Owner;
    use crate::problem::{DeliveryTerms, Drop, Scope, Substitute, VendorChoice};
    use crate::testing::{TestCase, award, money, qty, with_surplus};
    use crate::units::{Id, Price};
    use rust_decimal::dec;

    fn first<I: Id>() -> I {
        I::from_index(0)
    }

    /// Two members with a line each for one split item, which two quotes of a vendor offer.
    fn alike() -> TestCase {
        let mut case = TestCase::new();
        let item = case.item("item");
        case.items[item].split = true;
        let other = case.item("other");
        let vendor = case.vendor("vendor");
        for (key, quantity) in [("a", 3), ("b", 4)] {
            let shop = case.shop(key);
            case.sites[shop].zone = Some(key.into());
            case.demand(shop, item, quantity);
        }
        case.quote(vendor, item, 2);
        case.quote(vendor, other, 3);
        case
    }

    /// Requires that the change leaves this many lines.
    #[track_caller]
    fn check(n_lines: usize, change: impl Fn(&mut TestCase)) {
        let mut case = alike();
        change(&mut case);
        assert_eq!(Merged::new(&case).case.demand.len(), n_lines);
    }

    fn drop_of(fee: i64, value_min: Option<i64>) -> Drop {
        Drop {
            fee: money(fee),
            free_from: Some(money(5)),
            value_min: value_min.map(money),
        }
    }

    #[test]
    fn lines_that_nothing_tells_apart_become_one() {
        check(1, |_| {});
        check(1, |case| case.delivered(first(), drop_of(0, None)));
        check(1, |case| case.packs(first(), 2, Some(PackScope::Pool)));
        check(1, |case| case.packs(first(), 2, None));
        check(1, |case| {
            let share = Condition::CategoryShare(dec!(0.5));
            case.quotes[first()].conditions.push(share);
        });
        check(1, |case| {
            let choice = VendorChoice::Tag("nobody".into());
            case.demand[first()].refuses.push(choice);
        });
    }

    #[test]
    fn terms_of_the_line_tell_it_apart() {
        check(2, |case| case.items[first()].split = false);
        check(2, |case| {
            case.demand[first()].price_ceiling = Some(Price::per_unit(money(9)));
        });
        check(2, |case| {
            case.demand[first()].substitutes.push(Substitute {
                item: ItemId::from_index(1),
                factor: dec!(1),
                approved_by: None,
            });
        });
        check(2, |case| {
            let choice = VendorChoice::Vendor(first());
            case.demand[first()].refuses.push(choice);
        });
        check(2, |case| {
            case.quotes[first()].scope.push(Scope::Zone("a".into()));
        });
    }

    #[test]
    fn what_is_charged_or_limited_by_site_tells_sites_apart() {
        check(2, |case| case.delivered(first(), drop_of(1, None)));
        check(2, |case| case.delivered(first(), drop_of(0, Some(1))));
        check(2, |case| {
            case.vendors[first()].delivery = DeliveryTerms::Delivered {
                by_zone: vec![("b".into(), drop_of(1, None))],
                otherwise: drop_of(0, None),
            };
        });
        check(2, |case| case.packs(first(), 2, Some(PackScope::Site)));
        check(2, |case| case.quotes[first()].pack.broken_fee = money(1));
    }

    #[test]
    fn what_is_counted_by_member_tells_members_apart() {
        let members = |case: &mut TestCase| {
            let last = QuoteId::from_index(1);
            case.quotes[last].conditions.push(Condition::Members(2));
        };
        let packs = |case: &mut TestCase| case.packs(first(), 2, Some(PackScope::Member));
        check(2, members);
        check(2, packs);
        // Sites of one member remain alike.
        let one_member = |case: &mut TestCase| {
            let member = case.sites[first()].member;
            case.sites[SiteId::from_index(1)].member = member;
        };
        check(1, |case| {
            one_member(case);
            members(case);
            packs(case);
        });
    }

    #[test]
    fn lines_of_one_site_are_alike_whatever_is_charged_there() {
        check(2, |case| {
            let item = case.demand[first()].item;
            case.demand(first(), item, 5);
            case.delivered(first(), drop_of(1, Some(1)));
            case.packs(first(), 2, Some(PackScope::Site));
        });
    }

    #[test]
    fn a_merged_award_is_divided_in_order_and_covers_every_line() {
        let mut case = alike();
        let item = case.demand[first()].item;
        let again = case.quote(first(), item, 1);
        case.demand(first(), item, 5);
        let merged = Merged::new(&case);
        assert_eq!(merged.case.demand[first()].quantity, qty(12));
        let whole = award(&[(first(), first(), 6), (first(), again, 6)]);
        let surplus = [(again, Owner::Pool, 2)];
        let divided = merged.divide(&case, &with_surplus(whole, &surplus));
        let lines = [1, 2].map(DemandLineId::from_index);
        let expected = award(&[
            (first(), first(), 3),
            (lines[0], first(), 3),
            (lines[0], again, 1),
            (lines[1], again, 5),
        ]);
        assert_eq!(divided, with_surplus(expected, &surplus));
        assert_eq!(
            merged.merge(&divided),
            with_surplus(
                award(&[(first(), first(), 6), (first(), again, 6)]),
                &surplus
            )
        );
    }
}
