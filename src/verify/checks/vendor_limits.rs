//! A vendor's least spend and its capacity.

use crate::pricing::exact::{self, Basket};
use crate::problem::{CapacityUnit, Case};
use crate::units::Decimal;
use crate::units::rounding::settled;
use crate::verify::{Refusal, words};

/// What is bought from the vendor reaches its least spend and stays within its capacity.
pub fn vendor_limits(case: &Case, basket: &Basket, refusals: &mut Vec<Refusal>) {
    let vendor = &case.vendors[basket.vendor];
    if let Some(least) = vendor.min_order {
        let spend = exact::spend(case, basket).per(least.per);
        if settled(spend.value()) < least.spend.value() {
            refusals.push(Refusal::UnderVendorMinimum {
                vendor: vendor.key.clone(),
                least: words::money(case, least.spend),
                period: words::period(case, least.per),
                spend: words::money(case, spend),
            });
        }
    }
    if let Some(most) = vendor.capacity {
        let each_cycle = in_unit(case, basket, most.unit);
        let amount = each_cycle * case.horizon.counted_cycles(most.per);
        let unit = match most.unit {
            CapacityUnit::Units => "units",
            CapacityUnit::Weight => "kg",
        };
        if amount > most.amount {
            refusals.push(Refusal::OverVendorCapacity {
                vendor: vendor.key.clone(),
                most: format!("{} {unit}", most.amount.normalize()),
                period: words::period(case, most.per),
                amount: format!("{} {unit}", amount.normalize()),
            });
        }
    }
}

fn in_unit(case: &Case, basket: &Basket, unit: CapacityUnit) -> Decimal {
    basket
        .quantities()
        .iter()
        .map(|(quote, quantity)| match unit {
            CapacityUnit::Units => quantity.value(),
            CapacityUnit::Weight => {
                let weight = case.items[case.quotes[*quote].item].weight;
                let weight = weight.expect("a capacity in kg is only read with weights");
                weight.value() * quantity.value()
            }
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Capacity, Discount, Period, PeriodSpend};
    use crate::testing::{money, with_surplus};
    use crate::units::Weight;
    use crate::verify::fixture::{check, small};
    use rust_decimal::dec;

    #[test]
    fn the_least_spend_counts_goods_over_its_period() {
        let mut small = small();
        small.case.horizon.cycles = 4;
        let check = |small: &mut crate::verify::fixture::Small, spend, per, expected: &[&str]| {
            let spend = money(spend);
            small.case.vendors[small.mill].min_order = Some(PeriodSpend { spend, per });
            small.check(expected);
        };
        check(&mut small, dec!(54), Period::Cycle, &[]);
        check(&mut small, dec!(216), Period::Horizon, &[]);
        let text = "vendor `mill` asks for at least 54.01 USD per week, but 54 USD is spent";
        check(&mut small, dec!(54.01), Period::Cycle, &[text]);
    }

    #[test]
    fn break_discounts_lower_the_spend_and_rebates_do_not() {
        let mut small = small();
        let (spend, per) = (money(54), Period::Cycle);
        small.case.vendors[small.mill].min_order = Some(PeriodSpend { spend, per });
        let levels = [(1, Discount::Share(dec!(0.1)))];
        small.case.rebate(small.mill, per, &levels);
        small.check(&[]);
        small.case.incremental(&[small.quote], &[(4, 1)]);
        small.check(&["vendor `mill` asks for at least 54 USD per week, but 52 USD is spent"]);
    }

    #[test]
    fn the_capacity_counts_units_or_kilograms_with_surplus() {
        let mut small = small();
        small.case.items[small.flour].weight = Some(Weight::new(dec!(2.5)));
        small.case.items[small.flour].over_buy = true;
        let pool = crate::plan::Owner::Pool;
        let award = with_surplus(small.award(), &[(small.quote, pool, 1)]);
        let mut check = |amount, unit, expected: &[&str]| {
            let per = Period::Cycle;
            small.case.vendors[small.mill].capacity = Some(Capacity { amount, unit, per });
            check(&small.case, &award, expected);
        };
        check(dec!(7), CapacityUnit::Units, &[]);
        check(dec!(17.5), CapacityUnit::Weight, &[]);
        check(
            dec!(6),
            CapacityUnit::Units,
            &["vendor `mill` can supply at most 6 units per week, but 7 units is bought"],
        );
        check(
            dec!(17),
            CapacityUnit::Weight,
            &["vendor `mill` can supply at most 17 kg per week, but 17.5 kg is bought"],
        );
    }
}
