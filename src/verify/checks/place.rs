//! A quote holds, and its vendor delivers, at the line's site.

use crate::problem::Case;
use crate::units::{DemandLineId, QuoteId};
use crate::verify::Refusal;

/// The line's site is one of those the quote is made for.
pub fn scope(case: &Case, line: DemandLineId, quote: QuoteId, refusals: &mut Vec<Refusal>) {
    let (line, quote) = (&case.demand[line], &case.quotes[quote]);
    if !case.is_in_scope(&quote.scope, line.site) {
        refusals.push(Refusal::OutOfScope {
            quote: quote.key.clone(),
            site: case.sites[line.site].key.clone(),
            line: line.key.clone(),
        });
    }
}

/// The line's site is in one of the zones the vendor serves.
pub fn zone(case: &Case, line: DemandLineId, quote: QuoteId, refusals: &mut Vec<Refusal>) {
    let vendor = &case.vendors[case.quotes[quote].vendor];
    let site = &case.sites[case.demand[line].site];
    let is_served = vendor.zones.is_empty()
        || site
            .zone
            .as_ref()
            .is_some_and(|zone| vendor.zones.contains(zone));
    if !is_served {
        refusals.push(Refusal::ZoneNotServed {
            vendor: vendor.key.clone(),
            site: site.key.clone(),
            zone: match &site.zone {
                Some(zone) => format!("zone `{zone}`"),
                None => "no zone".into(),
            },
        });
    }
}
