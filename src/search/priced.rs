//! The case as the award search is asked it: what vehicles can carry is a rule, and visiting a vendor costs
//! a fee.

use crate::problem::{
    Capacity, CapacityUnit, Case, Each, Fee, Period, Rule, RuleKind, RuleScope, ShareOf,
    VendorChoice,
};
use crate::units::{Decimal, ItemId, Money, Table, VendorId, Weight};

/// The tag and rule that only the search knows; no id of a file has a space.
const FETCHED: &str = "fetched goods";

/// The case with what all vehicles together can carry as a rule on the award, where that is one: every
/// vehicle carries a limited weight, and nobody accepts another item than the one that is needed.
pub(super) fn limited(case: &Case) -> Case {
    let mut limited = case.clone();
    let Some(share) = fleet_share(case).filter(|share| *share < Decimal::ONE) else {
        return limited;
    };
    let items: Vec<ItemId> = case.items.ids().collect();
    for item in items {
        limited.items[item].weight.get_or_insert(Weight::ZERO);
    }
    for vendor in case.collected_vendors() {
        limited.vendors[vendor].tags.push(FETCHED.to_owned());
    }
    limited.rules.push(Rule {
        key: FETCHED.to_owned(),
        kind: RuleKind::LargestShare {
            share,
            of: Some(VendorChoice::Tag(FETCHED.to_owned())),
            counted: ShareOf::Weight,
        },
        scope: RuleScope::default(),
        each: Each::Whole,
        price: None,
        note: None,
    });
    limited
}

/// Which part of the weight of all demand all vehicles can carry at once, rounded up; nothing if that does
/// not limit what is bought.
fn fleet_share(case: &Case) -> Option<Decimal> {
    const DECIMALS: u32 = 12;
    let has_substitutes = case
        .demand
        .values()
        .any(|line| !line.substitutes.is_empty());
    if has_substitutes {
        return None;
    }
    let carried = case.resources.vehicles.values().map(|vehicle| {
        let most = vehicle.weight_max?.value();
        Some(most * Decimal::from(vehicle.count))
    });
    let carried: Decimal = carried.sum::<Option<Decimal>>()?;
    let needed = case.demand.values().map(|line| {
        let weight = case.items[line.item].weight.unwrap_or(Weight::ZERO);
        weight.value() * line.quantity.value()
    });
    let needed: Decimal = needed.sum();
    let share = carried.checked_div(needed)?;
    Some(share.round_dp_with_strategy(DECIMALS, rust_decimal::RoundingStrategy::ToPositiveInfinity))
}

/// The case in which every collected vendor has a fixed fee, though it be nothing: the award program then
/// has a column that says whether it is used.
pub(super) fn asking_who_is_used(case: &Case) -> Case {
    let mut asking = case.clone();
    for vendor in case.collected_vendors() {
        asking.vendors[vendor].fixed_fee.get_or_insert(Fee {
            amount: Money::ZERO,
            per: Period::Cycle,
        });
    }
    asking
}

/// The case in which nothing is bought from a vendor.
pub(super) fn without(mut case: Case, vendor: VendorId) -> Case {
    case.vendors[vendor].capacity = Some(Capacity {
        amount: Decimal::ZERO,
        unit: CapacityUnit::Units,
        per: Period::Cycle,
    });
    case
}

/// The case with a further fee for each vendor in every order cycle.
pub(super) fn with_fees(case: &Case, fees: &Table<VendorId, Money>) -> Case {
    let mut priced = case.clone();
    for (vendor, fee) in fees.iter().filter(|(_, fee)| !fee.is_zero()) {
        let own = case.vendors[vendor].fixed_fee;
        let per = own.map_or(Period::Cycle, |own| own.per);
        let times = Decimal::from(case.horizon.cycles / case.horizon.occurrences(per));
        let amount = own.map_or(Money::ZERO, |own| own.amount) + *fee * times;
        priced.vendors[vendor].fixed_fee = Some(Fee { amount, per });
    }
    priced
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestCase, money};
    use rust_decimal::dec;

    #[test]
    fn a_fee_is_paid_as_often_as_the_own_one() {
        let mut case = TestCase::new().cycles(10);
        let [mill, farm] = ["mill", "farm"].map(|key| case.vendor(key));
        case.vendors[mill].fixed_fee = Some(Fee {
            amount: money(7),
            per: Period::Once,
        });
        let fees = [3, 2].map(money).into_iter().collect();
        let priced = with_fees(&case, &fees);
        let fee = |vendor: VendorId| priced.vendors[vendor].fixed_fee.unwrap().amount;
        assert_eq!((fee(mill), fee(farm)), (money(37), money(2)));
    }

    #[test]
    fn what_vehicles_carry_is_a_share_of_what_is_needed() {
        let mut case = crate::search::market::tests::random_case(1, 2);
        assert_eq!(limited(&case).rules.len(), 0);
        let items: Vec<ItemId> = case.items.ids().collect();
        for item in items {
            case.items[item].weight = Some(Weight::new(Decimal::ONE));
        }
        let needed: Decimal = case.demand.values().map(|line| line.quantity.value()).sum();
        let van = case.resources.vehicles.ids().next().unwrap();
        case.resources.vehicles[van].weight_max = Some(Weight::new(needed / dec!(4)));
        let case = limited(&case);
        let rule = case.rules.values().next().unwrap();
        assert!(matches!(rule.kind, RuleKind::LargestShare { share, .. } if share == dec!(0.25)));
    }
}
