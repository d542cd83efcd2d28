//! What the built case says, by hand.

use rust_decimal::dec;

use super::{full, read};
use crate::problem::{
    Case, Counted, DeliveryTerms, Discount, Drop, Period, QuoteStructure, Scope, VendorChoice,
};
use crate::units::rounding::settled;
use crate::units::{Decimal, Id, Money, Price, Quantity, Table};

fn case() -> Case {
    let loaded = read(&full());
    loaded.map_err(|faults| faults.to_string()).unwrap().case
}

/// The row with this key.
fn by_key<'a, I: Id, T>(
    table: &'a Table<I, T>,
    key: impl Fn(&T) -> &str,
    wanted: &str,
) -> (I, &'a T) {
    let mut rows = table.iter();
    rows.find(|(_, row)| key(row) == wanted).unwrap()
}

/// The case whose file has `text` instead.
fn with(file: &str, text: &str) -> Case {
    let mut files = full();
    files.insert(file.to_owned(), text.to_owned());
    let loaded = read(&files);
    loaded.map_err(|faults| faults.to_string()).unwrap().case
}

#[test]
fn a_price_per_pack_in_another_currency_is_converted_exactly() {
    let case = case();
    let (_, quote) = by_key(&case.quotes, |quote| &quote.key, "valley/apples");
    let price = Price::new(Money::new(dec!(43.2)), Quantity::new(dec!(40)));
    assert_eq!(quote.price, price);
    assert_eq!(quote.min_order.unwrap().quantity.value(), dec!(40));
    assert_eq!(quote.lot_size.unwrap().value(), dec!(80));
    assert_eq!(quote.capacity.unwrap().quantity.value(), dec!(2000));
    assert_eq!(
        quote.surplus_owner,
        Some(by_key(&case.members, |m| &m.key, "ann").0)
    );
}

/// The case whose case.toml has these lines too.
fn settled_by(lines: &str) -> Result<crate::problem::SettlementTerms, String> {
    let mut files = full();
    let text = files.get_mut("case.toml").unwrap();
    let (settings, rates) = text.split_once("[rates]").unwrap();
    *text = format!("{settings}{lines}\n[rates]{rates}");
    let loaded = read(&files).map_err(|faults| faults.to_string())?;
    Ok(loaded.case.settlement)
}

#[test]
fn terms_of_settlement_are_shares_money_and_a_date() {
    let terms = settled_by(
        "transfers = false\ncap_today = true\nadmin_fee_percent = 1.5\nadmin_fee_member = 120\n\
         tax_rate = 6.625\ncommit_until = 2099-02-28",
    );
    let terms = terms.unwrap();
    assert!(!terms.transfers && terms.cap_today);
    assert_eq!(terms.admin_fee_share, dec!(0.015));
    assert_eq!(terms.admin_fee_member, Money::new(dec!(120)));
    assert_eq!(terms.tax_rate, dec!(0.06625));
    assert_eq!(terms.until.unwrap().to_string(), "2099-02-28");
    assert_eq!(
        settled_by(""),
        Ok(crate::problem::SettlementTerms::default())
    );
}

#[test]
fn wrong_terms_of_settlement_are_faults_of_their_keys() {
    for (line, code) in [
        ("transfers = \"maybe\"", "C107"),
        ("admin_fee_percent = 101", "C105"),
        ("admin_fee_member = -1", "C105"),
        ("tax_rate = \"6,5\"", "C103"),
        ("commit_until = 1999-01-01", "C105"),
    ] {
        let faults = settled_by(line).unwrap_err();
        let key = line.split(' ').next().unwrap();
        assert!(
            faults.contains(code) && faults.contains(key),
            "{line}: {faults}"
        );
    }
}

#[test]
fn spend_of_exactly_a_threshold_reaches_it_at_any_rate() {
    let mut files = full();
    let mut replace = |name: &str, from, to| {
        let text = files.get_mut(name).unwrap();
        *text = text.replace(from, to);
    };
    replace("case.toml", "1.08", "0.000061312345");
    replace("vendors.csv", "50,cycle,10", "0.5,cycle,10");
    let case = read(&files).unwrap().case;
    let (_, valley) = by_key(&case.vendors, |vendor| &vendor.key, "valley");
    let spend = settled(dec!(0.5) * dec!(0.000061312345));
    assert!(spend >= valley.min_order.unwrap().spend.value());
}

