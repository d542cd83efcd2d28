//! Incremental breaks: one reduction per counted unit for the whole group.

use super::group::{Break, Change, GroupRows, Head, below_zero, start, starts, step_at, warn_rise};
use super::quotes::Draft;
use crate::input::codes::Kind;
use crate::problem::{Counted, IncrementalTier, QuoteStructure};
use crate::units::{Decimal, Money, VALUE_MAX};

/// The structure and what it counts.
///
/// A quote's own breaks stated in packs count base units where a pack's share of them is a finite
/// decimal, and packs otherwise; both mean the same.
pub(super) fn incremental(
    members: &[&Draft],
    ladders: &[Vec<Break<'_>>],
    head: Head,
    rows: &GroupRows<'_>,
) -> Option<(Counted, QuoteStructure)> {
    let in_own_packs = rows.is_own && head.counted == Counted::Units;
    let counted = if in_own_packs && exact(Decimal::ONE, members[0].quoted).is_none() {
        Counted::Packs
    } else {
        head.counted
    };
    let mut tiers = vec![IncrementalTier {
        from: Decimal::ZERO,
        off: Money::ZERO,
    }];
    for from in starts(ladders) {
        let mut off = None;
        for (draft, ladder) in members.iter().zip(ladders) {
            let step = step_at(ladder, from, draft, rows)?;
            let reduction = reduction(draft, step, counted, in_own_packs)?;
            if *off.get_or_insert(reduction) != reduction {
                let message = format!(
                    "quote {} would be reduced by {reduction} per counted unit, another by {}",
                    draft.quote.key,
                    off.unwrap_or_default()
                );
                let hint = "use amount_off, or give the quotes groups of their own";
                step.cell().fault(Kind::UnequalReduction, message, hint);
                return None;
            }
        }
        let off = Money::new(off?);
        let step = ladders.iter().flatten().find(|step| step.from == from);
        if off < tiers[tiers.len() - 1].off
            && let Some(step) = step
        {
            warn_rise(step);
        }
        if from.is_zero() {
            tiers.clear();
        }
        // A quote's own packs are counted as such, or turned into base units.
        let is_own = rows.is_own && counted == Counted::Units;
        let from = start(from, members[0], counted, is_own);
        tiers.push(IncrementalTier { from, off });
    }
    Some((counted, QuoteStructure::Incremental(tiers)))
}

/// Money off per counted unit, in the case's currency.
fn reduction(
    draft: &Draft,
    step: &Break<'_>,
    counted: Counted,
    in_own_packs: bool,
) -> Option<Decimal> {
    let list = draft.list?;
    let off = match (step.change, counted) {
        (Change::PercentOff(percent), Counted::Spend) => {
            return Some(percent / Decimal::ONE_HUNDRED);
        }
        (Change::PercentOff(_), Counted::Units | Counted::Packs | Counted::Weight)
        | (Change::Price(_) | Change::AmountOff(_), Counted::Spend) => {
            let message = "this column does not fit what the incremental breaks count";
            let hint = "with counts = spend use percent_off, otherwise price or amount_off";
            step.cell().fault(Kind::WrongChange, message, hint);
            return None;
        }
        (Change::AmountOff(off), Counted::Units) if in_own_packs => exact(off, draft.quoted),
        (Change::AmountOff(off), Counted::Units | Counted::Packs | Counted::Weight) => Some(off),
        (Change::Price(price), Counted::Units) => exact(list - price, draft.quoted),
        (Change::Price(price), Counted::Packs) => exact(
            (list - price) * draft.quote.pack.content.value(),
            draft.quoted,
        ),
        (Change::Price(price), Counted::Weight) => {
            let weight = draft.weight.expect("groups that count weight have weights");
            exact(list - price, draft.quoted * weight)
        }
    };
    let Some(off) = off else {
        let message = "per counted unit the reduction is no finite decimal";
        step.cell()
            .fault(Kind::NotExact, message, "count packs, or use amount_off");
        return None;
    };
    if is_more_than_list(draft, off, counted) {
        below_zero(draft, step);
        return None;
    }
    step.cell().times(off, draft.rate)
}

/// Whether the reduction exceeds the list price; spend is reduced by at most all of it.
fn is_more_than_list(draft: &Draft, off: Decimal, counted: Counted) -> bool {
    let per_base_unit = match counted {
        Counted::Units => Decimal::ONE,
        Counted::Packs => Decimal::ONE / draft.quote.pack.content.value(),
        Counted::Weight => draft.weight.unwrap_or_default(),
        Counted::Spend => return false,
    };
    off * per_base_unit * draft.quoted > draft.list.unwrap_or_default()
}

/// `a ÷ b` where it is a decimal of at most 12 places and of ordinary size.
fn exact(a: Decimal, b: Decimal) -> Option<Decimal> {
    let quotient = (a / b).normalize();
    let is_ordinary = quotient.scale() <= 12 && quotient.abs() <= Decimal::from(VALUE_MAX);
    is_ordinary.then_some(quotient)
}
