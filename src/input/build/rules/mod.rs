//! Business rules.

use super::{Built, Context, build_rows, duplicate};
use crate::input::cell::{Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::RuleRecord;
use crate::problem::{Rule, RuleKind, RuleScope, VendorChoice};
use crate::units::{RuleId, Table};

/// The rules.
pub(super) fn rules(context: &Context<'_>) -> Table<RuleId, Rule> {
    let categories = super::discounts::categories(context);
    let mut rules: Built<RuleId, Rule> = Built::new("a rule in rules.csv");
    build_rules(context, &categories, &mut rules);
    rules.table
}

fn build_rules(
    context: &Context<'_>,
    categories: &crate::input::index::Index<()>,
    rules: &mut Built<RuleId, Rule>,
) {
    build_rows!(
        rules,
        context.sheets.rules,
        context.log,
        |row: &Row<'_, RuleRecord>, key: &str| {
            let kind = cell!(row, rule).required();
            let kind = kind.and_then(|cell| cell.choice(&[("forbid", true), ("require", false)]));
            let choice = choice(context, row);
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
            let choice = choice?;
            let kind = if kind? {
                RuleKind::Forbid(choice)
            } else {
                RuleKind::Require(choice)
            };
            Some(Rule {
                key: key.to_owned(),
                kind,
                scope,
                each: crate::problem::Each::Whole,
                price: None,
                note: cell!(row, note).owned(),
            })
        }
    );
}

fn choice(context: &Context<'_>, row: &Row<'_, RuleRecord>) -> Option<VendorChoice> {
    let vendor = cell!(row, vendor);
    let tag = cell!(row, vendor_tag);
    if vendor.is_empty() == tag.is_empty() {
        let message = "expected exactly one of vendor and vendor_tag";
        row.fault(Kind::NotOneVendor, message, "fill one of the two cells");
        return None;
    }
    let vendor = vendor.lookup(&context.vendors.index);
    let tag = tag.id().map(str::to_owned);
    vendor
        .map(VendorChoice::Vendor)
        .or(tag.map(VendorChoice::Tag))
}
