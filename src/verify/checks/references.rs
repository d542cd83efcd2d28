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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{award, qty, with_surplus};
    use crate::units::{DemandLineId, MemberId, SiteId};
    use crate::verify::fixture::{check, small};

    #[test]
    fn ids_beyond_the_tables_are_refused_before_anything_is_computed() {
        let small = small();
        let (line, quote) = (DemandLineId::from_index(1), QuoteId::from_index(7));
        check(
            &small.case,
            &award(&[(line, quote, 6)]),
            &[
                "the plan refers to demand line number 2, but the case has 1",
                "the plan refers to quote number 8, but the case has 1",
            ],
        );
        let owners = [
            (small.quote, Owner::Site(SiteId::from_index(1)), 1),
            (small.quote, Owner::Member(MemberId::from_index(1)), 1),
        ];
        check(
            &small.case,
            &with_surplus(small.award(), &owners),
            &[
                "the plan refers to site number 2, but the case has 1",
                "the plan refers to member number 2, but the case has 1",
            ],
        );
    }

    #[test]
    fn an_item_the_line_does_not_accept_is_refused() {
        let mut small = small();
        let rye = small.case.item("rye");
        let quote = small.case.quote(small.mill, rye, 5);
        check(
            &small.case,
            &award(&[(small.need, quote, 6)]),
            &["demand line `corner/flour` does not accept item `rye` of quote `mill/rye`"],
        );
    }

    #[test]
    fn nothing_is_listed_twice() {
        let small = small();
        let entry = (small.need, small.quote, 3);
        check(
            &small.case,
            &award(&[entry, entry]),
            &["demand line `corner/flour` is listed twice under quote `mill/flour`"],
        );
        let surplus = (small.quote, Owner::Pool, 1);
        check(
            &small.case,
            &with_surplus(small.award(), &[surplus, surplus]),
            &["surplus of all buyers together is listed twice under quote `mill/flour`"],
        );
    }

    #[test]
    fn quantities_are_above_zero_and_within_what_can_be_computed() {
        let small = small();
        let covered = |quantity: Decimal| award(&[(small.need, small.quote, quantity)]);
        check(
            &small.case,
            &covered((-6).into()),
            &[
                "what is covered of demand line `corner/flour` under quote `mill/flour` is -6 kg, \
               which is not above zero",
            ],
        );
        check(
            &small.case,
            &covered(Decimal::MAX),
            &[
                "what is covered of demand line `corner/flour` under quote `mill/flour` is \
               79228162514264337593543950335 kg, which is more than any case may hold",
            ],
        );
        let mut award = with_surplus(small.award(), &[(small.quote, Owner::Pool, 1)]);
        award.surplus[0].quantity = qty(0);
        check(
            &small.case,
            &award,
            &[
                "the surplus of all buyers together under quote `mill/flour` is 0 kg, which is not \
               above zero",
            ],
        );
    }
}
