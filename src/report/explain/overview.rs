//! The plan as a whole.

use super::words::{ladder_name, next, reached};
use super::{Page, rule};
use crate::explain::{LostVendor, Overview, WonVendor};
use crate::plan::gap;
use crate::report::format::{count, share, share_at_most};
use crate::report::table::{printable, wrapped};
use crate::units::{Money, VendorId};

/// Most vendors described one by one, in use or not.
const VENDORS_MAX: usize = 40;

pub(super) fn text(page: &Page, overview: &Overview) -> String {
    let mut text = headline(page);
    text.push_str("\nVendors in use\n");
    let mut won: Vec<&WonVendor> = overview.won.iter().collect();
    won.sort_by_key(|won| (-page.goods_of(won.vendor), won.vendor));
    text.extend(won.iter().take(VENDORS_MAX).map(|won| won_text(page, won)));
    text.push_str(&more(won.len()));
    if !overview.lost.is_empty() {
        text.push_str("\nVendors not in use\n");
        let lost = overview.lost.iter().take(VENDORS_MAX);
        text.extend(lost.map(|lost| lost_text(page, lost)));
        text.push_str(&more(overview.lost.len()));
    }
    text.push_str("\nRules\n");
    if overview.rules.is_empty() {
        text.push_str("  The case has none.\n");
    }
    text.extend(overview.rules.iter().map(|reason| rule::text(page, reason)));
    text.push('\n');
    text + &wrapped(
        "What doing without a vendor would cost, or using one that lost: --vendor ID. Who offers \
         an item: --item ID. Who supplies a member, and why: --member ID.",
        0,
    )
}

fn headline(page: &Page) -> String {
    let case = page.case;
    let (cost, bound) = (page.plan.objective(), page.plan.plan().proof.bound);
    let pays = page.per_horizon(page.plan.statement_total());
    let mut text = format!("{}: why this plan\n\n", printable(&case.name));
    let open = (cost - bound).max(Money::ZERO);
    let proof = if open.is_zero() {
        "no plan can be cheaper".to_owned()
    } else {
        let open_share = share_at_most(gap(cost, bound));
        format!(
            "no plan can be more than {} cheaper ({open_share})",
            page.at_most(open)
        )
    };
    text.push_str(&wrapped(
        &format!("The cooperative pays {pays}; {proof}."),
        0,
    ));
    let penalties = page.plan.penalties();
    if penalties > Money::ZERO {
        let penalties = page.per_horizon(penalties);
        text.push_str(&wrapped(
            &format!(
                "Rules that may be broken at a price cost {penalties} on top; what plans cost \
                 against each other holds such prices."
            ),
            0,
        ));
    }
    text
}

fn name(page: &Page, vendor: VendorId) -> String {
    let vendor = &page.case.vendors[vendor];
    format!("{} ({})", vendor.name, vendor.key)
}

fn won_text(page: &Page, won: &WonVendor) -> String {
    let case = page.case;
    let goods = page.goods_of(won.vendor);
    let part = goods.value().checked_div(page.goods().value());
    let part = part.map_or(String::new(), |part| format!(" ({})", share(part)));
    let alone = match won.n_alone {
        0 => String::new(),
        n => format!("; {n} of them nobody else may serve"),
    };
    let mut text = wrapped(
        &format!(
            "  {}: {} of {}, goods for {}{part}{alone}",
            name(page, won.vendor),
            won.n_lines,
            count(case.demand.len(), "line"),
            page.per_horizon(goods)
        ),
        4,
    );
    let mut level = |label: &str, words: Option<String>, ladder: String| {
        if let Some(words) = words {
            text.push_str(&wrapped(&format!("    {label}: {ladder} {words}"), 6));
        }
    };
    if let Some(closest) = &won.closest {
        let ladder = ladder_name(page, closest);
        level("Lost first", reached(page, closest), ladder);
    }
    if let Some(nearest) = &won.nearest {
        level("Nearest", next(page, nearest), ladder_name(page, nearest));
    }
    text
}

fn lost_text(page: &Page, lost: &LostVendor) -> String {
    let words = match (lost.n_quoted, lost.n_open, lost.n_cheaper) {
        (0, _, _) => "quotes nothing that anybody needs".to_owned(),
        (n, 0, _) => format!("may serve none of the {} it quotes for", count(n, "line")),
        (n, open, cheaper) => {
            let may = if open == n {
                "all of them".to_owned()
            } else {
                format!("{open} of them")
            };
            let price = match cheaper {
                0 => "its goods are cheaper for none".to_owned(),
                cheaper => format!("its goods are cheaper for {cheaper}"),
            };
            format!("quotes for {}, may serve {may}; {price}", count(n, "line"))
        }
    };
    wrapped(&format!("  {}: {words}", name(page, lost.vendor)), 4)
}

fn more(n: usize) -> String {
    match n.saturating_sub(VENDORS_MAX) {
        0 => String::new(),
        more => format!("  … and {}\n", count(more, "further vendor")),
    }
}
