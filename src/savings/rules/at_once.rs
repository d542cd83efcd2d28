//! Stable equal saving where groups are too many to be asked one by one (S23).

use super::NoShares;
use super::fill::{Filled, leveled, scaled};
use super::stable_equal_saving::Shared;
use crate::savings::apportion::{from_minor_units, in_minor_units};
use crate::savings::at_once::AtOnce;
use crate::savings::oracle::Charging;
use crate::units::{Currency, Decimal, Id, MemberId, Money};

/// Who shares, and whom groups are asked of.
pub(super) struct Asked<'a> {
    pub at_once: &'a AtOnce<'a>,
    pub sharers: &'a [MemberId],
    /// What every member owes, in the case's order: what those outside the sharing are charged.
    pub owed: &'a [Money],
    pub currency: Currency,
}

/// Charges by the rule; caps that do not reach the total are all exceeded by the same share.
pub(super) fn filled(shared: &Shared, asked: &Asked) -> Result<Filled, NoShares> {
    let caps: Option<Decimal> = shared.caps.iter().copied().sum();
    if caps.is_some_and(|caps| caps <= shared.total) {
        return Ok(scaled(shared.total, shared.bases, shared.caps));
    }
    let mut charging: Vec<Charging> = asked.owed.iter().copied().map(Charging::Fixed).collect();
    let money = |units: Decimal| from_minor_units(units, asked.currency);
    for ((member, base), cap) in asked.sharers.iter().zip(shared.bases).zip(shared.caps) {
        charging[member.index()] = Charging::Shared {
            base: money(*base),
            cap: cap.map(money),
        };
    }
    let is_outside = |(index, _): &(usize, &Money)| matches!(charging[*index], Charging::Fixed(_));
    let outside = asked.owed.iter().enumerate().filter(is_outside);
    let outside: Money = outside.map(|(_, owed)| *owed).sum();
    let charges = asked
        .at_once
        .equal_saving(&charging, money(shared.total) + outside)
        .ok_or(NoShares::NothingProven)?;
    let own = |member: &MemberId| in_minor_units(charges[member.index()], asked.currency);
    let targets: Vec<Decimal> = asked.sharers.iter().map(own).collect();
    Ok(leveled(shared.total, &targets, shared.caps))
}
