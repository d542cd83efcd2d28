//! Cells with their place: every getter notes what is wrong and returns `None`.

use super::codes::Kind;
use super::fault::{Log, Place};
use super::file::File;
use super::index::{Found, Index, nearest};
use super::number::{self, Bound, NumberFault};
use crate::problem::Date;
use crate::units::{CONVERTED_MAX, Currency, DECIMALS_MAX, Decimal, RATE_DECIMALS_MAX, VALUE_MAX};

/// The records of one file with the rows they stand in.
#[derive(Clone, Debug)]
pub(super) struct Sheet<R> {
    /// Which file.
    pub file: File,
    /// What it is called in messages.
    pub label: String,
    /// The records.
    pub records: Vec<R>,
    /// The row of each record.
    pub rows: Vec<usize>,
    /// Required columns that the header lacks.
    pub missing: Vec<&'static str>,
    /// Whether rows or keys are unknown because of a fault.
    pub is_partial: bool,
}

impl<R> Sheet<R> {
    /// A sheet without rows.
    pub fn empty(file: File) -> Self {
        Self {
            file,
            label: file.name().to_owned(),
            records: Vec::new(),
            rows: Vec::new(),
            missing: Vec::new(),
            is_partial: false,
        }
    }

    /// Row number `index` of the records.
    pub fn row<'a>(&'a self, index: usize, log: &'a Log) -> Row<'a, R> {
        Row {
            record: &self.records[index],
            file: self.file,
            label: &self.label,
            missing: &self.missing,
            number: self.rows[index],
            index,
            log,
        }
    }

    /// All rows.
    pub fn iter<'a>(&'a self, log: &'a Log) -> impl Iterator<Item = Row<'a, R>> {
        (0..self.records.len()).map(move |index| self.row(index, log))
    }
}

/// One record with its place.
#[derive(Debug)]
pub(super) struct Row<'a, R> {
    /// The record.
    pub record: &'a R,
    /// Position among the records.
    pub index: usize,
    file: File,
    label: &'a str,
    missing: &'a [&'static str],
    number: usize,
    log: &'a Log,
}

impl<R> Clone for Row<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R> Copy for Row<'_, R> {}

impl<'a, R> Row<'a, R> {
    /// The cell in `column`; [`cell!`] names the column once.
    pub fn cell(&self, column: &'a str, text: &'a str) -> Cell<'a> {
        Cell {
            text: text.trim(),
            column,
            file: self.file,
            label: self.label,
            row: Some(self.number),
            is_absent: self.missing.contains(&column),
            log: self.log,
        }
    }

    /// Notes a fault of the row as a whole.
    pub fn fault(&self, kind: Kind, message: impl Into<String>, hint: impl Into<String>) {
        let place = Place {
            row: Some(self.number),
            ..Place::file(self.file, self.label)
        };
        self.log.push(kind, place, message, hint);
    }
}

/// The cell of a row in the column with the field's name.
macro_rules! cell {
    ($row:expr, $column:ident) => {
        $row.cell(stringify!($column), &$row.record.$column)
    };
}
pub(super) use cell;

/// One cell with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'a> {
    /// What it holds, without blanks around it.
    pub text: &'a str,
    column: &'a str,
    file: File,
    label: &'a str,
    row: Option<usize>,
    is_absent: bool,
    log: &'a Log,
}

impl<'a> Cell<'a> {
    /// The value of a key in `case.toml`; no row if the key is absent.
    pub fn of_key(
        label: &'a str,
        row: Option<usize>,
        column: &'a str,
        text: &'a str,
        log: &'a Log,
    ) -> Self {
        Self {
            text: text.trim(),
            column,
            file: File::Case,
            label,
            row,
            is_absent: false,
            log,
        }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Notes a fault in this cell.
    pub fn fault(&self, kind: Kind, message: impl Into<String>, hint: impl Into<String>) {
        let place = Place {
            file: self.file,
            label: self.label,
            row: self.row,
            column: Some(self.column),
            found: (!self.text.is_empty()).then_some(self.text),
        };
        self.log.push(kind, place, message, hint);
    }

    /// The text; `None` without a fault if it is empty.
    pub fn text(&self) -> Option<&'a str> {
        (!self.text.is_empty()).then_some(self.text)
    }

    /// The text, owned.
    pub fn owned(&self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    /// The cell itself, with a fault if it is empty; a column that is absent has its fault already.
    pub fn required(self) -> Option<Self> {
        if self.is_absent {
            return None;
        }
        if self.text.is_empty() {
            let message = format!("the cell is empty, and {} has no default", self.column);
            self.fault(Kind::EmptyCell, message, "fill it in, or remove the row");
            return None;
        }
        Some(self)
    }

    /// The text as an id: letters, digits, `-`, `_`, `.`.
    pub fn id(&self) -> Option<&'a str> {
        self.text().filter(|text| self.is_id(text))
    }

    fn is_id(&self, word: &str) -> bool {
        let good = word.chars().all(is_of_id);
        if !good {
            let proposal: String = as_id(word).chars().take(40).collect();
            let message = "expected letters, digits, '-', '_' and '.' only";
            self.fault(Kind::NotAnId, message, format!("write \"{proposal}\""));
        }
        good
    }

    /// A list of words separated by blanks, each an id.
    pub fn words(&self) -> Vec<String> {
        let words = self.text.split_whitespace();
        words
            .filter(|word| self.is_id(word))
            .map(str::to_owned)
            .collect()
    }

    /// A number within bounds.
    pub fn number(&self, bound: Bound) -> Option<Decimal> {
        self.number_in(self.text()?, bound)
    }

