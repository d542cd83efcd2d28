//! Who is charged what, and which groups could gain, as tables.

use super::{Page, words};
use crate::report::format::{amount, share};
use crate::report::table::{Align, TextTable, shortened};
use crate::savings::{
    Baseline, CoalitionCost, Complaint, Incumbent, MemberSavings, MemberStability, Savings, Shares,
    SharingRule, Stability,
};
use crate::units::Money;

/// Widest a group in a table becomes; sentences and data name it in full.
const GROUP_WIDTH: usize = 38;

/// Every member under one rule.
pub(super) fn members(page: &Page, savings: &Savings) -> String {
    let mut table = TextTable::new(&[
        ("Member", Align::Left),
        ("Today", Align::Right),
        ("Alone", Align::Right),
        ("Charge", Align::Right),
        ("Pays others", Align::Right),
        ("Saved", Align::Right),
        ("", Align::Right),
        ("Against", Align::Left),
    ]);
    for member in &savings.members {
        table.row(member_row(page, member));
    }
    let sum: Money = savings.members.iter().map(|member| member.charge).sum();
    table.row(["Total", "", "", &page.amount(sum)]);
    format!("{}\n{}", heading(page, "Members"), table.render(2))
}

fn member_row(page: &Page, member: &MemberSavings) -> Vec<String> {
    let today = member.incumbent.as_ref().and_then(Incumbent::complete);
    let alone = match member.alone {
        CoalitionCost::NotAvailable => "not available".to_owned(),
        CoalitionCost::Known { .. } | CoalitionCost::Unknown => {
            page.or_nothing(member.alone_at_least)
        }
    };
    let mut row = vec![
        page.case.members[member.member].name.clone(),
        page.or_nothing(today),
        alone,
        page.amount(member.charge),
        page.amount(member.transfer),
    ];
    if let Some(saving) = member.saving().filter(|_| member.n_lines > 0) {
        let against = match saving.baseline {
            Baseline::Incumbent => "today",
            Baseline::StandAlone => "alone",
        };
        row.push(page.amount(saving.amount));
        row.push(saving.share().map(share).unwrap_or_default());
        row.push(against.to_owned());
    }
    row
}

/// What leaving would mean for every member under one rule.
pub(super) fn leaving(page: &Page, stability: &Stability) -> String {
    let mut table = TextTable::new(&[
        ("Member", Align::Left),
        ("Alone it loses", Align::Right),
        ("Gains at most", Align::Right),
        ("Its tightest group", Align::Left),
    ]);
    for member in &stability.members {
        let (gain, group) = complaint(page, member.tightest.as_ref());
        let name = page.case.members[member.member].name.clone();
        table.row([name, loss(page, member), gain, group]);
    }
    format!("{}\n{}", heading(page, "Leaving"), table.render(2))
}

/// The least it would lose, which is proven; "at most" is in the data.
fn loss(page: &Page, member: &MemberStability) -> String {
    let at_least = member.loss_alone.map(|(at_least, _)| at_least);
    at_least.map_or_else(
        || "cannot, or not known".to_owned(),
        |loss| page.amount(loss),
    )
}

fn complaint(page: &Page, complaint: Option<&Complaint>) -> (String, String) {
    complaint.map_or_else(Default::default, |complaint| {
        let group = words::group(page, &complaint.group);
        (
            page.amount(complaint.gain_at_most),
            shortened(&group, GROUP_WIDTH),
        )
    })
}

/// Rules that fit beside each other within the width of a terminal.
const RULES_MAX: usize = 4;

/// What everybody is charged, rule by rule: several tables where rules are many.
pub(super) fn charges(page: &Page) -> String {
    let known: Vec<(SharingRule, &Shares)> = page.known().collect();
    if known.is_empty() {
        return String::new();
    }
    let n_tables = known.len().div_ceil(RULES_MAX);
    let tables = known.chunks(known.len().div_ceil(n_tables));
    let tables: Vec<String> = tables.map(|rules| charges_by(page, rules)).collect();
    format!(
        "{}\n{}",
        heading(page, "Charges by sharing rule"),
        tables.join("\n")
    )
}

fn charges_by(page: &Page, known: &[(SharingRule, &Shares)]) -> String {
    let mut columns = vec![("Member", Align::Left), ("Alone", Align::Right)];
    columns.extend(
        known
            .iter()
            .map(|(rule, _)| (words::column(*rule), Align::Right)),
    );
    let mut table = TextTable::new(&columns);
    let members = known.iter().take(1);
    let members = members.flat_map(|(_, shares)| &shares.savings.members);
    for (index, member) in members.enumerate() {
        let mut row = vec![
            page.case.members[member.member].name.clone(),
            page.or_nothing(member.alone_at_least),
        ];
        let charges = known.iter();
        row.extend(charges.map(|(_, shares)| page.amount(shares.savings.members[index].charge)));
        table.row(row);
    }
    let mut total = vec!["Total".to_owned(), String::new()];
    total.extend(
        known
            .iter()
            .map(|(_, shares)| page.amount(shares.savings.total)),
    );
    table.row(total);
    table.render(2)
}

/// Which group would leave, rule by rule.
pub(super) fn leaving_by_rule(page: &Page) -> String {
    if page.known().all(|(_, shares)| shares.stability.is_none()) {
        return String::new();
    }
    let mut table = TextTable::new(&[
        ("Rule", Align::Left),
        ("Surely gains", Align::Right),
        ("Gains at most", Align::Right),
        ("Group that gains most", Align::Left),
    ]);
    for (rule, shares) in page.known() {
        let Some(stability) = &shares.stability else {
            continue;
        };
        let surely = stability
            .witness
            .as_ref()
            .map(|witness| page.amount(witness.gain));
        let most = stability.most.as_ref().filter(|_| stability.n_unknown == 0);
        let (gain, group) = complaint(page, most);
        let surely = surely.unwrap_or_else(|| "none".to_owned());
        table.row([words::name(rule).to_owned(), surely, gain, group]);
    }
    format!(
        "{}\n{}",
        heading(page, "Who would want to leave"),
        table.render(2)
    )
}

fn heading(page: &Page, what: &str) -> String {
    let case = page.case;
    crate::report::printable(&format!(
        "{what}, {} per {}",
        case.currency.code(),
        case.horizon.name
    ))
}

impl Page<'_> {
    /// Rules that say what is charged.
    pub(super) fn known(&self) -> impl Iterator<Item = (SharingRule, &Shares)> {
        let rules = self.comparison.rules.iter();
        rules.filter_map(|(rule, shares)| Some((*rule, shares.as_ref().ok()?)))
    }

    fn amount(&self, value: Money) -> String {
        amount(value, self.case.currency)
    }

    fn or_nothing(&self, value: Option<Money>) -> String {
        value.map(|value| self.amount(value)).unwrap_or_default()
    }
}
