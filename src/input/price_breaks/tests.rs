//! Small look-alike tables, and the folders made of them.

use std::fs;
use std::path::PathBuf;

use super::*;
use crate::input::read_case;
use crate::problem::QuoteStructure;
use crate::units::Quantity;

const HEADER: &str = "mpn,manufacturer,description,vendor,sku,currency,moq,in_stock,break_qty,\
                      unit_price\n";

/// Two parts: the first with three vendors in USD, the second with two.
const TABLE: &str = "\
R-10/K,Acme,\"Resistor, 10 k\",North,N1,USD,1,5000,1,0.10
R-10/K,Acme,\"Resistor, 10 k\",North,N1,USD,1,5000,100,0.06
R-10/K,Acme,\"Resistor, 10 k\",South,S1,USD,50,800,50,0.08
R-10/K,Acme,\"Resistor, 10 k\",South,S1,USD,50,800,500,0.05
R-10/K,Acme,\"Resistor, 10 k\",East,E1,USD,1,0,1,0.09
R-10/K,Acme,\"Resistor, 10 k\",West,W1,EUR,1,10,1,0.01
C-1,Acme,Capacitor,North,N2,USD,1,100,1,1.00
C-1,Acme,Capacitor,South,S2,USD,1,100,1,1.00
";

struct Made {
    folder: tempfile::TempDir,
    result: Result<ImportSummary, ImportError>,
}

impl Made {
    fn out(&self) -> PathBuf {
        self.folder.path().join("case")
    }

    fn summary(&self) -> &ImportSummary {
        self.result.as_ref().unwrap()
    }

    fn findings(&self, kind: FindingKind) -> Vec<(usize, &str)> {
        let findings = self.summary().findings.iter();
        findings
            .filter(|finding| finding.kind == kind)
            .map(|finding| (finding.line, finding.what.as_str()))
            .collect()
    }

    fn code(&self) -> String {
        let Err(ImportError::Table(faults)) = &self.result else {
            panic!("the table is valid");
        };
        faults.0[0].code.to_string()
    }
}

fn made(table: &str, change: impl FnOnce(&mut Options)) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("quotes.csv");
    fs::write(&path, table).unwrap();
    let currency = Currency::from_code("USD").unwrap();
    let mut options = Options::new(folder.path().join("case"), currency);
    change(&mut options);
    let result = import(&path, &options);
    Made { folder, result }
}

fn check_finding(rows: &str, kind: FindingKind, expected: &[(usize, &str)]) {
    let made = made(&format!("{HEADER}{rows}"), |options| {
        options.vendors_min = 1;
    });
    assert_eq!(made.findings(kind), expected);
}

#[test]
fn parts_with_enough_vendors_become_a_case_that_reads_without_faults() {
    let made = made(&format!("{HEADER}{TABLE}"), |_| {});
    let loaded = read_case(&made.out()).unwrap();
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    let case = loaded.case;
    assert_eq!((case.items.len(), case.members.len()), (1, 12));
    let (_, item) = case.items.iter().next().unwrap();
    assert_eq!(
        (item.key.as_str(), item.split, item.over_buy),
        ("R-10-K", true, true)
    );
    assert_eq!(item.name, "R-10/K: Resistor, 10 k");
    let quotes: Vec<_> = case.quotes.iter().map(|(_, quote)| quote).collect();
    assert_eq!(quotes.len(), 2);
    assert_eq!(quotes[1].key, "South_S1");
    let pieces = |n: i64| Quantity::new(Decimal::from(n));
    assert_eq!(quotes[1].min_order.unwrap().quantity, pieces(50));
    assert_eq!(quotes[1].capacity.unwrap().quantity, pieces(800));
    let group = &case.groups[quotes[1].group.unwrap()];
    let QuoteStructure::AllUnits(tiers) = &group.structure else {
        panic!("breaks apply to every unit");
    };
    assert_eq!(tiers[1].from, Decimal::from(500));
    assert_eq!(tiers[1].prices[0].amount().to_string(), "0.05");
}

#[test]
fn every_row_is_accounted_for_in_figures_and_report() {
    let made = made(&format!("{HEADER}{TABLE}"), |_| {});
    let summary = made.summary();
    assert_eq!((summary.n_rows, summary.n_rows_used), (8, 8));
    assert_eq!((summary.n_recorded, summary.n_recorded_in_currency), (6, 5));
    assert_eq!((summary.n_parts, summary.n_parts_in_currency), (2, 2));
    assert_eq!(summary.n_parts_with_vendors, 1);
    assert_eq!(summary.n_parts_with_usable_vendors, 0);
    assert_eq!(made.findings(FindingKind::TooFewVendors), [(8, "C-1: 2")]);
    assert_eq!(
        made.findings(FindingKind::NoStock),
        [(6, "R-10/K, East E1, USD")]
    );
    assert_eq!(
        made.findings(FindingKind::OtherCurrency),
        [(7, "R-10/K, West W1, EUR")]
    );
    let report = fs::read_to_string(made.out().join("import-report.txt")).unwrap();
    for finding in &summary.findings {
        let line = format!("  row {}: {}\n", finding.line, finding.what);
        assert!(report.contains(&line), "{line}");
    }
    let terminal = summary.to_string();
    assert!(terminal.contains("1 by at least 3 vendors"), "{terminal}");
    assert!(terminal.lines().all(|line| line.len() <= 100), "{terminal}");
}