    /// An exchange rate.
    pub fn rate(&self) -> Option<Decimal> {
        self.parsed(RATE_DECIMALS_MAX, self.text()?, Bound::Positive)
    }

    /// A number within bounds, converted by a factor.
    pub fn converted(&self, bound: Bound, factor: Decimal) -> Option<Decimal> {
        self.times(self.number(bound)?, factor)
    }

    /// A number of the cell times a rate, a pack or a factor; a fault if it becomes too large.
    pub fn times(&self, value: Decimal, factor: Decimal) -> Option<Decimal> {
        // Neither is above `CONVERTED_MAX`, so the product is within the range of a decimal.
        let product = value * factor;
        if product.abs() <= Decimal::from(CONVERTED_MAX) {
            return Some(product);
        }
        let message =
            format!("with its rate, pack or factor it comes to more than {CONVERTED_MAX}");
        let hint = "check the rate in case.toml, pack and factor; or use a larger unit or another currency";
        self.fault(Kind::TooLarge, message, hint);
        None
    }

    /// A number within bounds that is a part of the cell.
    pub fn number_in(&self, text: &str, bound: Bound) -> Option<Decimal> {
        self.parsed(DECIMALS_MAX, text, bound)
    }

    fn parsed(&self, decimals_max: u32, text: &str, bound: Bound) -> Option<Decimal> {
        match number::parse_to(decimals_max, text) {
            Ok(value) if bound.admits(value) => Some(value),
            Ok(_) => {
                let message = format!("expected {}", bound.words());
                self.fault(Kind::OutOfBounds, message, "correct the number");
                None
            }
            Err(NumberFault::Malformed(advice)) => {
                let message = format!("expected a number such as {}", example(text));
                self.fault(Kind::NotANumber, message, advice);
                None
            }
            Err(NumberFault::OutOfRange) => {
                let message =
                    format!("expected at most {decimals_max} decimals and at most {VALUE_MAX}");
                self.fault(
                    Kind::OutOfRange,
                    message,
                    "round it, or choose another unit",
                );
                None
            }
        }
    }

    /// A whole number from `least` to `most`.
    pub fn count(&self, least: u32, most: u32) -> Option<u32> {
        self.count_in(self.text()?, least, most)
    }

    /// A whole number that is a part of the cell.
    pub fn count_in(&self, text: &str, least: u32, most: u32) -> Option<u32> {
        let value = self.number_in(text, Bound::NotNegative)?;
        let count = u32::try_from(value)
            .ok()
            .filter(|_| value.fract().is_zero());
        let count = count.filter(|count| (least..=most).contains(count));
        if count.is_none() {
            let message = format!("expected a whole number from {least} to {most}");
            self.fault(Kind::OutOfBounds, message, "correct the number");
        }
        count
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text()?;
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
        let message = format!("expected {}", alternatives(&words));
        let hint = match nearest(text, words.iter().copied()) {
            Some(word) => format!("did you mean \"{word}\"?"),
            None => "use one of these words, or leave the cell empty".to_owned(),
        };
        self.fault(Kind::NotAChoice, message, hint);
        None
    }

    /// Yes or no.
    pub fn flag(&self) -> Option<bool> {
        self.choice(&[("yes", true), ("no", false)])
    }

    /// A date.
    pub fn date(&self) -> Option<Date> {
        let text = self.text()?;
        let date = text.parse().ok().filter(|_| text.len() == 10);
        if date.is_none() {
            let message = "expected a date such as 2026-03-29";
            self.fault(Kind::NotADate, message, "write year-month-day");
        }
        date
    }

    /// A currency by its code.
    pub fn currency(&self) -> Option<Currency> {
        let code = self.text()?;
        let currency = Currency::from_code(code).ok();
        if currency.is_none() {
            let message = "expected a currency code of ISO 4217, such as USD or EUR";
            let hint = "write the three capital letters";
            self.fault(Kind::NotAChoice, message, hint);
        }
        currency
    }

    /// The row that the cell refers to.
    pub fn lookup<I: Copy>(&self, index: &Index<I>) -> Option<I> {
        self.lookup_in(self.text()?, index)
    }

    /// The row that a part of the cell refers to.
    pub fn lookup_in<I: Copy>(&self, key: &str, index: &Index<I>) -> Option<I> {
        match index.get(key) {
            Found::Row(id) => return Some(id),
            Found::Faulty => return None,
            Found::Unknown if index.is_partial => return None,
            Found::Unknown => {}
        }
        let hint = match index.nearest(key) {
            Some(other) => format!("did you mean \"{other}\"?"),
            None => "correct it, or add the missing row".to_owned(),
        };
        let message = if key == self.text {
            format!("expected {}", index.what)
        } else {
            let key = super::fault::shown(key);
            format!("\"{key}\" is not {}", index.what)
        };
        self.fault(Kind::UnknownId, message, hint);
        None
    }
}

/// Whether an id can have the character.
fn is_of_id(character: char) -> bool {
    character.is_alphanumeric() || "-_.".contains(character)
}

/// The name as an id, with `-` for characters that an id cannot have.
pub(super) fn as_id(name: &str) -> String {
    let character = |c: char| if is_of_id(c) { c } else { '-' };
    name.chars().map(character).collect()
}

/// A number as the text may have meant it, for the message.
fn example(text: &str) -> String {
    let is_thousands = text.rsplit(',').next().is_some_and(|last| last.len() == 3);
    let plain: String = text.replace(',', "");
    if text.contains(',') && is_thousands && number::parse(&plain).is_ok() {
        return plain;
    }
    let point: String = text.replace(',', ".");
    match number::parse(&point) {
        Ok(_) if text.matches(',').count() == 1 => point,
        _ => "12.50".to_owned(),
    }
}

fn alternatives(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
