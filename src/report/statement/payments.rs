//! What a member pays to whom, and sales tax.

use super::text::per_horizon;
use super::{DISCOUNTS, FEES, GOODS, Statement};
use crate::report::format::money_per;
use crate::report::table::{Align, TextTable, wrapped};
use crate::report::view::CostKind;
use crate::savings::TaxKind;
use crate::units::Money;

/// Every payment, and how they come to the charge.
pub(super) fn payments(statement: &Statement) -> String {
    let case = statement.view.case;
    let savings = statement.savings;
    let account = &savings.account;
    let mut table = TextTable::new(&[
        ("To whom", Align::Left),
        ("For what", Align::Left),
        ("Amount", Align::Right),
    ]);
    for invoice in &account.invoices {
        let mut name = case.vendors[invoice.vendor].name.clone();
        for (what, kinds) in [
            ("goods", &GOODS[..]),
            ("fees", &FEES),
            ("discounts", &DISCOUNTS),
        ] {
            let value = invoice.cost.amount_of(kinds);
            if !value.is_zero() {
                table.row([
                    std::mem::take(&mut name),
                    what.to_owned(),
                    statement.amount(value),
                ]);
            }
        }
    }
    for (what, value) in [
        ("its fee", account.admin_fee),
        ("fetching the goods", account.collection()),
    ] {
        if !value.is_zero() {
            table.row(["The cooperative", what, &statement.amount(value)]);
        }
    }
    if !savings.transfer.is_zero() {
        let what = if savings.transfer > Money::ZERO {
            "you pay, to share the saving"
        } else {
            "they pay you, to share the saving"
        };
        table.row([
            "The other members",
            what,
            &statement.amount(savings.transfer),
        ]);
    }
    let due = account.invoiced() + account.admin_fee + account.collection() + savings.transfer;
    table.row(["You pay", "", &statement.amount(due)]);
    later(statement, &mut table);
    table.row(["Your charge", "", &statement.amount(savings.charge)]);
    let risk = if account.paid_back().is_zero() {
        ""
    } else {
        "Rebates come back only if the cooperative buys as planned; until then you have paid them.\n"
    };
    format!(
        "{}\n{}{risk}",
        per_horizon(case, "What you pay, and to whom"),
        table.render(2)
    )
}

/// Rebates, and what is paid to nobody.
fn later(statement: &Statement, table: &mut TextTable) {
    for invoice in &statement.savings.account.invoices {
        let back = invoice.cost.amount(CostKind::Rebate);
        if !back.is_zero() {
            let name = &statement.view.case.vendors[invoice.vendor].name;
            table.row([
                name.clone(),
                "rebate, paid back later".to_owned(),
                statement.amount(back),
            ]);
        }
    }
    for (kind, what) in [
        (CostKind::SurplusCost, "keeping what is beyond your need"),
        (CostKind::Switching, "changing vendors"),
    ] {
        let invoices = statement.savings.account.invoices.iter();
        let kept: Money = invoices.map(|invoice| invoice.cost.amount(kind)).sum();
        if !kept.is_zero() {
            table.row(["Nobody", what, &statement.amount(kept)]);
        }
    }
}

/// What the member owes of sales tax, or does not.
pub(super) fn tax(statement: &Statement) -> String {
    let case = statement.view.case;
    let Some(tax) = statement.savings.account.tax else {
        return String::new();
    };
    let money = money_per(tax.amount, case.currency, &case.horizon.name);
    let text = match tax.kind {
        TaxKind::OnTop => format!("Sales tax comes on top of what vendors invoice you: {money}."),
        TaxKind::Included => format!("What vendors invoice you includes sales tax: {money}."),
        TaxKind::Exempt => {
            "You pay no sales tax: you are exempt, and prices exclude it.".to_owned()
        }
        TaxKind::ExemptButIncluded => format!(
            "What vendors invoice you includes {money} of sales tax that you do not owe: you are \
             exempt. Ask for invoices without it."
        ),
    };
    wrapped(&text, 0)
}
