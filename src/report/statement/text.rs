//! Statements as text, in words for shop owners.

use super::{Commitment, DISCOUNTS, FEES, GOODS, Statement, statements};
use crate::problem::Case;
use crate::report::format::{
    amount, count, money, money_per, period_name, quantity, rounded_down, rounded_up, share,
    share_at_least,
};
use crate::report::table::{Align, TextTable, printable, wrapped};
use crate::report::view::{CostKind, View};
use crate::savings::{Base, Baseline, CapKind, CoalitionCost, Saving, SharingRule, TaxKind};
use crate::units::{MemberId, Money, Price};

/// The statement of one member, or those of all with the payments between them.
pub fn text(view: &View, only: Option<MemberId>) -> String {
    let statements = statements(view, only);
    let mut parts: Vec<String> = statements.iter().map(one).collect();
    if only.is_none() {
        parts.extend(transfers(view));
    }
    parts.join("\n")
}

fn one(statement: &Statement) -> String {
    let parts = [
        heading(statement),
        saving(statement),
        payments(statement),
        tax(statement),
        commitments(statement),
        surplus(statement),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

fn heading(statement: &Statement) -> String {
    let case = statement.view.case;
    let name = &case.members[statement.member.member].name;
    let title = format!("{}: statement for {name}", case.name);
    let tax = if case.tax_included {
        "include"
    } else {
        "exclude"
    };
    let basis = format!(
        "As of {}; {}. Prices {tax} sales tax.",
        case.as_of,
        basis(case)
    );
    let title = printable(&title);
    format!(
        "{}{}\n{}",
        wrapped(&title, 2),
        "=".repeat(24),
        wrapped(&basis, 0)
    )
}

fn basis(case: &Case) -> String {
    let cycles = count(case.horizon.cycles as usize, &case.horizon.cycle);
    let currency = case.currency.code();
    if case.horizon.cycles == 1 {
        format!("{currency} for one {}", case.horizon.name)
    } else {
        format!("{currency} per {} of {cycles}", case.horizon.name)
    }
}

impl Statement<'_> {
    fn amount(&self, value: Money) -> String {
        amount(value, self.view.case.currency)
    }
}

/// Today, alone, anew, saved; and how the charge was found.
fn saving(statement: &Statement) -> String {
    let savings = statement.savings;
    let mut table = TextTable::new(&[("", Align::Left), ("", Align::Right), ("", Align::Left)]);
    if let Some(today) = &savings.incumbent {
        table.row([
            "What you pay today".to_owned(),
            statement.amount(today.cost),
            known(statement),
        ]);
    }
    let (alone, note) = alone(statement);
    table.row(["Cost if you bought alone".to_owned(), alone, note]);
    table.row([
        "Your new charge".to_owned(),
        statement.amount(savings.charge),
        String::new(),
    ]);
    if let Some(saving) = savings.saving() {
        table.row(saved(statement, &saving));
    }
    let source = savings
        .incumbent
        .as_ref()
        .and_then(|today| today.source.as_ref());
    let source = source.map(|source| wrapped(&format!("Your prices of today: {source}."), 2));
    format!(
        "{}{}{}",
        table.render(0),
        source.unwrap_or_default(),
        how(statement)
    )
}

/// Which part of what the member buys has a known price of today.
fn known(statement: &Statement) -> String {
    let Some(today) = statement.member.today else {
        return String::new();
    };
    let n_all = statement.member.n_lines;
    if today.n_lines == n_all {
        return "for all that you buy".to_owned();
    }
    let share = statement
        .known_share()
        .map(|share| format!(", {} of what you buy", share_at_least(share)));
    format!(
        "for {} of {}{} only",
        today.n_lines,
        count(n_all, "line"),
        share.unwrap_or_default()
    )
}

fn alone(statement: &Statement) -> (String, String) {
    let currency = statement.view.case.currency;
    match statement.savings.alone {
        CoalitionCost::Known { lower, upper } => {
            let (lower, upper) = (rounded_down(lower, currency), rounded_up(upper, currency));
            let note = if lower == upper {
                String::new()
            } else {
                format!("at least; at most {}", statement.amount(upper))
            };
            (statement.amount(lower), note)
        }
        CoalitionCost::NotAvailable => (
            "not available".to_owned(),
            "no vendor mix serves you alone".to_owned(),
        ),
        CoalitionCost::Unknown => ("not known".to_owned(), String::new()),
    }
}

fn saved(statement: &Statement, saving: &Saving) -> [String; 3] {
    let label = if saving.amount < Money::ZERO {
        "You pay more by"
    } else {
        "You save"
    };
    let positive = Money::new(saving.amount.value().abs());
    let against = match saving.baseline {
        Baseline::Incumbent => "what you pay today",
        Baseline::StandAlone => "the least cost if you bought alone",
    };
    let part = saving
        .share()
        .map(|part| format!("{} of {against}", share(part.abs())));
    [
        label.to_owned(),
        statement.amount(positive),
        part.unwrap_or_default(),
    ]
}

/// How the charge was found.
fn how(statement: &Statement) -> String {
    let savings = statement.savings;
    let at_cap = savings
        .cap
        .filter(|cap| savings.charge >= cap.amount && statement.is_shared());
    let mut text = match (savings.base, at_cap) {
        _ if !statement.is_shared() => {
            "Members pay each other nothing: you pay what vendors invoice you.".to_owned()
        }
        (Base::LeftOut, _) => "Neither your cost if you bought alone nor all your prices of today are \
                               known, so you pay what vendors invoice you and share no saving."
            .to_owned(),
        (_, Some(cap)) => format!("You are charged {}, the most for you.", cap_words(cap.kind)),
        (Base::StandAlone(_), None) => {
            "You save the same share of your cost if you bought alone as the other members.".to_owned()
        }
        (Base::Incumbent(_), None) => {
            "Buying alone is not available or not known for you, so you save the same share of what \
             you pay today as the other members of theirs."
                .to_owned()
        }
    };
    if let Some(cap) = savings.cap
        && !savings.above_cap().is_zero()
    {
        let above = money(savings.above_cap(), statement.view.case.currency);
        let why = if statement.is_shared() {
            "the plan costs more than all limits together"
        } else {
            "members pay each other nothing"
        };
        text = format!(
            "Your charge is {above} above {}, because {why}.",
            cap_words(cap.kind)
        );
    }
    wrapped(&text, 2)
}

impl Statement<'_> {
    fn is_shared(&self) -> bool {
        self.view.savings.rule == SharingRule::EqualPercentage
    }
}

