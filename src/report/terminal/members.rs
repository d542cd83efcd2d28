//! The members' part: what each causes by itself, and what is shared.

use crate::report::format::{amount, count};
use crate::report::table::{Align, TextTable, wrapped};
use crate::report::view::{CostKind, MemberView, View};
use crate::units::Money;

/// Most members shown one by one; the rest stand in one row, so that the table still adds up.
const MEMBERS_MAX: usize = 60;

const EXTRAS: [CostKind; 5] = [
    CostKind::SurplusGoods,
    CostKind::SurplusCost,
    CostKind::BrokenPack,
    CostKind::Drop,
    CostKind::Switching,
];

/// The table with its total, and a note on what it does not do.
pub(super) fn text(view: &View) -> String {
    let has_today = view.today.is_some();
    let mut columns = vec![
        ("Member", Align::Left),
        ("Lines", Align::Right),
        ("Goods", Align::Right),
        ("Extras", Align::Right),
        ("Together", Align::Right),
    ];
    if has_today {
        columns.extend([
            ("Known", Align::Right),
            ("Today", Align::Right),
            ("Their goods", Align::Right),
        ]);
    }
    let mut table = TextTable::new(&columns);
    let (shown, more) = view.members.split_at(view.members.len().min(MEMBERS_MAX));
    for member in shown {
        let name = view.case.members[member.member].name.clone();
        table.row(row(view, name, std::slice::from_ref(member)));
    }
    if !more.is_empty() {
        table.row(row(view, count(more.len(), "further member"), more));
    }
    if !view.shared.is_empty() {
        table.row(shared_row(view));
    }
    table.row(total_row(view));
    format!(
        "{}\n{}{}",
        super::heading(view, "Members"),
        table.render(2),
        notes(has_today, !view.shared.is_empty())
    )
}

fn row(view: &View, name: String, members: &[MemberView]) -> Vec<String> {
    let sum = |pick: &dyn Fn(&MemberView) -> Money| -> String {
        amount(members.iter().map(pick).sum(), view.case.currency)
    };
    let lines: usize = members.iter().map(|member| member.n_lines).sum();
    let mut cells = vec![
        name,
        lines.to_string(),
        sum(&|member| member.cost.amount(CostKind::Goods)),
        sum(&|member| member.cost.amount_of(&EXTRAS)),
        sum(&|member| member.cost.total()),
    ];
    let known: usize = members
        .iter()
        .filter_map(|member| member.today.map(|today| today.n_lines))
        .sum();
    if known > 0 {
        cells.push(known.to_string());
        cells.push(sum(&|member| {
            member.today.map_or(Money::ZERO, |today| today.today)
        }));
        cells.push(sum(&|member| {
            member.today.map_or(Money::ZERO, |today| today.goods)
        }));
    }
    cells
}

fn shared_row(view: &View) -> Vec<String> {
    vec![
        "Shared by all".to_owned(),
        String::new(),
        String::new(),
        String::new(),
        amount(view.shared.total(), view.case.currency),
    ]
}

fn total_row(view: &View) -> Vec<String> {
    let mut cells = row(view, "Total".to_owned(), &view.members);
    cells[4] = amount(view.cost.total(), view.case.currency);
    cells
}

fn notes(has_today: bool, has_shared: bool) -> String {
    let mut notes =
        vec!["Extras: the member's own deliveries, broken packs and what it buys beyond its need."];
    if has_shared {
        notes.push(
            "Shared by all: vendor fees, rebates, bundles, discounts above breaks and shared \
             surplus; not divided among members here.",
        );
    }
    if has_today {
        notes.push(
            "Known, Today, Their goods: lines whose price of today is known, what they cost \
             today, and what their goods alone cost with this plan, before deliveries and what \
             is shared.",
        );
    }
    notes.iter().map(|note| wrapped(note, 2)).collect()
}
