//! Every block by numbers worked out by hand, and what keeps prices from being evaluated.

use super::certified_bound;
use crate::plan::{
    CapacityPrice, DropPrice, InternalPrices, QuantityPrice, TierPrice, VendorPrice,
};
use crate::problem::{Counted, Discount, Drop, Each, Fee, Period, PeriodQuantity, RuleKind};
use crate::testing::{TestCase, award, money, plan, qty};
use crate::units::{Decimal, DemandLineId, Id, QuoteId};
use crate::verify::verify;
use rust_decimal::dec;

/// Corner needs 6 of flour and hill 10. The mill sells it at 9, the farm at 8.50.
struct Flour {
    case: TestCase,
    corner: DemandLineId,
    hill: DemandLineId,
    mill: QuoteId,
    farm: QuoteId,
    prices: InternalPrices,
}

fn flour() -> Flour {
    let mut case = TestCase::new();
    let flour = case.item("flour");
    let [corner, hill] = [("corner", 6), ("hill", 10)].map(|(key, need)| {
        let shop = case.shop(key);
        case.demand(shop, flour, need)
    });
    let [mill, farm] = ["mill", "farm"].map(|key| case.vendor(key));
    let mill = case.quote(mill, flour, 9);
    let farm = case.quote(farm, flour, dec!(8.5));
    Flour {
        case,
        corner,
        hill,
        mill,
        farm,
        prices: InternalPrices::default(),
    }
}

impl Flour {
    fn pays_tier(&mut self, line: DemandLineId, tier: usize, price: impl Into<Decimal>) {
        self.prices.tiers.push(TierPrice {
            line,
            quote: self.mill,
            tier,
            price: price.into(),
        });
    }

    fn pays_drop(&mut self, line: DemandLineId, price: impl Into<Decimal>) {
        self.prices.drops.push(DropPrice {
            line,
            quote: self.mill,
            price: price.into(),
        });
    }

    fn pays_vendor(&mut self, quote: QuoteId, price: impl Into<Decimal>) {
        self.prices.vendors.push(VendorPrice {
            quote,
            price: price.into(),
        });
    }

    fn per_unit(&mut self, quote: QuoteId, tier: usize, price: impl Into<Decimal>) {
        self.prices.quantities.push(QuantityPrice {
            quote,
            tier,
            price: price.into(),
        });
    }

    fn per_capacity(&mut self, quote: QuoteId, price: impl Into<Decimal>) {
        self.prices.capacities.push(CapacityPrice {
            quote,
            tier: 0,
            price: price.into(),
        });
    }

    #[track_caller]
    fn check(&self, expected: impl Into<Decimal>) {
        let found = certified_bound(&self.case, &self.prices);
        assert_eq!(found, Some(money(expected)));
    }

    #[track_caller]
    fn check_refused(&self, expected: &[&str]) {
        let award = award(&[(self.corner, self.farm, 6), (self.hill, self.farm, 10)]);
        let mut plan = plan(award);
        plan.prices = Some(self.prices.clone());
        let said: Vec<String> = match verify(&self.case, &plan) {
            Ok(_) => Vec::new(),
            Err(refused) => refused.refusals.iter().map(ToString::to_string).collect(),
        };
        assert_eq!(said, expected);
        let is_evaluated = certified_bound(&self.case, &self.prices).is_some();
        assert_eq!(is_evaluated, expected.is_empty());
    }
}

#[test]
fn without_prices_every_line_takes_its_cheapest_tier() {
    let mut flour = flour();
    flour.check(136);
    flour.case.all_units(&[flour.mill], &[(8, 8), (20, 7)]);
    // 16 in all do not reach the tier at 7.
    flour.check(128);
}

#[test]
fn lines_pay_for_what_a_tier_costs_them_together() {
    let mut flour = flour();
    // 9 less 1 from 8 on: 16 cost 136, as 8 on top of 8 each.
    flour.case.incremental(&[flour.mill], &[(8, 1)]);
    flour.check(128);
    flour.pays_tier(flour.corner, 1, 3);
    flour.pays_tier(flour.hill, 1, 5);
    flour.check(136);
    // What is paid beyond the 8 comes back: 51 + 85 − 2.
    flour.prices.tiers[1].price = dec!(7);
    flour.check(134);
}

