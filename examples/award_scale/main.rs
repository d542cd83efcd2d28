//! Cost and proven gap of the award search on generated cases of the size of a federation.
//!
//! ```text
//! cargo run --release --example award_scale -- --members 50 --items 200 --vendors 30 --seed 1 \
//!     [--seconds 60] [--threads 2] [--gap 0.0001] [--out FOLDER]
//! ```
//!
//! Prints a CSV header and one row: the cost re-computed by the verifier, the bound, the bound that
//! the verifier established by itself (empty where a plan carries none), and the most memory the
//! process held. Seconds are wall-clock, from the case in memory to the verified plan. With `--out`
//! the case is written as a case folder instead, for `rochdale solve` and `rochdale export`.

mod generate;
#[path = "../plain_case/mod.rs"]
mod plain_case;
mod records;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Parser;
use rochdale::award::{self, Options, Outcome};
use rochdale::input::write_case;
use rochdale::plan::{Status, gap};
use rochdale::problem::Case;
use rochdale::units::Decimal;
use rochdale::verify::verify;

use generate::Size;

#[derive(Parser)]
struct Arguments {
    /// Members, each with one site.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    members: u32,
    /// Items.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    items: u32,
    /// Vendors beside the spot vendor.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    vendors: u32,
    /// Seed of the case.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Time limit of the search.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Threads; 0 leaves it to the search.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Gap at which to stop.
    #[arg(long, default_value_t = 1e-4)]
    gap: f64,
    /// Write the case to this folder, which must be absent or empty, and solve nothing.
    #[arg(long)]
    out: Option<PathBuf>,
}

fn main() -> Result<(), String> {
    let arguments = Arguments::parse();
    let size = Size {
        members: arguments.members,
        items: arguments.items,
        vendors: arguments.vendors,
    };
    let case = generate::case(size, arguments.seed);
    if let Some(folder) = &arguments.out {
        return write_case(folder, &records::records(&case), None)
            .map_err(|error| error.to_string());
    }
    println!(
        "members,items,vendors,seed,lines,seconds,cost,bound,gap_percent,certified_bound,status,\
         peak_memory_mb"
    );
    let row = solve(&case, &arguments)?;
    println!(
        "{},{},{},{},{},{row},{}",
        arguments.members,
        arguments.items,
        arguments.vendors,
        arguments.seed,
        case.demand.len(),
        peak_memory_mb().map_or(String::new(), |megabytes| megabytes.to_string())
    );
    Ok(())
}

/// Seconds, cost, bound, gap, certified bound and status.
fn solve(case: &Case, arguments: &Arguments) -> Result<String, String> {
    let options = Options {
        time_limit: Some(Duration::from_secs(arguments.seconds)),
        gap: arguments.gap,
        threads: arguments.threads,
        ..Options::default()
    };
    let started = Instant::now();
    let outcome = award::solve(case, &options, &|_| {}).map_err(|error| error.to_string())?;
    let seconds = || format!("{:.2}", started.elapsed().as_secs_f64());
    Ok(match outcome {
        Outcome::Plan(plan) => {
            let verified = verify(case, &plan).map_err(|refused| refused.to_string())?;
            let (cost, bound) = (verified.objective(), plan.proof.bound);
            let percent = gap(cost, bound) * Decimal::ONE_HUNDRED;
            let status = word(plan.proof.status);
            let percent = percent.round_dp(4);
            let certified = verified.certified_bound();
            let certified = certified.map_or(String::new(), |bound| bound.to_string());
            format!(
                "{},{cost},{bound},{percent},{certified},{status}",
                seconds()
            )
        }
        Outcome::Infeasible(_) => format!("{},,,,,infeasible", seconds()),
        Outcome::NoPlan { status, bound } => {
            let bound = bound.map_or(String::new(), |bound| bound.to_string());
            format!("{},,{bound},,,no plan: {}", seconds(), word(status))
        }
    })
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Optimal => "optimal",
        Status::TimeLimit => "time limit",
        Status::WorkLimit => "work limit",
        Status::Interrupted => "interrupted",
        Status::Imprecise => "imprecise",
        Status::AwardFirst => "award first",
        Status::Exhausted => "exhausted",
    }
}

/// The most memory this process held, in megabytes; `None` where the system does not say.
fn peak_memory_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
