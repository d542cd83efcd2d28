//! Equal percentage within caps (S6).

use super::fill::{Filled, scaled};
use crate::savings::apportion::proportion;
use crate::units::Decimal;

/// Charges everybody the same share of its base, but nobody more than its cap; the bases are above
/// zero.
///
/// Fills up to the caps, in the order in which they are met as the common percentage rises.
pub(super) fn equal_percentage(
    total: Decimal,
    bases: &[Decimal],
    caps: &[Option<Decimal>],
) -> Filled {
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
