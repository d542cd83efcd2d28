//! The ways to serve each demand line.

use crate::problem::Case;
use crate::units::{DemandLineId, Quantity, QuoteId, VendorId};
use crate::verify::pair_refusals;

/// One way to serve a line: what each quote covers.
pub(in crate::testing) type Service = Vec<(QuoteId, Quantity)>;

/// Every way to serve each line; an optional one may stay uncovered, wholly or in part.
pub(in crate::testing) fn all_services(
    case: &Case,
    optional: &[DemandLineId],
) -> Vec<Vec<Service>> {
    case.demand
        .ids()
        .map(|line| services(case, line, optional.contains(&line)))
        .collect()
}

/// Every (line, quote) that `verify` allows, whatever else is bought.
pub fn admissible_pairs(case: &Case) -> Vec<(DemandLineId, QuoteId)> {
    let lines = case.demand.ids();
    lines
        .flat_map(|line| {
            let quotes = quotes_for(case, line).into_iter();
            quotes.map(move |quote| (line, quote))
        })
        .collect()
}

/// What a way to serve a line takes from one vendor.
pub(in crate::testing) fn taken_from(case: &Case, vendor: VendorId, service: &Service) -> Service {
    let mut taken = service.clone();
    taken.retain(|(quote, _)| case.quotes[*quote].vendor == vendor);
    taken
}

fn quotes_for(case: &Case, line: DemandLineId) -> Vec<QuoteId> {
    case.quotes
        .ids()
        .filter(|quote| case.factor(line, case.quotes[*quote].item).is_some())
        .filter(|quote| pair_refusals(case, line, *quote).is_empty())
        .collect()
}

/// By one quote, or in all compositions of whole steps.
fn services(case: &Case, line: DemandLineId, is_optional: bool) -> Vec<Service> {
    let quotes = quotes_for(case, line);
    let demand = &case.demand[line];
    let item = &case.items[demand.item];
    if item.split {
        return compositions(&quotes, demand.quantity, item.step, is_optional);
    }
    let whole = quotes
        .into_iter()
        .map(|quote| vec![(quote, demand.quantity)]);
    let nothing = is_optional.then(Service::new);
    whole.chain(nothing).collect()
}

fn compositions(
    quotes: &[QuoteId],
    quantity: Quantity,
    step: Quantity,
    may_remain: bool,
) -> Vec<Service> {
    let Some((first, rest)) = quotes.split_first() else {
        return if quantity.is_zero() || may_remain {
            vec![Vec::new()]
        } else {
            Vec::new()
        };
    };
    let mut all = Vec::new();
    let mut part = Quantity::ZERO;
    while part <= quantity {
        for mut service in compositions(rest, quantity - part, step, may_remain) {
            if !part.is_zero() {
                service.push((*first, part));
            }
            all.push(service);
        }
        part += step;
    }
    all
}
