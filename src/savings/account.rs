//! What each member owes to vendors and to the cooperative (S4, S9).

use std::collections::BTreeMap;

use super::cost::{Breakdown, CostKind};
use super::division::Part;
use crate::problem::Case;
use crate::units::rounding::statement_amount;
use crate::units::{Decimal, MemberId, Money, VendorId};
use crate::verify::StatementLine;

/// What a member owes before members pay each other, over the horizon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Its part of each vendor's charges, in the case's order.
    pub invoices: Vec<Invoice>,
    /// The cooperative's fee.
    pub admin_fee: Money,
    /// Sales tax on what vendors invoice, where a rate is declared; in none of the other figures.
    pub tax: Option<Tax>,
}

/// A member's part of one vendor's charges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    /// The vendor.
    pub vendor: VendorId,
    /// The charges by kind.
    pub cost: Breakdown,
}

/// Sales tax on what vendors invoice to a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tax {
    /// Whether and how the member owes it.
    pub kind: TaxKind,
    /// How much: owed, or not owed by an exempt member.
    pub amount: Money,
}

/// Whether and how a member owes sales tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxKind {
    /// Prices exclude it: it comes on top of the charge.
    OnTop,
    /// Prices include it.
    Included,
    /// Prices exclude it, and the member is exempt.
    Exempt,
    /// Prices include it, but the member is exempt: the vendor must not charge it.
    ExemptButIncluded,
}

impl Account {
    /// What vendors invoice.
    pub fn invoiced(&self) -> Money {
        self.sum(Breakdown::invoiced)
    }

    /// What vendors pay back later; not negative.
    pub fn paid_back(&self) -> Money {
        self.sum(Breakdown::paid_back)
    }

    /// What the member bears itself and pays to nobody.
    pub fn kept(&self) -> Money {
        self.sum(Breakdown::kept)
    }

    /// Its part of the routes that fetch goods, paid to the cooperative.
    pub fn collection(&self) -> Money {
        self.sum(Breakdown::collection)
    }

    /// All of it, with the cooperative's fee and without tax.
    pub fn own(&self) -> Money {
        self.sum(Breakdown::total) + self.admin_fee
    }

    fn sum(&self, figure: impl Fn(&Breakdown) -> Money) -> Money {
        self.invoices
            .iter()
            .map(|invoice| figure(&invoice.cost))
            .sum()
    }
}

/// The account of every member, in the case's order.
pub(super) fn accounts(case: &Case, lines: &[StatementLine], parts: &[Part]) -> Vec<Account> {
    let mut costs: BTreeMap<(MemberId, VendorId), Breakdown> = BTreeMap::new();
    for part in parts {
        let charge = &lines[part.line].charge;
        let cost = costs.entry((part.member, charge.vendor)).or_default();
        cost.add(CostKind::of(&charge.reason), part.total);
    }
    let mut accounts = vec![Vec::new(); case.members.len()];
    for ((member, vendor), cost) in costs {
        accounts[crate::units::Id::index(member)].push(Invoice { vendor, cost });
    }
    let members = case.members.ids().zip(accounts);
    members
        .map(|(member, invoices)| account(case, member, invoices))
        .collect()
}

fn account(case: &Case, member: MemberId, invoices: Vec<Invoice>) -> Account {
    let terms = &case.settlement;
    let mut account = Account {
        invoices,
        ..Account::default()
    };
    if !account.invoices.is_empty() {
        let share = statement_amount(account.invoiced() * terms.admin_fee_share, case.currency);
        account.admin_fee = share + statement_amount(terms.admin_fee_member, case.currency);
    }
    account.tax = tax(case, member, &account);
    account
}

/// The tax on each vendor's invoices over the horizon, rounded once for each vendor.
fn tax(case: &Case, member: MemberId, account: &Account) -> Option<Tax> {
    let rate = case.settlement.tax_rate;
    if rate.is_zero() {
        return None;
    }
    let kind = match (case.tax_included, case.members[member].tax_exempt) {
        (false, false) => TaxKind::OnTop,
        (false, true) => TaxKind::Exempt,
        (true, false) => TaxKind::Included,
        (true, true) => TaxKind::ExemptButIncluded,
    };
    let part = if case.tax_included {
        rate / (Decimal::ONE + rate)
    } else {
        rate
    };
    let taxes = account.invoices.iter();
    let taxes =
        taxes.map(|invoice| statement_amount(invoice.cost.invoiced() * part, case.currency));
    Some(Tax {
        kind,
        amount: taxes.sum(),
    })
}
