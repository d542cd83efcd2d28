//! What an import did, for the terminal and for the report in the case folder.

use std::fmt;
use std::path::PathBuf;

use super::finding::{Finding, FindingKind, counts, listed};
use crate::input::folder::Source;
use crate::units::Currency;

/// What an import read, left out and wrote; [`Display`](fmt::Display) is the terminal's text.
#[derive(Clone, Debug)]
pub struct ImportSummary {
    /// The folder that was made.
    pub out: PathBuf,
    /// The table.
    pub source: Source,
    /// Currency of the quotes used.
    pub currency: Currency,
    /// Fewest vendors that quote a part.
    pub vendors_min: usize,
    /// Rows of the table, without the header.
    pub n_rows: usize,
    /// Rows that could be used.
    pub n_rows_used: usize,
    /// Quotes: part, vendor, order number and currency.
    pub n_recorded: usize,
    /// Of these, in the currency.
    pub n_recorded_in_currency: usize,
    /// Parts in the table.
    pub n_parts: usize,
    /// Of these, with a quote in the currency.
    pub n_parts_in_currency: usize,
    /// Of these, quoted by enough vendors, whatever their stock.
    pub n_parts_with_vendors: usize,
    /// Of these, still quoted by enough vendors when only quotes that can be bought count.
    pub n_parts_with_usable_vendors: usize,
    /// Items of the case: parts with enough vendors and at least one quote that can be bought.
    pub n_items: usize,
    /// Vendors of the case.
    pub n_vendors: usize,
    /// Quotes of the case.
    pub n_quotes: usize,
    /// Price breaks of the case, list prices left aside.
    pub n_breaks: usize,
    /// Members of the case.
    pub n_members: u32,
    /// Demand lines.
    pub n_demand_lines: usize,
    /// Seed of the demand.
    pub seed: u64,
    /// Everything noticed.
    pub findings: Vec<Finding>,
}

impl ImportSummary {
    /// How often each kind of finding occurs; kinds that do not are left out.
    pub fn counts(&self) -> Vec<(FindingKind, usize)> {
        counts(&self.findings)
    }

    /// The text of the report in the case folder.
    pub(super) fn report(&self) -> String {
        let Source { name, sha256 } = &self.source;
        format!(
            "Import of recorded quotes\n\ntable   {name}\nsha256  {sha256}\nseed    {}\n\n\
             An order may be divided among vendors (split), and exceed the need where a break\n\
             makes that cheaper (over_buy); case.toml says so.\n\n{}{}",
            self.seed,
            self.figures(),
            listed(&self.findings)
        )
    }

    fn figures(&self) -> String {
        let Self {
            n_rows,
            n_rows_used,
            n_recorded,
            n_recorded_in_currency,
            n_parts,
            n_parts_in_currency,
            n_parts_with_vendors,
            n_parts_with_usable_vendors,
            vendors_min,
            ..
        } = self;
        let code = self.currency.code();
        let n_left_out = n_rows - n_rows_used;
        format!(
            "rows    {n_rows}, of which {n_left_out} left out\n\
             quotes  {n_recorded}, of which {n_recorded_in_currency} in {code}\n\
             parts   {n_parts}, of which {n_parts_in_currency} quoted in {code}\n\
             {0}{n_parts_with_vendors} by at least {vendors_min} vendors, with or without stock\n\
             {0}{1} of these can be bought; {n_parts_with_usable_vendors} from at least \
             {vendors_min} vendors\n\
             case    {1} items, {2} quotes with {3} breaks, {4} vendors, {5} members, \
             {6} demand lines\n",
            " ".repeat(8),
            self.n_items,
            self.n_quotes,
            self.n_breaks,
            self.n_vendors,
            self.n_members,
            self.n_demand_lines
        )
    }
}

impl fmt::Display for ImportSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} imported into {}\n",
            self.source.name,
            self.out.display()
        )?;
        write!(f, "{}", self.figures())?;
        if !self.findings.is_empty() {
            writeln!(f, "\nnoticed")?;
        }
        for (kind, n) in self.counts() {
            writeln!(f, "{n:>6}  {}", kind.title())?;
        }
        if !self.findings.is_empty() {
            let report = self.out.join(super::REPORT);
            writeln!(f, "\n{} lists them row by row", report.display())?;
        }
        Ok(())
    }
}
