//! Who offers an item, and who supplies it.

use super::Page;
use super::words::{GOODS_ONLY, barred, line_name, of_all, price, vendor_of};
use crate::explain::{ItemReason, Offer};
use crate::report::format::{count, quantity};
use crate::report::table::{Align, TextTable, printable, wrapped};
use crate::units::Quantity;

/// Most quotes or lines told one by one; `--json` has them all.
const LISTED_MAX: usize = 60;

pub(super) fn text(page: &Page, reason: &ItemReason) -> String {
    let case = page.case;
    let item = &case.items[reason.item];
    let Some(paid) = reason.paid else {
        let words = format!("{} ({}): nobody asks for it.", item.name, item.key);
        return wrapped(&words, 2);
    };
    let needed: Quantity = reason.lines.iter().map(|part| part.covered).sum();
    let mut lines: Vec<_> = reason.lines.iter().map(|part| part.line).collect();
    lines.dedup();
    let heading = format!(
        "{} ({}): {} {} per {} for {}, at {} {} per {} on average",
        item.name,
        item.key,
        quantity(needed.value()),
        item.unit,
        case.horizon.cycle,
        count(lines.len(), "line"),
        price(paid),
        case.currency.code(),
        item.unit,
    );
    let mut text = wrapped(&heading, 2);
    text.push_str(&offers(page, reason, paid));
    text.push_str(&barred(page, reason.offers.iter()));
    text + &served(page, reason)
}

fn offers(page: &Page, reason: &ItemReason, paid: crate::units::Money) -> String {
    if reason.offers.is_empty() {
        return "  No quote is for it or for an accepted substitute.\n".to_owned();
    }
    let covers = format!("Per {}", page.case.horizon.cycle);
    let mut table = TextTable::new(&[
        ("Quote", Align::Left),
        ("Vendor", Align::Left),
        (&covers, Align::Right),
        ("Lines", Align::Right),
        ("List", Align::Right),
        ("Price", Align::Right),
        ("Lowest", Align::Right),
        ("Dearer by", Align::Right),
    ]);
    for offer in reason.offers.iter().take(LISTED_MAX) {
        table.row(row(page, offer, paid));
    }
    format!(
        "\n  Offers, {} per {}\n{}{}",
        page.case.currency.code(),
        printable(&page.case.items[reason.item].unit),
        table.render(2),
        wrapped(
            &format!(
                "  {GOODS_ONLY} Price: what is paid, or would be if the quote served every line \
                 that it may. Lowest: its best tier. Dearer by: than the average paid."
            ),
            2
        )
    )
}

fn row(page: &Page, offer: &Offer, paid: crate::units::Money) -> Vec<String> {
    let case = page.case;
    let figure = price;
    let covered = if offer.covered.is_zero() {
        String::new()
    } else {
        quantity(offer.covered.value())
    };
    let is_used = !offer.covered.is_zero();
    vec![
        case.quotes[offer.quote].key.clone(),
        vendor_of(page, offer.quote),
        covered,
        of_all(offer.open.len(), offer.n_lines),
        figure(offer.list),
        offer.price.map_or(String::new(), figure),
        figure(offer.lowest),
        match offer.price {
            Some(price) if !is_used => figure(price - paid),
            Some(_) | None => String::new(),
        },
    ]
}

fn served(page: &Page, reason: &ItemReason) -> String {
    let per = format!("Per {}", page.case.horizon.cycle);
    let mut table = TextTable::new(&[
        ("Delivered to", Align::Left),
        (&per, Align::Right),
        ("Vendor", Align::Left),
        ("Price", Align::Right),
    ]);
    for part in reason.lines.iter().take(LISTED_MAX) {
        table.row([
            line_name(page, part.line),
            quantity(part.covered.value()),
            vendor_of(page, part.quote),
            price(part.price),
        ]);
    }
    let more = match reason.lines.len().saturating_sub(LISTED_MAX) {
        0 => String::new(),
        more => format!("  … and {}\n", count(more, "further line")),
    };
    format!("\n{}{more}", table.render(2))
}
