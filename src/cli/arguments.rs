//! Arguments and their help.

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::Exit;
pub use super::limits::SearchArguments;
pub use super::route::RouteArguments;
pub use super::savings::SavingsArguments;
use crate::problem::Date;
use crate::search::AwardFirst;
use crate::units::{Currency, DECIMALS_MAX, Decimal, VALUE_MAX};

/// The cheapest award for buyers who pool their demand, with a proof of how far from the cheapest
/// possible it can be.
#[derive(Debug, Parser)]
#[command(name = "rochdale", version, after_help = Exit::HELP)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of it")]
pub enum Command {
    /// Find the cheapest award of a case and save it as a run
    Solve(SolveArguments),
    /// Say why a vendor won or lost, which rules bind, and how far the next tier is
    Explain(ExplainArguments),
    /// Report every fault of a case at once
    Check(CheckArguments),
    /// Write a small case with comments, to start from
    Init(InitArguments),
    /// Re-compute every figure of a run from its files alone, and the bound its prices prove
    Verify(VerifyArguments),
    /// Print members' statements of a run: today, new charge, whom to pay, what to commit to
    Statement(StatementArguments),
    /// Compare sharing rules: who is charged what, and which group would want to leave
    Savings(SavingsArguments),
    /// Plan the routes of a day: a routing file (JSON) or a published problem (VRPLIB)
    Route(RouteArguments),
    /// Make a case of data from elsewhere
    #[command(subcommand)]
    Import(ImportCommand),
    /// Write the program that is solved as a file for other solvers
    Export(ExportArguments),
}

/// Make a case of data from elsewhere.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// A table of recorded quotes: part, vendor, break quantity, price
    PriceBreaks(Box<PriceBreaksArguments>),
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  rochdale import price-breaks quotes.csv --currency USD --out parts
  rochdale import price-breaks quotes.csv --currency EUR --part article --price eur --stock ''";

/// A table of recorded quotes: part, vendor, break quantity, price.
#[derive(Debug, Args)]
#[command(after_help = IMPORT_EXAMPLES)]
pub struct PriceBreaksArguments {
    /// CSV table, one row per price of a quote
    pub table: PathBuf,
    /// Currency of the case; quotes in others are left out and counted
    #[arg(long, value_name = "CODE", value_parser = currency)]
    pub currency: Currency,
    /// Case folder to make [default: the table's name without its ending]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Members that the demand is drawn for
    #[arg(long, value_name = "N", value_parser = members, default_value = "12")]
    pub members: NonZeroU32,
    /// Seed of the demand
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Draw the demand near orders of a part that are worth at most this much
    #[arg(long, value_name = "MONEY", value_parser = amount, default_value = "5000")]
    pub order_value_max: Decimal,
    /// Only parts that at least this many vendors quote
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub vendors_min: usize,
    /// Day of the case, YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// Fee of every vendor for a delivery to one member [default: none]
    #[arg(long, value_name = "MONEY", value_parser = amount)]
    pub drop_fee: Option<Decimal>,
    /// Value of goods from which a delivery is free
    #[arg(long, value_name = "MONEY", value_parser = amount, requires = "drop_fee")]
    pub drop_free_from: Option<Decimal>,
    /// Column of the part
    #[arg(long, value_name = "COLUMN", default_value = "mpn", help_heading = COLUMNS)]
    pub part: String,
    /// Column of the vendor
    #[arg(long, value_name = "COLUMN", default_value = "vendor", help_heading = COLUMNS)]
    pub vendor: String,
    /// Column of the quantity from which a price holds
    #[arg(long, value_name = "COLUMN", default_value = "break_qty", help_heading = COLUMNS)]
    pub break_quantity: String,
    /// Column of the price of one piece
    #[arg(long, value_name = "COLUMN", default_value = "unit_price", help_heading = COLUMNS)]
    pub price: String,
    /// Column of the currency
    #[arg(long, value_name = "COLUMN", default_value = "currency", help_heading = COLUMNS)]
    pub currency_column: String,
    /// Column of the order number
    #[arg(long, value_name = "COLUMN", default_value = "sku", help_heading = COLUMNS)]
    pub sku: String,
    /// Column of the least quantity sold
    #[arg(long, value_name = "COLUMN", default_value = "moq", help_heading = COLUMNS)]
    pub min_order: String,
    /// Column of the quantity in stock
    #[arg(long, value_name = "COLUMN", default_value = "in_stock", help_heading = COLUMNS)]
    pub stock: String,
    /// Column of the manufacturer
    #[arg(long, value_name = "COLUMN", default_value = "manufacturer", help_heading = COLUMNS)]
    pub manufacturer: String,
    /// Column of the description
    #[arg(long, value_name = "COLUMN", default_value = "description", help_heading = COLUMNS)]
    pub description: String,
}

