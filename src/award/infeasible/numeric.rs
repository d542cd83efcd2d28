//! The value of an element that has one.

use super::element::Element;
use crate::problem::{Case, RuleKind};
use crate::units::{Decimal, Money, Price, Quantity};

/// The value of an element in its own unit: a count, a share, money or a quantity as the files
/// state it; `None` if the element has no value that could be changed a little.
pub(super) fn value(case: &Case, element: Element) -> Option<Decimal> {
    match element {
        Element::Rule(rule) => rule_value(&case.rules[rule].kind),
        Element::Ceiling(line) => {
            let ceiling = case.demand[line].price_ceiling?;
            let is_split = case.items[case.demand[line].item].split;
            (!is_split).then(|| ceiling.amount().value() / ceiling.per().value())
        }
        Element::QuoteMinimum(quote) => {
            case.quotes[quote].min_order.map(|min| min.quantity.value())
        }
        Element::QuoteCapacity(quote) => case.quotes[quote]
            .capacity
            .map(|most| most.quantity.value()),
        Element::VendorMinimum(vendor) => {
            case.vendors[vendor].min_order.map(|min| min.spend.value())
        }
        Element::VendorCapacity(vendor) => case.vendors[vendor].capacity.map(|most| most.amount),
        Element::Demand(_)
        | Element::Wishes(_)
        | Element::NeededBy(_)
        | Element::Conditions(_)
        | Element::LeastDrops(_) => None,
    }
}

fn rule_value(kind: &RuleKind) -> Option<Decimal> {
    match kind {
        RuleKind::MostVendors { most, .. } | RuleKind::MostSwitches(most) => {
            Some(Decimal::from(*most))
        }
        RuleKind::FewestVendors { fewest, .. } => Some(Decimal::from(*fewest)),
        RuleKind::LargestShare { share, .. } | RuleKind::SmallestShare { share, .. } => {
            Some(*share)
        }
        RuleKind::Budget(budget) => Some(budget.spend.value()),
        RuleKind::MinimumSaving(share) => Some(*share),
        RuleKind::NobodyAboveToday => Some(Decimal::ZERO),
        RuleKind::SameVendor => Some(Decimal::ONE),
        RuleKind::Forbid(_)
        | RuleKind::Require(_)
        | RuleKind::KeepIncumbent
        | RuleKind::SwitchingCost(_) => None,
    }
}

/// Gives an element another value. A rule that has no
/// number of its own (`same_vendor`, `nobody_above_today`) becomes the kind that has.
///
/// # Panics
/// If a count is not within the range of counts.
pub(super) fn set(case: &mut Case, element: Element, to: Decimal) {
    match element {
        Element::Rule(rule) => set_rule(&mut case.rules[rule].kind, to),
        Element::Ceiling(line) => {
            case.demand[line].price_ceiling = Some(Price::per_unit(Money::new(to)));
        }
        Element::QuoteMinimum(quote) => {
            if let Some(min) = &mut case.quotes[quote].min_order {
                min.quantity = Quantity::new(to);
            }
        }
        Element::QuoteCapacity(quote) => {
            if let Some(most) = &mut case.quotes[quote].capacity {
                most.quantity = Quantity::new(to);
            }
        }
        Element::VendorMinimum(vendor) => {
            if let Some(min) = &mut case.vendors[vendor].min_order {
                min.spend = Money::new(to);
            }
        }
        Element::VendorCapacity(vendor) => {
            if let Some(most) = &mut case.vendors[vendor].capacity {
                most.amount = to;
            }
        }
        Element::Demand(_)
        | Element::Wishes(_)
        | Element::NeededBy(_)
        | Element::Conditions(_)
        | Element::LeastDrops(_) => {}
    }
}

fn set_rule(kind: &mut RuleKind, to: Decimal) {
    let count = || u32::try_from(to).expect("a count of vendors or switches");
    match kind {
        RuleKind::MostVendors { most, .. } | RuleKind::MostSwitches(most) => *most = count(),
        RuleKind::FewestVendors { fewest, .. } => *fewest = count(),
        RuleKind::LargestShare { share, .. }
        | RuleKind::SmallestShare { share, .. }
        | RuleKind::MinimumSaving(share) => *share = to,
        RuleKind::Budget(budget) => budget.spend = Money::new(to),
        RuleKind::NobodyAboveToday => *kind = RuleKind::MinimumSaving(to),
        RuleKind::SameVendor => {
            *kind = RuleKind::MostVendors {
                most: count(),
                of: None,
            };
        }
        RuleKind::Forbid(_)
        | RuleKind::Require(_)
        | RuleKind::KeepIncumbent
        | RuleKind::SwitchingCost(_) => {}
    }
}
