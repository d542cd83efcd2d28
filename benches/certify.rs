//! The certified bound of internal prices for cases of growing size: lines × quotes × tiers, and grains.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use rochdale::plan::{DropPrice, InternalPrices, QuantityPrice, TierPrice, VendorPrice};
use rochdale::problem::{Case, Drop};
use rochdale::testing::{Dice, TestCase, money};
use rochdale::units::{Decimal, DemandLineId, QuoteId};
use rochdale::verify::certified_bound;

const QUOTES: usize = 7;
const LINES: u32 = 60;
const BREAKS: [(u32, u32); 5] = [(200, 97), (400, 95), (600, 93), (800, 91), (1_000, 90)];

/// Each of `n_items` is needed by 60 shops, 1,200 units in all, and quoted by 7 of 100 vendors with six
/// tiers; every line pays for every tier and drop, and every tier has a price per unit.
fn federation(n_items: usize) -> (Case, InternalPrices) {
    let mut dice = Dice::new(1);
    let mut case = TestCase::new();
    let shops: Vec<_> = (0..LINES)
        .map(|n| case.shop(&format!("shop-{n}")))
        .collect();
    let vendors: Vec<_> = (0..100)
        .map(|n| case.vendor(&format!("vendor-{n}")))
        .collect();
    for vendor in &vendors {
        let fee = money(dice.between(15, 60));
        case.delivered(
            *vendor,
            Drop {
                fee,
                ..Drop::default()
            },
        );
    }
    let mut prices = InternalPrices::default();
    for n in 0..n_items {
        let item = case.item(&format!("item-{n}"));
        let need = |n: usize| 19 + 2 * u32::from(n.is_multiple_of(2));
        let lines = shops.iter().enumerate();
        let lines: Vec<_> = lines
            .map(|(n, shop)| case.demand(*shop, item, need(n)))
            .collect();
        for k in 0..QUOTES {
            let vendor = vendors[(n * QUOTES + k) % vendors.len()];
            let quote = case.quote(vendor, item, dice.between(100, 120));
            case.all_units(&[quote], &BREAKS);
            price(&mut prices, &mut dice, &lines, quote);
        }
    }
    (case.0, prices)
}

fn price(prices: &mut InternalPrices, dice: &mut Dice, lines: &[DemandLineId], quote: QuoteId) {
    for line in lines.iter().copied() {
        let drop = dice.hundredths(0, 500);
        prices.drops.push(DropPrice {
            line,
            quote,
            price: drop,
        });
        for tier in 0..=BREAKS.len() {
            let price = dice.hundredths(0, 500);
            prices.tiers.push(TierPrice {
                line,
                quote,
                tier,
                price,
            });
        }
    }
    let price = dice.hundredths(0, 5_000);
    prices.vendors.push(VendorPrice { quote, price });
    for tier in 0..=BREAKS.len() {
        let price = dice.hundredths(0, 500) - Decimal::from(2);
        prices.quantities.push(QuantityPrice { quote, tier, price });
    }
}

fn bounds(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("certified_bound");
    group.sample_size(10).warm_up_time(Duration::from_secs(1));
    for n_items in [10, 100, 1_000] {
        let (case, prices) = federation(n_items);
        group.bench_function(BenchmarkId::from_parameter(n_items), |bench| {
            bench.iter(|| certified_bound(black_box(&case), black_box(&prices)));
        });
    }
    group.finish();
}

criterion_group!(benches, bounds);
criterion_main!(benches);
