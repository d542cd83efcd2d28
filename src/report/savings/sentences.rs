//! What there is to say beside the tables.

use super::{Page, words};
use crate::report::format::{amount, count, quantity, rounded_down, rounded_up, share};
use crate::report::table::wrapped;
use crate::savings::{
    Base, CoreKnown, GroupCosts, NoShares, Savings, SharingRule, Stability, Witness, buyers,
};
use crate::units::{MemberId, Money};

/// A line of its own, wrapped.
pub(super) fn line(text: &str) -> String {
    wrapped(text, 2)
}

/// A sentence below a table.
fn below(text: &str) -> String {
    wrapped(&format!("  {text}"), 2)
}

/// What one rule came to.
pub(super) fn sharing(page: &Page, savings: &Savings) -> String {
    let mut text = below(
        "Alone: what each would pay by itself at least; proven. Pays others: what it pays the other \
         members beside its own invoices; below zero, what they pay it.",
    );
    if let Some(saved) = savings.saving_share {
        text += &below(&format!(
            "Whoever is not at its limit is charged {} less than it would pay alone.",
            share(saved)
        ));
    }
    let missing = savings.missing();
    if !missing.is_zero() {
        let missing = page.per_horizon(missing);
        text += &below(&format!(
            "Some are charged more than alone, today (where asked) or a rule allows: {missing} \
             together."
        ));
    }
    text
}

/// Whom a rule that asks for bases leaves out; they are the same for all such rules.
pub(super) fn outside(page: &Page) -> String {
    let mut rules = page.known();
    let Some((_, shares)) = rules.find(|(rule, _)| asks_for_bases(*rule)) else {
        return String::new();
    };
    let members = shares.savings.members.iter();
    let outside = members.filter(|member| member.n_lines > 0 && member.base == Base::LeftOut);
    let outside: Vec<MemberId> = outside.map(|member| member.member).collect();
    if outside.is_empty() {
        return String::new();
    }
    below(&format!(
        "Outside the sharing, but for equal prices: {}. Neither the cost alone nor all prices of today \
         are known there, so own invoices are paid.",
        words::list(page, &outside)
    ))
}

fn asks_for_bases(rule: SharingRule) -> bool {
    match rule {
        SharingRule::Invoices | SharingRule::EqualPrice => false,
        SharingRule::EqualPercentage
        | SharingRule::StableEqualSaving
        | SharingRule::AlternativeCostAvoided
        | SharingRule::Shapley
        | SharingRule::Nucleolus => true,
    }
}

/// Why a rule says nothing.
pub(super) fn no_shares(page: &Page, rule: SharingRule, why: &NoShares) -> String {
    let name = words::name(rule);
    match why {
        NoShares::WithoutGroups => below(&format!(
            "{name} asks what every group of members would pay by itself. {}",
            too_many(page)
        )),
        NoShares::NothingProven => below(&format!(
            "{name} asks what groups of members would pay by themselves, and nothing was proven of them \
             within the limits. --time-limit gives more."
        )),
        NoShares::Unknown(n) => below(&format!(
            "{name} asks what every group of members would pay by itself; of {} nothing was proven \
             within the limits. --time-limit (or --work) gives more.",
            count(*n, "group")
        )),
        NoShares::NoneRational => below(&format!(
            "{name} charges nobody more than it would pay alone, but together the members pay more \
             than each by itself: there are no such charges."
        )),
        NoShares::Game(error) => below(&format!("{name} was not found: {error}.")),
    }
}

fn too_many(page: &Page) -> String {
    let n_buyers = buyers(page.case).len();
    format!(
        "Here {} {}; groups are priced one by one for 2 to {} members.",
        count(n_buyers, "member"),
        if n_buyers == 1 { "buys" } else { "buy" },
        GroupCosts::MEMBERS_MAX
    )
}

/// Rules that say nothing, among several.
pub(super) fn without_shares(page: &Page) -> String {
    let rules = page.comparison.rules.iter();
    let silent = rules.filter_map(|(rule, shares)| Some((*rule, shares.as_ref().err()?)));
    let mut silent: Vec<_> = silent.collect();
    if page.comparison.groups.is_none() {
        silent.retain(|(_, why)| **why != NoShares::WithoutGroups);
    }
    silent
        .into_iter()
        .map(|(rule, why)| no_shares(page, rule, why))
        .collect()
}

