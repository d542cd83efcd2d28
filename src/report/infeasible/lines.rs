//! Which lines cannot be met, how much is missing, what stands in the way of every quote, and what
//! would help.

use crate::award::{Infeasible, Obstacle, UnmetLine};
use crate::problem::{Case, DemandLine, Quote};
use crate::units::{DemandLineId, Price, QuoteId};

use crate::report::format::{self, count, quantity};
use crate::report::table::wrapped;

/// Most demand lines described one by one.
const LINES_MAX: usize = 20;

/// The lines in the way and what would help; empty if none is.
pub(super) fn text(case: &Case, infeasible: &Infeasible) -> String {
    // Lines that other limits keep from being met are explained by the conflicts.
    let is_told = |line: &&UnmetLine| infeasible.conflicts.is_empty() || has_reasons(line);
    let lines: Vec<&UnmetLine> = infeasible.lines.iter().filter(is_told).collect();
    let n = lines.len();
    if n == 0 {
        return String::new();
    }
    let mut text = format!(
        "\n{} cannot be met together with the rest:\n",
        count(n, "demand line")
    );
    if !infeasible.is_least {
        text.push_str(
            "A limit was reached before it was proven that no fewer lines are in the way;\n\
             --time-limit or --work allow more.\n",
        );
    }
    let (shown, more) = lines.split_at(n.min(LINES_MAX));
    for line in shown {
        text.push('\n');
        text.push_str(&unmet(case, line));
    }
    if !more.is_empty() {
        let more = count(more.len(), "further line");
        text.push_str("\n… and ");
        text.push_str(&more);
        text.push_str(".\n");
    }
    text.push_str(&changes(&lines));
    text
}

/// Whether something of its own stands in the way of every quote.
fn has_reasons(unmet: &UnmetLine) -> bool {
    let mut obstacles = unmet.obstacles.iter();
    obstacles.all(|(_, one)| *one != Obstacle::Together)
}

fn unmet(case: &Case, unmet: &UnmetLine) -> String {
    let demand = &case.demand[unmet.line];
    let item = &case.items[demand.item];
    let member = &case.members[case.member_of(unmet.line)];
    let missing = if unmet.uncovered.is_zero() {
        "it fits only if another of these lines does not".to_owned()
    } else {
        format!(
            "{} {} uncovered at best",
            quantity(unmet.uncovered.value()),
            item.unit
        )
    };
    let heading = format!(
        "{}: {} needs {} {} of {} per {}; {missing}",
        demand.key,
        member.name,
        quantity(demand.quantity.value()),
        item.unit,
        item.name,
        case.horizon.cycle,
    );
    let mut text = wrapped(&heading, 2);
    if unmet.obstacles.is_empty() {
        text.push_str("  no quote is for this item or an accepted substitute\n");
    }
    let obstacles = unmet.obstacles.iter().map(|(quote, obstacle)| {
        let reason = reason(case, unmet.line, *quote, *obstacle);
        wrapped(&format!("  quote {}: {reason}", case.quotes[*quote].key), 4)
    });
    text.extend(obstacles);
    text
}

/// What stands in the way, with the figures that show it.
pub(in crate::report) fn reason(
    case: &Case,
    line: DemandLineId,
    id: QuoteId,
    obstacle: Obstacle,
) -> String {
    let demand = &case.demand[line];
    let quote = &case.quotes[id];
    let vendor = &case.vendors[quote.vendor];
    match obstacle {
        Obstacle::MemberChoice => {
            format!(
                "the member refuses vendor {}, or requires others",
                vendor.key
            )
        }
        Obstacle::Rule(rule) => format!(
            "rule {} excludes vendor {}",
            case.rules[rule].key, vendor.key
        ),
        Obstacle::Scope => format!("it does not hold at site {}", case.sites[demand.site].key),
        Obstacle::ServiceArea => service_area(case, demand, quote),
        Obstacle::Certificate => certificates(case, quote),
        Obstacle::Validity => validity(case, quote),
        Obstacle::LeadTime => lead_time(case, demand, quote),
        Obstacle::PriceCeiling => ceiling(case, demand, quote),
        Obstacle::Term => "the cooperative has not committed to the term it asks for".to_owned(),
        Obstacle::MinOrder => min_order(case, quote),
        Obstacle::VendorMinOrder => format!(
            "the minimum order of vendor {} cannot be reached",
            vendor.key
        ),
        Obstacle::LeastDrop => format!(
            "the least value of a drop of vendor {} cannot be reached at site {}",
            vendor.key, case.sites[demand.site].key
        ),
        Obstacle::Condition => format!(
            "the share of the category, or the number of members, that it asks for cannot be \
             reached with vendor {}",
            vendor.key
        ),
        Obstacle::Capacity => "its capacity is too small for all who want it".to_owned(),
        Obstacle::VendorCapacity => format!(
            "the capacity of vendor {} is too small for all who want it",
            vendor.key
        ),
        Obstacle::Together => "it could serve the line by itself, but not together with the \
                               other limits (minimum orders, drops, conditions, unsplit lines)"
            .to_owned(),
    }
}

