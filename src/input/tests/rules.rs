//! Rules: what each kind says, which cells it uses, and what is warned of.

use rust_decimal::dec;

use super::codes::set;
use super::{FULL, codes, full, read};
use crate::input::{Column, Record, RuleRecord};
use crate::problem::{Each, Period, PeriodSpend, Rule, RuleKind, ShareOf, VendorChoice};
use crate::units::{Id, Money, VendorId};

/// The rule of the full case in this row.
fn rule(row: usize) -> Rule {
    let case = read(&full()).unwrap().case;
    let rule = case.rules.values().nth(row);
    rule.unwrap().clone()
}

/// The rule of this row when one of its cells is another.
fn changed(row: usize, column: &str, value: &str) -> Rule {
    let mut files = full();
    set(&mut files, "rules", row, column, value);
    let loaded = read(&files).map_err(|faults| faults.to_string()).unwrap();
    let rule = loaded.case.rules.values().nth(row);
    rule.unwrap().clone()
}

#[test]
fn every_kind_is_read_with_its_limit() {
    let vendor = |index| VendorChoice::Vendor(VendorId::from_index(index));
    let local = VendorChoice::Tag("local".into());
    let kinds = [
        RuleKind::Forbid(vendor(1)),
        RuleKind::Require(local.clone()),
        RuleKind::MostVendors { most: 1, of: None },
        RuleKind::FewestVendors {
            fewest: 1,
            of: Some(vendor(1)),
        },
        RuleKind::SameVendor,
        RuleKind::LargestShare {
            share: dec!(0.9),
            of: Some(vendor(0)),
            counted: ShareOf::Weight,
        },
        RuleKind::SmallestShare {
            share: dec!(0.125),
            of: local,
            counted: ShareOf::Spend,
        },
        RuleKind::KeepIncumbent,
        RuleKind::MostSwitches(1),
        RuleKind::SwitchingCost(Money::new(dec!(25))),
        RuleKind::Budget(PeriodSpend {
            spend: Money::new(dec!(900)),
            per: Period::Cycle,
        }),
        RuleKind::MinimumSaving(dec!(0.05)),
        RuleKind::NobodyAboveToday,
    ];
    let case = read(&full()).unwrap().case;
    let found: Vec<RuleKind> = case.rules.values().map(|rule| rule.kind.clone()).collect();
    assert_eq!(found, kinds);
}

#[test]
fn a_rule_keeps_what_it_is_asked_for_and_what_a_breach_costs() {
    let (stores, items) = (rule(2), rule(5));
    assert_eq!((stores.each, items.each), (Each::Site, Each::Item));
    assert_eq!(stores.price, Some(Money::new(dec!(5))));
    assert_eq!(items.price, Some(Money::new(dec!(0.5))));
    assert_eq!(rule(0).scope.category.as_deref(), Some("fruit"));
    assert_eq!(rule(0).note.as_deref(), Some("why not"));
}

#[test]
fn an_empty_cell_of_a_rule_means_its_default() {
    let share = changed(5, "counts", "");
    let counted = match share.kind {
        RuleKind::LargestShare { counted, .. } => counted,
        other => panic!("{other:?}"),
    };
    assert_eq!(counted, ShareOf::Spend);
    let budget = changed(10, "per", "");
    let per = match budget.kind {
        RuleKind::Budget(budget) => budget.per,
        other => panic!("{other:?}"),
    };
    assert_eq!(per, Period::Horizon);
    assert_eq!(changed(2, "each", "").each, Each::Whole);
    assert_eq!(changed(2, "price", "").price, None);
    let any = changed(5, "vendor", "");
    assert!(matches!(any.kind, RuleKind::LargestShare { of: None, .. }));
}

/// For each row of the full case's rules, the columns that its kind does not use.
const UNUSED: [&[&str]; 13] = [
    &["limit", "counts", "per", "each"],
    &["limit", "counts", "per", "each"],
    &["counts", "per"],
    &["counts", "per"],
    &["vendor", "vendor_tag", "limit", "counts", "per"],
    &["per"],
    &["per"],
    &["vendor", "vendor_tag", "limit", "counts", "per", "each"],
    &["vendor", "vendor_tag", "counts", "per"],
    &["vendor", "vendor_tag", "counts", "per", "each", "price"],
    &["vendor", "vendor_tag", "counts"],
    &["vendor", "vendor_tag", "counts", "per"],
    &["vendor", "vendor_tag", "limit", "counts", "per"],
];

#[test]
fn a_cell_that_the_kind_does_not_use_is_a_fault_at_that_cell_and_no_other_is() {
    let values = [
        ("vendor", "valley"),
        ("vendor_tag", "local"),
        ("limit", "1"),
        ("counts", "spend"),
        ("per", "horizon"),
        ("each", "member"),
        ("price", "7"),
    ];
    for (row, unused) in UNUSED.iter().enumerate() {
        for (column, value) in values {
            let mut files = full();
            set(&mut files, "rules", row, column, value);
            let faults = match read(&files) {
                Ok(loaded) => loaded.warnings,
                Err(faults) => faults.0,
            };
            let others: Vec<_> = faults
                .iter()
                .filter(|fault| fault.code.to_string() == "R303")
                .map(|fault| (fault.row, fault.column.as_deref()))
                .collect();
            let expected = (Some(row + 2), Some(column));
            let expected = unused.contains(&column).then_some(expected);
            assert_eq!(others, Vec::from_iter(expected), "row {row}, {column}");
        }
    }
}