#[test]
fn defaults_fill_empty_cells() {
    let case = case();
    let (bea, member) = by_key(&case.members, |member| &member.key, "bea");
    assert_eq!((member.name.as_str(), member.tax_exempt), ("bea", false));
    let (_, site) = by_key(&case.sites, |site| &site.key, "bea");
    assert_eq!((site.member, site.zone.as_deref()), (bea, None));
    let steps: Vec<_> = case.items.values().map(|item| item.step.value()).collect();
    assert_eq!(steps, [dec!(0.1), dec!(0.5), dec!(1)]);
    let over_buy: Vec<_> = case.items.values().map(|item| item.over_buy).collect();
    assert_eq!(over_buy, [true, true, true]);
    let keys: Vec<_> = case.demand.values().map(|line| line.key.as_str()).collect();
    assert_eq!(keys, ["a1", "back/paper", "bea/apples"]);
    assert_eq!(
        (case.horizon.cycles, case.horizon.name.as_str()),
        (52, "year")
    );
}

#[test]
fn perishable_items_are_not_over_bought_unless_they_say_so() {
    let text = full()["items.csv"].replace("0.1,,yes,", "0.1,,,");
    assert!(
        !with("items.csv", &text)
            .items
            .values()
            .next()
            .unwrap()
            .over_buy
    );
}

#[test]
fn a_demand_line_keeps_what_the_member_accepts() {
    let case = case();
    let (_, line) = by_key(&case.demand, |line| &line.key, "a1");
    let (valley, _) = by_key(&case.vendors, |vendor| &vendor.key, "valley");
    assert_eq!(line.substitutes[0].factor, dec!(1.5));
    let local = VendorChoice::Tag("local".into());
    assert_eq!(line.requires, [local, VendorChoice::Vendor(valley)]);
    assert_eq!(
        line.today.as_ref().unwrap().vendor.as_deref(),
        Some("Corner")
    );
    let (_, yearly) = by_key(&case.demand, |line| &line.key, "back/paper");
    assert_eq!(yearly.quantity.value(), dec!(2));
}

#[test]
fn drop_terms_of_a_zone_replace_the_vendors() {
    let case = case();
    let (_, valley) = by_key(&case.vendors, |vendor| &vendor.key, "valley");
    let drop = |zone| *valley.delivery.drop_in(zone).unwrap();
    let money = |value| Money::new(value);
    let south = Drop {
        fee: money(dec!(8.64)),
        free_from: Some(money(dec!(216))),
        value_min: None,
    };
    assert_eq!(drop(Some("south")), south);
    assert_eq!(drop(None).fee, money(dec!(5.4)));
    assert_eq!(drop(Some("north")).value_min, Some(money(dec!(21.6))));
    assert_eq!(valley.fixed_fee.unwrap().per, Period::Once);
    let (_, vega) = by_key(&case.vendors, |vendor| &vendor.key, "vega");
    assert_eq!(vega.delivery, DeliveryTerms::None);
}

#[test]
fn a_group_counts_the_weight_of_all_its_quotes() {
    let case = case();
    let (_, group) = by_key(&case.groups, |group| &group.key, "fruit");
    assert_eq!((group.quotes.len(), group.counted), (2, Counted::Weight));
    let QuoteStructure::Incremental(tiers) = &group.structure else {
        panic!("{:?}", group.structure);
    };
    let tiers: Vec<_> = tiers
        .iter()
        .map(|tier| (tier.from, tier.off.value()))
        .collect();
    let expected = [
        (dec!(0), dec!(0)),
        (dec!(100), dec!(0.0216)),
        (dec!(200), dec!(0.054)),
    ];
    assert_eq!(tiers, expected);
}

#[test]
fn the_first_break_gives_the_list_price() {
    let case = case();
    let (_, quote) = by_key(&case.quotes, |quote| &quote.key, "paper");
    assert_eq!(quote.price, Price::per_unit(Money::new(dec!(32.4))));
    let group = &case.groups[quote.group.unwrap()];
    assert_eq!(group.per, Period::Horizon);
    assert_eq!(
        all_units(&group.structure),
        [
            (dec!(0), dec!(32.4)),
            (dec!(100), dec!(30.78)),
            (dec!(500), dec!(29.16)),
        ]
    );
}

/// Start and first price of each tier.
fn all_units(structure: &QuoteStructure) -> Vec<(Decimal, Decimal)> {
    let QuoteStructure::AllUnits(tiers) = structure else {
        panic!("{structure:?}");
    };
    let tier = |tier: &crate::problem::AllUnitsTier| (tier.from, tier.prices[0].amount().value());
    tiers.iter().map(tier).collect()
}

