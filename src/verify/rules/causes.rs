//! The causes of a charge: the demand lines because of which it can arise, whatever is bought.

use crate::plan::{Charge, Owner, Reason};
use crate::problem::Case;
use crate::units::{DemandLineId, ItemId, QuoteId, SiteId, Table, VendorId};

/// Finds the causes of charges.
pub(super) struct Causes<'a> {
    case: &'a Case,
    lines_at: Table<SiteId, Vec<DemandLineId>>,
}

impl<'a> Causes<'a> {
    /// For the charges of this case.
    pub fn new(case: &'a Case) -> Self {
        let mut lines_at: Table<SiteId, Vec<DemandLineId>> =
            case.sites.ids().map(|_| Vec::new()).collect();
        for (id, line) in case.demand.iter() {
            lines_at[line.site].push(id);
        }
        Self { case, lines_at }
    }

    /// The demand lines because of which a charge like this can arise.
    pub fn of(&self, charge: &Charge) -> Vec<DemandLineId> {
        let case = self.case;
        match charge.reason {
            Reason::Goods(line, _) | Reason::Switching(line, _) => vec![line],
            Reason::Drop(site) => self.lines_at[site].clone(),
            Reason::BrokenPack(quote, site) => self.accepting_at(site, quote),
            Reason::SurplusGoods(quote, owner) | Reason::SurplusCost(quote, owner) => {
                self.of_surplus(quote, owner)
            }
            Reason::BreakDiscount(group) => {
                let quotes = case.groups[group].quotes.iter();
                self.accepting(
                    &quotes
                        .map(|quote| case.quotes[*quote].item)
                        .collect::<Vec<_>>(),
                )
            }
            Reason::Bundle(bundle) => {
                let parts = case.bundles[bundle].parts.iter();
                self.accepting(&parts.map(|part| part.item).collect::<Vec<_>>())
            }
            Reason::Rebate(rebate) => {
                let category = &case.rebates[rebate].category;
                let mut items = self.items_of(charge.vendor);
                items.retain(|item| category.is_none() || case.items[*item].category == *category);
                self.accepting(&items)
            }
            Reason::FixedFee | Reason::Collection => self.accepting(&self.items_of(charge.vendor)),
        }
    }

    fn of_surplus(&self, quote: QuoteId, owner: Owner) -> Vec<DemandLineId> {
        let offer = &self.case.quotes[quote];
        match (owner, offer.surplus_owner) {
            (Owner::Site(site), _) => self.accepting_at(site, quote),
            (Owner::Member(member), _) | (Owner::Pool, Some(member)) => {
                let mut lines = self.accepting(&[offer.item]);
                lines.retain(|line| self.case.member_of(*line) == member);
                lines
            }
            (Owner::Pool, None) => self.accepting(&[offer.item]),
        }
    }

    fn accepting_at(&self, site: SiteId, quote: QuoteId) -> Vec<DemandLineId> {
        let mut lines = self.lines_at[site].clone();
        lines.retain(|line| self.accepts(*line, self.case.quotes[quote].item));
        lines
    }

    fn accepting(&self, items: &[ItemId]) -> Vec<DemandLineId> {
        let accepts_one = |line: &DemandLineId| items.iter().any(|item| self.accepts(*line, *item));
        self.case.demand.ids().filter(accepts_one).collect()
    }

    fn accepts(&self, line: DemandLineId, item: ItemId) -> bool {
        self.case.factor(line, item).is_some()
    }

    fn items_of(&self, vendor: VendorId) -> Vec<ItemId> {
        let quotes = self.case.quotes_of(vendor);
        let mut items: Vec<ItemId> = quotes.map(|quote| self.case.quotes[quote].item).collect();
        items.sort_unstable();
        items.dedup();
        items
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Discount, Period, RuleKind, Substitute};
    use crate::testing::money;
    use crate::units::{Id, MemberId};
    use crate::verify::rules::fixture::{Two, two};
    use rust_decimal::dec;

    /// Compares the causes of a charge by valley, named as `ann/apples`.
    #[track_caller]
    fn check(two: &Two, reason: Reason, expected: &[&str]) {
        let charge = Charge {
            vendor: two.vendors[0],
            reason,
            amount: money(1),
            per: Period::Cycle,
        };
        let causes = Causes::new(&two.case).of(&charge).into_iter();
        let found: Vec<&str> = causes
            .map(|line| two.case.demand[line].key.as_str())
            .collect();
        assert_eq!(found, expected);
    }

    const ALL: [&str; 4] = ["ann/apples", "ann/pears", "bea/apples", "bea/pears"];

    #[test]
    fn goods_and_switching_are_caused_by_their_line() {
        let mut two = two();
        let (line, quote) = (two.lines[3], two.quotes[0][1]);
        check(&two, Reason::Goods(line, quote), &["bea/pears"]);
        let rule = two.case.rule(RuleKind::SwitchingCost(money(1)));
        check(&two, Reason::Switching(line, rule), &["bea/pears"]);
    }

