//! `awards.csv`: what is bought, one row per demand line and quote, then the surplus.
//!
//! Quantities and amounts are per order cycle, except the last column; decimal points, no
//! separators, so that a spreadsheet reads it as it is.

use crate::plan::Owner;

use super::view::{AwardView, SurplusView, View};

const HEADER: [&str; 15] = [
    "member",
    "site",
    "demand",
    "item",
    "covered",
    "unit",
    "vendor",
    "quote",
    "item_bought",
    "bought",
    "unit_bought",
    "price",
    "price_for",
    "amount_per_cycle",
    "amount_per_horizon",
];

/// The file's text.
///
/// # Panics
/// Never: rows are written to memory and all have the header's length.
pub fn text(view: &View) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |row: [String; HEADER.len()]| {
        writer.write_record(row).expect("rows fit the header");
    };
    write(HEADER.map(str::to_owned));
    for award in &view.awards {
        write(award_row(view, award));
    }
    for surplus in &view.surplus {
        write(surplus_row(view, surplus));
    }
    let bytes = writer.into_inner().expect("memory takes every row");
    String::from_utf8(bytes).expect("every cell is UTF-8")
}

fn award_row(view: &View, award: &AwardView) -> [String; HEADER.len()] {
    let case = view.case;
    let demand = &case.demand[award.line];
    let quote = &case.quotes[award.quote];
    [
        case.members[case.member_of(award.line)].key.clone(),
        case.sites[demand.site].key.clone(),
        demand.key.clone(),
        case.items[demand.item].key.clone(),
        award.covered.to_string(),
        case.items[demand.item].unit.clone(),
        case.vendors[quote.vendor].key.clone(),
        quote.key.clone(),
        case.items[quote.item].key.clone(),
        award.bought.to_string(),
        case.items[quote.item].unit.clone(),
        award.price.amount().to_string(),
        award.price.per().to_string(),
        award.amount.value().to_string(),
        award.total.value().to_string(),
    ]
}

/// Surplus stands with its owner's member and site; demand, item and coverage stay empty.
fn surplus_row(view: &View, surplus: &SurplusView) -> [String; HEADER.len()] {
    let case = view.case;
    let quote = &case.quotes[surplus.quote];
    let member = super::view::owner_member(case, surplus.quote, surplus.owner)
        .map_or(String::new(), |member| case.members[member].key.clone());
    let site = match surplus.owner {
        Owner::Site(site) => case.sites[site].key.clone(),
        Owner::Member(_) | Owner::Pool => String::new(),
    };
    [
        member,
        site,
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        case.vendors[quote.vendor].key.clone(),
        quote.key.clone(),
        case.items[quote.item].key.clone(),
        surplus.quantity.to_string(),
        case.items[quote.item].unit.clone(),
        surplus.price.amount().to_string(),
        surplus.price.per().to_string(),
        surplus.amount.value().to_string(),
        surplus.total.value().to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn each_award_and_surplus_is_one_row() {
        let case = fixture::case();
        let plan = fixture::verified(&case);
        let text = text(&View::of(&case, &plan, &fixture::savings(&case, &plan)));
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows.len(), 6);
        assert_eq!(
            rows[3],
            "lee,lee-annex,lee-annex/apples,apples,10,kg,valley,valley/apples,apples,10,kg,30,12,\
             25.00,1300.00"
        );
        assert_eq!(
            rows[5],
            "lee,lee-annex,,,,,valley,valley/apples,apples,2,kg,30,12,5.00,260.00"
        );
    }
}