#[test]
fn lines_pay_for_drops_up_to_their_fee() {
    let mut flour = flour();
    let vendor = flour.case.quotes[flour.mill].vendor;
    let fee = money(5);
    let drop = Drop {
        fee,
        ..Drop::default()
    };
    flour.case.delivered(vendor, drop);
    flour.case.quotes[flour.mill].price = crate::units::Price::per_unit(money(8));
    flour.check(128);
    flour.pays_drop(flour.corner, 3);
    flour.pays_drop(flour.hill, 5);
    flour.check(136);
    flour.prices.drops[1].price = dec!(7);
    flour.check(134);
    // A drop that may be free is worth nothing to the vendor: 136 − 3 − 7.
    let free_from = Some(money(100));
    flour.case.delivered(vendor, Drop { free_from, ..drop });
    flour.check(126);
}

#[test]
fn curves_of_a_pooled_item_share_its_demand() {
    let mut flour = flour();
    let group = flour.case.all_units(&[flour.mill], &[(8, 8)]);
    for (quote, tier) in [(flour.mill, 0), (flour.mill, 1), (flour.farm, 0)] {
        flour.per_unit(quote, tier, -1);
    }
    // The lines pay 9 for each of 16, and whoever sells them gives 16 back.
    flour.check(128);
    // Counted in packs, mill and farm may both give 16 back.
    flour.case.groups[group].counted = Counted::Packs;
    flour.check(112);
}

#[test]
fn too_many_grains_are_counted_apart() {
    let mut flour = flour();
    for (quote, price) in [(flour.mill, -1), (flour.farm, -1)] {
        flour.per_unit(quote, 0, price);
    }
    flour.check(136);
    let most = i64::try_from(super::items::GRAINS_MAX).unwrap();
    flour.case.demand[flour.corner].quantity = crate::testing::qty(Decimal::from(most - 1));
    flour.case.demand[flour.hill].quantity = crate::testing::qty(1);
    flour.check(dec!(8.5) * Decimal::from(most));
    flour.case.demand[flour.hill].quantity = crate::testing::qty(2);
    flour.check(dec!(7.5) * Decimal::from(most + 1));
}

#[test]
fn the_price_of_a_unit_meets_the_end_of_the_tier_that_hurts() {
    let mut flour = flour();
    let group = flour.case.all_units(&[flour.mill], &[(8, 8)]);
    flour.case.groups[group].counted = Counted::Packs;
    // Lines get 0.50 of each of 16 at the mill's 8; it pays for the 8 that it sells at least, or
    // sells nothing.
    flour.per_unit(flour.mill, 1, dec!(0.5));
    flour.check(120);
    flour.pays_tier(flour.hill, 1, 6);
    // Corner: 45; hill: 80 + 6 − 5 = 81. The tier: 0.50 × 8 − 6.
    flour.check(124);
    flour.prices.quantities[0].price = dec!(-0.5);
    // Corner: 51; hill: 85 (farm). The tier: −0.50 × 16 − 6.
    flour.check(122);
}

#[test]
fn fees_are_asked_of_the_vendors_that_may_be_used() {
    let mut flour = flour();
    let [mill, farm] = [flour.mill, flour.farm].map(|quote| flour.case.quotes[quote].vendor);
    let lump = |amount| [(1, Discount::Lump(money(amount)))];
    flour.case.rebate(mill, Period::Once, &lump(3));
    flour.case.rebate(farm, Period::Once, &lump(4));
    flour.check(129);
    let rule = flour.case.rule(RuleKind::MostVendors { most: 1, of: None });
    flour.check(132);
    flour.case.rules[rule].each = Each::Site;
    flour.check(129);
    flour.case.rules[rule].each = Each::Whole;
    flour.case.rules[rule].price = Some(money(1));
    flour.check(129);
    flour.case.rules[rule].kind = RuleKind::SameVendor;
    flour.case.rules[rule].price = None;
    flour.check(132);
    flour.case.vendors[farm].fixed_fee = Some(Fee {
        amount: money(dec!(2.5)),
        per: Period::Once,
    });
    // Mill −3, farm −1.50.
    flour.check(133);
}