fn service_area(case: &Case, demand: &DemandLine, quote: &Quote) -> String {
    let site = &case.sites[demand.site];
    let vendor = &case.vendors[quote.vendor];
    match &site.zone {
        Some(zone) => format!("vendor {} does not serve zone {zone}", vendor.key),
        None => format!(
            "vendor {} serves only the zones {}; site {} has none",
            vendor.key,
            vendor.zones.join(", "),
            site.key
        ),
    }
}

fn certificates(case: &Case, quote: &Quote) -> String {
    let vendor = &case.vendors[quote.vendor];
    let item = &case.items[quote.item];
    let missing: Vec<&str> = item
        .certificates
        .iter()
        .filter(|certificate| !vendor.certificates.contains(certificate))
        .map(String::as_str)
        .collect();
    format!(
        "vendor {} lacks {}, which item {} requires",
        vendor.key,
        missing.join(", "),
        item.key
    )
}

fn validity(case: &Case, quote: &Quote) -> String {
    match quote.valid {
        (Some(from), _) if from > case.as_of => {
            format!("valid from {from}, but the case is of {}", case.as_of)
        }
        (_, Some(until)) => format!("valid until {until}, but the case is of {}", case.as_of),
        (_, None) => format!("not valid on {}", case.as_of),
    }
}

fn lead_time(case: &Case, demand: &DemandLine, quote: &Quote) -> String {
    let days = quote.lead_days.unwrap_or(0);
    let needed = demand.needed_by.map_or(String::new(), |date| {
        format!(" is later than {date}, when it is needed")
    });
    format!(
        "{} after {}{needed}",
        count(days as usize, "day"),
        case.as_of
    )
}

fn ceiling(case: &Case, demand: &DemandLine, quote: &Quote) -> String {
    let price = |price: Price, unit: &str| {
        let per = if price.per().value() == crate::units::Decimal::ONE {
            String::new()
        } else {
            format!("{} ", price.per())
        };
        format!(
            "{} {} per {per}{unit}",
            price.amount(),
            case.currency.code()
        )
    };
    let most = demand.price_ceiling.map_or(String::new(), |most| {
        format!(
            " is above the member's ceiling of {}",
            price(most, &case.items[demand.item].unit)
        )
    });
    format!(
        "list price {}, with every break it can reach,{most}",
        price(quote.price, &case.items[quote.item].unit)
    )
}

fn min_order(case: &Case, quote: &Quote) -> String {
    let unit = &case.items[quote.item].unit;
    let min = quote.min_order.map_or(String::new(), |min| {
        format!(
            " of {} {unit} per {}",
            quantity(min.quantity.value()),
            format::period_name(&case.horizon, min.per)
        )
    });
    format!("its minimum{min} cannot be reached")
}

/// What to change, each once.
fn changes(lines: &[&UnmetLine]) -> String {
    let mut hints: Vec<&str> = Vec::new();
    for line in lines {
        if line.obstacles.is_empty() {
            push_once(
                &mut hints,
                "ask for a quote for the item, or accept a substitute (demand.csv: substitutes)",
            );
        }
        for (_, obstacle) in &line.obstacles {
            push_once(&mut hints, change(*obstacle));
        }
    }
    let mut text = String::from("\nAny of these could help:\n");
    text.extend(hints.iter().map(|hint| wrapped(&format!("  - {hint}"), 4)));
    text
}

fn push_once<'a>(hints: &mut Vec<&'a str>, hint: &'a str) {
    if !hints.contains(&hint) {
        hints.push(hint);
    }
}

fn change(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::MemberChoice => "let the member accept the vendor (demand.csv: refuse, require)",
        Obstacle::Rule(_) => "relax the rule (rules.csv)",
        Obstacle::Scope => "ask the vendor to extend the quote to the site (quotes.csv: scope)",
        Obstacle::ServiceArea => "ask the vendor to serve the zone (vendors.csv: zones)",
        Obstacle::Certificate => {
            "ask the vendor for the certificate, or drop the demand for it (vendors.csv, items.csv: \
             certificates)"
        }
        Obstacle::Validity => {
            "ask for a renewed quote (quotes.csv: valid_from, valid_until; case.toml: as_of)"
        }
        Obstacle::LeadTime => {
            "move the date, or ask for faster delivery (demand.csv: needed_by; quotes.csv: lead_days)"
        }
        Obstacle::PriceCeiling => "raise the ceiling (demand.csv: ceiling)",
        Obstacle::Term => "commit to the term (case.toml: terms)",
        Obstacle::MinOrder | Obstacle::VendorMinOrder | Obstacle::LeastDrop => {
            "ask for a smaller minimum, or allow buying more than is needed (items.csv: over_buy)"
        }
        Obstacle::Condition => "ask for the quote without its condition (quotes.csv: conditions)",
        Obstacle::Capacity | Obstacle::VendorCapacity => {
            "ask for more, find another vendor, or let lines be split (items.csv: split)"
        }
        Obstacle::Together => {
            "let lines be split, or ask for smaller minimums (items.csv: split; quotes.csv: min; \
             vendors.csv: min_order)"
        }
    }
}
