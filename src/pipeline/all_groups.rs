//! All groups of members at once: prices from the award search, evaluated by the verifier, as a
//! [`GroupOracle`].

use std::cell::RefCell;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::alone::{AloneLimits, groups};
use crate::award::{self, GroupBlocks, GroupPrices, Options};
use crate::problem::Case;
use crate::savings::{Charging, Group, GroupOracle, SharesFound, coalition_case};
use crate::units::{Decimal, MemberId, Money};
use crate::verify::{GroupShares, group_shares};

/// Shares of the time, in hundredths, after which charges are no longer sought, and after which they are
/// no longer certified by shares of their own; what is left is for groups that may surely gain.
const CHARGING_ENDS: u32 = 60;
const CERTIFYING_ENDS: u32 = 80;

/// The case of everybody, had all left: without what binds the cooperative as a whole.
pub(super) fn leavers(case: &Case) -> Case {
    let everybody: Vec<MemberId> = case.members.ids().collect();
    coalition_case(case, &everybody)
}

/// The search and the verifier, asked about all groups at once.
pub(super) struct AllGroups<'a> {
    case: &'a Case,
    leavers: &'a Case,
    blocks: &'a GroupBlocks<'a>,
    prices: RefCell<GroupPrices<'a>>,
    options: &'a Options,
    started: Instant,
}

impl<'a> AllGroups<'a> {
    /// `None` if no prices prove anything of the case.
    pub fn new(
        case: &'a Case,
        leavers: &'a Case,
        blocks: &'a GroupBlocks<'a>,
        options: &'a Options,
    ) -> Option<Self> {
        Some(Self {
            case,
            leavers,
            blocks,
            prices: RefCell::new(GroupPrices::new(blocks).ok()?),
            options,
            started: Instant::now(),
        })
    }

    /// What is left until a share of the time is gone; `None` without a limit.
    fn left(&self, hundredths: u32) -> Option<Duration> {
        let limit = self.options.time_limit?;
        let end = self.started + limit * hundredths / 100;
        Some(end.saturating_duration_since(Instant::now()))
    }

    /// The options of a program that ends when a share of the time is gone; `None` if it is.
    fn options_until(&self, hundredths: u32) -> Option<Options> {
        let left = self.left(hundredths);
        let is_interrupted = self.options.interrupt.load(Ordering::Relaxed);
        (!is_interrupted && left != Some(Duration::ZERO)).then(|| Options {
            time_limit: left,
            ..self.options.clone()
        })
    }
}

impl GroupOracle for AllGroups<'_> {
    fn shares(&self, charges: Option<&[Money]>) -> Option<SharesFound> {
        let options = self.options_until(CERTIFYING_ENDS)?;
        let charges = charges.map(|charges| charges.iter().map(number).collect::<Vec<f64>>());
        let mut prices = self.prices.borrow_mut();
        let answer = prices.answer(charges.as_deref(), &options).ok()??;
        Some(SharesFound {
            shares: group_shares(self.leavers, &answer.prices)?,
            weights: answer.weights,
        })
    }

    fn equal_saving(
        &self,
        charging: &[Charging],
        total: Money,
    ) -> Option<(Vec<Money>, GroupShares)> {
        let options = self.options_until(CHARGING_ENDS)?;
        let charging = charging.iter().map(|charging| match charging {
            Charging::Fixed(charge) => award::Charging::Fixed(number(charge)),
            Charging::Shared { base, cap } => award::Charging::Shared {
                base: number(base),
                cap: cap.as_ref().map(number),
            },
        });
        let charging: Vec<award::Charging> = charging.collect();
        let found = self
            .blocks
            .equal_saving(&charging, number(&total), &options);
        let (charges, prices) = found.ok()??;
        let charges = charges.into_iter().map(|charge| {
            let charge = Decimal::from_f64(charge)?;
            Some(Money::new(charge.round_dp(CHARGE_DECIMALS)))
        });
        let shares = group_shares(self.leavers, &prices)?;
        Some((charges.collect::<Option<_>>()?, shares))
    }

    fn price(&self, asked: &[Vec<MemberId>]) -> Vec<Group> {
        /// Groups of several rules share what is left of the time.
        const PARTS: u32 = 4;
        let limits = AloneLimits {
            time: self.left(100).map(|left| left / PARTS),
            work: self.options.work_limit,
        };
        groups(self.case, asked, (self.options, limits), &|_| {})
    }
}

/// Decimals of charges before they are rounded to minor units.
const CHARGE_DECIMALS: u32 = 6;

fn number(amount: &Money) -> f64 {
    amount.value().to_f64().unwrap_or_default()
}
