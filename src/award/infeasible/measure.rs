//! How little an element must be changed: the case without it, solved for the plan that needs it
//! changed least.

use super::element::Element;
use super::question::Questions;
use crate::award::formulation::{Coverage, Formulation, Goods};
use crate::award::greedy;
use crate::award::number::number;
use crate::award::rules::{Bound, Rules, Serving, Terms, instances_of, missed};
use crate::milp::Kind;
use crate::plan::Award;
use crate::pricing::exact::{Basket, spend, tier_prices};
use crate::pricing::lower::Sum;
use crate::problem::{Capacity, CapacityUnit, Case, Period, Rule};
use crate::units::{Decimal, DemandLineId, Id, QuoteId, RuleId};

/// Most steps toward the best share; each at least doubles the digits that are right.
const STEPS_MAX: usize = 40;

/// What an element must be changed to.
pub(super) struct Least {
    /// The value, in the element's own unit.
    pub value: Decimal,
    /// Whether it is proven that none nearer to the present one is enough.
    pub is_proven: bool,
}

/// The value of the element that is nearest to its present one and with which a plan exists;
/// `None` if there is none or a limit was reached. `case` has the element, `without` has not.
pub(super) fn least(
    questions: &mut Questions,
    case: &Case,
    without: &Case,
    required: &[bool],
    element: Element,
    parts: u32,
) -> Option<Least> {
    if let Element::Rule(rule) = element {
        return least_of_rule(questions, case, without, required, rule, parts);
    }
    let with_minimum = with_minimum(case, without, element);
    let mut formulation =
        Formulation::without(&with_minimum, Coverage::Only(required), Some(element));
    let objective = objective(&formulation, case, element);
    formulation.model.minimize_only(&objective);
    let (award, is_proven) = questions.best(&formulation, parts)?;
    let value = found(case, &award, element)?;
    Some(Least { value, is_proven })
}

/// The case without the element, but with a minimum among the thresholds that surplus may reach.
fn with_minimum(case: &Case, without: &Case, element: Element) -> Case {
    let mut with = without.clone();
    match element {
        Element::QuoteMinimum(quote) => with.quotes[quote].min_order = case.quotes[quote].min_order,
        Element::VendorMinimum(vendor) => {
            with.vendors[vendor].min_order = case.vendors[vendor].min_order;
        }
        Element::Demand(_)
        | Element::Rule(_)
        | Element::Wishes(_)
        | Element::Ceiling(_)
        | Element::NeededBy(_)
        | Element::QuoteCapacity(_)
        | Element::Conditions(_)
        | Element::VendorCapacity(_)
        | Element::LeastDrops(_) => {}
    }
    with
}

/// What to minimize for an element other than a rule.
fn objective(formulation: &Formulation, case: &Case, element: Element) -> Terms {
    let negative = |terms: Terms| terms.into_iter().map(|(c, f)| (c, -f)).collect();
    match element {
        Element::Ceiling(line) => of_line(formulation, line, |goods| formulation.value_of(goods)),
        Element::QuoteMinimum(quote) => negative(formulation.bought(quote)),
        Element::QuoteCapacity(quote) => formulation.bought(quote),
        Element::VendorMinimum(vendor) => {
            negative(formulation.sum(&Sum::Spend(case.quotes_of(vendor).collect())))
        }
        Element::VendorCapacity(vendor) => {
            let unit = case.vendors[vendor].capacity.map(|capacity| capacity.unit);
            unit.map_or_else(Vec::new, |unit| formulation.supplied(vendor, unit))
        }
        Element::Demand(_)
        | Element::Rule(_)
        | Element::Wishes(_)
        | Element::NeededBy(_)
        | Element::Conditions(_)
        | Element::LeastDrops(_) => Vec::new(),
    }
}

