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

#[cfg(test)]
mod tests {
    use crate::problem::Scope;
    use crate::verify::fixture::small;

    #[test]
    fn a_quote_holds_only_within_its_scope() {
        let mut small = small();
        let hill = small.case.shop("hill");
        small.case.quotes[small.quote].scope = vec![Scope::Site(hill)];
        small.check(&[
            "quote `mill/flour` does not hold at site `corner` of demand line `corner/flour`",
        ]);
        let member = small.case.sites[small.corner].member;
        let scope = &mut small.case.quotes[small.quote].scope;
        scope.push(Scope::Member(member));
        small.check(&[]);
    }

    #[test]
    fn a_vendor_serves_only_its_zones() {
        let mut small = small();
        small.case.vendors[small.mill].zones = vec!["north".into()];
        small.check(&["vendor `mill` does not serve site `corner`, which is in no zone"]);
        small.case.sites[small.corner].zone = Some("south".into());
        small.check(&["vendor `mill` does not serve site `corner`, which is in zone `south`"]);
        small.case.sites[small.corner].zone = Some("north".into());
        small.check(&[]);
    }
}
