//! Words that several sections share.

use std::collections::BTreeSet;

use super::Page;
use crate::explain::{Barred, MissingPart, Offer, Outlook, Threshold, ThresholdOf, Worth};
use crate::problem::{Counted, Period};
use crate::report::format::{amount, count, counted_unit, money_per, period_name, quantity};
use crate::report::infeasible::reason;
use crate::report::table::{shortened, wrapped};
use crate::units::{BundleId, Decimal, DemandLineId, ItemId, Money, QuoteId, VendorId};

/// Decimals of a price per base unit.
const PRICE_DECIMALS: u32 = 4;

/// Widest a name in a column after the first becomes.
const NAME_MAX: usize = 18;

/// Most reasons told one by one; `--json` has them all.
const BARRED_MAX: usize = 30;

/// Note under every table that compares prices.
pub(super) const GOODS_ONLY: &str = "Prices are of goods alone, for one base unit, at the tier \
    that the quantity reaches. Deliveries, fees, minimums, rebates and bundles decide as well, so \
    that a dearer price may win.";

/// What is asked about plans other than the one explained.
pub(super) struct Change<'a> {
    /// `Doing without it`.
    pub doing: &'a str,
    /// `without it`.
    pub plan: &'a str,
    /// What is said if there is no such plan.
    pub impossible: &'a str,
}

/// What plans of a changed case cost against this one.
pub(super) fn outlook(page: &Page, outlook: Outlook, change: &Change) -> String {
    let Change {
        doing,
        plan,
        impossible,
    } = change;
    match outlook {
        Outlook::Impossible => (*impossible).to_owned(),
        Outlook::Open { least } => {
            let proven = least.filter(|least| *least > Money::ZERO);
            let proven = proven.map_or(String::new(), |least| {
                format!("; any would cost at least {} more", page.at_least(least))
            });
            format!("No plan {plan} was found within the limits{proven}.")
        }
        Outlook::Found { found, .. } if found < Money::ZERO => format!(
            "{doing} would cost nothing more: a plan {plan} was found that is {} cheaper. This \
             plan is not the cheapest; solve again with more time.",
            page.at_least(-found)
        ),
        Outlook::Found { found, .. } if found.is_zero() => {
            format!("{doing} would cost nothing more: a plan {plan} that is as cheap was found.")
        }
        Outlook::Found { found, least } if found == least => {
            format!("{doing} would cost {} more.", page.per_horizon(found))
        }
        Outlook::Found { found, least } if least > Money::ZERO => format!(
            "{doing} would cost at least {} (proven) and at most {} (found) more.",
            page.at_least(least),
            page.at_most(found)
        ),
        Outlook::Found { found, .. } => format!(
            "{doing} would cost at most {} more (found); that it would cost nothing more is not \
             ruled out.",
            page.at_most(found)
        ),
    }
}

/// A price of one base unit: `1,234.5000`.
pub(super) fn price(price: Money) -> String {
    let mut value = price.value().round_dp(PRICE_DECIMALS);
    value.rescale(PRICE_DECIMALS);
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = Decimal::from_str_exact(whole).map_or(whole.to_owned(), quantity);
    let sign = if value < Decimal::ZERO { "-" } else { "" };
    format!("{sign}{whole}.{fraction}")
}

/// A vendor's name, short enough for a column.
pub(super) fn vendor_name(page: &Page, vendor: VendorId) -> String {
    shortened(&page.case.vendors[vendor].name, NAME_MAX)
}

/// The vendor of a quote.
pub(super) fn vendor_of(page: &Page, quote: QuoteId) -> String {
    vendor_name(page, page.case.quotes[quote].vendor)
}

/// The item that is asked for, with the one that is quoted where that is another.
pub(super) fn item_name(page: &Page, item: ItemId, quote: QuoteId) -> String {
    let case = page.case;
    let quoted = case.quotes[quote].item;
    if quoted == item {
        case.items[item].name.clone()
    } else {
        format!("{} as {}", case.items[quoted].name, case.items[item].name)
    }
}