/// The goods columns of one line.
fn of_line(formulation: &Formulation, line: DemandLineId, each: impl Fn(&Goods) -> f64) -> Terms {
    let goods = formulation.goods().filter(|goods| goods.line == Some(line));
    goods.map(|goods| (goods.column, each(goods))).collect()
}

/// The value of an element other than a rule that the award needs.
fn found(case: &Case, award: &Award, element: Element) -> Option<Decimal> {
    let baskets = Basket::by_vendor(case, award);
    let basket_of = |quote: QuoteId| &baskets[case.quotes[quote].vendor.index()];
    let bought = |quote, per: Period| {
        basket_of(quote).quantity(quote).value() * case.horizon.counted_cycles(per)
    };
    match element {
        Element::Ceiling(line) => {
            let part = award.lines.iter().find(|part| part.line == line)?;
            let price = tier_prices(case, basket_of(part.quote))[&part.quote];
            let factor = case.factor(line, case.quotes[part.quote].item)?;
            Some(price.amount().value() * factor / price.per().value())
        }
        Element::QuoteMinimum(quote) => case.quotes[quote]
            .min_order
            .map(|min| bought(quote, min.per)),
        Element::QuoteCapacity(quote) => case.quotes[quote]
            .capacity
            .map(|most| bought(quote, most.per)),
        Element::VendorMinimum(vendor) => {
            let min = case.vendors[vendor].min_order?;
            Some(spend(case, &baskets[vendor.index()]).per(min.per).value())
        }
        Element::VendorCapacity(vendor) => {
            let capacity = case.vendors[vendor].capacity?;
            Some(supplied(case, &baskets[vendor.index()], capacity))
        }
        Element::Demand(_)
        | Element::Rule(_)
        | Element::Wishes(_)
        | Element::NeededBy(_)
        | Element::Conditions(_)
        | Element::LeastDrops(_) => None,
    }
}

/// What a basket takes of its vendor's capacity.
fn supplied(case: &Case, basket: &Basket, capacity: Capacity) -> Decimal {
    let amounts = basket.quantities().iter().map(|(quote, quantity)| {
        let weight = case.items[case.quotes[*quote].item].weight;
        match capacity.unit {
            CapacityUnit::Units => quantity.value(),
            CapacityUnit::Weight => {
                quantity.value() * weight.expect("capacity in weight needs weights").value()
            }
        }
    });
    amounts.sum::<Decimal>() * case.horizon.counted_cycles(capacity.per)
}

/// The limit nearest to a rule's present one with which a plan exists.
///
/// Shares of a spend that the plan itself decides are no linear measure. So the best is approached
/// from a plan that exists, each time asking for one that does better than the last (Dinkelbach
/// 1967, doi:10.1287/mnsc.13.7.492); for all other rules that takes a single step.
fn least_of_rule(
    questions: &mut Questions,
    case: &Case,
    without: &Case,
    required: &[bool],
    id: RuleId,
    parts: u32,
) -> Option<Least> {
    let rule = &case.rules[id];
    let asked = Rules::one(without, id, rule);
    let (stated, is_proven) = match plain(without, required, id, rule) {
        Some(formulation) => {
            let start = cheap_plan(questions, without, required, parts);
            let (award, is_proven) = best_from(questions, formulation, start.as_ref(), parts)?;
            (asked.worst(&award)?, is_proven)
        }
        None => best_of_many(questions, without, required, id, rule, parts)?,
    };
    let value = match rule.kind.saving_min() {
        Some(_) => Decimal::ONE - stated,
        None => stated,
    };
    Some(Least { value, is_proven })
}

/// The program for the plan that is furthest within a rule that is asked once and measures no
/// share: the measure itself is minimized or maximized. `None` if the rule is another.
fn plain<'a>(
    case: &'a Case,
    required: &[bool],
    id: RuleId,
    rule: &Rule,
) -> Option<Formulation<'a>> {
    let [instance] = &instances_of(case, id, rule)[..] else {
        return None;
    };
    let mut formulation = Formulation::new(case, Coverage::Only(required));
    let mut serving = Serving::of(&formulation);
    let compared = formulation.compared(&mut serving, &rule.kind, instance);
    if compared.of.is_some() {
        return None;
    }
    let (objective, _) = missed(instance, compared, 0.0);
    formulation.model.minimize_only(&objective);
    Some(formulation)
}

