//! The exact cost of an award, in unrounded decimals.
//!
//! Goes in: a [`Case`] and an [`Award`]. Comes out: every [`Charge`]. Per vendor, in this order:
//!
//! 1. **Goods** at the price of the tier that the break group's counted total reaches (all-units)
//!    or at list price with a separate break discount (incremental).
//! 2. **Surplus**: the same price, plus the item's surplus cost.
//! 3. **Broken packs**, where the quote has a fee for them.
//! 4. **Bundles**: granted when every part reaches its minimum; a share counts the goods value
//!    (with surplus) of the bundle's items under the vendor's quotes.
//! 5. **Rebates**: the level that the vendor's spend reaches. *Spend* is goods and surplus goods
//!    less break discounts, before bundles and rebates, without fees.
//! 6. **Fixed fee** if anything is bought, and **drop fees** for every site supplied, free where
//!    the site's goods (all-units price or list price, with the site's own surplus) reach the
//!    threshold.
//! 7. **Switching costs** that rules declare, for every demand line that begins to buy from the
//!    vendor.
//!
//! What fetching collected goods costs does not follow from the award alone: [`collected`] says what
//! is fetched, and [`collection_charges`] divides what its routes cost.
//!
//! Whether the award keeps the quotes' limits is not asked here; `verify` asks it.

mod basket;
mod breaks;
mod collection;
mod discounts;
mod fees;
mod goods;

use crate::plan::{Award, Charge};
use crate::problem::Case;
use crate::units::{Decimal, Money};

pub use basket::{Basket, Bought};
pub use breaks::{Counting, Standing, counted, reached, standing, tier_prices};
pub use collection::{collected, collection_charges};
pub use discounts::{rebate_level, rebate_spend};
pub use fees::site_value;
pub use goods::Spend;

/// Every charge of an award, by vendor.
pub fn charges(case: &Case, award: &Award) -> Vec<Charge> {
    Basket::by_vendor(case, award)
        .iter()
        .flat_map(|basket| vendor_charges(case, basket))
        .collect()
}

/// Every charge of one vendor for one basket; none is zero.
pub fn vendor_charges(case: &Case, basket: &Basket) -> Vec<Charge> {
    if basket.is_empty() {
        return Vec::new();
    }
    let goods = goods::goods(case, basket);
    let mut charges = goods.clone();
    charges.extend(goods::surplus_costs(case, basket));
    charges.extend(fees::broken_packs(case, basket));
    charges.extend(discounts::bundles(case, basket, &goods));
    charges.extend(discounts::rebates(case, basket.vendor, &goods));
    charges.extend(fees::fixed_fee(case, basket.vendor));
    charges.extend(fees::drops(case, basket, &goods));
    charges.extend(fees::switching(case, basket));
    charges.retain(|charge| !charge.amount.is_zero());
    charges
}

/// What one vendor's charges come to over the horizon, unrounded.
pub fn vendor_cost(case: &Case, basket: &Basket) -> Money {
    cost(case, &vendor_charges(case, basket))
}

/// What charges come to over the horizon, unrounded.
pub fn cost(case: &Case, charges: &[Charge]) -> Money {
    charges
        .iter()
        .map(|charge| over_horizon(case, charge))
        .sum()
}

/// One charge over the horizon, unrounded.
pub fn over_horizon(case: &Case, charge: &Charge) -> Money {
    charge.amount * Decimal::from(case.horizon.occurrences(charge.per))
}

/// Goods, surplus goods and break discounts of one vendor: what thresholds in money count.
pub fn spend(case: &Case, basket: &Basket) -> Spend {
    Spend::of(case, &goods::goods(case, basket), |_| true)
}
