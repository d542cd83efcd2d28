//! Every id is one of the case's, every item is accepted, nothing is listed twice, and every
//! quantity is above zero and small enough to compute with.

use std::collections::BTreeSet;

use crate::plan::{Award, AwardLine, Owner, Surplus};
use crate::problem::Case;
use crate::units::{Decimal, Id, Quantity, QuoteId, VALUE_MAX};
use crate::verify::{Refusal, words};

/// What keeps the award from being computed with at all.
pub fn references(case: &Case, award: &Award) -> Vec<Refusal> {
    let mut refusals = unknown_ids(case, award);
    if refusals.is_empty() {
        lines(case, &award.lines, &mut refusals);
        surplus(case, &award.surplus, &mut refusals);
    }
    refusals
}

fn unknown_ids(case: &Case, award: &Award) -> Vec<Refusal> {
    let line = |entry: &AwardLine| known("demand line", entry.line, case.demand.len());
    let quote = |quote: QuoteId| known("quote", quote, case.quotes.len());
    let owner = |surplus: &Surplus| match surplus.owner {
        Owner::Site(site) => known("site", site, case.sites.len()),
        Owner::Member(member) => known("member", member, case.members.len()),
        Owner::Pool => None,
    };
    let lines = award
        .lines
        .iter()
        .flat_map(|entry| [line(entry), quote(entry.quote)]);
    let surplus = award
        .surplus
        .iter()
        .flat_map(|surplus| [quote(surplus.quote), owner(surplus)]);
    lines.chain(surplus).flatten().collect()
}

fn known(what: &'static str, id: impl Id, count: usize) -> Option<Refusal> {
    (id.index() >= count).then(|| Refusal::Unknown {
        what,
        number: id.index() + 1,
        count,
    })
}

fn lines(case: &Case, lines: &[AwardLine], refusals: &mut Vec<Refusal>) {
    let mut seen = BTreeSet::new();
    for entry in lines {
        let (line, quote) = (&case.demand[entry.line], &case.quotes[entry.quote]);
        if case.factor(entry.line, quote.item).is_none() {
            refusals.push(Refusal::ItemNotAccepted {
                line: line.key.clone(),
                item: case.items[quote.item].key.clone(),
                quote: quote.key.clone(),
            });
        }
        if !seen.insert((entry.line, entry.quote)) {
            refusals.push(Refusal::RepeatedLine {
                line: line.key.clone(),
                quote: quote.key.clone(),
            });
        }
        refusals.extend(range(
            format!("what is covered of demand line `{}`", line.key),
            quote.key.clone(),
            entry.covered,
            &case.items[line.item].unit,
        ));
    }
}

fn surplus(case: &Case, surplus: &[Surplus], refusals: &mut Vec<Refusal>) {
    let mut seen = BTreeSet::new();
    for entry in surplus {
        let quote = &case.quotes[entry.quote];
        let owner = words::owner(case, entry.owner);
        if !seen.insert((entry.quote, entry.owner)) {
            refusals.push(Refusal::RepeatedSurplus {
                owner: owner.clone(),
                quote: quote.key.clone(),
            });
        }
        refusals.extend(range(
            format!("the surplus of {owner}"),
            quote.key.clone(),
            entry.quantity,
            &case.items[quote.item].unit,
        ));
    }
}

fn range(what: String, quote: String, quantity: Quantity, unit: &str) -> Option<Refusal> {
    let text = || format!("{quantity} {unit}");
    if quantity <= Quantity::ZERO {
        let quantity = text();
        return Some(Refusal::NotPositive {
            what,
            quote,
            quantity,
        });
    }
    (quantity.value() > Decimal::from(VALUE_MAX)).then(|| Refusal::TooLarge {
        what,
        quote,
        quantity: text(),
    })
}
