//! Every fault code is raised by a small change of the full case, and raises no other.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{CELLS, TEXTS};
use super::{FULL, codes, full};
use crate::input::fault::Log;
use crate::input::folder::Bytes;
use crate::input::price_breaks::{self, ImportError, Options};
use crate::input::{Code, Faults, File, case_from_json, read_case, read_files};

type Files = BTreeMap<String, String>;

pub(super) fn set(files: &mut Files, file: &str, row: usize, column: &str, value: &str) {
    let text = files.get_mut(&format!("{file}.csv")).unwrap();
    let mut rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let position = rows[0].iter().position(|name| *name == column);
    let position = position.unwrap_or_else(|| {
        for row in &mut rows {
            row.push("");
        }
        rows[0].pop();
        rows[0].push(column);
        rows[0].len() - 1
    });
    rows[row + 1][position] = value;
    let lines: Vec<_> = rows.iter().map(|row| row.join(",")).collect();
    *text = lines.join("\n") + "\n";
}

fn replaced(file: &str, from: &str, to: &str) -> Files {
    let mut files = full();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    *text = text.replace(from, to);
    files
}

#[test]
fn every_changed_cell_raises_its_code() {
    let failed: Vec<String> = CELLS
        .iter()
        .filter_map(|(code, file, row, column, value)| {
            let mut files = full();
            set(&mut files, file, *row, column, value);
            let found = codes(&files);
            let is_raised = found.iter().any(|other| other == code);
            (!is_raised).then(|| format!("{code}: {file} {column} = {value}: {found:?}"))
        })
        .collect();
    assert_eq!(failed, Vec::<String>::new());
}

#[test]
fn every_changed_text_raises_its_code() {
    let failed: Vec<_> = TEXTS
        .iter()
        .map(|(code, file, from, to)| (code, codes(&replaced(file, from, to))))
        .filter(|(code, found)| !found.iter().any(|other| other == *code))
        .collect();
    assert_eq!(failed, Vec::new());
}

/// Faults that every table can have: number of the code, and the table's text.
fn spoilt(file: File, text: &str) -> [(u16, String); 6] {
    let (header, rows) = text.split_once('\n').unwrap();
    let wider = rows.replace('\n', ",\n");
    let first = header.split(',').next().unwrap();
    // In some tables the first column has a default.
    let required = match file {
        File::Demand => "member",
        File::Quotes => "vendor",
        _ => first,
    };
    [
        (101, format!("{header},zzz\n{wider}")),
        (
            102,
            format!("{}\n{rows}", header.replacen(required, "zzz", 1)),
        ),
        (112, format!("{text}x\n")),
        (113, format!("{header},{first}\n{wider}")),
        (114, format!("{text}\"x\n")),
        (120, text.replace(',', ";")),
    ]
}

/// All tables with each of these faults.
fn spoilt_tables() -> Vec<(String, Files)> {
    let mut tables = Vec::new();
    for file in File::ALL.into_iter().filter(|file| *file != File::Case) {
        for (number, text) in spoilt(file, &full()[file.name()]) {
            let mut files = full();
            files.insert(file.name().to_owned(), text);
            tables.push((format!("{}{number}", file.letter()), files));
        }
    }
    let mut zero = full();
    for row in 0..3 {
        set(&mut zero, "demand", row, "quantity", "0");
    }
    tables.push(("D221".to_owned(), zero));
    let mut fine = full();
    set(&mut fine, "items", 0, "step", "0.000001");
    set(&mut fine, "items", 0, "split", "yes");
    tables.push(("D223".to_owned(), fine));
    tables.extend(spoilt_collections());
    tables
}

/// Cases in which something is collected that cannot be.
fn spoilt_collections() -> Vec<(String, Files)> {
    let mut collected = full();
    set(&mut collected, "vendors", 1, "delivery", "collect");
    let mut nobody = collected.clone();
    nobody.remove("vehicles.csv");
    let rows = [("depot", "vega"), ("vega", "depot")];
    let rows = rows.map(|(from, to)| format!("{from},{to},900,100\n"));
    collected
        .get_mut("travel.csv")
        .unwrap()
        .push_str(&rows.concat());
    let mut weightless = collected.clone();
    set(&mut weightless, "items", 0, "weight", "");
    let mut shapeless = collected;
    set(&mut shapeless, "vehicles", 0, "volume_max", "900");
    let mut hubs = full();
    hubs.get_mut("hubs.csv").unwrap().push_str("second,,,\n");
    let mut twice = full();
    twice.get_mut("hubs.csv").unwrap().push_str("depot,,,\n");
    let cases = [
        ("V235", nobody),
        ("L233", weightless),
        ("L238", shapeless),
        ("H237", hubs),
        ("H111", twice),
    ];
    let named = cases.into_iter();
    named
        .map(|(code, files)| (code.to_owned(), files))
        .collect()
}

#[test]
fn every_spoilt_table_raises_its_code() {
    let failed: Vec<_> = spoilt_tables()
        .into_iter()
        .map(|(code, files)| (code, codes(&files)))
        .filter(|(code, found)| !found.contains(code))
        .collect();
    assert_eq!(failed, Vec::new());
}