fn cap_words(kind: CapKind) -> &'static str {
    match kind {
        CapKind::StandAlone => "the least that buying alone would cost you",
        CapKind::Today => "what you pay today",
        CapKind::Rule(_) => "what a rule of the cooperative allows",
    }
}

/// Every payment, and how they come to the charge.
fn payments(statement: &Statement) -> String {
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
    if !account.admin_fee.is_zero() {
        table.row([
            "The cooperative".to_owned(),
            "its fee".to_owned(),
            statement.amount(account.admin_fee),
        ]);
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
    let due = account.invoiced() + account.admin_fee + savings.transfer;
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

fn per_horizon(case: &Case, what: &str) -> String {
    printable(&format!(
        "{what}, {} per {}",
        case.currency.code(),
        case.horizon.name
    ))
}

fn tax(statement: &Statement) -> String {
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

fn commitments(statement: &Statement) -> String {
    let case = statement.view.case;
    if statement.commitments.is_empty() {
        return String::new();
    }
    let is_limited = |commitment: &Commitment| case.quotes[commitment.quote].valid.1.is_some();
    let has_limits = statement.commitments.iter().any(is_limited);
    let mut columns = vec![
        ("Item", Align::Left),
        ("From", Align::Left),
        ("Quantity", Align::Right),
        ("Price", Align::Left),
    ];
    if has_limits {
        columns.push(("Accept until", Align::Left));
    }
    let mut table = TextTable::new(&columns);
    for commitment in &statement.commitments {
        let quote = &case.quotes[commitment.quote];
        let item = &case.items[quote.item];
        let mut row = vec![
            item.name.clone(),
            case.vendors[quote.vendor].name.clone(),
            format!("{} {}", quantity(commitment.quantity.value()), item.unit),
            price(case, commitment.price, &item.unit),
        ];
        row.extend(quote.valid.1.map(|day| day.to_string()));
        table.row(row);
    }
    let until = case
        .settlement
        .until
        .map_or(String::new(), |day| format!(", until {day}"));
    let times = count(case.horizon.cycles as usize, &case.horizon.cycle);
    let what = format!(
        "What you commit to, each {} for {times}{until}",
        case.horizon.cycle
    );
    format!("{}\n{}", printable(&what), table.render(2))
}

fn price(case: &Case, price: Price, unit: &str) -> String {
    let value = price.amount().value().normalize();
    let code = case.currency.code();
    let money = format!("{} {code}", value);
    if price.per().value() == crate::units::Decimal::ONE {
        format!("{money} per {unit}")
    } else {
        format!("{money} for {} {unit}", quantity(price.per().value()))
    }
}

fn surplus(statement: &Statement) -> String {
    let case = statement.view.case;
    if statement.surplus.is_empty() {
        return String::new();
    }
    let mut table = TextTable::new(&[
        ("", Align::Left),
        ("", Align::Left),
        ("", Align::Right),
        ("", Align::Left),
    ]);
    for owned in &statement.surplus {
        let quote = &case.quotes[owned.quote];
        let item = &case.items[quote.item];
        table.row([
            item.name.clone(),
            case.vendors[quote.vendor].name.clone(),
            format!("{} {}", quantity(owned.quantity.value()), item.unit),
            if owned.is_part {
                "your part of what all who buy it own"
            } else {
                ""
            }
            .to_owned(),
        ]);
    }
    let cycle = period_name(&case.horizon, crate::problem::Period::Cycle);
    let what = format!("Bought beyond your need and yours, each {cycle}");
    format!("{}\n{}", printable(&what), table.render(2))
}

/// Who pays whom: for whoever settles, not for a single member.
fn transfers(view: &View) -> Option<String> {
    let case = view.case;
    if view.savings.transfers.is_empty() {
        return None;
    }
    let mut table = TextTable::new(&[
        ("From", Align::Left),
        ("To", Align::Left),
        ("Amount", Align::Right),
    ]);
    for transfer in &view.savings.transfers {
        table.row([
            case.members[transfer.from].name.clone(),
            case.members[transfer.to].name.clone(),
            amount(transfer.amount, case.currency),
        ]);
    }
    Some(format!(
        "{}\n{}",
        per_horizon(case, "Payments between members"),
        table.render(2)
    ))
}