    #[test]
    fn a_drop_is_caused_by_every_line_at_the_site() {
        let two = two();
        let bea = SiteId::from_index(1);
        check(&two, Reason::Drop(bea), &["bea/apples", "bea/pears"]);
    }

    #[test]
    fn a_broken_pack_is_caused_by_the_lines_at_the_site_that_accept_the_item() {
        let mut two = two();
        let (ann, apples) = (SiteId::from_index(0), two.quotes[0][0]);
        check(&two, Reason::BrokenPack(apples, ann), &["ann/apples"]);
        accept_instead(&mut two, 1, 0);
        let both = ["ann/apples", "ann/pears"];
        check(&two, Reason::BrokenPack(apples, ann), &both);
    }

    /// Makes a line accept another item as well.
    fn accept_instead(two: &mut Two, line: usize, item: usize) {
        let item = two.items[item];
        two.case.demand[two.lines[line]].substitutes = vec![Substitute {
            item,
            factor: dec!(1),
            approved_by: None,
        }];
    }

    #[test]
    fn surplus_is_caused_by_the_lines_where_it_lies_that_accept_the_item() {
        let mut two = two();
        let annex = two.case.site(two.members[0], "annex");
        let pears = two.quotes[0][1];
        two.case.demand(annex, two.items[1], 3);
        let check_both = |two: &Two, owner, expected: &[&str]| {
            check(two, Reason::SurplusGoods(pears, owner), expected);
            check(two, Reason::SurplusCost(pears, owner), expected);
        };
        check_both(&two, Owner::Site(annex), &["annex/pears"]);
        let of_ann = ["ann/pears", "annex/pears"];
        check_both(&two, Owner::Member(two.members[0]), &of_ann);
        let of_all = ["ann/pears", "bea/pears", "annex/pears"];
        check_both(&two, Owner::Pool, &of_all);
        two.case.quotes[pears].surplus_owner = Some(two.members[1]);
        check_both(&two, Owner::Pool, &["bea/pears"]);
        check_both(&two, Owner::Site(annex), &["annex/pears"]);
    }

    #[test]
    fn surplus_of_an_owner_that_needs_none_of_it_has_no_cause() {
        let mut two = two();
        let nobody: MemberId = two.case.member("store");
        let pears = two.quotes[0][1];
        two.case.quotes[pears].surplus_owner = Some(nobody);
        check(&two, Reason::SurplusGoods(pears, Owner::Pool), &[]);
    }

    #[test]
    fn a_break_discount_is_caused_by_the_lines_that_accept_an_item_of_its_group() {
        let mut two = two();
        let group = two.case.incremental(&[two.quotes[0][0]], &[(4, 1)]);
        let apples = ["ann/apples", "bea/apples"];
        check(&two, Reason::BreakDiscount(group), &apples);
        accept_instead(&mut two, 3, 0);
        let with_substitute = ["ann/apples", "bea/apples", "bea/pears"];
        check(&two, Reason::BreakDiscount(group), &with_substitute);
        let group = two.case.incremental(&two.quotes[0], &[(4, 1)]);
        check(&two, Reason::BreakDiscount(group), &ALL);
    }

    #[test]
    fn a_bundle_is_caused_by_the_lines_that_accept_one_of_its_items() {
        let mut two = two();
        let [apples, pears] = two.items;
        let discount = Discount::Lump(money(1));
        let bundle = two.case.bundle(two.vendors[0], &[(pears, 1)], discount);
        check(&two, Reason::Bundle(bundle), &["ann/pears", "bea/pears"]);
        let parts = [(apples, 1), (pears, 1)];
        let bundle = two.case.bundle(two.vendors[0], &parts, discount);
        check(&two, Reason::Bundle(bundle), &ALL);
    }

    #[test]
    fn a_rebate_is_caused_by_the_lines_that_count_toward_it() {
        let mut two = two();
        let levels = [(10, Discount::Share(dec!(0.1)))];
        let rebate = two.case.rebate(two.vendors[0], Period::Cycle, &levels);
        check(&two, Reason::Rebate(rebate), &ALL);
        two.case.items[two.items[0]].category = Some("fruit".into());
        two.case.rebates[rebate].category = Some("fruit".into());
        let apples = ["ann/apples", "bea/apples"];
        check(&two, Reason::Rebate(rebate), &apples);
    }

    #[test]
    fn a_fixed_fee_is_caused_by_the_lines_that_accept_something_of_the_vendor() {
        let mut two = two();
        let plums = two.case.item("plums");
        two.case.demand(SiteId::from_index(0), plums, 3);
        check(&two, Reason::FixedFee, &ALL);
        two.case.quote(two.vendors[0], plums, 3);
        let all = [&ALL[..], &["ann/plums"]].concat();
        check(&two, Reason::FixedFee, &all);
    }
}
