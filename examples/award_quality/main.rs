//! Cost and proven gap of the award search on generated total-quantity-discount cases.
//!
//! ```text
//! cargo run --release --example award_quality -- --vendors 20 --items 100 --seed 1..5 \
//!     --seconds 60 [--gap 0.001] [--plain]
//! ```
//!
//! Prints CSV: one row per seed for the strong formulation and, with `--plain`, one for the same
//! program without strengthening. A row that reached its time limit shows its seconds as `>=`.
//! One thread; seconds are wall-clock, so measure on a quiet machine.

mod generate;
mod plain;
#[path = "../plain_case/mod.rs"]
mod plain_case;

use std::time::{Duration, Instant};

use clap::Parser;
use rochdale::award::{self, Options, Outcome};
use rochdale::milp::{Ended, Limits};
use rochdale::plan::{Status, gap};
use rochdale::verify::verify;

#[derive(Parser)]
struct Arguments {
    /// Vendors in each case.
    #[arg(long, default_value_t = 20)]
    vendors: u32,
    /// Items in each case.
    #[arg(long, default_value_t = 100)]
    items: u32,
    /// Seeds, as `A` or `A..B` (both included).
    #[arg(long, default_value = "1..5")]
    seed: String,
    /// Time limit of each solve.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Gap at which to stop.
    #[arg(long, default_value_t = 0.001)]
    gap: f64,
    /// Also solve the program without strengthening.
    #[arg(long)]
    plain: bool,
}

fn main() -> Result<(), String> {
    let arguments = Arguments::parse();
    println!("formulation,vendors,items,seed,cost,bound,gap_percent,nodes,seconds");
    for seed in seeds(&arguments.seed)? {
        let case = generate::case(arguments.vendors, arguments.items, seed);
        let prefix = format!("{},{},{seed}", arguments.vendors, arguments.items);
        strong(&case, &arguments, &prefix)?;
        if arguments.plain {
            without_strengthening(&case, &arguments, &prefix)?;
        }
    }
    Ok(())
}

fn seeds(text: &str) -> Result<std::ops::RangeInclusive<u64>, String> {
    let parse = |part: &str| {
        part.parse()
            .map_err(|_| format!("--seed {text}: not a number or range"))
    };
    match text.split_once("..") {
        Some((first, last)) => Ok(parse(first)?..=parse(last)?),
        None => parse(text).map(|seed| seed..=seed),
    }
}

fn strong(
    case: &rochdale::problem::Case,
    arguments: &Arguments,
    prefix: &str,
) -> Result<(), String> {
    let options = Options {
        time_limit: Some(Duration::from_secs(arguments.seconds)),
        gap: arguments.gap,
        threads: 1,
        ..Options::default()
    };
    let outcome = award::solve(case, &options, &|_| {}).map_err(|error| error.to_string())?;
    match outcome {
        Outcome::Plan(plan) => {
            let verified = verify(case, &plan).map_err(|refused| refused.to_string())?;
            let cost = verified.objective();
            let proof = &plan.proof;
            let limit = if proof.status == Status::Optimal {
                ""
            } else {
                ">="
            };
            let percent = gap(cost, proof.bound) * rochdale::units::Decimal::ONE_HUNDRED;
            println!(
                "strong,{prefix},{cost},{},{},{},{limit}{:.2}",
                proof.bound,
                percent.round_dp(4),
                proof.nodes,
                proof.seconds
            );
        }
        Outcome::Infeasible(_) => println!("strong,{prefix},infeasible,,,,"),
        Outcome::NoPlan { .. } => println!("strong,{prefix},,,,,>={}", arguments.seconds),
    }
    Ok(())
}

fn without_strengthening(
    case: &rochdale::problem::Case,
    arguments: &Arguments,
    prefix: &str,
) -> Result<(), String> {
    let started = Instant::now();
    let limits = Limits {
        time: Some(Duration::from_secs(arguments.seconds)),
        work: None,
        gap: arguments.gap,
        seed: 1,
        threads: 1,
        interrupt: std::sync::Arc::default(),
    };
    let model = plain::model(case);
    let solved = model
        .solve(&limits, &|_| {})
        .map_err(|error| error.to_string())?;
    let seconds = started.elapsed().as_secs_f64();
    let limit = if solved.ended == Ended::Optimal {
        ""
    } else {
        ">="
    };
    let cost = solved.values.as_ref().map(|values| model.objective(values));
    let gap = cost
        .zip(solved.bound)
        .map(|(cost, bound)| (cost - bound) / cost * 100.0);
    let text = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.4}"));
    println!(
        "plain,{prefix},{},{},{},{},{limit}{seconds:.2}",
        text(cost),
        text(solved.bound),
        text(gap),
        solved.nodes
    );
    Ok(())
}
