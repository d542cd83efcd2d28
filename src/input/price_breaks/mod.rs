//! A table of recorded quotes → a case folder.
//!
//! Goes in: a CSV table with one row per price of a quote (part, vendor, currency, minimum,
//! stock, quantity from which the price holds, price), as distributors' price pages give it. Comes
//! out: a case folder in the ordinary format, with demand drawn from a seed, and an
//! `import-report.txt` that names every row that was left out, changed or looked odd.
//!
//! 1. **Rows** whose cells cannot be read, and prices of zero, are left out.
//! 2. **Quotes**: rows with the same part, vendor, order number and currency. Where they
//!    contradict each other, the cautious reading is kept: higher price, larger minimum, smaller
//!    stock. Quotes in other currencies are left out: the table states no rates.
//! 3. **Parts** become items if at least [`Options::vendors_min`] vendors, counted by name, quote
//!    them in the currency, with or without stock, and at least one quote can be bought. Quotes
//!    whose stock does not cover their minimum are left out, and of two order numbers of a vendor
//!    with the same prices, minimum and stock one is kept: two packagings of the same goods.
//! 4. What is left keeps its ladder as its own all-units breaks, its minimum, and its stock as
//!    capacity. A ladder that rises stays as recorded.
//! 5. **Demand** of the members lies near the breaks, by a rule that `demand` states.
//!
//! A quote's id is its vendor's with the order number. Orders may be split among vendors
//! and exceed the demand; vendors charge no delivery unless [`Options::drop`] says so.
//!
//! Not done: no currency is converted, no vendor or part name is matched by likeness.

mod demand;
mod finding;
mod parts;
mod quotes;
mod records;
mod rows;
mod summary;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use super::codes::Kind;
use super::fault::{Faults, Log, Place};
use super::file::File;
use super::folder::Source;
use super::write::{WriteError, write_case};
use crate::problem::Date;
use crate::units::{Currency, Decimal};

pub use finding::{Finding, FindingKind};
pub use summary::ImportSummary;

/// Name of the list of findings in the case folder.
const REPORT: &str = "import-report.txt";

/// What to import, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folder to make; it must not exist, or be empty.
    pub out: PathBuf,
    /// Only quotes in this currency are used.
    pub currency: Currency,
    /// Names of the table's columns.
    pub columns: Columns,
    /// Fewest vendors that quote a part.
    pub vendors_min: usize,
    /// How many members there are.
    pub n_members: NonZeroU32,
    /// Seed of the demand.
    pub seed: u64,
    /// Most that the order from which a part's demand is drawn is worth.
    pub order_value_max: Decimal,
    /// The day of the case; `None`: today.
    pub as_of: Option<Date>,
    /// What vendors charge for delivery; `None`: nothing.
    pub drop: Option<DropTerms>,
}

impl Options {
    /// The usual options: 12 members, three vendors, orders worth up to 5,000.
    pub fn new(out: PathBuf, currency: Currency) -> Self {
        Self {
            out,
            currency,
            columns: Columns::default(),
            vendors_min: 3,
            n_members: const { NonZeroU32::new(12).expect("twelve is not zero") },
            seed: 1,
            order_value_max: Decimal::from(5000),
            as_of: None,
            drop: None,
        }
    }
}

/// Names of the table's columns; `None`: the table has no such column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The part.
    pub part: String,
    /// Who sells it.
    pub vendor: String,
    /// Quantity from which the price holds.
    pub break_quantity: String,
    /// Price of one piece.
    pub price: String,
    /// Currency of the price; without it every price is in the chosen currency.
    pub currency: Option<String>,
    /// The vendor's order number; without it a vendor has one quote for a part.
    pub sku: Option<String>,
    /// Least quantity sold; without it the first break.
    pub min_order: Option<String>,
    /// Quantity in stock; without it unlimited.
    pub stock: Option<String>,
    /// Who makes the part.
    pub manufacturer: Option<String>,
    /// What the part is.
    pub description: Option<String>,
}