#[test]
fn a_cell_that_cannot_be_read_is_named_and_its_row_left_out() {
    let rows = "\
A,,,V,1,USD,1,\"1,000\",1,0.10
A,,,V,2,USD,1,10,2.5,0.10
,,,V,3,USD,1,10,1,-4
A,,,V,4,USD,1,10,1,0.1234567
A,,,V,5,USD,1,10,1,0
A,,,V,6,USD,1,10,1
A,,\",V,7,USD,1,10,1,1
A,,,V,8,USD,1,10,1,1
,,,,,,,,,
";
    check_finding(
        rows,
        FindingKind::BadCell,
        &[
            (
                2,
                "column in_stock: found \"1,000\", expected a whole number",
            ),
            (
                3,
                "column break_qty: found \"2.5\", expected a whole number",
            ),
            (4, "column mpn: empty, expected a text"),
            (4, "column unit_price: found \"-4\", expected a price"),
            (
                5,
                "column unit_price: found \"0.1234567\", expected a price",
            ),
        ],
    );
    check_finding(rows, FindingKind::ZeroPrice, &[(6, "A, V 5, USD")]);
    let ragged = "9 cells, the header has 10";
    check_finding(rows, FindingKind::RaggedRow, &[(7, ragged)]);
    let open = "A,,\",V,7,USD,1,10,1,1";
    check_finding(rows, FindingKind::OpenQuotation, &[(8, open)]);
}

#[test]
fn where_rows_contradict_each_other_the_cautious_reading_is_kept() {
    let rows = "\
A,X,,V,1,USD,1,90,1,0.10
A,X,,V,1,USD,2,80,1,0.10
A,Y,,V,1,USD,1,90,10,0.05
A,X,,V,1,USD,1,90,10,0.07
";
    let recorded = "A, V 1, USD: minimum / stock 1 / 90 and 2 / 80";
    check_finding(rows, FindingKind::RecordedTwice, &[(2, recorded)]);
    let same = "A, V 1, USD from 1: also in row 2";
    check_finding(rows, FindingKind::SameBreakTwice, &[(3, same)]);
    let prices = "A, V 1, USD from 10: 0.05 and 0.07";
    check_finding(rows, FindingKind::TwoPrices, &[(5, prices)]);
    let made = made(&format!("{HEADER}{rows}"), |o| o.vendors_min = 1);
    let quotes = fs::read_to_string(made.out().join("quotes.csv")).unwrap();
    assert!(quotes.ends_with("\nV_1,V,A,0.1,2,80\n"), "{quotes}");
    let breaks = fs::read_to_string(made.out().join("breaks.csv")).unwrap();
    assert!(breaks.ends_with("\nV_1,all_units,10,0.07\n"), "{breaks}");
}

#[test]
fn odd_ladders_and_quotes_are_listed() {
    let rises = "A,,,V,1,USD,1,9,1,0.19\nA,,,V,1,USD,1,9,5,0.191\n";
    let what = "A, V 1, USD from 5: 0.19 becomes 0.191";
    check_finding(rises, FindingKind::PriceRises, &[(2, what)]);
    let below = "A,,,V,1,USD,10,90,1,0.3\nA,,,V,1,USD,10,90,10,0.2\n";
    let what = "A, V 1, USD from 1: the minimum is 10";
    check_finding(below, FindingKind::BreakBelowMinimum, &[(2, what)]);
    let above = "A,,,V,1,USD,1,90,25,0.3\n";
    let what = "A, V 1, USD: 1 becomes 25";
    check_finding(above, FindingKind::MinimumBelowBreak, &[(2, what)]);
    let few = "A,,,V,1,USD,10,9,10,0.3\nA,,,V,2,USD,1,9,1,0.4\n";
    let what = "A, V 1, USD: 9 of 10";
    check_finding(few, FindingKind::StockBelowMinimum, &[(2, what)]);
    let twins = "A,,,V,1,USD,1,9,1,0.3\nA,,,V,2,USD,1,9,1,0.3\n";
    let what = "A, V 2, USD: as in row 2";
    check_finding(twins, FindingKind::SameStockTwice, &[(3, what)]);
    let names = "A,X,,V,1,USD,1,9,1,0.3\nA,Y,,W,2,USD,1,9,1,0.3\n";
    check_finding(names, FindingKind::TwoManufacturers, &[(2, "A: X, Y")]);
    let empty = "A,,,V,1,USD,1,0,1,0.3\nB,,,V,2,USD,1,9,1,0.3\n";
    check_finding(empty, FindingKind::NoUsableQuote, &[(2, "A")]);
    let id = "A+B,,,V,1,USD,1,9,1,0.3\nA/B,,,V,2,USD,1,9,1,0.3\n";
    let renamed = [(2, "A+B becomes A-B"), (3, "A/B becomes A-B-2")];
    check_finding(id, FindingKind::Renamed, &renamed);
}

