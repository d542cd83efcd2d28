//! Arguments of `rochdale savings`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::limits::SearchArguments;

const EXAMPLES: &str = "\
Examples:
  rochdale savings my-plan                        the run's own rule, and who would want to leave
  rochdale savings my-plan --all                  every rule side by side
  rochdale savings my-plan --sharing nucleolus
  rochdale savings my-plan --all --csv > shares.csv

Rules: invoices, equal-price, equal-percentage, stable-equal-saving, alternative-cost-avoided, shapley,
nucleolus. What every group of members would pay by itself is searched for where 2 to 12 members buy; the
last four rules need it, and so does what is said of leaving. docs/sharing-savings.md explains the rules.";

/// Compare sharing rules over a run: who is charged what, and which group would want to leave.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SavingsArguments {
    /// Run directory that solve wrote
    pub run: PathBuf,
    /// Share by this rule [default: the run's own]
    #[arg(long, value_name = "RULE", conflicts_with = "all")]
    pub sharing: Option<String>,
    /// Every rule side by side
    #[arg(long)]
    pub all: bool,
    /// Limits of the search for what groups would pay.
    #[command(flatten)]
    pub search: SearchArguments,
    /// Print data; docs/savings.schema.json describes it
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print rows for a spreadsheet, one for each rule and member
    #[arg(long)]
    pub csv: bool,
}
