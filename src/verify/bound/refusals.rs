//! What keeps internal prices from being evaluated.

use std::collections::HashSet;
use std::hash::Hash;

use super::amounts;
use super::structure::Curves;
use crate::plan::InternalPrices;
use crate::problem::Case;
use crate::units::{Decimal, DemandLineId, Id, QuoteId};
use crate::verify::Refusal;

/// Every price of what does not exist, given twice, of a wrong sign or with too many digits. A price
/// of a pair that may not serve, or of a tier out of reach, is none of these: it bears on no plan.
pub(super) fn refusals(case: &Case, curves: &Curves, prices: &InternalPrices) -> Vec<Refusal> {
    let check = Check { case, curves };
    let mut refusals = Vec::new();
    let mut seen = HashSet::new();
    for price in &prices.tiers {
        let found = check.pair(price.line, price.quote);
        let found = found.or_else(|| check.tier(price.quote, price.tier));
        let key = (price.line, price.quote, price.tier);
        refusals.extend(found.or_else(|| {
            below_zero(price.price)
                .or_else(|| too_long(price.price))
                .or_else(|| repeated(&mut seen, key))
                .map(|wrong| check.of_tier(key, wrong))
        }));
    }
    let mut seen = HashSet::new();
    for price in &prices.drops {
        let key = (price.line, price.quote);
        refusals.extend(check.pair(price.line, price.quote).or_else(|| {
            below_zero(price.price)
                .or_else(|| too_long(price.price))
                .or_else(|| repeated(&mut seen, key))
                .map(|wrong| check.of_drop(key, wrong))
        }));
    }
    let mut seen = HashSet::new();
    for price in &prices.vendors {
        refusals.extend(check.quote(price.quote).or_else(|| {
            check
                .not_first(price.quote)
                .or_else(|| below_zero(price.price))
                .or_else(|| too_long(price.price))
                .or_else(|| repeated(&mut seen, price.quote))
                .map(|wrong| check.of_vendor(price.quote, wrong))
        }));
    }
    let mut seen = HashSet::new();
    for price in &prices.quantities {
        let key = (price.quote, price.tier);
        let found = check.quote(price.quote);
        let found = found.or_else(|| check.tier(price.quote, price.tier));
        refusals.extend(found.or_else(|| {
            check
                .not_first(price.quote)
                .or_else(|| too_long(price.price))
                .or_else(|| repeated(&mut seen, key))
                .map(|wrong| check.of_quantity(key, wrong))
        }));
    }
    refusals.extend(of_capacities(&check, prices));
    refusals
}

fn of_capacities(check: &Check, prices: &InternalPrices) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut seen = HashSet::new();
    for price in &prices.capacities {
        let key = (price.quote, price.tier);
        let found = check.quote(price.quote);
        let found = found.or_else(|| check.tier(price.quote, price.tier));
        refusals.extend(found.or_else(|| {
            check
                .unlimited(price.quote)
                .or_else(|| below_zero(price.price))
                .or_else(|| too_long(price.price))
                .or_else(|| repeated(&mut seen, key))
                .map(|wrong| check.of_capacity(key, wrong))
        }));
    }
    refusals
}

fn below_zero(price: Decimal) -> Option<String> {
    (price < Decimal::ZERO).then(|| format!("is {price}, which is below 0"))
}

fn too_long(price: Decimal) -> Option<String> {
    let is_exact = amounts::exact(price).is_some();
    (!is_exact).then(|| format!("is {price}, which has more than nine decimals"))
}

fn repeated<K: Eq + Hash>(seen: &mut HashSet<K>, key: K) -> Option<String> {
    (!seen.insert(key)).then(|| "is given twice".to_owned())
}

struct Check<'a> {
    case: &'a Case,
    curves: &'a Curves<'a>,
}

impl Check<'_> {
    fn pair(&self, line: DemandLineId, quote: QuoteId) -> Option<Refusal> {
        let line = known("demand line", line, self.case.demand.len());
        line.or_else(|| self.quote(quote))
    }

    fn quote(&self, quote: QuoteId) -> Option<Refusal> {
        known("quote", quote, self.case.quotes.len())
    }

    fn tier(&self, quote: QuoteId, tier: usize) -> Option<Refusal> {
        let n_tiers = self.curves.all[self.curves.place(quote).curve].n_tiers();
        (tier >= n_tiers).then(|| Refusal::UnknownTier {
            quote: self.case.quotes[quote].key.clone(),
            tier,
            last: n_tiers - 1,
        })
    }

    fn not_first(&self, quote: QuoteId) -> Option<String> {
        let place = self.curves.place(quote);
        let first = self.curves.all[place.curve].quotes[0];
        let key = &self.case.quotes[first].key;
        (place.position > 0).then(|| format!("belongs to quote `{key}`, the first that counts"))
    }

    fn unlimited(&self, quote: QuoteId) -> Option<String> {
        let capacity = self.case.quotes[quote].capacity;
        capacity
            .is_none()
            .then(|| "is given though the quote has no capacity".to_owned())
    }

    fn of_tier(&self, key: (DemandLineId, QuoteId, usize), wrong: String) -> Refusal {
        let (line, quote, tier) = key;
        let (line, quote) = (&self.case.demand[line].key, &self.case.quotes[quote].key);
        refusal(
            format!("tier {tier} of quote `{quote}` for demand line `{line}`"),
            wrong,
        )
    }

    fn of_drop(&self, (line, quote): (DemandLineId, QuoteId), wrong: String) -> Refusal {
        let (line, quote) = (&self.case.demand[line].key, &self.case.quotes[quote].key);
        refusal(
            format!("the drop under quote `{quote}` for demand line `{line}`"),
            wrong,
        )
    }

    fn of_vendor(&self, quote: QuoteId, wrong: String) -> Refusal {
        let quote = &self.case.quotes[quote].key;
        refusal(format!("the vendor of quote `{quote}`"), wrong)
    }

    fn of_quantity(&self, (quote, tier): (QuoteId, usize), wrong: String) -> Refusal {
        let quote = &self.case.quotes[quote].key;
        refusal(format!("what quote `{quote}` counts in tier {tier}"), wrong)
    }

    fn of_capacity(&self, (quote, tier): (QuoteId, usize), wrong: String) -> Refusal {
        let quote = &self.case.quotes[quote].key;
        refusal(
            format!("the capacity of quote `{quote}` in tier {tier}"),
            wrong,
        )
    }
}

fn known(what: &'static str, id: impl Id, count: usize) -> Option<Refusal> {
    (id.index() >= count).then(|| Refusal::Unknown {
        what,
        number: id.index() + 1,
        count,
    })
}

fn refusal(what: String, wrong: String) -> Refusal {
    Refusal::InternalPrice { what, wrong }
}
