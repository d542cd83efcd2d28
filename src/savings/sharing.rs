//! Equal percentage within caps (S6).

use super::apportion::{from_minor_units, in_minor_units, proportion, rounded};
use super::caps::Cap;
use crate::units::{Currency, Decimal, Money};

/// What a member's percentage is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// What it would pay by itself, at least.
    StandAlone(Money),
    /// What it pays today, where it cannot buy by itself, or that is not known.
    Incumbent(Money),
    /// Neither is known: it pays what it owes, and shares in nothing.
    LeftOut,
}

impl Base {
    /// The amount, if there is one.
    pub fn amount(&self) -> Option<Money> {
        match self {
            Self::StandAlone(amount) | Self::Incumbent(amount) => Some(*amount),
            Self::LeftOut => None,
        }
    }
}

/// What a member brings to the sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sharer {
    /// What its percentage is taken of, above zero, in whole minor units.
    pub base: Money,
    /// The most it is charged.
    pub cap: Option<Cap>,
}

/// Charges that sum to a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    /// What each sharer is charged, in their order.
    pub charges: Vec<Money>,
    /// What everybody below its cap saves, as a share of its base; `None` if all are at their
    /// caps.
    pub saving_share: Option<Decimal>,
}

/// Charges everybody the same share of its base, but nobody more than its cap.
///
/// Where all caps together are less than the total, they are all exceeded by the same share.
/// `total` is a whole number of minor units; with no sharer nothing is charged.
pub(super) fn equal_percentage(total: Money, sharers: &[Sharer], currency: Currency) -> Shared {
    let units = |amount| in_minor_units(amount, currency);
    let bases: Vec<Decimal> = sharers.iter().map(|sharer| units(sharer.base)).collect();
    let caps: Vec<Option<Decimal>> = sharers
        .iter()
        .map(|sharer| sharer.cap.map(|cap| units(cap.amount)))
        .collect();
    let total = units(total);
    let filled = filled(total, &bases, &caps);
    let limits = if filled.is_over {
        vec![None; caps.len()]
    } else {
        caps
    };
    let charges = rounded(&filled.shares, total, &limits);
    Shared {
        charges: charges
            .into_iter()
            .map(|units| from_minor_units(units, currency))
            .collect(),
        saving_share: filled.charged_share.map(|share| Decimal::ONE - share),
    }
}

/// Unrounded shares of a total.
struct Filled {
    shares: Vec<Decimal>,
    /// The share of its base that everybody below its cap is charged.
    charged_share: Option<Decimal>,
    /// Whether the caps do not reach the total.
    is_over: bool,
}

/// Fills up to the caps, in the order in which they are met as the common percentage rises.
fn filled(total: Decimal, bases: &[Decimal], caps: &[Option<Decimal>]) -> Filled {
    let capped = caps.iter().enumerate();
    let mut capped: Vec<(Decimal, usize)> = capped
        .filter_map(|(index, cap)| Some(((*cap)? / bases[index], index)))
        .collect();
    capped.sort_unstable();
    let mut shares = vec![None; bases.len()];
    let mut rest = total;
    let mut rest_bases: Decimal = bases.iter().sum();
    for (share, index) in capped {
        if rest_bases.is_zero() || share >= rest / rest_bases {
            break;
        }
        shares[index] = caps[index];
        rest -= caps[index].unwrap_or_default();
        rest_bases -= bases[index];
    }
    if rest_bases.is_zero() {
        return scaled(total, bases, caps);
    }
    let below = shares.iter().zip(bases);
    let shares =
        below.map(|(cap, base)| cap.unwrap_or_else(|| proportion(rest, *base, rest_bases)));
    Filled {
        shares: shares.collect(),
        charged_share: Some(rest / rest_bases),
        is_over: false,
    }
}

/// Every cap, raised or (where they just reach) kept by the same share.
fn scaled(total: Decimal, bases: &[Decimal], caps: &[Option<Decimal>]) -> Filled {
    let caps: Vec<Decimal> = caps.iter().map(|cap| cap.unwrap_or_default()).collect();
    let all: Decimal = caps.iter().sum();
    let (parts, whole) = if all > Decimal::ZERO {
        (caps.as_slice(), all)
    } else {
        (bases, bases.iter().sum())
    };
    let is_empty = whole.is_zero();
    let share = |part: &Decimal| {
        if is_empty {
            Decimal::ZERO
        } else {
            proportion(total, *part, whole)
        }
    };
    Filled {
        shares: parts.iter().map(share).collect(),
        charged_share: None,
        is_over: true,
    }
}
