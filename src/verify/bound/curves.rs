//! L4 and L5: what each curve costs at least in each of its tiers.

use super::Model;
use super::amounts::{self, Billionths};
use crate::units::Decimal;

/// A tier that a curve may be in.
pub(super) struct State {
    /// The tier.
    pub tier: usize,
    /// Its fixed part after rebates and what the curve pays for its vendor, less what the lines pay for
    /// it: *F′* + *γ* − Σ *α* − Σ *κ U*.
    pub fixed: Billionths,
}

/// The states of every curve, of tiers in reach alone.
pub(super) fn states(model: &Model) -> Option<Vec<Vec<State>>> {
    let curves = model.curves.all.iter();
    let none = curves.map(|curve| vec![0_i128; curve.n_tiers()]);
    let mut paid: Vec<Vec<Billionths>> = none.collect();
    for (quote, tier, price) in model.prices.tiers() {
        let sum = &mut paid[model.curves.place(quote).curve][tier];
        *sum = sum.checked_add(price)?;
    }
    let states = paid.into_iter().enumerate().map(|(curve, paid)| {
        let tiers = paid.into_iter().enumerate();
        let tiers = tiers.filter(|(tier, _)| model.ranges[curve][*tier].is_some());
        let state = |(tier, paid): (usize, Billionths)| {
            let fixed = amounts::floor(fixed(model, curve, tier))?;
            let fixed = fixed.checked_add(model.prices.vendor(curve))?;
            let fixed = fixed.checked_sub(paid)?;
            let fixed = fixed.checked_add(for_capacities(model, curve, tier)?)?;
            Some(State { tier, fixed })
        };
        tiers.map(state).collect()
    });
    states.collect()
}

/// − Σ *κ U*: what the capacities of a curve's quotes are worth in a tier.
fn for_capacities(model: &Model, curve: usize, tier: usize) -> Option<Billionths> {
    let quotes = model.curves.all[curve].quotes.iter();
    let parts = quotes.map(|quote| {
        let Some(capacity) = model.case.quotes[*quote].capacity else {
            return Some(0);
        };
        let price = model.prices.capacity(*quote, tier);
        amounts::floor(-price.checked_mul(capacity.quantity.value())?)
    });
    amounts::total(parts)
}

/// *F′*: what rebates may give back of a fixed part that adds to the cost is taken off.
fn fixed(model: &Model, curve: usize, tier: usize) -> Decimal {
    let curve = &model.curves.all[curve];
    let fixed = curve.fixed(tier);
    if fixed <= Decimal::ZERO {
        return fixed;
    }
    let shares = curve
        .quotes
        .iter()
        .map(|quote| model.discounts.of_spend[*quote]);
    fixed * (Decimal::ONE - shares.max().unwrap_or_default())
}

/// The least over the curve's states and over being unused: L5.
pub(super) fn least(model: &Model, curve: usize, states: &[State]) -> Option<Billionths> {
    let mut least = 0;
    for state in states {
        let range = model.ranges[curve][state.tier].as_ref()?;
        let price = model.prices.quantity(curve, state.tier);
        let counted = if price < Decimal::ZERO {
            range.last
        } else {
            range.first
        };
        let paid = amounts::floor(price.checked_mul(counted)?)?;
        least = least.min(state.fixed.checked_add(paid)?);
    }
    Some(least)
}