/// The best award of a program, begun from a known one.
fn best_from(
    questions: &mut Questions,
    mut formulation: Formulation,
    start: Option<&Award>,
    parts: u32,
) -> Option<(Award, bool)> {
    if let Some(award) = start {
        let values = formulation.values_of(award);
        formulation.model.start_from(values);
    }
    questions.best(&formulation, parts)
}

/// The limit that the best plan keeps, approached from plan to plan, and whether it is proven.
fn best_of_many(
    questions: &mut Questions,
    without: &Case,
    required: &[bool],
    id: RuleId,
    rule: &Rule,
    parts: u32,
) -> Option<(Decimal, bool)> {
    let asked = Rules::one(without, id, rule);
    let mut award = any_plan(questions, without, required, parts)?;
    let mut stated = asked.worst(&award)?;
    let mut is_proven = false;
    for _ in 0..STEPS_MAX {
        let mut better = better_than(without, required, id, rule, stated);
        let mut values = better.values_of(&award);
        // The slack is the last column; the plan so far has none.
        values.push(0.0);
        better.model.start_from(values);
        let Some((found, is_best)) = questions.best(&better, parts) else {
            break;
        };
        let worst = asked.worst(&found)?;
        let is_better = match asked.bound()? {
            Bound::AtMost => worst < stated,
            Bound::AtLeast => worst > stated,
        };
        if !is_better {
            is_proven = is_best;
            break;
        }
        (stated, award) = (worst, found);
    }
    Some((stated, is_proven))
}

/// A plan to begin with.
fn any_plan(
    questions: &mut Questions,
    case: &Case,
    required: &[bool],
    parts: u32,
) -> Option<Award> {
    cheap_plan(questions, case, required, parts).or_else(|| {
        let any = Formulation::new(case, Coverage::Only(required));
        questions.best(&any, parts).map(|(award, _)| award)
    })
}

/// A cheap plan by the native search, where all demand is required.
fn cheap_plan(questions: &Questions, case: &Case, required: &[bool], parts: u32) -> Option<Award> {
    let is_over = questions.left(parts).is_none();
    let is_all = required.iter().all(|required| *required);
    is_all.then(|| greedy::start(case, None, questions.seed(), &|| is_over))?
}

/// The case with the rule's limit at `stated`, searched for the plan that is furthest within it.
fn better_than<'a>(
    case: &'a Case,
    required: &[bool],
    id: RuleId,
    rule: &Rule,
    stated: Decimal,
) -> Formulation<'a> {
    let mut formulation = Formulation::new(case, Coverage::Only(required));
    let mut serving = Serving::of(&formulation);
    let mut rows = Vec::new();
    for instance in instances_of(case, id, rule) {
        let compared = formulation.compared(&mut serving, &rule.kind, &instance);
        let limit = number(stated * instance.times);
        rows.push((missed(&instance, compared, limit), number(instance.times)));
    }
    let model = &mut formulation.model;
    let within = rows.iter().map(|((terms, right), times)| {
        let least = terms
            .iter()
            .map(|(column, f)| (f * model.upper(*column)).min(0.0));
        (right - least.sum::<f64>()) / times.max(f64::MIN_POSITIVE)
    });
    let most = within.fold(0.0, f64::max);
    let slack = model.add(Kind::Continuous, most);
    for ((mut terms, right), times) in rows {
        terms.push((slack, times));
        model.at_most("R further within", terms, right);
    }
    model.minimize_only(&[(slack, -1.0)]);
    formulation
}