const COLUMNS: &str = "Columns of the table (an empty name: it has none; not for the first four)";

const SOLVE_EXAMPLES: &str = "\
Examples:
  rochdale solve my-case
  rochdale solve my-case --time-limit 600 --gap 0.1%
  rochdale solve my-case --from my-plan --out changed    after a change: from the earlier plan
  rochdale solve my-case --json > plan.json
  rochdale solve my-case --work 200000 --threads 1    same plan again on this machine";

/// Find the cheapest award of a case and save it as a run.
#[derive(Debug, Args)]
#[command(after_help = SOLVE_EXAMPLES)]
pub struct SolveArguments {
    /// Case folder: case.toml and its CSV files
    pub case: PathBuf,
    /// Run directory to write; an earlier run there is replaced [default: CASE/runs/<time>]
    #[arg(long, value_name = "RUN")]
    pub out: Option<PathBuf>,
    /// Seconds, after the plan is found, to find what each member would pay alone; 0: do not ask
    /// [default: as the time limit, at most 30; none where there is none]
    #[arg(long, value_name = "SECONDS", value_parser = seconds_or_none)]
    pub alone_time: Option<f64>,
    /// Begin from the plan and prices of this run, of the same case or of one that was changed since
    #[arg(long, value_name = "RUN")]
    pub from: Option<PathBuf>,
    /// For comparison where goods are fetched: make the award first, and its routes afterwards
    #[arg(long, value_name = "WAY")]
    pub sequential: Option<Sequential>,
    /// Limits of the search.
    #[command(flatten)]
    pub search: SearchArguments,
    /// Print plan.json instead of the report
    #[arg(long)]
    pub json: bool,
    /// Print neither report nor progress, only faults and warnings
    #[arg(long)]
    pub quiet: bool,
    /// Exit with code 6 if the plan is not proven to be within the gap
    #[arg(long)]
    pub require_optimal: bool,
}

/// What an award that is made first knows of its routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sequential {
    /// Nothing: the cheapest goods and quoted fees
    Price,
    /// For each vendor, half of what a route to it alone would cost
    Estimate,
}

impl From<Sequential> for AwardFirst {
    fn from(way: Sequential) -> Self {
        match way {
            Sequential::Price => Self::ByPrice,
            Sequential::Estimate => Self::ByEstimate,
        }
    }
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  rochdale explain my-plan                                the plan as a whole, and its rules
  rochdale explain my-plan --vendor valley --vendor mill  why these won or lost
  rochdale explain my-plan --item apples --time-limit 600
  rochdale explain my-case --member 'Corner Store' --json

Without --vendor, --item or --member it explains the plan as a whole. What doing without a vendor
or a rule would cost is found by searching for other plans; what is proven about them is said apart
from what was found.";

/// Say why a vendor won or lost, which rules bind, and how far the next tier is.
#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub struct ExplainArguments {
    /// Run directory that solve wrote; or a case folder, which is solved first and not saved
    #[arg(value_name = "RUN|CASE")]
    pub place: PathBuf,
    /// Why this vendor (id or name) won or lost; may be repeated
    #[arg(long, value_name = "VENDOR")]
    pub vendor: Vec<String>,
    /// Who offers this item (id or name), and who supplies it; may be repeated
    #[arg(long, value_name = "ITEM")]
    pub item: Vec<String>,
    /// Who supplies this member (id or name), and what it asks for; may be repeated
    #[arg(long, value_name = "MEMBER")]
    pub member: Vec<String>,
    /// Limits of the search.
    #[command(flatten)]
    pub search: SearchArguments,
    /// Print the explanation as data; docs/explain.schema.json describes it
    #[arg(long)]
    pub json: bool,
}

/// Report every fault of a case at once.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  rochdale check my-case")]
pub struct CheckArguments {
    /// Case folder: case.toml and its CSV files
    pub case: PathBuf,
}

/// Write a small case with comments, to start from.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  rochdale init my-case && rochdale solve my-case")]
pub struct InitArguments {
    /// Folder to write; it must not exist yet, or be empty
    pub dir: PathBuf,
}

const VERIFY_EXAMPLES: &str = "\
Examples:
  rochdale verify my-case/runs/2026-03-29T141530Z
  rochdale verify run-from-elsewhere --case my-case";

/// Re-compute every figure of a run from its files alone, and the bound that its prices.csv proves.
#[derive(Debug, Args)]
#[command(after_help = VERIFY_EXAMPLES)]
pub struct VerifyArguments {
    /// Run directory that solve wrote
    pub run: PathBuf,
    /// Check against this case folder instead of the run's own case.json
    #[arg(long, value_name = "CASE")]
    pub case: Option<PathBuf>,
}

