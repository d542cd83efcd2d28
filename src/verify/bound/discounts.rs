//! The most that rebates and bundles may give back, and what the proof assumes of a case.

use super::structure::Curves;
use crate::problem::{Case, Discount, RuleKind, SpendRebate};
use crate::units::{BundleId, Decimal, ItemId, Money, QuoteId, Table, VendorId};

/// The most that is given back.
pub(super) struct Discounts {
    /// Of each quote's spend, by the rebates that count it: *ρ*.
    pub of_spend: Table<QuoteId, Decimal>,
    /// Of each quote's goods value, by the bundles of which its item is a part: *ρ′*.
    pub of_value: Table<QuoteId, Decimal>,
    /// As lumps over the horizon, by each vendor.
    pub lumps: Table<VendorId, Decimal>,
}

impl Discounts {
    /// The discounts of a case.
    pub fn of(case: &Case) -> Self {
        let mut found = Self {
            of_spend: case.quotes.ids().map(|_| Decimal::ZERO).collect(),
            of_value: case.quotes.ids().map(|_| Decimal::ZERO).collect(),
            lumps: case.vendors.ids().map(|_| Decimal::ZERO).collect(),
        };
        for rebate in case.rebates.values() {
            let discounts = rebate.tiers.iter().map(|tier| tier.discount);
            let (share, lump) = most(discounts);
            for quote in case.quotes_of(rebate.vendor) {
                if is_counted(case, rebate, case.quotes[quote].item) {
                    found.of_spend[quote] += share;
                }
            }
            let occurrences = case.horizon.occurrences(rebate.per);
            found.lumps[rebate.vendor] += lump.value() * Decimal::from(occurrences);
        }
        for (id, bundle) in case.bundles.iter() {
            let (share, lump) = most([bundle.discount]);
            for quote in case.quotes_of(bundle.vendor) {
                if is_part(case, id, case.quotes[quote].item) {
                    found.of_value[quote] += share;
                }
            }
            let occurrences = case.horizon.occurrences(bundle.per);
            found.lumps[bundle.vendor] += lump.value() * Decimal::from(occurrences);
        }
        found
    }
}

/// The largest share and the largest lump of any level, none below zero.
fn most(discounts: impl IntoIterator<Item = Discount>) -> (Decimal, Money) {
    let (mut share, mut lump) = (Decimal::ZERO, Money::ZERO);
    for discount in discounts {
        match discount {
            Discount::Share(of) => share = share.max(of),
            Discount::Lump(of) => lump = lump.max(of),
        }
    }
    (share, lump)
}

fn is_counted(case: &Case, rebate: &SpendRebate, item: ItemId) -> bool {
    rebate.category.is_none() || case.items[item].category == rebate.category
}

fn is_part(case: &Case, bundle: BundleId, item: ItemId) -> bool {
    let parts = &case.bundles[bundle].parts;
    parts.iter().any(|part| part.item == item)
}

/// Whether a case keeps what the proof assumes: nothing that may be charged is below zero, one more
/// unit costs at least nothing after all discounts, and a rebate counts an incremental group whole or
/// not at all. What the reader of a case lets through does.
pub(super) fn are_kept(case: &Case, curves: &Curves, discounts: &Discounts) -> bool {
    has_no_negative_fee(case) && units_cost(curves, discounts) && rebates_are_whole(case, curves)
}

fn has_no_negative_fee(case: &Case) -> bool {
    let drops = case.vendors.values().flat_map(|row| row.delivery.drops());
    let packs = case.quotes.values().map(|quote| quote.pack.broken_fee);
    let surplus = case.items.values().map(|item| item.surplus_cost);
    let penalties = case.rules.values().filter_map(|rule| rule.price);
    let switching = case.rules.values().filter_map(|rule| {
        if let RuleKind::SwitchingCost(amount) = rule.kind {
            Some(amount)
        } else {
            None
        }
    });
    let fees = drops.map(|drop| drop.fee).chain(packs).chain(surplus);
    let mut fees = fees.chain(penalties).chain(switching);
    fees.all(|fee| fee >= Money::ZERO)
}

/// Whether one more unit costs at least nothing in every tier, before and after discounts. Signs are
/// asked for a quantity of which no price is divided.
fn units_cost(curves: &Curves, discounts: &Discounts) -> bool {
    curves.all.iter().all(|curve| {
        let quotes = curve.quotes.iter().enumerate();
        quotes.into_iter().all(|(position, quote)| {
            (0..curve.n_tiers()).all(|tier| {
                let whole = curve.undivided(position, tier);
                let charged = curve.charged(position, tier, whole);
                let valued = curve.valued(position, tier, whole);
                let kept = Decimal::ONE - discounts.of_spend[*quote];
                let after = charged * kept - valued * discounts.of_value[*quote];
                charged.min(valued).min(after) >= Decimal::ZERO
            })
        })
    })
}

