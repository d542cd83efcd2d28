//! The members' part: what each pays today, would pay alone, is charged and saves.

use crate::plan::gap;
use crate::report::format::{amount, count, money_per, share};
use crate::report::table::{Align, TextTable, wrapped};
use crate::report::view::View;
use crate::savings::{Base, Baseline, CoalitionCost, Incumbent, MemberSavings};
use crate::units::{Decimal, Money};

/// Most members shown one by one; the rest stand in one row, so that the table still adds up.
const MEMBERS_MAX: usize = 60;

/// Share of a cost alone that may stay unproven without a word: 1 %.
const ALONE_GAP: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Most members named in a sentence.
const NAMED_MAX: usize = 3;

/// The table with its total, and what there is to say about it.
pub(super) fn text(view: &View) -> String {
    let mut table = TextTable::new(&[
        ("Member", Align::Left),
        ("Lines", Align::Right),
        ("Today", Align::Right),
        ("Alone", Align::Right),
        ("Charge", Align::Right),
        ("Saved", Align::Right),
        ("", Align::Right),
        ("Against", Align::Left),
    ]);
    let members = &view.savings.members;
    let (shown, more) = members.split_at(members.len().min(MEMBERS_MAX));
    for member in shown {
        let name = view.case.members[member.member].name.clone();
        table.row(row(view, name, std::slice::from_ref(member)));
    }
    if !more.is_empty() {
        table.row(row(view, count(more.len(), "further member"), more));
    }
    table.row(row(view, "Total".to_owned(), members));
    let sentences = sentences(view);
    let sentences = sentences.iter().map(|sentence| wrapped(sentence, 2));
    format!(
        "{}\n{}{}",
        super::heading(view, "Members"),
        table.render(2),
        sentences.collect::<String>()
    )
}

/// One member, or several together; a sum that would mix what is known with what is not, or one
/// baseline with another, is left empty.
fn row(view: &View, name: String, members: &[MemberSavings]) -> Vec<String> {
    let amount = |value| amount(value, view.case.currency);
    let n_lines: usize = members.iter().map(|member| member.n_lines).sum();
    let mut cells = vec![
        name,
        n_lines.to_string(),
        sum(members, today).map_or_else(|| partly_known(members, n_lines), amount),
        sum(members, |member| member.alone_at_least).map_or_else(|| not_alone(members), amount),
        amount(members.iter().map(|member| member.charge).sum()),
    ];
    cells.extend(saved(view, members));
    cells
}

fn sum(
    members: &[MemberSavings],
    figure: impl Fn(&MemberSavings) -> Option<Money>,
) -> Option<Money> {
    members.iter().map(figure).sum()
}

fn today(member: &MemberSavings) -> Option<Money> {
    let none = (member.n_lines == 0).then_some(Money::ZERO);
    let incumbent = member.incumbent.as_ref();
    incumbent.and_then(Incumbent::complete).or(none)
}

fn partly_known(members: &[MemberSavings], n_lines: usize) -> String {
    let known = members
        .iter()
        .filter_map(|member| member.incumbent.as_ref());
    match known.map(|incumbent| incumbent.n_lines).sum::<usize>() {
        0 => String::new(),
        n_known => format!("{n_known} of {n_lines} lines"),
    }
}

fn not_alone(members: &[MemberSavings]) -> String {
    match members {
        [one] if one.alone == CoalitionCost::NotAvailable => "not available".to_owned(),
        [_] => "not known".to_owned(),
        _ => String::new(),
    }
}

/// What is saved, as money and as a share, and against what.
fn saved(view: &View, members: &[MemberSavings]) -> Vec<String> {
    let savings: Option<Vec<_>> = members
        .iter()
        .filter(|member| member.n_lines > 0)
        .map(MemberSavings::saving)
        .collect();
    let savings = savings.unwrap_or_default();
    let Some(first) = savings.first() else {
        return Vec::new();
    };
    let is_like = savings
        .iter()
        .all(|saving| saving.baseline == first.baseline);
    if !is_like {
        return Vec::new();
    }
    let cost: Money = savings.iter().map(|saving| saving.cost).sum();
    let saved: Money = savings.iter().map(|saving| saving.amount).sum();
    let part = if cost.is_zero() {
        String::new()
    } else {
        share(saved.value() / cost.value())
    };
    let against = match first.baseline {
        Baseline::Incumbent => "today",
        Baseline::StandAlone => "alone",
    };
    vec![amount(saved, view.case.currency), part, against.to_owned()]
}

fn sentences(view: &View) -> Vec<String> {
    let savings = view.savings;
    let mut sentences = vec![
        "Alone: what each would pay by itself at least; proven. A charge holds all that a member \
         pays, less what comes back later."
            .to_owned(),
    ];
    if !savings.admin_fees().is_zero() {
        let fees = per_horizon(view, savings.admin_fees());
        sentences.push(format!("Charges hold the cooperative's fees, {fees}."));
    }
    if savings.rule.has_transfers() {
        sentences.extend(shared(view));
    } else {
        sentences
            .push("Members pay each other nothing: everybody pays its own invoices.".to_owned());
    }
    sentences.extend(unproven(view));
    sentences.extend(caps(view));
    sentences.extend(above_today(view));
    sentences
}

