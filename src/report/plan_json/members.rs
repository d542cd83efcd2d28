//! Members of `plan.json`, and how the cost is shared among them.

use crate::problem::Case;
use crate::report::view::{MemberView, View};
use crate::savings::{
    Base, Baseline, CapKind, CoalitionCost, Invoice, MemberSavings, Saving, TaxKind,
};
use crate::units::Money;
use crate::units::rounding::statement_amount;

use super::figures::costs;
use super::{
    CapEntry, DecimalText, IntervalEntry, InvoiceEntry, MemberEntry, MemberTodayEntry,
    SharingEntry, TaxEntry, TransferEntry,
};

/// What `plan.json` calls a stand-alone cost that is known.
pub const KNOWN: &str = "known";

/// What it calls a stand-alone cost that there is none of.
pub const NOT_AVAILABLE: &str = "not_available";

/// What it calls a stand-alone cost of which nothing was proven.
pub const UNKNOWN: &str = "unknown";

pub(super) fn members(view: &View) -> Vec<MemberEntry> {
    let members = view.members.iter().zip(&view.savings.members);
    members
        .map(|(member, savings)| entry(view.case, member, savings))
        .collect()
}

fn entry(case: &Case, member: &MemberView, savings: &MemberSavings) -> MemberEntry {
    let cents = |amount| cents(case, amount);
    let (stand_alone_status, stand_alone_cost) = stand_alone(&savings.alone);
    let incumbent = savings.incumbent.as_ref();
    let account = &savings.account;
    let saving = savings.saving();
    let invoices = account.invoices.iter();
    MemberEntry {
        member: case.members[member.member].key.clone(),
        name: case.members[member.member].name.clone(),
        lines: member.n_lines,
        total: member.cost.total().into(),
        cost_by_kind: costs(&member.cost),
        today: member.today.map(|today| MemberTodayEntry {
            lines: today.n_lines,
            today: today.today.into(),
            goods: today.goods.into(),
        }),
        incumbent_cost: incumbent.map(|incumbent| cents(incumbent.cost)),
        incumbent_lines: incumbent.map_or(0, |incumbent| incumbent.n_lines),
        incumbent_source: incumbent.and_then(|incumbent| incumbent.source.clone()),
        stand_alone_status: stand_alone_status.to_owned(),
        stand_alone_cost,
        sharing_base: base(savings.base).to_owned(),
        cap: savings.cap.map(|cap| CapEntry {
            amount: cents(cap.amount),
            because: because(cap.kind).to_owned(),
            rule: rule(case, cap.kind),
        }),
        charge: cents(savings.charge),
        invoiced: cents(account.invoiced()),
        admin_fee: cents(account.admin_fee),
        transfer: cents(savings.transfer),
        paid_back: cents(account.paid_back()),
        collection: cents(account.collection()),
        kept: cents(account.kept()),
        saving: saving.map(|saving| cents(saving.amount)),
        saving_share: saving.as_ref().and_then(Saving::share).map(Into::into),
        saving_baseline: saving.map(|saving| baseline(saving.baseline).to_owned()),
        tax: account.tax.map(|tax| TaxEntry {
            kind: tax_kind(tax.kind).to_owned(),
            amount: cents(tax.amount),
        }),
        invoices: invoices
            .map(|invoice| invoice_entry(case, invoice))
            .collect(),
    }
}

/// A sum of statement amounts, with all digits of the minor unit even where it is zero.
fn cents(case: &Case, amount: Money) -> DecimalText {
    statement_amount(amount, case.currency).into()
}

fn stand_alone(cost: &CoalitionCost) -> (&'static str, Option<IntervalEntry>) {
    match cost {
        CoalitionCost::Known { lower, upper } => {
            let interval = IntervalEntry {
                lower: DecimalText::exact(lower.value()),
                upper: DecimalText::exact(upper.value()),
            };
            (KNOWN, Some(interval))
        }
        CoalitionCost::NotAvailable => (NOT_AVAILABLE, None),
        CoalitionCost::Unknown => (UNKNOWN, None),
    }
}

fn invoice_entry(case: &Case, invoice: &Invoice) -> InvoiceEntry {
    let cents = |amount| cents(case, amount);
    InvoiceEntry {
        vendor: case.vendors[invoice.vendor].key.clone(),
        invoiced: cents(invoice.cost.invoiced()),
        paid_back: cents(invoice.cost.paid_back()),
        cost_by_kind: costs(&invoice.cost),
    }
}

fn base(base: Base) -> &'static str {
    match base {
        Base::StandAlone(_) => baseline(Baseline::StandAlone),
        Base::Incumbent(_) => baseline(Baseline::Incumbent),
        Base::LeftOut => "none",
    }
}

fn because(kind: CapKind) -> &'static str {
    match kind {
        CapKind::StandAlone => baseline(Baseline::StandAlone),
        CapKind::Today => baseline(Baseline::Incumbent),
        CapKind::Rule(_) => "rule",
    }
}

fn rule(case: &Case, kind: CapKind) -> Option<String> {
    match kind {
        CapKind::StandAlone | CapKind::Today => None,
        CapKind::Rule(rule) => Some(case.rules[rule].key.clone()),
    }
}

/// What files call a baseline.
pub(in crate::report) fn baseline(baseline: Baseline) -> &'static str {
    match baseline {
        Baseline::Incumbent => "incumbent",
        Baseline::StandAlone => "stand_alone",
    }
}

fn tax_kind(kind: TaxKind) -> &'static str {
    match kind {
        TaxKind::OnTop => "on_top",
        TaxKind::Included => "included",
        TaxKind::Exempt => "exempt",
        TaxKind::ExemptButIncluded => "exempt_but_included",
    }
}

pub(super) fn sharing(view: &View) -> SharingEntry {
    let savings = view.savings;
    let cents = |amount| cents(view.case, amount);
    SharingEntry {
        rule: savings.rule.key().to_owned(),
        total: cents(savings.total),
        admin_fees: cents(savings.admin_fees()),
        saving_share: savings.saving_share.map(Into::into),
        caps_satisfied: savings.missing().is_zero(),
        missing: cents(savings.missing()),
    }
}

pub(super) fn transfers(view: &View) -> Vec<TransferEntry> {
    let key = |member| view.case.members[member].key.clone();
    let transfers = view.savings.transfers.iter();
    transfers
        .map(|transfer| TransferEntry {
            from: key(transfer.from),
            to: key(transfer.to),
            amount: cents(view.case, transfer.amount),
        })
        .collect()
}