#[test]
fn a_table_with_other_columns_is_read_by_their_names() {
    let table = "part no;x,who,qty,each\nA,V,1,2.50\n".replace(';', " ");
    let made = made(&format!("\u{feff}{}", table.replace(" x", "")), |options| {
        options.vendors_min = 1;
        options.columns = Columns {
            part: "part no".to_owned(),
            vendor: "who".to_owned(),
            break_quantity: "qty".to_owned(),
            price: "each".to_owned(),
            currency: None,
            sku: None,
            min_order: None,
            stock: None,
            manufacturer: None,
            description: None,
        };
    });
    let loaded = read_case(&made.out()).unwrap();
    let (_, quote) = loaded.case.quotes.iter().next().unwrap();
    assert_eq!((quote.key.as_str(), quote.capacity), ("V_A", None));
}

#[test]
fn demand_follows_the_seed_and_stays_within_the_largest_stock() {
    let rows: String = (0..40)
        .flat_map(|part| [(1, "0.5"), (100, "0.3"), (1000, "0.2")].map(|tier| (part, tier)))
        .map(|(part, (from, price))| format!("P{part},,,V,{part},USD,1,600,{from},{price}"))
        .collect::<Vec<_>>()
        .join("\n");
    let table = format!("{HEADER}{rows}\n");
    let demand = |seed: u64| {
        let made = made(&table, |options| {
            options.vendors_min = 1;
            options.seed = seed;
        });
        let loaded = read_case(&made.out()).unwrap();
        for (item, _) in loaded.case.items.iter() {
            let lines = loaded
                .case
                .demand
                .iter()
                .filter(|(_, line)| line.item == item);
            let total: Quantity = lines.map(|(_, line)| line.quantity).sum();
            let total = total.value();
            assert!(
                total >= Decimal::from(80) && total <= Decimal::from(120),
                "{total}"
            );
        }
        fs::read_to_string(made.out().join("demand.csv")).unwrap()
    };
    assert_eq!(demand(1), demand(1));
    assert_ne!(demand(1), demand(2));
}

#[test]
fn delivery_is_free_unless_terms_are_given() {
    let table = format!("{HEADER}{TABLE}");
    let vendors = |drop| {
        let made = made(&table, |options| options.drop = drop);
        read_case(&made.out()).unwrap();
        fs::read_to_string(made.out().join("vendors.csv")).unwrap()
    };
    assert!(vendors(None).contains("North,North,none\n"));
    let terms = DropTerms {
        fee: Decimal::from(8),
        free_from: Some(Decimal::from(50)),
    };
    assert!(vendors(Some(terms)).contains("North,North,delivered,8,50\n"));
}

#[test]
fn nothing_is_written_unless_the_whole_case_can_be() {
    let check = |made: &Made, code: &str| {
        assert_eq!(made.code(), code);
        let left: Vec<_> = fs::read_dir(made.folder.path()).unwrap().collect();
        assert!(left.len() <= 2, "{left:?}");
    };
    check(&made("", |_| {}), "F006");
    check(&made("mpn,vendor\n", |_| {}), "F102");
    check(&made(&HEADER.replace("sku", "mpn"), |_| {}), "F113");
    check(&made(&HEADER.replace(',', ";"), |_| {}), "F120");
    check(&made(HEADER, |_| {}), "F010");
    let table = format!("{HEADER}{TABLE}");
    check(&made(&table, |o| o.vendors_min = 9), "F010");
    let taken = made(&table, |options| {
        fs::create_dir(&options.out).unwrap();
        fs::write(options.out.join("mine.txt"), "kept").unwrap();
    });
    assert!(matches!(taken.result, Err(ImportError::Folder(_))));
    assert_eq!(
        fs::read_to_string(taken.out().join("mine.txt")).unwrap(),
        "kept"
    );
    let empty = made(&table, |options| fs::create_dir(&options.out).unwrap());
    assert!(empty.out().join("case.toml").is_file());
}
