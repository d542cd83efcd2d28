//! Statements as text, in words for shop owners.

use super::{Statement, goods, payments, statements};
use crate::problem::Case;
use crate::report::format::{
    amount, count, money, rounded_down, rounded_up, share, share_at_least,
};
use crate::report::table::{Align, TextTable, printable, shortened, wrapped};
use crate::report::view::View;
use crate::savings::{Base, Baseline, CapKind, CoalitionCost, Saving};
use crate::units::{MemberId, Money};

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
        payments::payments(statement),
        payments::tax(statement),
        goods::commitments(statement),
        goods::surplus(statement),
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
    format!("{}{}", wrapped(&title, 2), wrapped(&basis, 0))
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
    /// Money without the currency, which the heading names.
    pub(super) fn amount(&self, value: Money) -> String {
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
    let share = statement.known_share().map(share_at_least);
    let share = share.map_or(String::new(), |share| format!(" ({share} of what you buy)"));
    format!(
        "for {} of {} only{share}",
        today.n_lines,
        count(n_all, "line")
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
            "you could not buy all you need alone".to_owned(),
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
        _ if statement.member.n_lines == 0 => "You buy nothing under this plan.".to_owned(),
        _ if !statement.is_shared() => {
            "Members pay each other nothing: you pay what vendors invoice you.".to_owned()
        }
        (Base::LeftOut, _) => {
            "Neither your cost if you bought alone nor all your prices of today are \
                               known, so you pay what vendors invoice you and share no saving."
                .to_owned()
        }
        (_, Some(cap)) => format!("You are charged {}, the most for you.", cap_words(cap.kind)),
        (Base::StandAlone(_), None) => {
            "You are charged the same share of your cost if you bought alone as the other members."
                .to_owned()
        }
        (Base::Incumbent(_), None) => {
            "Buying alone is not available or not known for you, so your charge follows from what you \
             pay today, by the same share as everybody's."
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
        self.view.savings.rule.has_transfers()
    }
}

fn cap_words(kind: CapKind) -> &'static str {
    match kind {
        CapKind::StandAlone => "the least that buying alone would cost you",
        CapKind::Today => "what you pay today",
        CapKind::Rule(_) => "what a rule of the cooperative allows",
    }
}

/// A heading with currency and period.
pub(super) fn per_horizon(case: &Case, what: &str) -> String {
    printable(&format!(
        "{what}, {} per {}",
        case.currency.code(),
        case.horizon.name
    ))
}

/// Widest name in a column that is not the first, which alone is shortened to fit.
const NAME_MAX: usize = 30;

/// A name that stands in such a column.
pub(super) fn short(name: &str) -> String {
    shortened(name, NAME_MAX)
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
            short(&case.members[transfer.to].name),
            amount(transfer.amount, case.currency),
        ]);
    }
    Some(format!(
        "{}\n{}",
        per_horizon(case, "Payments between members"),
        table.render(2)
    ))
}
