//! `prices.csv`: the internal prices that prove a bound, one row each.
//!
//! `kind` says which: `tier` is what a demand line pays for a tier of a quote, `drop` what it pays for the
//! drop under a quote, `vendor` what a curve in use pays for its vendor, all over the horizon; `quantity` is what a tier pays per unit that its curve
//! counts, `capacity` what lines pay a tier per unit of a quote's capacity. A curve is named by its first quote. Tiers count from 0, the tier below the first break.
//! What is not listed is 0.

use crate::plan::InternalPrices;
use crate::problem::Case;
use crate::units::{Decimal, DemandLineId, QuoteId};

/// Names of the columns.
pub const HEADER: [&str; 5] = ["kind", "line", "quote", "tier", "price"];

/// `kind` of what a line pays for a tier.
pub const TIER: &str = "tier";

/// `kind` of what a line pays for a drop.
pub const DROP: &str = "drop";

/// `kind` of what a curve in use pays for its vendor.
pub const VENDOR: &str = "vendor";

/// `kind` of what lines pay a tier per unit of a capacity.
pub const CAPACITY: &str = "capacity";

/// `kind` of what a tier pays per counted unit.
pub const QUANTITY: &str = "quantity";

/// The file's text: prices other than 0, in their order.
///
/// # Panics
/// Never: rows are written to memory and all have the header's length.
pub fn text(case: &Case, prices: &InternalPrices) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |row: [&str; HEADER.len()]| {
        writer.write_record(row).expect("rows fit the header");
    };
    write(HEADER);
    let line = |id: DemandLineId| case.demand[id].key.as_str();
    let quote = |id: QuoteId| case.quotes[id].key.as_str();
    let amount = |price: Decimal| price.normalize().to_string();
    for of in prices.tiers.iter().filter(|of| !of.price.is_zero()) {
        let (tier, price) = (of.tier.to_string(), amount(of.price));
        write([TIER, line(of.line), quote(of.quote), &tier, &price]);
    }
    for of in prices.drops.iter().filter(|of| !of.price.is_zero()) {
        write([DROP, line(of.line), quote(of.quote), "", &amount(of.price)]);
    }
    for of in prices.vendors.iter().filter(|of| !of.price.is_zero()) {
        write([VENDOR, "", quote(of.quote), "", &amount(of.price)]);
    }
    for of in prices.quantities.iter().filter(|of| !of.price.is_zero()) {
        let (tier, price) = (of.tier.to_string(), amount(of.price));
        write([QUANTITY, "", quote(of.quote), &tier, &price]);
    }
    for of in prices.capacities.iter().filter(|of| !of.price.is_zero()) {
        let (tier, price) = (of.tier.to_string(), amount(of.price));
        write([CAPACITY, "", quote(of.quote), &tier, &price]);
    }
    let bytes = writer.into_inner().expect("memory takes every row");
    String::from_utf8(bytes).expect("every cell is UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{CapacityPrice, DropPrice, QuantityPrice, TierPrice, VendorPrice};
    use crate::report::fixture;
    use crate::units::Id;
    use rust_decimal::dec;

    #[test]
    fn each_price_that_is_not_zero_is_one_row() {
        let case = fixture::case();
        let (line, quote) = (Id::from_index(2), Id::from_index(1));
        let tier = |tier, price| TierPrice {
            line,
            quote,
            tier,
            price,
        };
        let drop = |price| DropPrice { line, quote, price };
        let quantity = |tier, price| QuantityPrice { quote, tier, price };
        let prices = InternalPrices {
            tiers: vec![tier(0, dec!(0)), tier(1, dec!(0.50))],
            drops: vec![drop(dec!(12)), drop(dec!(0))],
            vendors: vec![VendorPrice {
                quote,
                price: dec!(7.10),
            }],
            quantities: vec![quantity(0, dec!(-1.25)), quantity(1, dec!(0.0))],
            capacities: vec![CapacityPrice {
                quote,
                tier: 1,
                price: dec!(0.40),
            }],
        };
        assert_eq!(
            text(&case, &prices),
            "kind,line,quote,tier,price\n\
             tier,lee-annex/apples,valley/apples,1,0.5\n\
             drop,lee-annex/apples,valley/apples,,12\n\
             vendor,,valley/apples,,7.1\n\
             quantity,,valley/apples,0,-1.25\n\
             capacity,,valley/apples,1,0.4\n"
        );
    }
}
