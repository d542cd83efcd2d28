//! Whatever the internal prices, what they are found to prove is not above the cheapest objective.

use rochdale::plan::{
    CapacityPrice, DropPrice, InternalPrices, QuantityPrice, TierPrice, VendorPrice,
};
use rochdale::pricing::lower::curves;
use rochdale::problem::Case;
use rochdale::testing::{Dice, admissible_pairs};
use rochdale::units::{Decimal, Money};
use rochdale::verify::certified_bound;

use super::harness::{Drawn, Family, for_all_cases, map_cases, n_seeds, ruled, structures};

/// Largest prices that are drawn, in hundredths.
const MAGNITUDES: [u32; 4] = [100, 1_000, 10_000, 1_000_000];

/// Cases of which the prices are raised step by step, and steps.
const CLIMBED: usize = 300;
const STEPS: usize = 250;

/// Prices of 0 for everything that can have one.
fn zero(case: &Case) -> InternalPrices {
    let mut prices = InternalPrices::default();
    let price = Decimal::ZERO;
    let curves = curves(case);
    for (line, quote) in admissible_pairs(case) {
        let holds = |of: &&_| holds(of, quote);
        let curve = curves.iter().find(holds).expect("each quote has a curve");
        let tiers = 0..curve.tiers.len();
        prices.tiers.extend(tiers.map(|tier| TierPrice {
            line,
            quote,
            tier,
            price,
        }));
        prices.drops.push(DropPrice { line, quote, price });
    }
    for curve in &curves {
        let quote = curve.quotes[0].quote;
        prices.vendors.push(VendorPrice { quote, price });
        let tiers = 0..curve.tiers.len();
        let quantities = tiers.map(|tier| QuantityPrice { quote, tier, price });
        prices.quantities.extend(quantities);
        let limited = curve.quotes.iter().map(|part| part.quote);
        let limited = limited.filter(|quote| case.quotes[*quote].capacity.is_some());
        for quote in limited {
            let tiers = 0..curve.tiers.len();
            let capacities = tiers.map(|tier| CapacityPrice { quote, tier, price });
            prices.capacities.extend(capacities);
        }
    }
    prices
}

fn holds(curve: &rochdale::pricing::lower::Curve, quote: rochdale::units::QuoteId) -> bool {
    curve.quotes.iter().any(|part| part.quote == quote)
}

/// Changes one price; those that must not be below 0 are not.
fn change(prices: &mut InternalPrices, dice: &mut Dice, most: u32) {
    let price = dice.hundredths(0, most);
    let sign = dice.pick(&[Decimal::ONE, Decimal::NEGATIVE_ONE]);
    let tiers = prices.tiers.iter_mut().map(|of| (&mut of.price, price));
    let drops = prices.drops.iter_mut().map(|of| (&mut of.price, price));
    let vendors = prices.vendors.iter_mut().map(|of| (&mut of.price, price));
    let capacities = prices.capacities.iter_mut();
    let capacities = capacities.map(|of| (&mut of.price, price));
    let quantities = prices.quantities.iter_mut();
    let quantities = quantities.map(|of| (&mut of.price, price * sign));
    let mut all: Vec<_> = tiers
        .chain(drops)
        .chain(vendors)
        .chain(capacities)
        .chain(quantities)
        .collect();
    let last = u32::try_from(all.len() - 1).expect("a tiny case has few prices");
    let (changed, price) = &mut all[dice.between(0, last) as usize];
    **changed = *price;
}

/// Refuses a bound above the cheapest objective, and none where there is one.
fn require_below(drawn: &Drawn, prices: &InternalPrices) -> Result<Option<Money>, String> {
    let bound = certified_bound(&drawn.case, prices);
    match (bound, drawn.least()) {
        (Some(bound), Some(least)) if bound > least => {
            Err(format!("{bound} is above {least} with {prices:?}"))
        }
        (None, Some(_)) => Err(format!("nothing is certified with {prices:?}")),
        (bound, _) => Ok(bound),
    }
}

fn any_prices_prove_a_bound(family: Family) {
    for_all_cases(family, n_seeds(), |drawn| {
        let mut dice = Dice::new(drawn.seed);
        let zero = zero(&drawn.case);
        require_below(drawn, &zero)?;
        for most in MAGNITUDES {
            let mut prices = zero.clone();
            for n_changes in [1, 5, 40] {
                for _ in 0..n_changes {
                    change(&mut prices, &mut dice, most);
                }
                require_below(drawn, &prices)?;
            }
        }
        Ok(())
    });
}

#[test]
fn any_prices_prove_a_bound_on_every_structure() {
    any_prices_prove_a_bound(structures);
}

#[test]
fn any_prices_prove_a_bound_under_rules() {
    any_prices_prove_a_bound(ruled);
}

/// The best bound met while single prices are changed for the better, with that without prices.
fn climbed(drawn: &Drawn) -> Option<(Money, Money)> {
    let mut dice = Dice::new(drawn.seed);
    let mut best = zero(&drawn.case);
    let first = require_below(drawn, &best).unwrap()?;
    let mut bound = first;
    for _ in 0..STEPS {
        let mut prices = best.clone();
        let most = dice.pick(&MAGNITUDES[..3]);
        for _ in 0..dice.between(1, 3) {
            change(&mut prices, &mut dice, most);
        }
        let found = require_below(drawn, &prices).unwrap();
        if let Some(found) = found.filter(|found| *found >= bound) {
            (best, bound) = (prices, found);
        }
    }
    Some((first, bound))
}

/// Cases in which the bound is raised by prices, comes within 2 % of the optimum, and meets it.
fn require_close(family: Family, [raised, close, met]: [usize; 3]) {
    let found = map_cases(family, CLIMBED, |drawn| {
        let least = drawn.least()?.value();
        let (first, bound) = climbed(drawn)?;
        let is_close =
            bound.value() > Decimal::ZERO && bound.value() >= least * Decimal::new(98, 2);
        let is_met = bound.value() + Decimal::new(1, 6) >= least;
        Some([bound > first, is_close, is_close && is_met])
    });
    let count = |which: usize| found.iter().flatten().filter(|of| of[which]).count();
    let counts = [0, 1, 2].map(count);
    assert!(
        counts[0] >= raised && counts[1] >= close && counts[2] >= met,
        "raised, close, met: {counts:?}"
    );
}

#[test]
fn good_prices_come_close_on_many_cases() {
    require_close(structures, [100, 10, 5]);
}

#[test]
fn good_prices_come_close_under_rules() {
    require_close(ruled, [90, 5, 4]);
}
