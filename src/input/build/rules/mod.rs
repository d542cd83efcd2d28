//! Business rules.

mod kind;

use super::{Built, Context, build_rows, duplicate};
use crate::input::cell::{Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::RuleRecord;
use crate::input::fault::Log;
use crate::input::index::Index;
use crate::input::number::Bound;
use crate::input::records::Sheets;
use crate::problem::{Case, Each, Rule, RuleKind, RuleScope, ShareOf};
use crate::units::{Id, Money, RuleId};

/// The rules.
pub(super) fn rules(context: &Context<'_>) -> Built<RuleId, Rule> {
    let categories = super::discounts::categories(context);
    let mut rules: Built<RuleId, Rule> = Built::new("a rule in rules.csv");
    build_rows!(
        rules,
        context.sheets.rules,
        context.log,
        |row: &Row<'_, RuleRecord>, key: &str| rule(context, &categories, row, key)
    );
    rules
}

fn rule(
    context: &Context<'_>,
    categories: &Index<()>,
    row: &Row<'_, RuleRecord>,
    key: &str,
) -> Option<Rule> {
    let kind = kind::kind(context, row);
    let each = each(row);
    let price = cell!(row, price).number(Bound::Positive).map(Money::new);
    let scope = scope(context, categories, row);
    Some(Rule {
        key: key.to_owned(),
        kind: kind?,
        scope,
        each,
        price,
        note: cell!(row, note).owned(),
    })
}

fn each(row: &Row<'_, RuleRecord>) -> Each {
    let each = cell!(row, each).choice(&[
        ("member", Each::Member),
        ("site", Each::Site),
        ("category", Each::Category),
        ("item", Each::Item),
    ]);
    each.unwrap_or_default()
}

fn scope(context: &Context<'_>, categories: &Index<()>, row: &Row<'_, RuleRecord>) -> RuleScope {
    let category = cell!(row, category);
    category.lookup(categories);
    let scope = RuleScope {
        member: cell!(row, member).lookup(&context.members.index),
        member_tag: cell!(row, member_tag).id().map(str::to_owned),
        site: cell!(row, site).lookup(&context.sites.index),
        item: cell!(row, item).lookup(&context.items.index),
        category: category.owned(),
    };
    if let Some((member, site)) = scope.member.zip(scope.site)
        && context.sites.table[site].member != member
    {
        let message = "the site belongs to another member";
        cell!(row, site).fault(Kind::OtherMembersSite, message, "correct member or site");
    }
    scope
}

/// Notes a fault for every share by weight of lines whose item has none.
pub(super) fn require_weights(case: &Case, sheets: &Sheets, origin: &[usize], log: &Log) {
    for (id, rule) in case.rules.iter() {
        if share_of(&rule.kind) != Some(ShareOf::Weight) {
            continue;
        }
        let ruled = case
            .demand
            .iter()
            .filter(|(line, _)| case.is_ruled(&rule.scope, *line));
        let weightless = ruled
            .map(|(_, line)| &case.items[line.item])
            .find(|item| item.weight.is_none());
        if let Some(item) = weightless {
            let row = sheets.rules.row(origin[id.index()], log);
            let message = format!("the share counts weight, but {} has none", item.key);
            let hint = "fill in weight in items.csv, or count spend";
            cell!(row, counts).fault(Kind::NoWeight, message, hint);
        }
    }
}

/// What the rule's share is counted in, if it is about one.
pub(in crate::input) fn share_of(kind: &RuleKind) -> Option<ShareOf> {
    match kind {
        RuleKind::LargestShare { counted, .. } | RuleKind::SmallestShare { counted, .. } => {
            Some(*counted)
        }
        RuleKind::Forbid(_)
        | RuleKind::Require(_)
        | RuleKind::MostVendors { .. }
        | RuleKind::FewestVendors { .. }
        | RuleKind::SameVendor
        | RuleKind::KeepIncumbent
        | RuleKind::MostSwitches(_)
        | RuleKind::SwitchingCost(_)
        | RuleKind::Budget(_)
        | RuleKind::MinimumSaving(_)
        | RuleKind::NobodyAboveToday => None,
    }
}
