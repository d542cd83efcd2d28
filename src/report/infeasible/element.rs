//! What can be in conflict, in words.

use crate::award::Element;
use crate::problem::{CapacityUnit, Case, Condition, VendorChoice};
use crate::report::format::{money_per, period_name, quantity, share};
use crate::report::rules;
use crate::units::{DemandLineId, QuoteId, VendorId};

/// One thing that cannot be kept together with others.
pub(super) fn words(case: &Case, element: Element) -> String {
    let line = |id: DemandLineId| format!("demand {}", case.demand[id].key);
    match element {
        Element::Demand(id) => need(case, id),
        Element::Rule(id) => rules::named(case, &case.rules[id]),
        Element::Wishes(id) => format!("{}: {}", line(id), wishes(case, id)),
        Element::Ceiling(id) => ceiling(case, id),
        Element::NeededBy(id) => {
            let day = case.demand[id].needed_by;
            format!(
                "{}: needed by {}",
                line(id),
                day.map_or(String::new(), |day| day.to_string())
            )
        }
        Element::QuoteMinimum(id) => quote_minimum(case, id),
        Element::QuoteCapacity(id) => quote_capacity(case, id),
        Element::Conditions(id) => {
            format!(
                "quote {} holds only if {}",
                case.quotes[id].key,
                conditions(case, id)
            )
        }
        Element::VendorMinimum(id) => vendor_minimum(case, id),
        Element::VendorCapacity(id) => vendor_capacity(case, id),
        Element::LeastDrops(id) => {
            format!(
                "{} asks for a least value of every delivery",
                case.vendors[id].name
            )
        }
    }
}

/// `Garcia needs 30 kg of Apples per week (garcia/apples)`.
fn need(case: &Case, id: DemandLineId) -> String {
    let line = &case.demand[id];
    let item = &case.items[line.item];
    format!(
        "{} needs {} {} of {} per {} ({})",
        case.members[case.member_of(id)].name,
        quantity(line.quantity.value()),
        item.unit,
        item.name,
        case.horizon.cycle,
        line.key
    )
}

fn wishes(case: &Case, id: DemandLineId) -> String {
    let line = &case.demand[id];
    let names = |choices: &[VendorChoice]| {
        let names: Vec<String> = choices.iter().map(|one| rules::choice(case, one)).collect();
        names.join(", ")
    };
    let mut parts = Vec::new();
    if !line.refuses.is_empty() {
        parts.push(format!("refuses {}", names(&line.refuses)));
    }
    if !line.requires.is_empty() {
        parts.push(format!("accepts only {}", names(&line.requires)));
    }
    parts.join(", ")
}

fn ceiling(case: &Case, id: DemandLineId) -> String {
    let line = &case.demand[id];
    let most = line.price_ceiling.map_or(String::new(), |most| {
        format!("{} {}", most.amount(), case.currency.code())
    });
    let unit = &case.items[line.item].unit;
    format!("demand {}: at most {most} per {unit}", line.key)
}

fn quote_minimum(case: &Case, id: QuoteId) -> String {
    let quote = &case.quotes[id];
    let least = quote.min_order.map_or(String::new(), |min| {
        let unit = &case.items[quote.item].unit;
        let period = period_name(&case.horizon, min.per);
        format!("{} {unit} per {period}", quantity(min.quantity.value()))
    });
    format!("quote {} asks for at least {least}", quote.key)
}

fn quote_capacity(case: &Case, id: QuoteId) -> String {
    let quote = &case.quotes[id];
    let most = quote.capacity.map_or(String::new(), |most| {
        let unit = &case.items[quote.item].unit;
        let period = period_name(&case.horizon, most.per);
        format!("{} {unit} per {period}", quantity(most.quantity.value()))
    });
    format!("quote {} offers at most {most}", quote.key)
}

fn conditions(case: &Case, id: QuoteId) -> String {
    let conditions = case.quotes[id].conditions.iter();
    let words: Vec<String> = conditions
        .map(|condition| match condition {
            Condition::CategoryShare(least) => {
                format!("its vendor gets {} of the category", share(*least))
            }
            Condition::Members(least) => format!("{least} members buy from its vendor"),
            Condition::Term(term) => format!("the cooperative commits to {term}"),
        })
        .collect();
    words.join(" and ")
}

fn vendor_minimum(case: &Case, id: VendorId) -> String {
    let vendor = &case.vendors[id];
    let least = vendor.min_order.map_or(String::new(), |min| {
        money_per(
            min.spend,
            case.currency,
            period_name(&case.horizon, min.per),
        )
    });
    format!("{} asks for orders of at least {least}", vendor.name)
}

fn vendor_capacity(case: &Case, id: VendorId) -> String {
    let vendor = &case.vendors[id];
    let most = vendor.capacity.map_or(String::new(), |most| {
        let period = period_name(&case.horizon, most.per);
        format!(
            "{} {} per {period}",
            quantity(most.amount),
            capacity_unit(most.unit)
        )
    });
    format!("{} can supply at most {most}", vendor.name)
}

/// What a vendor's capacity counts.
pub(super) fn capacity_unit(unit: CapacityUnit) -> &'static str {
    match unit {
        CapacityUnit::Units => "units",
        CapacityUnit::Weight => "kg",
    }
}