fn folder_codes(result: Result<crate::input::Loaded, Faults>) -> Vec<String> {
    let faults = result.map_or_else(|faults| faults.0, |loaded| loaded.warnings);
    faults.iter().map(|fault| fault.code.to_string()).collect()
}

fn bytes<'a>(files: &'a mut Bytes, name: &str) -> &'a mut Vec<u8> {
    files.get_mut(name).unwrap().as_mut().unwrap()
}

/// Faults of the folder itself and of `case.json`.
fn folder_changes() -> Vec<(&'static str, Vec<String>)> {
    let read = |change: &dyn Fn(&mut Bytes)| {
        let mut bytes: Bytes = full()
            .into_iter()
            .map(|(name, text)| (name, Some(text.into_bytes())))
            .collect();
        change(&mut bytes);
        folder_codes(read_files(&bytes, Log::default()))
    };
    let json = super::read(&full()).unwrap().records.to_json();
    let two_rates = json.replace(
        "\"rate\": \"1.08\"\n    }",
        "\"rate\": \"1.08\"\n    },\n    {\"currency\": \"EUR\", \"rate\": \"1.1\"}",
    );
    let dir = tempfile::tempdir().unwrap();
    // A folder in the place of a file cannot be read as one.
    std::fs::create_dir(dir.path().join("case.toml")).unwrap();
    vec![
        ("F001", folder_codes(read_case(&dir.path().join("absent")))),
        ("F002", read(&|files| drop(files.remove("quotes.csv")))),
        ("F003", folder_codes(read_case(dir.path()))),
        ("F004", read(&|files| bytes(files, "items.csv").push(0xE9))),
        (
            "F005",
            read(&|files| drop(files.insert("quote.csv".into(), None))),
        ),
        ("F006", read(&|files| bytes(files, "rules.csv").clear())),
        (
            "F007",
            read(&|files| *bytes(files, "members.csv") = b"id\n".to_vec()),
        ),
        (
            "F011",
            read(&|files| {
                let rules = files.remove("rules.csv").unwrap();
                files.insert("rule.csv".into(), rules);
            }),
        ),
        (
            "U121",
            read(&|files| {
                let case = FULL[0].1.replace("1.08", "1000000000");
                *bytes(files, "case.toml") = case.into_bytes();
                let bundles = "id,vendor,item,min,amount\nbasket,valley,apples,10,11\n";
                *bytes(files, "bundles.csv") = bundles.into();
            }),
        ),
        ("F008", folder_codes(case_from_json("{"))),
        (
            "F009",
            folder_codes(case_from_json(
                &json.replace("version\": 1", "version\": 2"),
            )),
        ),
        ("C111", folder_codes(case_from_json(&two_rates))),
    ]
}

#[test]
fn every_change_of_the_folder_raises_its_code() {
    for (code, found) in folder_changes() {
        assert!(found.iter().any(|other| other == code), "{code}: {found:?}");
    }
}

/// Codes of imports that fail, with the one expected.
fn failed_imports() -> Vec<(&'static str, Vec<String>)> {
    let dir = tempfile::tempdir().unwrap();
    let header =
        "manufacturer,description,mpn,vendor,break_qty,unit_price,currency,moq,in_stock,sku";
    let import = |text: &str, out: std::path::PathBuf| {
        let table = dir.path().join("table.csv");
        std::fs::write(&table, text).unwrap();
        let usd = crate::units::Currency::from_code("USD").unwrap();
        let options = Options {
            vendors_min: 1,
            ..Options::new(out, usd)
        };
        let Err(ImportError::Table(faults)) = price_breaks::import(&table, &options) else {
            panic!("the table is not valid");
        };
        faults
            .0
            .iter()
            .map(|fault| fault.code.to_string())
            .collect::<Vec<_>>()
    };
    let rows = format!("{header}\nm,d,A,v,1,2.50,USD,1,100,s\n");
    let none = format!("{header}\n");
    let new = dir.path().join("new");
    vec![
        ("F010", import(&none, new.clone())),
        ("F113", import(&rows.replace("sku", "mpn"), new.clone())),
        ("F120", import(&rows.replace(',', ";"), new.clone())),
        ("F102", import("mpn,vendor\nA,v\n", new)),
    ]
}

#[test]
fn every_failed_import_raises_its_code() {
    for (code, found) in failed_imports() {
        assert!(found.iter().any(|other| other == code), "{code}: {found:?}");
    }
}

#[test]
fn every_code_is_raised_by_some_test() {
    let mut raised: BTreeSet<String> = CELLS.iter().map(|edit| edit.0.to_owned()).collect();
    raised.extend(TEXTS.iter().map(|edit| edit.0.to_owned()));
    raised.extend(spoilt_tables().into_iter().map(|(code, _)| code));
    raised.extend(
        folder_changes()
            .into_iter()
            .chain(failed_imports())
            .chain(crate::input::vrplib::changes())
            .chain(crate::input::delivery_json::changes())
            .map(|(code, _)| code.to_owned()),
    );
    let all: BTreeSet<String> = Code::all().map(|code| code.to_string()).collect();
    let missing: Vec<_> = all.difference(&raised).collect();
    let unknown: Vec<_> = raised.difference(&all).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "missing {missing:?}, unknown {unknown:?}"
    );
}