impl Default for Columns {
    fn default() -> Self {
        let name = |name: &str| Some(name.to_owned());
        Self {
            part: "mpn".to_owned(),
            vendor: "vendor".to_owned(),
            break_quantity: "break_qty".to_owned(),
            price: "unit_price".to_owned(),
            currency: name("currency"),
            sku: name("sku"),
            min_order: name("moq"),
            stock: name("in_stock"),
            manufacturer: name("manufacturer"),
            description: name("description"),
        }
    }
}

/// What a vendor charges for a delivery to one member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DropTerms {
    /// Fee of one delivery.
    pub fee: Decimal,
    /// Value of goods from which it is free.
    pub free_from: Option<Decimal>,
}

/// Why no case folder was made of a table.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The table is not valid.
    #[error(transparent)]
    Table(#[from] Faults),
    /// The folder cannot be written.
    #[error(transparent)]
    Folder(#[from] WriteError),
}

/// Makes a case folder of a table of recorded quotes.
///
/// # Errors
/// If the table cannot be read, lacks a column, or holds no part that can be bought; or if the
/// folder is taken or cannot be written. What is wrong with single rows is a [`Finding`].
pub fn import(table: &Path, options: &Options) -> Result<ImportSummary, ImportError> {
    let mut findings = Vec::new();
    let (text, bytes) = rows::read_text(table)?;
    let currency = options.currency.code();
    let (rows, n_rows) = rows::read_rows(table, &text, &options.columns, currency, &mut findings)?;
    let n_parts = rows
        .iter()
        .map(|row| &row.part)
        .collect::<BTreeSet<_>>()
        .len();
    let by_quote = quotes::by_quote(&rows);
    let quotes = in_currency(&by_quote, currency, &mut findings);
    let n_recorded_in_currency = quotes.len();
    let (parts, part_counts) = parts::select(quotes, options, &mut findings);
    if parts.is_empty() {
        let n = options.vendors_min;
        let message = format!("no part is quoted in {currency} by {n} vendors and in stock");
        let hint = "check the currency, the columns and the number of vendors";
        return Err(file_fault(Kind::NothingToImport, table, message, hint).into());
    }
    let needs = demand::needs(&parts, options);
    let as_of = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
    let source = Source::new(&file_name(table), &bytes);
    let name = format!("Recorded quotes: {}", source.name);
    let records = records::records(&parts, &needs, options, as_of, name, &mut findings);
    let summary = ImportSummary {
        out: options.out.clone(),
        source,
        currency: options.currency,
        vendors_min: options.vendors_min,
        n_rows,
        n_rows_used: rows.len(),
        n_recorded: by_quote.len(),
        n_recorded_in_currency,
        n_parts,
        n_parts_in_currency: part_counts.in_currency,
        n_parts_with_vendors: part_counts.with_vendors,
        n_parts_with_usable_vendors: part_counts.with_usable_vendors,
        n_items: parts.len(),
        n_vendors: records.vendors.len(),
        n_quotes: records.quotes.len(),
        n_breaks: records.breaks.len(),
        n_members: options.n_members.get(),
        n_demand_lines: needs.len(),
        seed: options.seed,
        findings,
    };
    let report = (REPORT, summary.report());
    write_case(&options.out, &records, Some(report))?;
    Ok(summary)
}

/// The quotes in the currency; the others are looked at, noted and left out.
fn in_currency(
    by_quote: &[Vec<&rows::Row>],
    currency: &str,
    findings: &mut Vec<Finding>,
) -> Vec<quotes::Quote> {
    let mut quotes = Vec::new();
    for rows in by_quote {
        let quote = quotes::quote(rows, findings);
        if rows[0].currency == currency {
            quotes.push(quote);
        } else {
            findings.push(Finding {
                kind: FindingKind::OtherCurrency,
                line: quote.line,
                what: quote.who,
            });
        }
    }
    quotes
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// One fault about a file or folder as a whole.
fn file_fault(kind: Kind, path: &Path, message: String, hint: &str) -> Faults {
    let log = Log::default();
    let label = path.display().to_string();
    log.push(kind, Place::file(File::Folder, &label), message, hint);
    Faults(log.into_faults())
}
