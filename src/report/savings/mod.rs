//! Sharing rules side by side: who is charged what, and who would want to leave.
//!
//! Goes in: a case and a [`Comparison`] of rules. Comes out: text within 100 columns, rows for a
//! spreadsheet, or data ([`SavingsFile`]).

mod csv;
mod json;
mod json_types;
mod sentences;
mod tables;
mod words;

pub use csv::csv;
pub use json_types::{
    CoreEntry, GroupGainEntry, LossEntry, MemberShareEntry, OwnVendorEntry, PartingEntry,
    SavingEntry, SavingsFile, SharesEntry, StabilityEntry, TransferShareEntry, WitnessEntry,
};
pub use words::flag;

use crate::problem::Case;
use crate::report::format::money_per;
use crate::savings::{Comparison, SharingRule};
use crate::units::Money;

/// What is shown.
pub(super) struct Page<'a> {
    pub case: &'a Case,
    pub comparison: &'a Comparison,
}

/// One rule in full, or several side by side.
pub fn text(case: &Case, comparison: &Comparison) -> String {
    let page = Page { case, comparison };
    let body = match &comparison.rules[..] {
        [(rule, shares)] => one(&page, *rule, shares.as_ref()),
        _ => several(&page),
    };
    format!("{}\n{body}{}", heading(&page), sentences::of_all(&page))
}

fn heading(page: &Page) -> String {
    let known = page.comparison.rules.iter();
    let total = known
        .filter_map(|(_, shares)| shares.as_ref().ok())
        .map(|shares| page.per_horizon(shares.savings.total))
        .next();
    let total = total.unwrap_or_else(|| "the cost".to_owned());
    sentences::line(&format!("{}: how {total} is shared", page.case.name))
}

fn one(
    page: &Page,
    rule: SharingRule,
    shares: Result<&crate::savings::Shares, &crate::savings::NoShares>,
) -> String {
    let rule_line = sentences::line(&format!("{}: {}.", words::name(rule), words::meaning(rule)));
    match shares {
        Ok(shares) => {
            let leaving = shares.stability.as_ref().map(|stability| {
                let table = tables::leaving(page, stability);
                format!("\n{table}{}", sentences::stability(page, stability))
            });
            format!(
                "{rule_line}\n{}{}{}{}",
                tables::members(page, &shares.savings),
                sentences::sharing(page, &shares.savings),
                sentences::outside(page),
                leaving.unwrap_or_default()
            )
        }
        Err(why) => format!("{rule_line}{}", sentences::no_shares(page, rule, why)),
    }
}

fn several(page: &Page) -> String {
    let charges = format!(
        "{}{}{}",
        tables::charges(page),
        sentences::outside(page),
        sentences::without_shares(page)
    );
    let leaving = format!(
        "{}{}",
        tables::leaving_by_rule(page),
        sentences::witnesses(page)
    );
    let sections = [charges, leaving].into_iter();
    let sections: Vec<String> = sections.filter(|section| !section.is_empty()).collect();
    sections.join("\n")
}

impl Page<'_> {
    /// `1,234.50 USD per year`.
    fn per_horizon(&self, value: Money) -> String {
        money_per(value, self.case.currency, &self.case.horizon.name)
    }
}
