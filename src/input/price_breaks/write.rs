//! The case folder, written whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::demand::Need;
use super::finding::{Finding, FindingKind};
use super::parts::Part;
use super::{DropTerms, Options};
use crate::problem::Date;

/// Name of the list of findings in the case folder.
pub(super) const REPORT: &str = "import-report.txt";

/// A file of the folder: name and text.
pub(super) type TextFile = (&'static str, String);

/// Ids made of names in a table, one each.
#[derive(Debug, Default)]
pub(super) struct Ids {
    used: BTreeSet<String>,
}

impl Ids {
    /// An id like `name`, with `-` for characters that an id cannot have.
    pub fn id(&mut self, name: &str) -> String {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        let base: String = name
            .chars()
            .map(|character| if allowed(character) { character } else { '-' })
            .collect();
        let mut id = base.clone();
        let mut number = 2;
        while !self.used.insert(id.clone()) {
            id = format!("{base}-{number}");
            number += 1;
        }
        id
    }

    /// An id like `name`; a finding says so if it is another.
    pub fn noted_id(&mut self, name: &str, line: usize, findings: &mut Vec<Finding>) -> String {
        let id = self.id(name);
        if id != name {
            findings.push(Finding {
                kind: FindingKind::Renamed,
                line,
                what: format!("{name} becomes {id}"),
            });
        }
        id
    }
}

/// Numbers of rows in the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_field_names, reason = "counts are named so everywhere")]
pub(super) struct Written {
    pub n_vendors: usize,
    pub n_quotes: usize,
    pub n_breaks: usize,
}

/// The files of the case, without the report.
pub(super) fn files(
    parts: &[Part],
    needs: &[Need],
    options: &Options,
    as_of: Date,
    name: &str,
    findings: &mut Vec<Finding>,
) -> (Vec<TextFile>, Written) {
    let mut ids = Ids::default();
    let items: Vec<String> = parts
        .iter()
        .map(|part| ids.noted_id(&part.name, part.offers[0].line, findings))
        .collect();
    let vendors = vendor_ids(parts, findings);
    let (quotes, breaks) = quotes(parts, &items, &vendors);
    let written = Written {
        n_vendors: vendors.len(),
        n_quotes: quotes.len(),
        n_breaks: breaks.len(),
    };
    let members = (0..options.n_members.get()).map(|member| {
        vec![
            member_id(u64::from(member)),
            format!("Workshop {}", member + 1),
        ]
    });
    let item_rows = parts
        .iter()
        .zip(&items)
        .map(|(part, id)| vec![id.clone(), part.title.clone(), "piece".to_owned()]);
    let demand = needs.iter().map(|need| {
        let item = items[need.part].clone();
        vec![member_id(need.member), item, need.quantity.to_string()]
    });
    let files = vec![
        ("case.toml", settings(name, options, as_of)),
        ("members.csv", table(&["id", "name"], members)),
        ("items.csv", table(&["id", "name", "unit"], item_rows)),
        ("demand.csv", table(&["member", "item", "quantity"], demand)),
        vendor_file(&vendors, options.drop.as_ref()),
        ("quotes.csv", table(&QUOTE_COLUMNS, quotes)),
        ("breaks.csv", table(&BREAK_COLUMNS, breaks)),
    ];
    (files, written)
}

const QUOTE_COLUMNS: [&str; 6] = ["id", "vendor", "item", "price", "min", "capacity"];
const BREAK_COLUMNS: [&str; 4] = ["group", "structure", "from", "price"];

fn member_id(member: u64) -> String {
    format!("workshop-{:02}", member + 1)
}

/// Names and ids of the vendors, in the order of the table.
fn vendor_ids(parts: &[Part], findings: &mut Vec<Finding>) -> Vec<(String, String)> {
    let mut ids = Ids::default();
    let mut vendors: Vec<(String, String)> = Vec::new();
    for offer in parts.iter().flat_map(|part| &part.offers) {
        if !vendors.iter().any(|(name, _)| *name == offer.vendor) {
            let id = ids.noted_id(&offer.vendor, offer.line, findings);
            vendors.push((offer.vendor.clone(), id));
        }
    }
    vendors
}

/// One quote per offer, and its breaks above the list price.
fn quotes(
    parts: &[Part],
    items: &[String],
    vendors: &[(String, String)],
) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let (mut quotes, mut breaks) = (Vec::new(), Vec::new());
    let mut ids = Ids::default();
    for (part, item) in parts.iter().zip(items) {
        for offer in &part.offers {
            let vendor = vendors.iter().find(|(name, _)| *name == offer.vendor);
            let (_, vendor) = vendor.expect("every vendor has an id");
            let number = if offer.sku.is_empty() {
                item
            } else {
                &offer.sku
            };
            let id = ids.id(&format!("{vendor}_{number}"));
            for (index, (from, price)) in offer.ladder.iter().enumerate().skip(1) {
                let structure = if index == 1 { "all_units" } else { "" };
                let (from, price) = (from.to_string(), price.to_string());
                breaks.push(vec![id.clone(), structure.to_owned(), from, price]);
            }
            let price = offer.ladder[0].1.to_string();
            let min = offer.min_order.to_string();
            let capacity = offer.stock.map(|stock| stock.to_string());
            let capacity = capacity.unwrap_or_default();
            quotes.push(vec![id, vendor.clone(), item.clone(), price, min, capacity]);
        }
    }
    (quotes, breaks)
}

