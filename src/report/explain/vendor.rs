//! Why a vendor won or lost.

use super::Page;
use super::words::{
    Change, GOODS_ONLY, barred, bundle, item_name, ladder_name, next, of_all, outlook, price,
    reached, vendor_of,
};
use crate::explain::{Outlook, Place, Quoted, Threshold, VendorReason};
use crate::report::format::{count, quantity, share};
use crate::report::table::{Align, TextTable, wrapped};

/// Most quotes, levels or reasons told one by one; `--json` has them all.
const LISTED_MAX: usize = 40;

pub(super) fn text(page: &Page, reason: &VendorReason) -> String {
    let vendor = &page.case.vendors[reason.vendor];
    let verdict = match reason.place {
        Place::Won(_) => "in use",
        Place::Lost(_) | Place::Barred => "not in use",
    };
    let mut text = wrapped(&format!("{} ({}): {verdict}", vendor.name, vendor.key), 2);
    text.push_str(&wrapped(&format!("  {}", answer(page, reason)), 2));
    match reason.place {
        Place::Won(_) => {
            text.push_str(&won(page, reason));
            text.push_str(&levels(page, reason));
        }
        Place::Lost(_) | Place::Barred => text.push_str(&lost(page, reason)),
    }
    text + &barred(page, reason.quotes.iter().map(|one| &one.offer))
}

fn answer(page: &Page, reason: &VendorReason) -> String {
    match reason.place {
        Place::Won(found) => without(page, reason, found),
        Place::Lost(found) => outlook(
            page,
            found,
            &Change {
                doing: "Buying anything from it",
                plan: "with it",
                impossible: "No plan can buy anything from it and keep every limit and rule.",
            },
        ),
        Place::Barred => "None of its quotes may serve any demand line.".to_owned(),
    }
}

fn without(page: &Page, reason: &VendorReason, found: Outlook) -> String {
    let goods = page.goods_of(reason.vendor);
    let part = goods.value().checked_div(page.goods().value());
    let part = part.map_or(String::new(), |part| format!(" ({})", share(part)));
    let change = Change {
        doing: "Doing without it",
        plan: "without it",
        impossible: "No plan without it meets all demand.",
    };
    let price = outlook(page, found, &change);
    format!(
        "It supplies goods for {}{part}. {price}",
        page.per_horizon(goods)
    )
}

fn won(page: &Page, reason: &VendorReason) -> String {
    let used = reason
        .quotes
        .iter()
        .filter(|one| !one.offer.covered.is_zero());
    let bought = format!("Per {}", page.case.horizon.cycle);
    let mut table = TextTable::new(&[
        ("Supplies", Align::Left),
        (&bought, Align::Right),
        ("List", Align::Right),
        ("Paid", Align::Right),
        ("Next best", Align::Right),
        ("Of", Align::Left),
        ("Lines", Align::Left),
    ]);
    let used: Vec<&Quoted> = used.collect();
    for one in used.iter().take(LISTED_MAX) {
        table.row(won_row(page, one));
    }
    format!(
        "{}{}{}{}",
        heading(page, "Prices"),
        table.render(2),
        more(used.len(), "quote"),
        note(&format!(
            "{GOODS_ONLY} Next best: what the best quote of another vendor would charge for the \
             same lines, or for those that it may serve."
        ))
    )
}

fn won_row(page: &Page, one: &Quoted) -> Vec<String> {
    let offer = &one.offer;
    let mut row = vec![
        item_name(page, offer.item, offer.quote),
        format!(
            "{} {}",
            quantity(offer.covered.value()),
            page.case.items[offer.item].unit
        ),
        price(offer.list),
        offer.price.map_or(String::new(), price),
    ];
    match one.rival {
        Some(rival) => row.extend([
            price(rival.price),
            vendor_of(page, rival.quote),
            rival.n_lines.to_string(),
        ]),
        None => row.push("none".to_owned()),
    }
    row
}

fn lost(page: &Page, reason: &VendorReason) -> String {
    let quotes: Vec<&Quoted> = reason.quotes.iter().collect();
    let open: Vec<&Quoted> = quotes
        .into_iter()
        .filter(|one| !one.offer.open.is_empty())
        .collect();
    if open.is_empty() {
        return String::new();
    }
    let mut table = TextTable::new(&[
        ("Offers", Align::Left),
        ("Lines", Align::Right),
        ("List", Align::Right),
        ("Asks", Align::Right),
        ("Lowest", Align::Right),
        ("Paid now", Align::Right),
        ("To", Align::Left),
    ]);
    for one in open.iter().take(LISTED_MAX) {
        table.row(lost_row(page, one));
    }
    format!(
        "{}{}{}{}",
        heading(page, "Prices"),
        table.render(2),
        more(open.len(), "quote"),
        note(&format!(
            "{GOODS_ONLY} Asks: its price if it served every line that it may. Lowest: \
             the price of its best tier."
        ))
    )
}

fn lost_row(page: &Page, one: &Quoted) -> Vec<String> {
    let offer = &one.offer;
    let figure = price;
    let mut winners: Vec<String> = one
        .winners
        .iter()
        .map(|quote| vendor_of(page, *quote))
        .collect();
    winners.dedup();
    let to = match &winners[..] {
        [] => String::new(),
        [one] => one.clone(),
        [one, rest @ ..] => format!("{one}, {} more", rest.len()),
    };
    vec![
        item_name(page, offer.item, offer.quote),
        of_all(offer.open.len(), offer.n_lines),
        figure(offer.list),
        offer.price.map_or(String::new(), figure),
        figure(offer.lowest),
        one.paid.map_or(String::new(), figure),
        to,
    ]
}

/// Reached levels and next ones.
fn levels(page: &Page, reason: &VendorReason) -> String {
    if reason.thresholds.is_empty() && reason.bundles.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n  Breaks, rebates and bundles\n");
    for threshold in reason.thresholds.iter().take(LISTED_MAX) {
        text.push_str(&level(page, threshold));
    }
    text.push_str(&more(reason.thresholds.len(), "level"));
    for (id, missing) in &reason.bundles {
        let words = bundle(page, *id, missing);
        text.push_str(&wrapped(&format!("  {words}"), 4));
    }
    text
}

fn level(page: &Page, threshold: &Threshold) -> String {
    let name = ladder_name(page, threshold);
    let reached = reached(page, threshold);
    let next = next(page, threshold);
    let now = match reached {
        Some(words) => format!("reached {words}"),
        None => "no level reached".to_owned(),
    };
    let next = next.map_or("none is higher".to_owned(), |words| {
        format!("the next {words}")
    });
    wrapped(&format!("  {name}: {now}; {next}"), 4)
}

fn heading(page: &Page, what: &str) -> String {
    format!("\n  {what}, {}\n", page.case.currency.code())
}

fn note(text: &str) -> String {
    wrapped(&format!("  {text}"), 2)
}

fn more(n: usize, noun: &str) -> String {
    match n.saturating_sub(LISTED_MAX) {
        0 => String::new(),
        more => format!(
            "  … and {} (--json has them)\n",
            count(more, &format!("further {noun}"))
        ),
    }
}