/// `3 of 12`, or `12` where it is all of them.
pub(super) fn of_all(n: usize, all: usize) -> String {
    if n == all {
        n.to_string()
    } else {
        format!("{n} of {all}")
    }
}

/// Why quotes may not serve lines: every reason once, with an example.
pub(super) fn barred<'o>(page: &Page, offers: impl Iterator<Item = &'o Offer>) -> String {
    let mut reasons: Vec<(QuoteId, Barred)> = Vec::new();
    for offer in offers {
        for one in &offer.barred {
            let vendor = page.case.quotes[offer.quote].vendor;
            let is_same = |other: &&mut (QuoteId, Barred)| {
                other.1.obstacle == one.obstacle && page.case.quotes[other.0].vendor == vendor
            };
            match reasons.iter_mut().find(is_same) {
                Some((_, other)) => other.lines.extend(&one.lines),
                None => reasons.push((offer.quote, one.clone())),
            }
        }
    }
    if reasons.is_empty() {
        return String::new();
    }
    let (shown, more) = reasons.split_at(reasons.len().min(BARRED_MAX));
    let mut text = String::from("\n  What stands in the way\n");
    for (quote, one) in shown {
        let why = reason(page.case, one.lines[0], *quote, one.obstacle);
        let line = &page.case.demand[one.lines[0]].key;
        let lines: BTreeSet<DemandLineId> = one.lines.iter().copied().collect();
        let place = match lines.len() {
            1 => format!("at line {line}"),
            n => format!("at {n} lines, such as {line}"),
        };
        let key = &page.case.quotes[*quote].key;
        text.push_str(&wrapped(&format!("  quote {key} {place}: {why}"), 4));
    }
    if !more.is_empty() {
        let more = count(more.len(), "further reason");
        text = text + "  … and " + &more + "\n";
    }
    text
}

/// A line of a member's: `Ann: flour`.
pub(super) fn line_name(page: &Page, line: DemandLineId) -> String {
    let case = page.case;
    let site = &case.sites[case.demand[line].site];
    site.name.clone()
}

/// Name and unit of what a ladder counts.
fn ladder(page: &Page, threshold: &Threshold) -> (String, String, bool) {
    let case = page.case;
    match threshold.of {
        ThresholdOf::Group(id) => {
            let group = &case.groups[id];
            let items = group.quotes.iter();
            let items = items.map(|quote| &case.items[case.quotes[*quote].item]);
            let unit = counted_unit(group.counted, case.currency, items);
            let name = match group.quotes[..] {
                [quote] => case.items[case.quotes[quote].item].name.clone(),
                _ => group.key.clone(),
            };
            (
                format!("price break {name}"),
                unit,
                group.counted == Counted::Spend,
            )
        }
        ThresholdOf::Rebate(id) => {
            let unit = case.currency.code().to_owned();
            (format!("rebate {}", case.rebates[id].key), unit, true)
        }
    }
}

/// The name of a ladder.
pub(super) fn ladder_name(page: &Page, threshold: &Threshold) -> String {
    ladder(page, threshold).0
}

fn counted(page: &Page, threshold: &Threshold, value: Decimal) -> String {
    let (_, unit, is_money) = ladder(page, threshold);
    let figure = if is_money {
        amount(Money::new(value), page.case.currency)
    } else {
        quantity(value)
    };
    format!("{figure} {unit}")
}

fn per<'a>(page: &'a Page, period: Period) -> &'a str {
    period_name(&page.case.horizon, period)
}

/// `from 24 packs per week, with 1 pack to spare`.
pub(super) fn reached(page: &Page, threshold: &Threshold) -> Option<String> {
    let level = threshold.reached?;
    let from = counted(page, threshold, level.from);
    let per = per(page, threshold.per);
    let spare = if level.margin.is_zero() {
        "with nothing to spare".to_owned()
    } else {
        format!("with {} to spare", counted(page, threshold, level.margin))
    };
    Some(format!("from {from} per {per}, {spare}"))
}

