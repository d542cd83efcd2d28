//! A drop is worth the drive.

use crate::pricing::exact::{self, Basket};
use crate::problem::Case;
use crate::units::rounding::settled;
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
        if settled(value.value()) < least.value() {
            refusals.push(Refusal::DropTooSmall {
                vendor: vendor.key.clone(),
                least: words::money(case, least),
                site: case.sites[site].key.clone(),
                value: words::money(case, value),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::{DeliveryTerms, Drop};
    use crate::testing::money;
    use crate::verify::fixture::small;

    fn at_least(value: i32) -> Drop {
        Drop {
            value_min: Some(money(value)),
            ..Drop::default()
        }
    }

    #[test]
    fn a_drop_below_the_least_value_is_refused() {
        let mut small = small();
        small.case.delivered(small.mill, at_least(54));
        small.check(&[]);
        small.case.delivered(small.mill, at_least(55));
        small.check(&[
            "vendor `mill` asks for at least 55 USD per drop, but site `corner` gets 54 USD",
        ]);
    }

    #[test]
    fn a_zone_has_its_own_least_value() {
        let mut small = small();
        small.case.sites[small.corner].zone = Some("north".into());
        small.case.vendors[small.mill].delivery = DeliveryTerms::Delivered {
            by_zone: vec![("north".into(), at_least(10))],
            otherwise: at_least(100),
        };
        small.check(&[]);
    }
}