#[test]
fn savings_are_asked_member_by_member_and_may_say_so() {
    for row in [11, 12] {
        for value in ["", "member"] {
            let mut files = full();
            set(&mut files, "rules", row, "each", value);
            assert_eq!(codes(&files), Vec::<String>::new());
        }
        let mut files = full();
        set(&mut files, "rules", row, "each", "site");
        let faults = read(&files).unwrap_err().to_string();
        assert!(faults.contains("always asked member by member"), "{faults}");
    }
}

#[test]
fn the_columns_stand_in_the_order_of_the_page() {
    let (_, text) = FULL[14];
    let names = RuleRecord::COLUMNS
        .iter()
        .map(|column: &Column| column.name);
    let names: Vec<_> = names.collect();
    assert_eq!(text.lines().next().unwrap(), names.join(","));
}

/// The faults and warnings of the full case whose rules are these.
fn said(rules: &str) -> String {
    let mut files = full();
    let header = "id,rule,vendor,vendor_tag,limit,counts,each,price,member,item,category";
    files.insert("rules.csv".into(), format!("{header}\n{rules}\n"));
    let faults = match read(&files) {
        Ok(loaded) => loaded.warnings,
        Err(faults) => faults.0,
    };
    let texts: Vec<_> = faults.iter().map(ToString::to_string).collect();
    texts.join("\n")
}

#[test]
fn an_incumbent_that_is_no_vendor_of_the_case_is_named() {
    let text = said("k,keep_incumbent,,,,,,,,apples,");
    for part in ["R307", "demand line a1", "Corner", "there is no plan"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let priced = said("k,keep_incumbent,,,,,,30,,apples,");
    assert!(
        priced.contains("every plan breaks the rule and pays its price"),
        "{priced}"
    );
    assert_eq!(said("k,keep_incumbent,,,,,,,,paper,"), "");
}

#[test]
fn a_rule_that_no_award_keeps_says_for_which_lines() {
    for (rules, part) in [
        ("r,smallest_share,vega,,5,,item,,,,", "the lines for paper"),
        ("r,smallest_share,vega,,5,,member,,,,", "member ann"),
        (
            "r,fewest_vendors,,,2,,category,,,,",
            "only 1 such vendors may serve the lines of category office",
        ),
        ("r,most_vendors,,,0,,,,,,", "bought from somebody"),
        (
            "f,forbid,valley,,,,,,bea,,\nr,same_vendor,,,,,category,,,,",
            "category fruit",
        ),
    ] {
        let text = said(rules);
        assert!(
            text.contains("R307") && text.contains(part),
            "{part}: {text}"
        );
    }
    assert_eq!(said("r,smallest_share,vega,,5,,,,,,"), "");
    assert_eq!(said("r,fewest_vendors,,,2,,,,,,"), "");
    assert_eq!(said("r,same_vendor,,,,,category,,,,"), "");
}

#[test]
fn a_tag_nobody_has_is_said_once_with_what_follows() {
    for (rules, part) in [
        (
            "r,smallest_share,,union,5,,,,,,",
            "so the rule cannot be kept",
        ),
        (
            "r,fewest_vendors,,union,1,,,,,,",
            "so the rule cannot be kept",
        ),
        ("r,largest_share,,union,5,,,,,,", "so it has no effect"),
        ("r,most_vendors,,union,1,,,,,,", "so it has no effect"),
    ] {
        let text = said(rules);
        assert!(text.contains("R117") && text.contains(part), "{text}");
        assert_eq!(text.matches("warning[").count(), 1, "{text}");
    }
}

#[test]
fn a_limit_nobody_can_miss_is_warned_of() {
    for rules in [
        "r,most_vendors,,,2,,,,,,",
        "r,most_vendors,,local,1,,,,,,",
        "r,fewest_vendors,,,1,,,,,,",
        "r,largest_share,,,100,,,,,,",
        "r,smallest_share,valley,,0,,,,,,",
    ] {
        let text = said(rules);
        assert!(
            text.contains("R306") && text.contains("no effect"),
            "{text}"
        );
        assert_eq!(text.matches("warning[").count(), 1, "{text}");
    }
}

#[test]
fn a_share_of_unlike_units_is_warned_of_unless_it_holds_for_each_item() {
    let text = said("r,largest_share,valley,,60,units,,,,,");
    assert!(
        text.contains("R309") && text.contains("lb and box"),
        "{text}"
    );
    assert_eq!(said("r,largest_share,valley,,60,units,item,,,,"), "");
    assert_eq!(said("r,largest_share,valley,,60,spend,,,,,"), "");
}

#[test]
fn a_fraction_in_place_of_a_percentage_is_warned_of() {
    let text = said("r,largest_share,valley,,0.6,,,,,,");
    assert!(
        text.contains("R308") && text.contains("0.6 percent"),
        "{text}"
    );
    assert_eq!(said("r,largest_share,valley,,1,,,,,,"), "");
}
