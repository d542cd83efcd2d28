//! Statements as rows: `statements.csv`.
//!
//! Decimal points, no separators. `what` says what a row is: `today`, `alone_at_least`,
//! `alone_at_most`, `charge`, `saving`; a kind of cost as in `plan.json`, for one vendor; `invoice`,
//! their sum without rebates, collection and what is paid to nobody; `admin_fee`, `transfer` (net, below
//! zero if it is received), `tax` or `tax_not_owed`; `commit` and `surplus`, with quantities.

use super::{Commitment, Statement, statements};
use crate::report::plan_json::{baseline, kind};
use crate::report::view::View;
use crate::savings::{CoalitionCost, OwnedSurplus, Saving, TaxKind};
use crate::units::rounding::{rounded_down, rounded_up, statement_amount};
use crate::units::{MemberId, Money};

const HEADER: [&str; 12] = [
    "member",
    "what",
    "vendor",
    "item",
    "quantity",
    "unit",
    "price",
    "price_for",
    "amount",
    "per",
    "until",
    "note",
];

/// A row without its member; the cells not named are empty.
#[derive(Default)]
struct Row {
    what: String,
    vendor: String,
    item: String,
    quantity: String,
    unit: String,
    price: String,
    price_for: String,
    amount: String,
    per: String,
    until: String,
    note: String,
}

/// The rows of one member, or of all, under a header.
///
/// # Panics
/// Never: rows are written to memory and all have the header's length.
pub fn csv(view: &View, only: Option<MemberId>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(HEADER)
        .expect("memory takes the header");
    for statement in statements(view, only) {
        let member = &view.case.members[statement.member.member].key;
        for row in rows(&statement) {
            let cells = [
                member,
                &row.what,
                &row.vendor,
                &row.item,
                &row.quantity,
                &row.unit,
                &row.price,
                &row.price_for,
                &row.amount,
                &row.per,
                &row.until,
                &row.note,
            ];
            writer.write_record(cells).expect("rows fit the header");
        }
    }
    let bytes = writer.into_inner().expect("memory takes every row");
    String::from_utf8(bytes).expect("every cell is UTF-8")
}

fn rows(statement: &Statement) -> Vec<Row> {
    let mut rows = baselines(statement);
    rows.extend(payments(statement));
    let commitments = statement.commitments.iter();
    rows.extend(commitments.map(|commitment| commit(statement, commitment)));
    rows.extend(
        statement
            .surplus
            .iter()
            .map(|owned| surplus(statement, owned)),
    );
    rows
}

impl Statement<'_> {
    /// An amount over the horizon.
    fn row(&self, what: &str, amount: Money) -> Row {
        let case = self.view.case;
        Row {
            what: what.to_owned(),
            amount: statement_amount(amount, case.currency).value().to_string(),
            per: case.horizon.name.clone(),
            ..Row::default()
        }
    }
}

fn baselines(statement: &Statement) -> Vec<Row> {
    let case = statement.view.case;
    let savings = statement.savings;
    let mut rows = Vec::new();
    if let Some(today) = &savings.incumbent {
        let lines = format!("{} of {} lines", today.n_lines, today.n_lines_all);
        let source = today.source.iter().map(|source| format!("; {source}"));
        let note = lines + &source.collect::<String>();
        rows.push(Row {
            note,
            ..statement.row("today", today.cost)
        });
    }
    match savings.alone {
        CoalitionCost::Known { lower, upper } => {
            let (lower, upper) = (
                rounded_down(lower, case.currency),
                rounded_up(upper, case.currency),
            );
            rows.push(statement.row("alone_at_least", lower));
            rows.push(statement.row("alone_at_most", upper));
        }
        CoalitionCost::NotAvailable => rows.push(without_amount("alone_at_least", "not available")),
        CoalitionCost::Unknown => rows.push(without_amount("alone_at_least", "unknown")),
    }
    rows.push(statement.row("charge", savings.charge));
    rows.extend(
        savings
            .saving()
            .map(|saving| saving_row(statement, &saving)),
    );
    rows
}

fn without_amount(what: &str, note: &str) -> Row {
    Row {
        what: what.to_owned(),
        note: note.to_owned(),
        ..Row::default()
    }
}

fn saving_row(statement: &Statement, saving: &Saving) -> Row {
    let against = baseline(saving.baseline);
    let share = saving
        .share()
        .map(|share| format!("; {}", share.round_dp(6).normalize()));
    Row {
        note: format!("against {against}{}", share.unwrap_or_default()),
        ..statement.row("saving", saving.amount)
    }
}

fn payments(statement: &Statement) -> Vec<Row> {
    let case = statement.view.case;
    let savings = statement.savings;
    let mut rows = Vec::new();
    for invoice in &savings.account.invoices {
        let vendor = &case.vendors[invoice.vendor].key;
        let of_vendor = |what: &str, amount| Row {
            vendor: vendor.clone(),
            ..statement.row(what, amount)
        };
        rows.extend(
            invoice
                .cost
                .iter()
                .map(|(of, amount)| of_vendor(&kind(of), amount)),
        );
        rows.push(of_vendor("invoice", invoice.cost.invoiced()));
    }
    rows.push(statement.row("admin_fee", savings.account.admin_fee));
    rows.push(statement.row("transfer", savings.transfer));
    rows.extend(savings.account.tax.map(|tax| {
        let (what, note) = match tax.kind {
            TaxKind::OnTop => ("tax", "on top of what vendors invoice"),
            TaxKind::Included => ("tax", "included in what vendors invoice"),
            TaxKind::Exempt => ("tax_not_owed", "exempt"),
            TaxKind::ExemptButIncluded => (
                "tax_not_owed",
                "exempt, but included in what vendors invoice",
            ),
        };
        Row {
            note: note.to_owned(),
            ..statement.row(what, tax.amount)
        }
    }));
    rows
}

fn commit(statement: &Statement, commitment: &Commitment) -> Row {
    let case = statement.view.case;
    let quote = &case.quotes[commitment.quote];
    let item = &case.items[quote.item];
    let note = quote.valid.1.map(|day| format!("quote open until {day}"));
    Row {
        what: "commit".to_owned(),
        vendor: case.vendors[quote.vendor].key.clone(),
        item: item.key.clone(),
        quantity: commitment.quantity.to_string(),
        unit: item.unit.clone(),
        price: commitment.price.amount().to_string(),
        price_for: commitment.price.per().to_string(),
        per: case.horizon.cycle.clone(),
        until: case
            .settlement
            .until
            .map_or(String::new(), |day| day.to_string()),
        note: note.unwrap_or_default(),
        ..Row::default()
    }
}

fn surplus(statement: &Statement, owned: &OwnedSurplus) -> Row {
    let case = statement.view.case;
    let quote = &case.quotes[owned.quote];
    let item = &case.items[quote.item];
    Row {
        what: "surplus".to_owned(),
        vendor: case.vendors[quote.vendor].key.clone(),
        item: item.key.clone(),
        quantity: owned.quantity.value().round_dp(6).normalize().to_string(),
        unit: item.unit.clone(),
        per: case.horizon.cycle.clone(),
        note: if owned.is_part {
            "part of what all buyers own together"
        } else {
            ""
        }
        .to_owned(),
        ..Row::default()
    }
}
