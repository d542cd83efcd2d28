//! The rules' part: what each demands and where the plan stands.

use crate::problem::{Each, RuleKind, RuleUnit};
use crate::report::format::{count, money, money_per, quantity};
use crate::report::rules;
use crate::report::table::wrapped;
use crate::report::view::{RuleView, View};
use crate::units::{Decimal, Money};

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
    let measured = rules::measured(case, kind, standing.measured);
    let limit = rules::measured(case, kind, standing.limit);
    if of.n_broken > 0 {
        let by = breach(view, kind.unit(), of.broken);
        let worst = if of.n_asked > 1 {
            format!(" in {} of {}; the worst", of.n_broken, asked(view, of))
        } else {
            ";".to_owned()
        };
        return format!("broken by {by}{worst} at {measured} (limit {limit})");
    }
    if kind.unit() == RuleUnit::Pairs && standing.limit.is_zero() {
        return "kept".to_owned();
    }
    if standing.measured == standing.limit {
        return "kept, at its limit".to_owned();
    }
    let nearest = if of.n_asked > 1 {
        "nearest to it at"
    } else {
        "at"
    };
    format!("kept, {nearest} {measured} (limit {limit})")
}

/// `24 members`: of what a rule was asked one by one.
fn asked(view: &View, of: &RuleView) -> String {
    let rule = &view.case.rules[of.rule];
    let noun = match (rule.kind.saving_min(), rule.each) {
        (Some(_), _) | (None, Each::Member) => "member",
        (None, Each::Site) => "site",
        (None, Each::Category) => "category",
        (None, Each::Item) => "item",
        (None, Each::Whole) => "vendor",
    };
    count(of.n_asked, noun)
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
        RuleUnit::Money => {
            let horizon = &view.case.horizon.name;
            money_per(Money::new(value), view.case.currency, horizon)
        }
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

#[cfg(test)]
mod tests {
    use crate::problem::VendorChoice;
    use crate::problem::{Case, Each, Period, PeriodSpend, Rule, RuleKind, RuleScope, ShareOf};
    use crate::report::fixture;
    use crate::testing::money;
    use crate::units::{Id, MemberId};
    use crate::verify::verify;
    use rust_decimal::dec;

    fn add(case: &mut Case, key: &str, kind: RuleKind, each: Each, price: Option<i64>) {
        case.rules.push(Rule {
            key: key.to_owned(),
            kind,
            scope: RuleScope::default(),
            each,
            price: price.map(money),
            note: None,
        });
    }

    #[test]
    fn every_rule_is_told_with_where_the_plan_stands() {
        let mut case = fixture::case();
        let penn = VendorChoice::Vendor(Id::from_index(0));
        let one = RuleKind::MostVendors { most: 1, of: None };
        add(&mut case, "one-truck", one, Each::Member, Some(40));
        let share = RuleKind::SmallestShare {
            share: dec!(0.6),
            of: penn,
            counted: ShareOf::Spend,
        };
        add(&mut case, "penn-share", share, Each::Whole, None);
        add(
            &mut case,
            "today",
            RuleKind::NobodyAboveToday,
            Each::Whole,
            Some(1),
        );
        let budget = RuleKind::Budget(PeriodSpend {
            spend: money(80),
            per: Period::Cycle,
        });
        add(&mut case, "lee-budget", budget, Each::Whole, Some(2));
        let lee = case.rules.ids().last().unwrap();
        case.rules[lee].scope.member = Some(MemberId::from_index(1));
        let plan = verify(&case, &fixture::claimed()).unwrap();
        let savings = fixture::savings(&case, &plan);
        let view = crate::report::View::of(&case, &plan, &savings);
        insta::assert_snapshot!(super::text(&view));
    }
}