/// Whether anybody would leave under one rule.
pub(super) fn stability(page: &Page, stability: &Stability) -> String {
    let mut text = String::new();
    if let Some(witness) = &stability.witness {
        text += &below(&gains(page, witness));
    }
    let most = stability.most.as_ref();
    let all = match stability.n_groups {
        Some(n_groups) => format!("all {}", count(n_groups, "group")),
        None => "all groups at once".to_owned(),
    };
    text += &below(&match most {
        _ if stability.n_unknown > 0 => format!(
            "Nothing is proven of {} of {}, so that more may gain; --time-limit (or --work) gives \
             the search longer.",
            stability.n_unknown,
            count(stability.n_groups.unwrap_or_default(), "group")
        ),
        Some(most) if most.gain_at_most > Money::ZERO => format!(
            "No group gains more than {}; proven for {all}.",
            page.per_horizon(rounded_up(most.gain_at_most, page.case.currency))
        ),
        Some(most) => format!(
            "No group does better by leaving; proven for {all}. Closest: {}, with at least {} to lose.",
            words::group(page, &most.group),
            page.per_horizon(rounded_down(-most.gain_at_most, page.case.currency))
        ),
        None => "No group can buy by itself.".to_owned(),
    });
    text
}

/// The group that gains, and how it would buy.
fn gains(page: &Page, witness: &Witness) -> String {
    let case = page.case;
    let vendors = witness.vendors.iter().map(|(vendor, spend)| {
        format!(
            "{} {}",
            case.vendors[*vendor].name,
            amount(*spend, case.currency)
        )
    });
    let vendors: Vec<String> = vendors.collect();
    format!(
        "{} would do better by leaving, by {}: a plan of their own costs {} ({}).",
        capital(&words::group(page, &witness.group)),
        page.per_horizon(rounded_down(witness.gain, case.currency)),
        page.per_horizon(rounded_up(witness.cost, case.currency)),
        vendors.join(", ")
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

/// The same for every rule under which somebody would leave.
pub(super) fn witnesses(page: &Page) -> String {
    let leaving = page.known().filter_map(|(rule, shares)| {
        let witness = shares.stability.as_ref()?.witness.as_ref()?;
        Some(below(&format!(
            "{}: {}",
            words::name(rule),
            gains(page, witness)
        )))
    });
    leaving.collect()
}

/// What no rule can change.
pub(super) fn of_all(page: &Page) -> String {
    let comparison = page.comparison;
    let mut text = String::from("\n");
    if let Some(known) = comparison.core.filter(|_| comparison.groups.is_none()) {
        return text + &at_once(page, known);
    }
    let Some(groups) = &comparison.groups else {
        let many = too_many(page);
        return text
            + &line(&format!(
                "{many} So only the rules that ask for no groups are shown, and whether a group would \
                 do better by leaving is not said."
            ));
    };
    text += &line(&match comparison.core {
        Some(CoreKnown::Charges) => {
            "There are charges under which no group does better by leaving.".to_owned()
        }
        Some(CoreKnown::Empty(at_least, at_most)) => format!(
            "However the cost is shared, some group does better by leaving, by at least {}; the \
             fairest charges keep that to {} at most.",
            page.per_horizon(rounded_down(at_least, page.case.currency)),
            page.per_horizon(rounded_up(at_most, page.case.currency))
        ),
        Some(CoreKnown::Open | CoreKnown::Within(_)) => {
            "Whether there are charges under which no group does better by leaving is not decided: \
             what groups would pay is not proven closely enough."
                .to_owned()
        }
        None => format!(
            "Whether there are charges under which no group does better by leaving is not known: of {} \
             of {} nothing is proven.",
            quantity(groups.n_unknown().into()),
            count(groups.n_groups(), "group")
        ),
    });
    if let Some(reserve) = comparison.reserve {
        text += &line(&format!(
            "If a reserve bore {} of the cost, there would be charges under which no group does better \
             by leaving.",
            page.per_horizon(rounded_up(reserve, page.case.currency))
        ));
    }
    if let Some(parting) = &comparison.parting {
        let parts = parting.groups.iter().map(|group| words::group(page, group));
        let parts: Vec<String> = parts.collect();
        text += &line(&format!(
            "Buying all together is not the cheapest: apart, {} would pay {} less in all.",
            parts.join(" | "),
            page.per_horizon(rounded_down(parting.saving, page.case.currency))
        ));
    }
    text + &compared()
}

/// The same where all groups are asked about at once.
fn at_once(page: &Page, known: CoreKnown) -> String {
    let known = match known {
        CoreKnown::Within(gain) => format!(
            "There are charges under which no group gains more than {}: with a reserve of as much, none \
             would do better by leaving.",
            page.per_horizon(rounded_up(gain, page.case.currency))
        ),
        CoreKnown::Charges | CoreKnown::Empty(..) | CoreKnown::Open => {
            "There are charges under which no group does better by leaving.".to_owned()
        }
    };
    line(&format!(
        "{} Internal prices say of all groups at once what they would pay at least.",
        too_many(page)
    )) + &line(&known)
        + &compared()
}

fn compared() -> String {
    line(
        "What a group would pay is compared before invoice lines are rounded; it keeps its members' own \
         rules and its share of scarce capacity.",
    )
}