const STATEMENT_EXAMPLES: &str = "\
Examples:
  rochdale statement my-plan
  rochdale statement my-plan --for hart-street > hart-street.txt
  rochdale statement my-plan --for hart-street --csv > hart-street.csv";

/// Print members' statements of a run, once every figure of it was re-computed.
#[derive(Debug, Args)]
#[command(after_help = STATEMENT_EXAMPLES)]
pub struct StatementArguments {
    /// Run directory that solve wrote
    pub run: PathBuf,
    /// Only this member's, which then shows no other member's name or figures
    #[arg(long = "for", value_name = "MEMBER")]
    pub member: Option<String>,
    /// Rows for a spreadsheet instead of text
    #[arg(long)]
    pub csv: bool,
}

const EXPORT_EXAMPLES: &str = "\
Example:
  rochdale export my-case --mps my-case.mps

The program is minimized; its objective is the cost over the horizon, penalties of broken rules
included, in the case's currency. Columns and rows are named by what they stand for.";

/// Write the program that is solved as a file for other solvers.
#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub struct ExportArguments {
    /// Case folder: case.toml and its CSV files
    pub case: PathBuf,
    /// File to write, in free-format MPS; it must not exist yet
    #[arg(long, value_name = "FILE")]
    pub mps: PathBuf,
}

/// A currency by its code.
fn currency(text: &str) -> Result<Currency, String> {
    Currency::from_code(text).map_err(|error| error.to_string())
}

/// A number of members that can still be looked at one by one.
fn members(text: &str) -> Result<NonZeroU32, String> {
    let members = text.parse().ok();
    members
        .filter(|members: &NonZeroU32| members.get() <= MEMBERS_MAX)
        .ok_or_else(|| format!("expected a whole number from 1 to {MEMBERS_MAX}"))
}

/// Most members that demand is drawn for.
const MEMBERS_MAX: u32 = 10_000;

/// A number of seconds above zero.
pub(super) fn seconds(text: &str) -> Result<f64, String> {
    match f64::from_str(text) {
        Ok(value) if value > 0.0 && value <= SECONDS_MAX => Ok(value),
        _ => Err(format!(
            "expected a number of seconds above 0, at most {SECONDS_MAX}"
        )),
    }
}

/// A number of seconds, or 0.
fn seconds_or_none(text: &str) -> Result<f64, String> {
    match f64::from_str(text) {
        Ok(value) if (0.0..=SECONDS_MAX).contains(&value) => Ok(value),
        _ => Err(format!(
            "expected a number of seconds from 0 to {SECONDS_MAX}"
        )),
    }
}

/// Longest time limit, in seconds: about 31 years, what a duration surely holds.
const SECONDS_MAX: f64 = 1e9;

/// Money, at least 0, within the limits of input numbers.
fn amount(text: &str) -> Result<Decimal, String> {
    let value = Decimal::from_str_exact(text).ok();
    let is_allowed = |value: &Decimal| {
        (Decimal::ZERO..=VALUE_MAX.into()).contains(value)
            && value.normalize().scale() <= DECIMALS_MAX
    };
    value
        .filter(is_allowed)
        .ok_or_else(|| "expected an amount of money such as 5 or 12.50".to_owned())
}

/// A share of 1, written as `0.001` or `0.1%`.
pub(super) fn share(text: &str) -> Result<f64, String> {
    let expected = || "expected a share such as 0.001 or 0.1%, from 0 to 1".to_owned();
    let (number, scale) = match text.strip_suffix('%') {
        Some(percent) => (percent.trim_end(), Decimal::ONE_HUNDRED),
        None => (text, Decimal::ONE),
    };
    let value = Decimal::from_str(number).map_err(|_| expected())? / scale;
    if value < Decimal::ZERO || value > Decimal::ONE {
        return Err(expected());
    }
    f64::from_str(&value.to_string()).map_err(|_| expected())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_share_is_a_fraction_or_a_percentage() {
        assert_eq!(share("0.001"), Ok(0.001));
        assert_eq!(share("0.1%"), Ok(0.001));
        assert_eq!(share("0"), Ok(0.0));
        for wrong in ["-1%", "101%", "1.5", "NaN", "", "%", "a"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn demand_is_drawn_for_a_bounded_number_of_members() {
        assert_eq!(members("10000").map(NonZeroU32::get), Ok(10_000));
        for wrong in ["0", "10001", "4000000000", "-1", "x", ""] {
            assert!(members(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_amount_is_money_within_the_limits() {
        assert_eq!(
            amount("12.50").map(|value| value.to_string()),
            Ok("12.50".to_owned())
        );
        for wrong in ["-1", "12,50", "1e3", "10000000000", "0.0000001", ""] {
            assert!(amount(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_time_limit_is_above_zero() {
        assert_eq!(seconds("0.5"), Ok(0.5));
        for wrong in ["0", "-1", "inf", "NaN", "1e300", ""] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
