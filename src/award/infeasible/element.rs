//! What can stand in the way of a plan, and the case without some of it.

use std::collections::BTreeSet;

use crate::problem::Case;
use crate::units::{DemandLineId, Id, QuoteId, RuleId, Table, VendorId};

/// One demand, rule or limit that a case could do without.
///
/// What a quote is for (its item, sites, zones, certificates, validity, packs) is taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// The line must be covered.
    Demand(DemandLineId),
    /// The rule.
    Rule(RuleId),
    /// Vendors that the line refuses, or requires.
    Wishes(DemandLineId),
    /// The highest price that the line accepts.
    Ceiling(DemandLineId),
    /// The day by which the line is needed.
    NeededBy(DemandLineId),
    /// The least quantity under the quote.
    QuoteMinimum(QuoteId),
    /// The most under the quote.
    QuoteCapacity(QuoteId),
    /// What must hold for the quote to be used.
    Conditions(QuoteId),
    /// The vendor's minimum order.
    VendorMinimum(VendorId),
    /// The most that the vendor supplies.
    VendorCapacity(VendorId),
    /// The least value of the vendor's drops.
    LeastDrops(VendorId),
}

/// Every element of a case, the ones that people want named first: demand, rules, wishes, limits.
pub(super) fn elements(case: &Case) -> Vec<Element> {
    let lines = case.demand.ids();
    let mut elements: Vec<Element> = lines.map(Element::Demand).collect();
    let hard = case.rules.iter().filter(|(_, rule)| rule.price.is_none());
    elements.extend(hard.map(|(id, _)| Element::Rule(id)));
    for (id, line) in case.demand.iter() {
        let has_wishes = !line.refuses.is_empty() || !line.requires.is_empty();
        elements.extend(has_wishes.then_some(Element::Wishes(id)));
        elements.extend(line.price_ceiling.map(|_| Element::Ceiling(id)));
        elements.extend(line.needed_by.map(|_| Element::NeededBy(id)));
    }
    for (id, quote) in case.quotes.iter() {
        elements.extend(quote.min_order.map(|_| Element::QuoteMinimum(id)));
        elements.extend(quote.capacity.map(|_| Element::QuoteCapacity(id)));
        let has_conditions = !quote.conditions.is_empty();
        elements.extend(has_conditions.then_some(Element::Conditions(id)));
    }
    for (id, vendor) in case.vendors.iter() {
        elements.extend(vendor.min_order.map(|_| Element::VendorMinimum(id)));
        elements.extend(vendor.capacity.map(|_| Element::VendorCapacity(id)));
        let has_least = vendor.delivery.drops().any(|drop| drop.value_min.is_some());
        elements.extend(has_least.then_some(Element::LeastDrops(id)));
    }
    elements
}

/// The case without what is not in `kept`, and for every line whether it must be covered. Soft
/// rules are left out: no plan fails because of them.
///
/// Leaving more out never makes a plan impossible that was possible before: a line that need not
/// be covered may still be.
pub fn reduced(case: &Case, kept: &BTreeSet<Element>) -> (Case, Vec<bool>) {
    let is_kept = |element| kept.contains(&element);
    let mut reduced = case.clone();
    let mut required = vec![false; case.demand.len()];
    for line in case.demand.ids() {
        required[line.index()] = is_kept(Element::Demand(line));
    }
    let rules = case.rules.iter();
    let rules = rules.filter(|(id, rule)| rule.price.is_none() && is_kept(Element::Rule(*id)));
    reduced.rules = rules.map(|(_, rule)| rule.clone()).collect::<Table<_, _>>();
    for element in elements(case) {
        if !is_kept(element) {
            lift(&mut reduced, element);
        }
    }
    (reduced, required)
}

/// The case without these elements at all: lines and rules are removed, soft rules are left.
pub(super) fn without(case: &Case, dropped: &BTreeSet<Element>) -> Case {
    let mut without = case.clone();
    for element in dropped {
        lift(&mut without, *element);
    }
    let demand = without.demand.iter();
    let demand = demand.filter(|(id, _)| !dropped.contains(&Element::Demand(*id)));
    let demand = demand.map(|(_, line)| line.clone()).collect();
    let rules = without.rules.iter();
    let rules = rules.filter(|(id, _)| !dropped.contains(&Element::Rule(*id)));
    let rules = rules.map(|(_, rule)| rule.clone()).collect();
    Case {
        demand,
        rules,
        ..without
    }
}

/// Takes a wish or a limit away; demand and rules are left to the caller.
fn lift(case: &mut Case, element: Element) {
    match element {
        Element::Demand(_) | Element::Rule(_) => {}
        Element::Wishes(line) => {
            case.demand[line].refuses.clear();
            case.demand[line].requires.clear();
        }
        Element::Ceiling(line) => case.demand[line].price_ceiling = None,
        Element::NeededBy(line) => case.demand[line].needed_by = None,
        Element::QuoteMinimum(quote) => case.quotes[quote].min_order = None,
        Element::QuoteCapacity(quote) => case.quotes[quote].capacity = None,
        Element::Conditions(quote) => case.quotes[quote].conditions.clear(),
        Element::VendorMinimum(vendor) => case.vendors[vendor].min_order = None,
        Element::VendorCapacity(vendor) => case.vendors[vendor].capacity = None,
        Element::LeastDrops(vendor) => {
            for drop in case.vendors[vendor].delivery.drops_mut() {
                drop.value_min = None;
            }
        }
    }
}
