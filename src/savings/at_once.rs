//! What is known of groups: of each by itself, or of all at once.

use std::cell::RefCell;

use super::groups::{Group, GroupCosts};
use super::oracle::{Charging, GroupOracle, SharesFound};
use crate::units::{MemberId, Money};
use crate::verify::GroupShares;

/// What is known of groups.
#[derive(Clone, Copy)]
pub(super) enum Groups<'a> {
    /// Nothing.
    Unknown,
    /// What each of them would pay.
    Each(&'a GroupCosts),
    /// Whoever is asked about all of them.
    AtOnce(&'a AtOnce<'a>),
}

impl<'a> Groups<'a> {
    pub fn of(groups: Option<&'a GroupCosts>) -> Self {
        groups.map_or(Self::Unknown, Self::Each)
    }
}

/// An oracle with all the shares that it told: each holds for every charge.
pub(super) struct AtOnce<'a> {
    oracle: &'a dyn GroupOracle,
    told: RefCell<Vec<GroupShares>>,
}

impl<'a> AtOnce<'a> {
    pub fn new(oracle: &'a dyn GroupOracle) -> Self {
        Self {
            oracle,
            told: RefCell::default(),
        }
    }

    /// Asks for shares, and keeps them.
    pub fn ask(&self, charges: Option<&[Money]>) -> Option<SharesFound> {
        let found = self.oracle.shares(charges)?;
        self.told.borrow_mut().push(found.shares.clone());
        Some(found)
    }

    /// Asks for the most equal charges, and keeps the shares that they are within.
    pub fn equal_saving(&self, charging: &[Charging], total: Money) -> Option<Vec<Money>> {
        let (charges, shares) = self.oracle.equal_saving(charging, total)?;
        self.told.borrow_mut().push(shares);
        Some(charges)
    }

    /// All that was told.
    pub fn told(&self) -> Vec<GroupShares> {
        self.told.borrow().clone()
    }

    /// What groups would pay by themselves.
    pub fn price(&self, groups: &[Vec<MemberId>]) -> Vec<Group> {
        if groups.is_empty() {
            return Vec::new();
        }
        self.oracle.price(groups)
    }
}