fn vendor_file(vendors: &[(String, String)], drop: Option<&DropTerms>) -> TextFile {
    let columns = ["id", "name", "delivery", "drop_fee", "drop_free_from"];
    let rows = vendors.iter().map(|(name, id)| {
        let mut row = vec![id.clone(), name.clone()];
        match drop {
            None => row.extend(["none".to_owned(), String::new(), String::new()]),
            Some(terms) => {
                let free = terms.free_from.map(|value| value.to_string());
                let drop_fee = terms.fee.to_string();
                row.extend(["delivered".to_owned(), drop_fee, free.unwrap_or_default()]);
            }
        }
        row
    });
    ("vendors.csv", table(&columns, rows))
}

fn settings(name: &str, options: &Options, as_of: Date) -> String {
    let name = toml::Value::String(name.to_owned());
    let currency = options.currency.code();
    format!(
        "# Made by rochdale import price-breaks; {REPORT} says what was read and left out.\n\
         name = {name}\n\
         currency = \"{currency}\"\n\
         as_of = {as_of}\n\
         cycle = \"order\"\n\
         cycles = 1\n\
         # A pooled order goes to one address and may be divided among vendors.\n\
         split = true\n\
         # More than needed may be bought where a break makes that cheaper.\n\
         over_buy = true\n"
    )
}

fn table(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |record: &[String]| {
        writer
            .write_record(record)
            .expect("rows of one table have the same length");
    };
    let header: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
    write(&header);
    for row in rows {
        write(&row);
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("the cells are texts")
}

/// Whether something else stands where the folder is to be made.
pub(super) fn is_taken(dir: &Path) -> bool {
    match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => dir.symlink_metadata().is_ok(),
    }
}

/// Writes the folder under another name and renames it when it is complete.
pub(super) fn write_folder(dir: &Path, files: &[TextFile]) -> io::Result<()> {
    let parent = match dir.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    fs::create_dir_all(parent)?;
    let unfinished = tempfile::Builder::new()
        .prefix(".rochdale-import-")
        .tempdir_in(parent)?;
    let made = unfinished.path().join("case");
    fs::create_dir(&made)?;
    for (name, text) in files {
        fs::write(made.join(name), text)?;
    }
    if dir.is_dir() {
        fs::remove_dir(dir)?;
    }
    fs::rename(&made, dir)
}