fn rebates_are_whole(case: &Case, curves: &Curves) -> bool {
    let cuts = |rebate: &SpendRebate, quotes: &[QuoteId]| {
        let mut counted = quotes
            .iter()
            .map(|quote| is_counted(case, rebate, case.quotes[*quote].item));
        let first = counted.next();
        counted.any(|other| Some(other) != first)
    };
    let groups = curves.all.iter().filter(|curve| curve.is_incremental());
    groups.into_iter().all(|curve| {
        let rebates = case.rebates.values();
        let mut of_vendor = rebates.filter(|rebate| rebate.vendor == curve.vendor);
        !of_vendor.any(|rebate| cuts(rebate, &curve.quotes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Drop, Period};
    use crate::testing::{TestCase, money};
    use crate::units::Id;
    use rust_decimal::dec;

    /// A mill that sells flour at 10 and rye at 4, with 1 off rye from 5 on.
    fn mill() -> (TestCase, VendorId, [QuoteId; 2]) {
        let mut case = TestCase::new().cycles(4);
        let (flour, rye) = (case.item("flour"), case.item("rye"));
        case.items[rye].category = Some("grain".into());
        let mill = case.vendor("mill");
        let quotes = [case.quote(mill, flour, 10), case.quote(mill, rye, 4)];
        case.incremental(&[quotes[1]], &[(5, 1)]);
        (case, mill, quotes)
    }

    fn kept(case: &Case) -> bool {
        are_kept(case, &Curves::of(case), &Discounts::of(case))
    }

    #[test]
    fn discounts_add_up_to_the_most_that_any_level_gives() {
        let (mut case, mill, [flour, rye]) = mill();
        let lump = |of| Discount::Lump(money(of));
        let shares = [
            (10, Discount::Share(dec!(0.01))),
            (50, Discount::Share(dec!(0.03))),
        ];
        case.rebate(mill, Period::Horizon, &shares);
        let grain = case.rebate(mill, Period::Cycle, &[(10, lump(2)), (20, lump(3))]);
        case.rebates[grain].category = Some("grain".into());
        let items = [flour, rye].map(|quote| case.quotes[quote].item);
        case.bundle(mill, &[(items[0], 1)], Discount::Share(dec!(0.2)));
        case.bundle(mill, &[(items[1], 1)], lump(5));
        let found = Discounts::of(&case);
        assert_eq!(
            found.of_spend.values().copied().collect::<Vec<_>>(),
            [dec!(0.03); 2]
        );
        assert_eq!(
            found.of_value.values().copied().collect::<Vec<_>>(),
            [dec!(0.2), dec!(0)]
        );
        let each_bundle = Decimal::from(
            case.horizon
                .occurrences(case.bundles[BundleId::from_index(1)].per),
        );
        assert_eq!(found.lumps[mill], dec!(3) * dec!(4) + dec!(5) * each_bundle);
        assert!(kept(&case));
    }

    #[test]
    fn fees_below_zero_break_the_proof() {
        let (mut case, mill, [flour, _]) = mill();
        assert!(kept(&case));
        let fee = money(-1);
        case.delivered(
            mill,
            Drop {
                fee,
                ..Drop::default()
            },
        );
        assert!(!kept(&case));
        case.delivered(mill, Drop::default());
        let item = case.quotes[flour].item;
        case.items[item].surplus_cost = fee;
        assert!(!kept(&case));
    }

    #[test]
    fn more_given_back_than_charged_breaks_the_proof() {
        let (mut case, mill, [_, rye]) = mill();
        let rebate = case.rebate(mill, Period::Cycle, &[(10, Discount::Share(dec!(0.6)))]);
        // Of 3 above the break 1.80 come back, and of the list price of 4 another 1.20.
        let item = case.quotes[rye].item;
        let bundle = case.bundle(mill, &[(item, 1)], Discount::Share(dec!(0.3)));
        assert!(kept(&case));
        case.bundles[bundle].discount = Discount::Share(dec!(0.31));
        assert!(!kept(&case));
        case.rebates[rebate].tiers[0].discount = Discount::Share(dec!(0.5));
        assert!(kept(&case));
    }

    #[test]
    fn a_rebate_on_a_part_of_an_incremental_group_breaks_the_proof() {
        let (mut case, mill, [flour, rye]) = mill();
        let group = case.quotes[rye].group.unwrap();
        case.groups[group].quotes = vec![flour, rye];
        case.quotes[flour].group = Some(group);
        let rebate = case.rebate(mill, Period::Cycle, &[(10, Discount::Share(dec!(0.1)))]);
        assert!(kept(&case));
        case.rebates[rebate].category = Some("grain".into());
        assert!(!kept(&case));
    }
}
