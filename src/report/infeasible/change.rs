//! What to change, in words. A figure is rounded to the side on which the change is still enough,
//! so that whoever types it in has a plan.

use rust_decimal::RoundingStrategy;

use super::element::capacity_unit;
use crate::award::{Change, Element};
use crate::problem::{Case, Rule, RuleKind};
use crate::report::format::{count, money, period_name, quantity, rounded_down, rounded_up};
use crate::report::rules;
use crate::units::{DECIMALS_MAX, Decimal, DemandLineId, Money, QuoteId};

/// One change.
pub(super) fn words(case: &Case, change: &Change) -> String {
    let words = match change.values {
        Some((from, to)) => changed(case, change.element, from, to),
        None => dropped(case, change.element),
    };
    if change.is_least {
        words
    } else {
        words + "; perhaps less is enough"
    }
}

fn dropped(case: &Case, element: Element) -> String {
    let line = |id: DemandLineId| case.demand[id].key.clone();
    match element {
        Element::Demand(id) => format!("do without {}", line(id)),
        Element::Rule(id) => format!("drop {}", rules::named(case, &case.rules[id])),
        Element::Wishes(id) => format!("let {} be bought from any vendor", line(id)),
        Element::Ceiling(id) => format!("drop the highest price of {}", line(id)),
        Element::NeededBy(id) => format!("let {} be delivered later", line(id)),
        Element::QuoteMinimum(id) => {
            format!("ask for quote {} without its minimum", quote(case, id))
        }
        Element::QuoteCapacity(id) => format!("ask for more under quote {}", quote(case, id)),
        Element::Conditions(id) => {
            format!("ask for quote {} without its conditions", quote(case, id))
        }
        Element::VendorMinimum(id) => {
            format!("ask {} to drop its minimum order", case.vendors[id].name)
        }
        Element::VendorCapacity(id) => format!("ask {} to supply more", case.vendors[id].name),
        Element::LeastDrops(id) => {
            format!("ask {} to deliver smaller orders", case.vendors[id].name)
        }
    }
}

fn quote(case: &Case, id: QuoteId) -> &str {
    &case.quotes[id].key
}

fn changed(case: &Case, element: Element, from: Decimal, to: Decimal) -> String {
    match element {
        Element::Rule(id) => rule(case, &case.rules[id], from, to),
        Element::Ceiling(id) => ceiling(case, id, from, to),
        Element::QuoteMinimum(id) => {
            let (name, unit, per) = quote_terms(case, id, |quote| quote.min_order);
            format!(
                "lower the minimum of quote {name} from {} to {} {unit} per {per}",
                quantity(from),
                down(to)
            )
        }
        Element::QuoteCapacity(id) => {
            let (name, unit, per) = quote_terms(case, id, |quote| quote.capacity);
            format!(
                "raise what quote {name} offers from {} to {} {unit} per {per}",
                quantity(from),
                up(to)
            )
        }
        Element::VendorMinimum(id) => {
            let vendor = &case.vendors[id];
            let per = vendor.min_order.map(|min| min.per);
            let per = per.map_or("", |per| period_name(&case.horizon, per));
            format!(
                "lower the minimum order of {} from {} to {} per {per}",
                vendor.name,
                money(Money::new(from), case.currency),
                money(rounded_down(Money::new(to), case.currency), case.currency)
            )
        }
        Element::VendorCapacity(id) => {
            let vendor = &case.vendors[id];
            let terms = vendor
                .capacity
                .map(|most| (capacity_unit(most.unit), most.per));
            let (unit, per) = terms.map_or(("", ""), |(unit, per)| {
                (unit, period_name(&case.horizon, per))
            });
            format!(
                "raise what {} can supply from {} to {} {unit} per {per}",
                vendor.name,
                quantity(from),
                up(to)
            )
        }
        Element::Demand(_)
        | Element::Wishes(_)
        | Element::NeededBy(_)
        | Element::Conditions(_)
        | Element::LeastDrops(_) => dropped(case, element),
    }
}