#[test]
fn curves_in_use_pay_for_their_vendors() {
    let mut flour = flour();
    for quote in [flour.mill, flour.farm] {
        let vendor = flour.case.quotes[quote].vendor;
        flour.case.vendors[vendor].fixed_fee = Some(Fee {
            amount: money(20),
            per: Period::Once,
        });
        flour.pays_vendor(quote, 20);
    }
    // Either vendor, or both: the lines' 136 and one fee at least.
    flour.check(156);
    for price in &mut flour.prices.vendors {
        price.price = dec!(25);
    }
    // What is paid beyond the fees comes back from both, or from one where no more may be used.
    flour.check(151);
    flour.case.rule(RuleKind::MostVendors { most: 1, of: None });
    flour.check(156);
}

#[test]
fn lines_pay_for_the_capacity_that_they_take() {
    let mut flour = flour();
    flour.case.horizon.cycles = 2;
    flour.case.quotes[flour.farm].capacity = Some(PeriodQuantity {
        quantity: qty(40),
        per: Period::Horizon,
    });
    flour.check(272);
    // 9 each at either, less 40 at 0.50 for the farm's capacity.
    flour.per_capacity(flour.farm, dec!(0.5));
    flour.check(288 - 20);
    flour.per_capacity(flour.mill, 1);
    let mill = &flour.case.quotes[flour.mill].key;
    let wrong = "is given though the quote has no capacity";
    let expected =
        format!("the internal price of the capacity of quote `{mill}` in tier 0 {wrong}");
    flour.check_refused(&[&expected]);
}

#[test]
fn what_is_given_back_is_taken_off_goods_and_fixed_parts() {
    let mut flour = flour();
    let vendor = flour.case.quotes[flour.mill].vendor;
    flour.case.incremental(&[flour.mill], &[(8, 1)]);
    let back = [(1, Discount::Share(dec!(0.1)))];
    flour.case.rebate(vendor, Period::Cycle, &back);
    // 7.20 for each of 16, and 8 less 10 % for being in the tier.
    flour.pays_tier(flour.corner, 1, dec!(3.6));
    flour.pays_tier(flour.hill, 1, dec!(3.6));
    flour.check(dec!(115.2) + dec!(7.2));
}

#[test]
fn costs_are_over_the_horizon() {
    let mut flour = flour();
    flour.case.horizon.cycles = 4;
    flour.check(544);
    let group = flour.case.incremental(&[flour.mill], &[(8, 1)]);
    flour.pays_tier(flour.corner, 1, 12);
    flour.pays_tier(flour.hill, 1, 20);
    // Lines pay 48 × 4 + 12 and 80 × 4 + 20, as at the farm; the tier costs 8 × 4 less 32.
    flour.check(544);
    flour.case.groups[group].per = Period::Horizon;
    // Over the horizon the discount begins at 8 of 64: the tier costs 8.
    flour.check(544 - 24);
}

#[test]
fn prices_that_bear_on_no_plan_are_ignored() {
    let mut flour = flour();
    flour.case.all_units(&[flour.mill], &[(8, 8), (20, 7)]);
    flour.pays_tier(flour.corner, 2, 1000);
    flour.per_unit(flour.mill, 2, -1000);
    flour.check(128);
    let vendor = flour.case.quotes[flour.mill].vendor;
    let refused = crate::problem::VendorChoice::Vendor(vendor);
    flour.case.demand[flour.corner].refuses = vec![refused];
    flour.pays_tier(flour.corner, 1, 1000);
    flour.pays_drop(flour.corner, 1000);
    flour.check(131);
    flour.check_refused(&[]);
}

