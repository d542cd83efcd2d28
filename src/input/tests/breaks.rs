//! Where a first break is the list price, and where it is an ordinary one.

use rust_decimal::dec;

use super::{full, read};
use crate::input::Faults;
use crate::problem::{BreakGroup, QuoteStructure};
use crate::units::Decimal;

/// The first group when the quotes (vega's apples by 0.1 lb, paper by the box) have these breaks.
fn group(quotes: &str, breaks: &str) -> Result<BreakGroup, Faults> {
    let mut files = full();
    for name in ["rebates.csv", "bundles.csv", "rules.csv"] {
        files.remove(name);
    }
    let header = "id,vendor,item,price,pack,whole_packs,group,min,min_per";
    files.insert("quotes.csv".into(), format!("{header}\n{quotes}\n"));
    let header = "group,quote,structure,from,price,percent_off,amount_off";
    files.insert("breaks.csv".into(), format!("{header}\n{breaks}\n"));
    let loaded = read(&files)?;
    Ok(loaded.case.groups.values().next().unwrap().clone())
}

/// Starts and first prices, or the reductions, of the tiers.
fn tiers(quotes: &str, breaks: &str) -> Vec<(Decimal, Decimal)> {
    let group = group(quotes, breaks).map_err(|faults| faults.to_string());
    match group.unwrap().structure {
        QuoteStructure::AllUnits(tiers) => tiers
            .iter()
            .map(|tier| (tier.from, tier.prices[0].amount().value()))
            .collect(),
        QuoteStructure::Incremental(tiers) => tiers
            .iter()
            .map(|tier| (tier.from, tier.off.value()))
            .collect(),
    }
}

fn faults(quotes: &str, breaks: &str) -> String {
    group(quotes, breaks).unwrap_err().to_string()
}

#[test]
fn a_price_from_one_is_an_ordinary_break_where_less_can_be_bought() {
    let stated = "v,vega,apples,10,,,,,";
    let listed = [(dec!(0), dec!(10)), (dec!(1), dec!(8))];
    assert_eq!(tiers(stated, "v,,all_units,1,8,,"), listed);
    let text = faults("v,vega,paper,10,,,,,", "v,,all_units,1,8,,");
    assert!(
        text.contains("B272") && text.contains("empty the price in quotes.csv"),
        "{text}"
    );
    let text = faults("v,vega,apples,10,5,site,,,", "v,,all_units,1,8,,");
    assert!(text.contains("B272"), "{text}");
}

#[test]
fn a_price_from_one_is_the_list_price_where_no_other_is_stated() {
    let listed = [(dec!(0), dec!(8)), (dec!(5), dec!(7))];
    let rows = "v,,all_units,1,8,,\nv,,,5,7,,";
    assert_eq!(tiers("v,vega,apples,,,,,,", rows), listed);
    assert_eq!(tiers("v,vega,apples,8,,,,,", rows), listed);
}

#[test]
fn a_reduction_from_the_start_is_a_break_and_not_a_second_list_price() {
    let stated = "v,vega,apples,10,,,,4,";
    let reduced = |from| tiers(stated, &format!("v,,all_units,{from},,5,"));
    assert_eq!(reduced("0"), [(dec!(0), dec!(9.5))]);
    assert_eq!(reduced("1"), [(dec!(0), dec!(10)), (dec!(1), dec!(9.5))]);
    assert_eq!(reduced("4"), [(dec!(0), dec!(10)), (dec!(4), dec!(9.5))]);
    let rows = "v,,incremental,0,,,1\nv,,,5,,,2";
    assert_eq!(
        tiers(stated, rows),
        [(dec!(0), dec!(1)), (dec!(5), dec!(2))]
    );
}

#[test]
fn a_minimum_is_the_start_only_for_one_quotes_breaks_over_the_same_period() {
    let rows = "v,,all_units,4,8,,";
    assert_eq!(tiers("v,vega,apples,,,,,4,", rows), [(dec!(0), dec!(8))]);
    let text = faults("v,vega,apples,,,,,4,horizon", rows);
    assert!(text.contains("Q241"), "{text}");
    let two = "v,vega,apples,,,,g,4,\nw,vega,pears,,,,g,4,";
    let text = faults(two, "g,,all_units,4,8,,");
    assert!(text.contains("Q241"), "{text}");
}

#[test]
fn in_a_group_a_list_price_from_one_stays_a_break_for_the_others() {
    let quotes = "v,vega,apples,10,,,g,,\nw,vega,pears,,,,g,,";
    let group = group(quotes, "g,,all_units,1,8,,\ng,,,9,7,,").map_err(|f| f.to_string());
    let QuoteStructure::AllUnits(tiers) = group.unwrap().structure else {
        panic!("breaks apply to every unit");
    };
    let prices = |index: usize| {
        let price = |tier: &crate::problem::AllUnitsTier| tier.prices[index].amount().value();
        tiers.iter().map(price).collect::<Vec<_>>()
    };
    assert_eq!(prices(0), [dec!(10), dec!(8), dec!(7)]);
    assert_eq!(prices(1), [dec!(8), dec!(8), dec!(7)]);
}
