//! Cost and bound of the joint search on TPPLIB, against the best known values.
//!
//! ```text
//! cargo run --release --example tpp_quality -- --data ../shared/data/tpp --seconds 10 --seed 1 \
//!     [--only NAME] [--stride N]
//! ```
//!
//! Prints CSV: one row per instance, then the means. Every plan has gone through the verifier. One thread;
//! `--seconds` are wall-clock seconds, so measure on a quiet machine.

mod instance;
#[path = "../plain_case/mod.rs"]
mod plain_case;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Parser;
use rochdale::award::{Options, Outcome};
use rochdale::search;
use rochdale::units::Decimal;
use rochdale::verify::verify;
use rust_decimal::prelude::ToPrimitive;

#[derive(Parser)]
struct Arguments {
    /// Folder with `.tpp` files and `best_known.csv`.
    #[arg(long)]
    data: PathBuf,
    /// Time limit of each instance.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Seed of the search.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only instances whose name contains this.
    #[arg(long)]
    only: Option<String>,
    /// Only every so-manieth instance.
    #[arg(long, default_value_t = 1)]
    stride: usize,
}

/// What was found of one instance.
struct Row {
    gap: f64,
    proven: f64,
}

fn main() -> Result<(), String> {
    let arguments = Arguments::parse();
    println!("instance,cost,best_known,status,gap_percent,bound,cpu_seconds");
    let mut rows = Vec::new();
    for (name, best, status) in instances(&arguments)? {
        rows.push(solved(&arguments, &name, best, &status)?);
    }
    let n = rows.len().max(1).to_f64().unwrap_or(1.0);
    let mean = |figure: fn(&Row) -> f64| rows.iter().map(figure).sum::<f64>() / n;
    println!(
        "mean of {},,,,{:.4},{:.4} % open by the own bound,",
        rows.len(),
        mean(|row| row.gap),
        mean(|row| row.proven)
    );
    Ok(())
}

/// Name, best known value and its status.
fn instances(arguments: &Arguments) -> Result<Vec<(String, f64, String)>, String> {
    let path = arguments.data.join("best_known.csv");
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let mut instances = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [name, best, status, ..] = cells[..] else {
            return Err(format!("no best known value: {line}"));
        };
        let is_asked = arguments
            .only
            .as_ref()
            .is_none_or(|only| name.contains(only));
        if is_asked {
            let best = best.parse().map_err(|_| format!("no number: {line}"))?;
            instances.push((name.to_owned(), best, status.to_owned()));
        }
    }
    Ok(instances.into_iter().step_by(arguments.stride).collect())
}

fn solved(arguments: &Arguments, name: &str, best: f64, status: &str) -> Result<Row, String> {
    let case = instance::case(&arguments.data.join(format!("{name}.tpp")))?;
    let options = Options {
        time_limit: Some(Duration::from_secs(arguments.seconds)),
        gap: 0.0,
        seed: arguments.seed,
        threads: 1,
        ..Options::default()
    };
    let before = cpu_seconds();
    let outcome =
        search::solve(&case, &options, None, &|_| {}).map_err(|error| error.to_string())?;
    let Outcome::Plan(plan) = outcome else {
        return Err(format!("{name}: no plan"));
    };
    let verified = verify(&case, &plan).map_err(|refused| refused.to_string())?;
    let float = |value: Decimal| value.to_f64().unwrap_or(f64::NAN);
    let cost = float(verified.objective().value());
    let bound = float(plan.proof.bound.value());
    let row = Row {
        gap: 100.0 * (cost - best) / best,
        proven: 100.0 * (cost - bound) / cost,
    };
    println!(
        "{name},{cost},{best},{status},{:.4},{bound:.2},{:.2}",
        row.gap,
        cpu_seconds() - before
    );
    Ok(row)
}

/// CPU seconds of this process so far; 0 where the system does not tell.
fn cpu_seconds() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string(Path::new("/proc/self/stat")).unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(11).take(2);
    let ticks: f64 = fields.filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / TICKS_PER_SECOND
}
