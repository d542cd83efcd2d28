//! The rules' part: what each demands and where the plan stands.

use crate::problem::{RuleKind, RuleUnit};
use crate::report::format::{amount, money, money_per, quantity};
use crate::report::rules;
use crate::report::table::wrapped;
use crate::report::view::{RuleView, View};
use crate::units::Decimal;

/// Every rule in a sentence, and what breaking soft ones counts; empty if the case has no rules.
pub(super) fn text(view: &View) -> String {
    if view.rules.is_empty() {
        return String::new();
    }
    let mut text = String::from("Rules\n");
    for of in &view.rules {
        let rule = &view.case.rules[of.rule];
        let demand = rules::demand(view.case, rule);
        let said = format!("  {}: {demand}; {}", rule.key, result(view, of));
        text.push_str(&wrapped(&said, 4));
    }
    text + &penalties(view)
}

fn result(view: &View, of: &RuleView) -> String {
    let case = view.case;
    let kind = &case.rules[of.rule].kind;
    if let RuleKind::SwitchingCost(_) = kind {
        return format!("charged {}", money(of.charged, case.currency));
    }
    let Some(standing) = &of.nearest else {
        return "speaks about no demand line".to_owned();
    };
    if of.n_broken > 0 {
        let within = if of.n_asked > 1 {
            format!(" in {} of {}", of.n_broken, of.n_asked)
        } else {
            String::new()
        };
        let by = breach(view, kind.unit(), of.broken);
        return format!("broken by {by}{within}");
    }
    match kind.unit() {
        RuleUnit::Pairs if standing.limit.is_zero() => "kept".to_owned(),
        RuleUnit::Pairs
        | RuleUnit::Vendors
        | RuleUnit::Units
        | RuleUnit::Weight
        | RuleUnit::Money => {
            if standing.measured == standing.limit {
                return "kept, at its limit".to_owned();
            }
            let measured = rules::measured(case, kind, standing.measured);
            let limit = rules::measured(case, kind, standing.limit);
            let nearest = if of.n_asked > 1 {
                "nearest to it at"
            } else {
                "at"
            };
            format!("kept, {nearest} {measured} (limit {limit})")
        }
    }
}

fn breach(view: &View, unit: RuleUnit, value: Decimal) -> String {
    let nouns = |noun: &str| {
        let plural = if value == Decimal::ONE { "" } else { "s" };
        format!("{} {noun}{plural}", quantity(value))
    };
    match unit {
        RuleUnit::Pairs => nouns("line"),
        RuleUnit::Vendors => nouns("vendor"),
        RuleUnit::Units => nouns("unit"),
        RuleUnit::Weight => format!("{} kg", quantity(value)),
        RuleUnit::Money => amount(crate::units::Money::new(value), view.case.currency),
    }
}

fn penalties(view: &View) -> String {
    let penalties = view.plan.penalties();
    if penalties.is_zero() {
        return String::new();
    }
    let horizon = &view.case.horizon.name;
    let penalties = money_per(penalties, view.case.currency, horizon);
    let note = format!(
        "Breaking rules that have a price counts as {penalties} when plans are compared; nobody \
         pays it."
    );
    wrapped(&note, 2)
}
