//! Charges within caps that sum to a total (S6, S11).

use crate::savings::apportion::proportion;
use crate::units::Decimal;

/// Unrounded shares of a total, in minor units.
pub(super) struct Filled {
    pub shares: Vec<Decimal>,
    /// The share of its base that everybody below its cap is charged.
    pub charged_share: Option<Decimal>,
    /// Whether the caps do not reach the total.
    pub is_over: bool,
}

/// Everybody's target and the same amount more (or less) for all, but nobody above its cap (S11).
pub(super) fn leveled(total: Decimal, targets: &[Decimal], caps: &[Option<Decimal>]) -> Filled {
    let capped = caps.iter().enumerate();
    let mut capped: Vec<(Decimal, usize)> = capped
        .filter_map(|(index, cap)| Some(((*cap)? - targets[index], index)))
        .collect();
    capped.sort_unstable();
    let mut shares = vec![None; targets.len()];
    let mut rest = total - targets.iter().sum::<Decimal>();
    let mut n_rest = Decimal::from(targets.len());
    for (room, index) in capped {
        if n_rest.is_zero() || room >= rest / n_rest {
            break;
        }
        shares[index] = caps[index];
        rest -= room;
        n_rest -= Decimal::ONE;
    }
    if n_rest.is_zero() {
        return scaled(total, targets, caps);
    }
    let more = rest / n_rest;
    let below = shares.iter().zip(targets);
    Filled {
        shares: below
            .map(|(cap, target)| cap.unwrap_or(target + more))
            .collect(),
        charged_share: None,
        is_over: false,
    }
}

/// Every cap, raised or (where they just reach) kept by the same share.
pub(super) fn scaled(total: Decimal, bases: &[Decimal], caps: &[Option<Decimal>]) -> Filled {
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

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn check(total: Decimal, targets: &[Decimal], caps: &[Option<Decimal>], expected: &[Decimal]) {
        assert_eq!(leveled(total, targets, caps).shares, expected);
    }

    #[test]
    fn targets_that_sum_to_the_total_are_kept() {
        check(
            dec!(9),
            &[dec!(2), dec!(7)],
            &[None, Some(dec!(7))],
            &[dec!(2), dec!(7)],
        );
    }

    #[test]
    fn what_a_cap_takes_off_is_put_on_all_others_alike() {
        let caps = [Some(dec!(4)), None, Some(dec!(11))];
        check(
            dec!(30),
            &[dec!(10), dec!(10), dec!(10)],
            &caps,
            &[dec!(4), dec!(15), dec!(11)],
        );
        check(
            dec!(24),
            &[dec!(10), dec!(10), dec!(10)],
            &caps,
            &[dec!(4), dec!(10), dec!(10)],
        );
    }

    #[test]
    fn caps_that_do_not_reach_are_all_exceeded_by_the_same_share() {
        let caps = [Some(dec!(4)), Some(dec!(6))];
        let filled = leveled(dec!(20), &[dec!(15), dec!(5)], &caps);
        assert_eq!(filled.shares, [dec!(8), dec!(12)]);
        assert!(filled.is_over);
    }
}