fn ceiling(case: &Case, id: DemandLineId, from: Decimal, to: Decimal) -> String {
    let line = &case.demand[id];
    format!(
        "raise the highest price of {} from {} to {} {} per {}",
        line.key,
        from.normalize(),
        up(to),
        case.currency.code(),
        case.items[line.item].unit
    )
}

fn quote_terms(
    case: &Case,
    id: QuoteId,
    term: impl Fn(&crate::problem::Quote) -> Option<crate::problem::PeriodQuantity>,
) -> (&str, &str, &str) {
    let quote = &case.quotes[id];
    let per = term(quote).map_or("", |term| period_name(&case.horizon, term.per));
    (&quote.key, &case.items[quote.item].unit, per)
}

fn rule(case: &Case, rule: &Rule, from: Decimal, to: Decimal) -> String {
    let named = rules::named(case, rule);
    let counts = |verb: &str, noun: &str| {
        let to = count(usize::try_from(to).unwrap_or(usize::MAX), noun);
        format!(
            "{verb} the limit of {named} from {} to {to}",
            quantity(from)
        )
    };
    match &rule.kind {
        RuleKind::MostVendors { .. } => counts("raise", "vendor"),
        RuleKind::SameVendor => format!(
            "replace {named} by most_vendors with the limit {}",
            quantity(to)
        ),
        RuleKind::FewestVendors { .. } => counts("lower", "vendor"),
        RuleKind::MostSwitches(_) => counts("raise", "change"),
        RuleKind::LargestShare { .. } => {
            format!(
                "raise the limit of {named} from {} to {}",
                rules::stated(from),
                percent(to, Side::Up)
            )
        }
        RuleKind::SmallestShare { .. } => {
            format!(
                "lower the limit of {named} from {} to {}",
                rules::stated(from),
                percent(to, Side::Down)
            )
        }
        RuleKind::MinimumSaving(_) | RuleKind::NobodyAboveToday => saving(&named, from, to),
        RuleKind::Budget(budget) => {
            let per = period_name(&case.horizon, budget.per);
            format!(
                "raise {named} from {} to {} per {per}",
                money(Money::new(from), case.currency),
                money(rounded_up(Money::new(to), case.currency), case.currency)
            )
        }
        RuleKind::Forbid(_)
        | RuleKind::Require(_)
        | RuleKind::KeepIncumbent
        | RuleKind::SwitchingCost(_) => format!("drop {named}"),
    }
}

/// A saving that becomes less, or a loss that must be accepted.
fn saving(named: &str, from: Decimal, to: Decimal) -> String {
    if to < Decimal::ZERO {
        let above = percent(-to, Side::Up);
        return format!(
            "drop {named}, or give it a price: members would pay up to {above} more than today"
        );
    }
    format!(
        "lower the saving of {named} from {} to {}",
        rules::stated(from),
        percent(to, Side::Down)
    )
}

/// On which side a change is still enough.
#[derive(Clone, Copy)]
enum Side {
    Up,
    Down,
}

/// A share with two decimals of a percent.
fn percent(value: Decimal, side: Side) -> String {
    let strategy = match side {
        Side::Up => RoundingStrategy::ToPositiveInfinity,
        Side::Down => RoundingStrategy::ToNegativeInfinity,
    };
    // What a division leaves at the 28th digit is no reason to round up.
    let percent = crate::units::rounding::settled(value * Decimal::ONE_HUNDRED);
    format!(
        "{} %",
        percent.round_dp_with_strategy(2, strategy).normalize()
    )
}

fn up(value: Decimal) -> String {
    quantity(
        crate::units::rounding::settled(value)
            .round_dp_with_strategy(DECIMALS_MAX, RoundingStrategy::ToPositiveInfinity),
    )
}

fn down(value: Decimal) -> String {
    quantity(
        crate::units::rounding::settled(value)
            .round_dp_with_strategy(DECIMALS_MAX, RoundingStrategy::ToNegativeInfinity),
    )
}
