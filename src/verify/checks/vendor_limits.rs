//! A vendor's least spend and its capacity.

use crate::pricing::exact::{self, Basket};
use crate::problem::{CapacityUnit, Case};
use crate::units::Decimal;
use crate::verify::{Refusal, purchase, words};

/// What is bought from the vendor reaches its least spend and stays within its capacity.
pub fn vendor_limits(case: &Case, basket: &Basket, refusals: &mut Vec<Refusal>) {
    let vendor = &case.vendors[basket.vendor];
    if let Some(least) = vendor.min_order {
        let spend = exact::spend(case, basket).per(least.per);
        if spend < least.spend {
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
    purchase::purchases(case, basket)
        .iter()
        .map(|purchase| {
            let total = purchase.total().value();
            match unit {
                CapacityUnit::Units => total,
                CapacityUnit::Weight => {
                    let weight = case.items[case.quotes[purchase.quote].item].weight;
                    let weight = weight.expect("a capacity in kg is only read with weights");
                    weight.value() * total
                }
            }
        })
        .sum()
}