#[test]
fn nothing_is_certified_beyond_the_range_or_without_a_quote() {
    let mut flour = flour();
    flour.per_unit(flour.farm, 0, Decimal::MAX);
    assert_eq!(certified_bound(&flour.case, &flour.prices), None);
    flour.prices.quantities[0].price =
        -Decimal::from(10_i64.pow(18)) * Decimal::from(10_i64.pow(9));
    assert_eq!(certified_bound(&flour.case, &flour.prices), None);
    flour.prices = InternalPrices::default();
    for _ in 0..2 {
        flour.pays_tier(flour.corner, 0, Decimal::MAX);
    }
    flour.prices.tiers[1].line = flour.hill;
    flour.prices.quantities = vec![];
    assert_eq!(certified_bound(&flour.case, &flour.prices), None);
    flour.prices = InternalPrices::default();
    flour.case.items[Id::from_index(0)].surplus_cost = money(-1);
    assert_eq!(certified_bound(&flour.case, &flour.prices), None);
    flour.case.items[Id::from_index(0)].surplus_cost = money(0);
    let rye = flour.case.item("rye");
    let site = flour.case.demand[flour.hill].site;
    flour.case.demand(site, rye, 1);
    assert_eq!(certified_bound(&flour.case, &flour.prices), None);
}

#[test]
fn prices_of_what_does_not_exist_are_refused() {
    let mut flour = flour();
    flour.pays_tier(Id::from_index(2), 0, 1);
    flour.pays_tier(flour.corner, 1, 1);
    flour.per_unit(Id::from_index(2), 0, 1);
    let rye = flour.case.item("rye");
    let vendor = flour.case.quotes[flour.mill].vendor;
    let other = flour.case.quote(vendor, rye, 4);
    flour.prices.quantities[0].quote = Id::from_index(3);
    flour.case.all_units(&[flour.farm], &[(8, 8)]);
    flour.per_unit(other, 1, 1);
    flour.check_refused(&[
        "the plan refers to demand line number 3, but the case has 2",
        "the internal prices speak of tier 1 of quote `mill/flour`, but its last is tier 0, counted \
         from 0",
        "the plan refers to quote number 4, but the case has 3",
        "the internal prices speak of tier 1 of quote `mill/rye`, but its last is tier 0, counted \
         from 0",
    ]);
}

#[test]
fn prices_of_a_wrong_sign_or_given_twice_are_refused() {
    let mut flour = flour();
    flour.pays_tier(flour.corner, 0, dec!(-0.5));
    flour.pays_tier(flour.hill, 0, dec!(0.0000000001));
    flour.pays_tier(flour.hill, 0, 1);
    flour.pays_tier(flour.hill, 0, 1);
    flour.pays_drop(flour.hill, -1);
    flour.pays_vendor(flour.farm, -1);
    flour.per_unit(flour.mill, 0, -1);
    flour.per_unit(flour.mill, 0, -1);
    flour.check_refused(&[
        "the internal price of tier 0 of quote `mill/flour` for demand line `corner/flour` is -0.5, \
         which is below 0",
        "the internal price of tier 0 of quote `mill/flour` for demand line `hill/flour` is \
         0.0000000001, which has more than nine decimals",
        "the internal price of tier 0 of quote `mill/flour` for demand line `hill/flour` is given \
         twice",
        "the internal price of the drop under quote `mill/flour` for demand line `hill/flour` is -1, \
         which is below 0",
        "the internal price of the vendor of quote `farm/flour` is -1, which is below 0",
        "the internal price of what quote `mill/flour` counts in tier 0 is given twice",
    ]);
}

#[test]
fn what_a_group_counts_is_priced_at_its_first_quote() {
    let mut flour = flour();
    let rye = flour.case.item("rye");
    let vendor = flour.case.quotes[flour.mill].vendor;
    let other = flour.case.quote(vendor, rye, 4);
    flour.case.all_units(&[flour.mill, other], &[(8, 3)]);
    flour.pays_vendor(other, 1);
    flour.per_unit(other, 1, 1);
    flour.check_refused(&[
        "the internal price of the vendor of quote `mill/rye` belongs to quote `mill/flour`, the first \
         that counts",
        "the internal price of what quote `mill/rye` counts in tier 1 belongs to quote `mill/flour`, \
         the first that counts",
    ]);
}