/// `from 48 packs per week: 23 packs are missing; …`.
pub(super) fn next(page: &Page, threshold: &Threshold) -> Option<String> {
    let level = threshold.next?;
    let from = counted(page, threshold, level.from);
    let missing = counted(page, threshold, level.missing);
    let per = per(page, threshold.per);
    let worth = match level.worth {
        Worth::Now(money) if money > Money::ZERO => format!(
            "with it, what is bought now would cost {} less",
            page.per_horizon(money)
        ),
        Worth::Above(money) if money > Money::ZERO => {
            let (_, unit, _) = ladder(page, threshold);
            let unit = if unit == "packs" { "pack" } else { &unit };
            let code = page.case.currency.code();
            format!(
                "what lies above it is {} {code} cheaper per {unit}",
                price(money)
            )
        }
        Worth::Now(_) | Worth::Above(_) => "it would make nothing cheaper".to_owned(),
    };
    Some(format!("from {from} per {per}, {missing} missing; {worth}"))
}

/// What a bundle lacks.
pub(super) fn bundle(page: &Page, id: BundleId, missing: &[MissingPart]) -> String {
    let case = page.case;
    let bundle = &case.bundles[id];
    if missing.is_empty() {
        return format!("bundle {}: complete", bundle.key);
    }
    let parts = missing.iter().map(|part| {
        let item = &case.items[part.item];
        let missing = quantity(part.missing.value());
        format!("{missing} {} of {}", item.unit, item.name)
    });
    let parts: Vec<_> = parts.collect();
    format!(
        "bundle {}: {} missing per {}",
        bundle.key,
        parts.join(", "),
        per(page, bundle.per)
    )
}

/// Money with the horizon, where it is not zero.
pub(super) fn part(page: &Page, label: &str, value: Money) -> Option<String> {
    let (currency, horizon) = (page.case.currency, &page.case.horizon.name);
    (!value.is_zero()).then(|| format!("{label} {}", money_per(value, currency, horizon)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::testing::money;
    use rust_decimal::dec;

    #[track_caller]
    fn check(found: Outlook, expected: &str) {
        let case = fixture::case();
        let plan = fixture::verified(&case);
        let page = Page {
            case: &case,
            plan: &plan,
        };
        let change = Change {
            doing: "Doing without it",
            plan: "without it",
            impossible: "No plan without it meets all demand.",
        };
        assert_eq!(outlook(&page, found, &change), expected);
    }

    fn found(found: Decimal, least: Decimal) -> Outlook {
        let (found, least) = (money(found), money(least));
        Outlook::Found { found, least }
    }

    #[test]
    fn what_is_proven_is_said_apart_from_what_was_found() {
        check(
            found(dec!(5), dec!(5)),
            "Doing without it would cost 5.00 USD per year more.",
        );
        check(
            found(dec!(5.001), dec!(2.999)),
            "Doing without it would cost at least 2.99 USD per year (proven) and at most 5.01 USD \
             per year (found) more.",
        );
        check(
            found(dec!(5), dec!(-1)),
            "Doing without it would cost at most 5.00 USD per year more (found); that it would \
             cost nothing more is not ruled out.",
        );
        check(
            found(dec!(0), dec!(-1)),
            "Doing without it would cost nothing more: a plan without it that is as cheap was \
             found.",
        );
        check(
            found(dec!(-5), dec!(-9)),
            "Doing without it would cost nothing more: a plan without it was found that is 5.00 \
             USD per year cheaper. This plan is not the cheapest; solve again with more time.",
        );
    }

    #[test]
    fn what_was_not_found_claims_nothing() {
        let least = |least| Outlook::Open { least };
        check(
            least(Some(money(3))),
            "No plan without it was found within the limits; any would cost at least 3.00 USD per \
             year more.",
        );
        let open = "No plan without it was found within the limits.";
        check(least(Some(money(-3))), open);
        check(least(None), open);
        check(Outlook::Impossible, "No plan without it meets all demand.");
    }

    #[test]
    fn prices_of_a_unit_have_the_same_decimals() {
        let prices = [dec!(0.49375), dec!(1234.5), dec!(-0.006), dec!(3)];
        let shown = prices.map(|value| price(money(value)));
        assert_eq!(shown, ["0.4938", "1,234.5000", "-0.0060", "3.0000"]);
    }
}
