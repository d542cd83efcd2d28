//! A drop is worth the drive.

use crate::pricing::exact::{self, Basket};
use crate::problem::Case;
use crate::verify::{Refusal, words};

/// Every site that the vendor delivers to gets goods of at least the least value of a drop.
pub fn drops(case: &Case, basket: &Basket, refusals: &mut Vec<Refusal>) {
    let vendor = &case.vendors[basket.vendor];
    for site in basket.sites(case) {
        let terms = vendor.delivery.drop_in(case.sites[site].zone.as_deref());
        let Some(least) = terms.and_then(|drop| drop.value_min) else {
            continue;
        };
        let value = exact::site_value(case, basket, site);
        if value < least {
            refusals.push(Refusal::DropTooSmall {
                vendor: vendor.key.clone(),
                least: words::money(case, least),
                site: case.sites[site].key.clone(),
                value: words::money(case, value),
            });
        }
    }
}
