//! Equal saving, except where a group could do better by itself (S22).

use rust_decimal::prelude::ToPrimitive;

use super::NoShares;
use super::fill::{Filled, leveled, scaled};
use super::played::in_decimals;
use crate::game::{Coalition, GameError, GroupLimits, Sharers, stable_equal_saving};
use crate::savings::apportion::rounded;
use crate::units::Decimal;

/// What is shared, in minor units.
pub(super) struct Shared<'a> {
    pub total: Decimal,
    /// Of those who share; above zero.
    pub bases: &'a [Decimal],
    pub caps: &'a [Option<Decimal>],
}

/// What a group of those who share would pay by itself at least, in minor units.
#[derive(Clone, Copy, Debug)]
pub(super) struct GroupLimit {
    pub group: Coalition,
    pub most: Decimal,
}

/// Charges by the rule over these groups.
///
/// Rounding to whole minor units may put a group above its limit that was just at it. Then every
/// limit is taken a minor unit lower for each member, if all can still be kept: what rounding adds is less.
pub(super) fn filled(shared: &Shared, limits: &[GroupLimit]) -> Result<Filled, NoShares> {
    let (found, excess) = found(shared, limits)?;
    if excess > Decimal::ZERO || is_kept_rounded(shared, limits, &found) {
        return Ok(found);
    }
    let lower = limits.iter().map(|limit| GroupLimit {
        most: limit.most - Decimal::from(limit.group.n_members()),
        ..*limit
    });
    let (lowered, excess) = self::found(shared, &lower.collect::<Vec<_>>())?;
    Ok(if excess > Decimal::ZERO {
        found
    } else {
        lowered
    })
}

/// Charges before rounding, and by how much some group is above its limit at the least.
fn found(shared: &Shared, limits: &[GroupLimit]) -> Result<(Filled, Decimal), NoShares> {
    let bases: Vec<f64> = shared.bases.iter().map(number).collect();
    let caps = shared
        .caps
        .iter()
        .map(|cap| cap.as_ref().map_or(f64::INFINITY, number));
    let caps: Vec<f64> = caps.collect();
    let sharers = Sharers {
        total: number(&shared.total),
        bases: &bases,
        caps: &caps,
    };
    let groups = limits
        .iter()
        .map(|limit| (limit.group, number(&limit.most)));
    let mut objections = GroupLimits::new(bases.len(), groups.collect());
    let Some(saving) = stable_equal_saving(&sharers, &mut objections)? else {
        let over = scaled(shared.total, shared.bases, shared.caps);
        return Ok((over, Decimal::ZERO));
    };
    let targets = in_decimals(&saving.charges);
    let [excess] = in_decimals(&[saving.excess])[..] else {
        return Err(NoShares::Game(GameError::Imprecise));
    };
    Ok((leveled(shared.total, &targets, shared.caps), excess))
}

/// Whether whole minor units keep every limit.
fn is_kept_rounded(shared: &Shared, limits: &[GroupLimit], filled: &Filled) -> bool {
    if filled.is_over {
        return true;
    }
    let charges = rounded(&filled.shares, shared.total, shared.caps);
    let charge = |group: Coalition| {
        group
            .members()
            .map(|member| charges[member])
            .sum::<Decimal>()
    };
    limits.iter().all(|limit| charge(limit.group) <= limit.most)
}

fn number(amount: &Decimal) -> f64 {
    amount.to_f64().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn check(total: Decimal, alone: Decimal, groups: &[(&[usize], Decimal)], expected: &[Decimal]) {
        let bases = vec![alone; expected.len()];
        let caps = vec![Some(alone); expected.len()];
        let shared = Shared {
            total,
            bases: &bases,
            caps: &caps,
        };
        let limits = groups.iter().map(|(members, most)| GroupLimit {
            group: members.iter().copied().collect(),
            most: *most,
        });
        let filled = filled(&shared, &limits.collect::<Vec<_>>()).unwrap();
        assert_eq!(rounded(&filled.shares, total, &caps), expected);
    }

    #[test]
    fn a_group_pays_no_more_than_by_itself_and_the_others_save_alike() {
        let pair: &[usize] = &[0, 1];
        let expected = [dec!(70), dec!(70), dec!(95), dec!(95)];
        check(dec!(330), dec!(100), &[(pair, dec!(140))], &expected);
        check(
            dec!(330),
            dec!(100),
            &[(pair, dec!(170))],
            &[dec!(83), dec!(83), dec!(82), dec!(82)],
        );
    }

    /// Both are charged 70.5, which rounding would make 141 for two who pay 140.9 by themselves.
    #[test]
    fn rounding_puts_no_group_above_its_limit() {
        let pair: &[usize] = &[0, 1];
        check(
            dec!(230),
            dec!(100),
            &[(pair, dec!(140.9))],
            &[dec!(70), dec!(69), dec!(91)],
        );
    }

    #[test]
    fn caps_that_do_not_reach_are_all_exceeded_alike() {
        check(
            dec!(330),
            dec!(100),
            &[],
            &[dec!(110), dec!(110), dec!(110)],
        );
    }
}