fn shared(view: &View) -> Vec<String> {
    let members = &view.savings.members;
    let with = |is_meant: fn(&Base) -> bool| {
        let buying = members.iter().filter(|member| member.n_lines > 0);
        buying.filter(move |member| is_meant(&member.base))
    };
    let is_alone = with(|base| matches!(base, Base::StandAlone(_))).count() > 0;
    let mut sentences: Vec<String> = common(view, is_alone).into_iter().collect();
    let today = named(view, with(|base| matches!(base, Base::Incumbent(_))));
    if let Some(names) = today.filter(|_| is_alone) {
        sentences.push(format!(
            "For {names} it is of the cost today: alone is not available or not known."
        ));
    }
    if let Some(names) = named(view, with(|base| *base == Base::LeftOut)) {
        sentences.push(format!(
            "Outside the sharing: {names}. Neither the cost alone nor all prices of today are \
             known there, so own invoices are paid."
        ));
    }
    sentences
}

/// What everybody below its cap saves.
fn common(view: &View, is_alone: bool) -> Option<String> {
    let saved = view.savings.saving_share?;
    let members = view.savings.members.iter();
    let at_cap = members.filter(|member| member.cap.is_some_and(|cap| member.charge == cap.amount));
    let but = match at_cap.count() {
        0 => String::new(),
        n => format!(
            ", except {} charged the most that is allowed",
            count(n, "member")
        ),
    };
    let of = if is_alone {
        "what it would pay alone"
    } else {
        "what it pays today"
    };
    Some(if saved.is_sign_negative() && !saved.is_zero() {
        format!(
            "Everybody is charged {} more than {of}{but}.",
            share(-saved)
        )
    } else {
        format!("Everybody saves {} of {of}{but}.", share(saved))
    })
}

/// Whether more search could tell more of what members would pay alone.
fn unproven(view: &View) -> Option<String> {
    let is_open = |member: &&MemberSavings| match member.alone {
        CoalitionCost::Known { lower, upper } => gap(upper, lower) > ALONE_GAP,
        CoalitionCost::NotAvailable => false,
        CoalitionCost::Unknown => view.case.members.len() > 1,
    };
    let n_open = view.savings.members.iter().filter(is_open).count();
    (n_open > 0).then(|| {
        format!(
            "The search did not find the cost alone of {} to one percent: --alone-time (or \
             --work) gives it longer.",
            count(n_open, "member")
        )
    })
}

/// What is above its cap, if anything is.
fn caps(view: &View) -> Option<String> {
    let savings = view.savings;
    let missing = savings.missing();
    if missing.is_zero() {
        return None;
    }
    let above = savings
        .members
        .iter()
        .filter(|member| !member.above_cap().is_zero());
    let names = named(view, above).unwrap_or_default();
    let missing = per_horizon(view, missing);
    Some(if savings.rule.has_transfers() {
        format!(
            "The caps cannot be kept: the plan costs {missing} more than all of them allow, so \
             {names} are charged above the lower of alone, today (where asked) and their rules."
        )
    } else {
        format!(
            "Without transfers {names} pay above the lower of alone, today (where asked) and their \
             rules, by {missing} together."
        )
    })
}

/// Who is charged more than today, where that is allowed.
fn above_today(view: &View) -> Option<String> {
    if view.case.settlement.cap_today {
        return None;
    }
    let is_above = |member: &&MemberSavings| {
        let saving = member.saving();
        saving.is_some_and(|saving| {
            saving.baseline == Baseline::Incumbent && saving.amount < Money::ZERO
        })
    };
    let names = named(view, view.savings.members.iter().filter(is_above))?;
    let remedy = if view.savings.rule.has_transfers() {
        "; `cap_today = true` in case.toml caps charges there"
    } else {
        ""
    };
    Some(format!("Charged more than today: {names}{remedy}."))
}

/// `Ann, Bea and 4 further members`; `None` without members.
fn named<'a>(view: &View, members: impl Iterator<Item = &'a MemberSavings>) -> Option<String> {
    let names = members.map(|member| view.case.members[member.member].name.as_str());
    let names: Vec<&str> = names.collect();
    let (shown, more) = names.split_at(names.len().min(NAMED_MAX));
    let mut shown: Vec<String> = shown.iter().map(|name| (*name).to_owned()).collect();
    if !more.is_empty() {
        shown.push(count(more.len(), "further member"));
    }
    let last = shown.pop()?;
    Some(if shown.is_empty() {
        last
    } else {
        format!("{} and {last}", shown.join(", "))
    })
}

fn per_horizon(view: &View, value: Money) -> String {
    money_per(value, view.case.currency, &view.case.horizon.name)
}