/// The only group when valley quotes apples in packs of `pack` with these breaks of its own.
fn own_breaks(pack: &str, rows: &str) -> crate::problem::BreakGroup {
    let mut files = full();
    for name in ["rebates.csv", "bundles.csv"] {
        files.remove(name);
    }
    let quotes = format!(
        "id,vendor,item,price,quoted_in,pack,conditions\n\
         a,valley,apples,40,pack,{pack},\nv,vega,apples,1.10,unit,,\n\
         p,valley,paper,30,unit,,term:yearly\n"
    );
    files.insert("quotes.csv".into(), quotes);
    let header = "group,structure,counts,from,price,percent_off,amount_off";
    files.insert("breaks.csv".into(), format!("{header}\n{rows}\n"));
    let case = read(&files)
        .map_err(|faults| faults.to_string())
        .unwrap()
        .case;
    case.groups.values().next().unwrap().clone()
}

#[test]
fn own_breaks_of_a_quote_in_packs_are_in_packs() {
    let group = own_breaks("40", "a,all_units,,5,38,,");
    assert_eq!(
        all_units(&group.structure),
        [(dec!(0), dec!(43.2)), (dec!(200), dec!(41.04))]
    );
    assert_eq!(group.counted, Counted::Units);
}

#[test]
fn incremental_breaks_count_packs_where_units_would_be_rounded() {
    let tier = |pack, rows| {
        let group = own_breaks(pack, rows);
        let QuoteStructure::Incremental(tiers) = &group.structure else {
            panic!("{:?}", group.structure);
        };
        (group.counted, tiers[1].from, tiers[1].off.value())
    };
    let row = "a,incremental,,5,38,,";
    assert_eq!(tier("40", row), (Counted::Units, dec!(200), dec!(0.054)));
    assert_eq!(tier("30", row), (Counted::Packs, dec!(5), dec!(2.16)));
    assert_eq!(
        tier("30", "a,incremental,,5,,,2"),
        (Counted::Packs, dec!(5), dec!(2.16))
    );
    assert_eq!(
        tier("40", "a,incremental,,5,,,2"),
        (Counted::Units, dec!(200), dec!(0.054))
    );
    assert_eq!(
        tier("40", "a,incremental,packs,5,38,,"),
        (Counted::Packs, dec!(5), dec!(2.16))
    );
    assert_eq!(
        tier("40", "a,incremental,spend,100,,5,"),
        (Counted::Spend, dec!(108), dec!(0.05))
    );
    // 2.00 less for 40 lb of 0.4536 kg has no finite decimal per kg; 1.8144 less is 0.1 per kg.
    let weighed = tier("40", "a,incremental,weight,100,38.1856,,");
    assert_eq!(weighed, (Counted::Weight, dec!(100), dec!(0.108)));
}

#[test]
fn rebates_and_bundles_are_converted_and_keep_their_levels() {
    let case = case();
    let rebate = case.rebates.values().next().unwrap();
    let levels: Vec<_> = rebate
        .tiers
        .iter()
        .map(|tier| (tier.from.value(), tier.discount))
        .collect();
    let lump = Discount::Lump(Money::new(dec!(216)));
    assert_eq!(
        levels,
        [
            (dec!(1080), Discount::Share(dec!(0.01))),
            (dec!(5400), lump)
        ]
    );
    assert_eq!(
        (rebate.per, rebate.category.as_deref()),
        (Period::Horizon, Some("fruit"))
    );
    let bundle = case.bundles.values().next().unwrap();
    assert_eq!(
        (bundle.parts.len(), bundle.discount),
        (2, Discount::Share(dec!(0.05)))
    );
}

#[test]
fn scopes_and_rules_refer_to_rows() {
    let case = case();
    let (_, quote) = by_key(&case.quotes, |quote| &quote.key, "vp");
    let (ann, _) = by_key(&case.members, |member| &member.key, "ann");
    let (bea, _) = by_key(&case.sites, |site| &site.key, "bea");
    let zone = Scope::Zone("south".into());
    assert_eq!(quote.scope, [Scope::Member(ann), zone, Scope::Site(bea)]);
    let rule = case.rules.values().next().unwrap();
    assert_eq!(rule.scope.member, Some(ann));
    assert_eq!(rule.scope.category.as_deref(), Some("fruit"));
}

#[test]
fn records_written_as_json_make_the_same_case() {
    let loaded = read(&full()).unwrap();
    let again = crate::input::case_from_json(&loaded.records.to_json()).unwrap();
    assert_eq!(again.records, loaded.records);
    assert_eq!(format!("{:?}", again.case), format!("{:?}", loaded.case));
    assert_eq!(again.warnings, loaded.warnings);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let mut files = full();
    for text in files.values_mut() {
        *text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    }
    let case = format!("{:?}", case());
    assert_eq!(format!("{:?}", read(&files).unwrap().case), case);
}
