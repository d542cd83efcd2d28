//! Packs stay whole for whom the vendor demands it.

use crate::plan::Owner;
use crate::problem::{Case, PackScope};
use crate::units::Quantity;
use crate::verify::purchase::Purchase;
use crate::verify::{Refusal, words};

/// What each site, each member or all together buy, with their own surplus, is a whole number of
/// packs.
pub fn packs(case: &Case, purchase: &Purchase, refusals: &mut Vec<Refusal>) {
    let quote = &case.quotes[purchase.quote];
    let Some(whole) = quote.pack.whole else {
        return;
    };
    for (buyer, bought) in buyers(case, purchase, whole) {
        if !(bought.value() % quote.pack.content.value()).is_zero() {
            refusals.push(Refusal::BrokenPacks {
                quote: quote.key.clone(),
                content: words::quantity(case, purchase.quote, quote.pack.content),
                buyer: words::owner(case, buyer),
                quantity: words::quantity(case, purchase.quote, bought),
            });
        }
    }
}

fn buyers(case: &Case, purchase: &Purchase, whole: PackScope) -> Vec<(Owner, Quantity)> {
    let with_surplus = |owner, lines| (owner, lines + purchase.surplus_of(owner));
    match whole {
        PackScope::Site => purchase
            .by_site
            .iter()
            .map(|(site, lines)| with_surplus(Owner::Site(*site), *lines))
            .collect(),
        PackScope::Member => purchase
            .by_member(case)
            .into_iter()
            .map(|(member, lines)| with_surplus(Owner::Member(member), lines))
            .collect(),
        PackScope::Pool => vec![(Owner::Pool, purchase.total())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{award, with_surplus};
    use crate::verify::fixture::{Small, check, small};

    /// Corner needs 6 kg and its second site 3 kg, hill needs 7 kg: 16 kg in packs of 4.
    fn packed(whole: PackScope) -> (Small, crate::plan::Award) {
        let mut small = small();
        let case = &mut small.case;
        let member = case.sites[small.corner].member;
        let annex = case.site(member, "annex");
        let hill = case.shop("hill");
        let lines = [
            (small.need, small.quote, 6),
            (case.demand(annex, small.flour, 3), small.quote, 3),
            (case.demand(hill, small.flour, 7), small.quote, 7),
        ];
        case.packs(small.quote, 4, Some(whole));
        (small, award(&lines))
    }

    #[test]
    fn packs_of_the_pool_are_whole_together() {
        let (small, award) = packed(PackScope::Pool);
        check(&small.case, &award, &[]);
        let with = with_surplus(award, &[(small.quote, Owner::Pool, 1)]);
        check(
            &small.case,
            &with,
            &[
                "quote `mill/flour` sells whole packs of 4 kg to all buyers together, but 17 kg is \
               bought",
            ],
        );
    }

    #[test]
    fn packs_of_a_member_are_whole_for_all_its_sites() {
        let (small, award) = packed(PackScope::Member);
        let said = [
            "quote `mill/flour` sells whole packs of 4 kg to member `corner`, but 9 kg is bought",
            "quote `mill/flour` sells whole packs of 4 kg to member `hill`, but 7 kg is bought",
        ];
        check(&small.case, &award, &said);
        let member = |line| Owner::Member(small.case.member_of(line));
        let lines: Vec<_> = small.case.demand.ids().collect();
        let surplus = [
            (small.quote, member(lines[0]), 3),
            (small.quote, member(lines[2]), 1),
        ];
        check(&small.case, &with_surplus(award, &surplus), &[]);
    }

    #[test]
    fn packs_of_a_site_are_whole_at_each() {
        let (small, award) = packed(PackScope::Site);
        let sites: Vec<_> = small.case.sites.ids().collect();
        let part = |index: usize, quantity: i32| {
            let owner = Owner::Site(sites[index]);
            (small.quote, owner, quantity)
        };
        let kept = with_surplus(award.clone(), &[part(0, 2), part(1, 1), part(2, 1)]);
        check(&small.case, &kept, &[]);
        let broken = with_surplus(award, &[part(0, 2), part(1, 1)]);
        check(
            &small.case,
            &broken,
            &["quote `mill/flour` sells whole packs of 4 kg to site `hill`, but 7 kg is bought"],
        );
    }
}
