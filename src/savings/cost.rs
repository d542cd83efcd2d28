//! Cost by kind, and whose it is.

use std::collections::BTreeMap;

use crate::plan::{Charge, Owner, Reason};
use crate::problem::Case;
use crate::units::{MemberId, Money, QuoteId};
use crate::verify::StatementLine;

/// What kind of cost a charge is, in the order reports list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CostKind {
    /// Goods that cover demand.
    Goods,
    /// Goods beyond the demand.
    SurplusGoods,
    /// Keeping or wasting the surplus; paid to nobody among the vendors.
    SurplusCost,
    /// Money off under incremental breaks.
    BreakDiscount,
    /// Discounts for buying items together.
    Bundle,
    /// Money that comes back later.
    Rebate,
    /// Fees for broken packs.
    BrokenPack,
    /// Fees for using a vendor.
    FixedFee,
    /// Fees for deliveries.
    Drop,
    /// The routes that fetch goods; paid to the cooperative.
    Collection,
    /// Beginning to buy from a vendor; paid to nobody among the vendors.
    Switching,
}

impl CostKind {
    /// What the landed cost holds, but no vendor is paid.
    pub const KEPT: [Self; 2] = [Self::SurplusCost, Self::Switching];

    /// The kind of a charge.
    pub fn of(reason: &Reason) -> Self {
        match reason {
            Reason::Goods(..) => Self::Goods,
            Reason::SurplusGoods(..) => Self::SurplusGoods,
            Reason::SurplusCost(..) => Self::SurplusCost,
            Reason::BreakDiscount(_) => Self::BreakDiscount,
            Reason::BrokenPack(..) => Self::BrokenPack,
            Reason::Bundle(_) => Self::Bundle,
            Reason::Rebate(_) => Self::Rebate,
            Reason::FixedFee => Self::FixedFee,
            Reason::Drop(_) => Self::Drop,
            Reason::Collection => Self::Collection,
            Reason::Switching(..) => Self::Switching,
        }
    }
}

/// Amounts over the horizon by kind of cost; a kind that does not occur is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breakdown {
    by_kind: BTreeMap<CostKind, Money>,
}

impl Breakdown {
    /// The sum of statement lines by kind.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a StatementLine>) -> Self {
        let mut cost = Self::default();
        for line in lines {
            cost.add(CostKind::of(&line.charge.reason), line.total);
        }
        cost
    }

    /// Adds an amount of one kind.
    pub(super) fn add(&mut self, kind: CostKind, amount: Money) {
        *self.by_kind.entry(kind).or_default() += amount;
    }

    /// What one kind comes to; zero if it does not occur.
    pub fn amount(&self, kind: CostKind) -> Money {
        self.by_kind.get(&kind).copied().unwrap_or_default()
    }

    /// What several kinds come to.
    pub fn amount_of(&self, kinds: &[CostKind]) -> Money {
        kinds.iter().map(|kind| self.amount(*kind)).sum()
    }

    /// The kinds that occur, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (CostKind, Money)> + '_ {
        self.by_kind.iter().map(|(kind, amount)| (*kind, *amount))
    }

    /// All kinds together.
    pub fn total(&self) -> Money {
        self.by_kind.values().copied().sum()
    }

    /// What is part of the cost, but paid to no vendor.
    pub fn kept(&self) -> Money {
        self.amount_of(&CostKind::KEPT)
    }

    /// What the routes that fetch goods cost: the cooperative is paid for them, no vendor is.
    pub fn collection(&self) -> Money {
        self.amount(CostKind::Collection)
    }

    /// What vendors are paid in the end: everything but what is kept or paid for collection.
    pub fn paid(&self) -> Money {
        self.total() - self.kept() - self.collection()
    }

    /// What vendors invoice: the same before rebates, which they pay back later.
    pub fn invoiced(&self) -> Money {
        self.paid() - self.amount(CostKind::Rebate)
    }

    /// What vendors pay back later; not negative.
    pub fn paid_back(&self) -> Money {
        Money::ZERO - self.amount(CostKind::Rebate)
    }

    /// Whether nothing occurs.
    pub fn is_empty(&self) -> bool {
        self.by_kind.is_empty()
    }
}

/// The member that alone causes a charge, if there is one.
pub fn caused_by(case: &Case, charge: &Charge) -> Option<MemberId> {
    match charge.reason {
        Reason::Goods(line, _) | Reason::Switching(line, _) => Some(case.member_of(line)),
        Reason::SurplusGoods(quote, owner) | Reason::SurplusCost(quote, owner) => {
            owner_member(case, quote, owner)
        }
        Reason::BrokenPack(_, site) | Reason::Drop(site) => Some(case.sites[site].member),
        Reason::BreakDiscount(_)
        | Reason::Bundle(_)
        | Reason::Rebate(_)
        | Reason::FixedFee
        | Reason::Collection => None,
    }
}

/// The member that owns surplus, unless the quote's buyers own it together.
pub fn owner_member(case: &Case, quote: QuoteId, owner: Owner) -> Option<MemberId> {
    match owner {
        Owner::Site(site) => Some(case.sites[site].member),
        Owner::Member(member) => Some(member),
        Owner::Pool => case.quotes[quote].surplus_owner,
    }
}

/// What no single member causes.
pub fn shared(case: &Case, lines: &[StatementLine]) -> Breakdown {
    Breakdown::of(
        lines
            .iter()
            .filter(|line| caused_by(case, &line.charge).is_none()),
    )
}
