//! What deciding award and routes together saves, and how near its bound is, on generated cases.
//!
//! ```text
//! cargo run --release --example joint_quality -- --members 8 --items 20 --vendors 6 --seeds 10 \
//!     [--seconds 30] [--threads 2]
//! ```
//!
//! Prints CSV: one row per seed from 1 on, then the means. Costs are re-computed by the verifier; what plans
//! cost whose award is made first comes from the same search.

mod fetched;
#[path = "../award_scale/generate.rs"]
mod generate;
#[path = "../plain_case/mod.rs"]
mod plain_case;

use std::sync::Mutex;
use std::time::Duration;

use clap::Parser;
use rochdale::award::{Options, Outcome};
use rochdale::search;
use rochdale::units::Money;
use rochdale::verify::verify;
use rust_decimal::prelude::ToPrimitive;

use generate::Size;

#[derive(Parser)]
struct Arguments {
    /// Members, each with one site.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..))]
    members: u32,
    /// Items.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    items: u32,
    /// Vendors beside the spot vendor.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u32).range(3..))]
    vendors: u32,
    /// How many cases.
    #[arg(long, default_value_t = 10)]
    seeds: u64,
    /// Time limit of each.
    #[arg(long, default_value_t = 30)]
    seconds: u64,
    /// Threads; 0 leaves it to the search.
    #[arg(long, default_value_t = 0)]
    threads: usize,
}

/// What was found of one case, in percent.
struct Row {
    gap: f64,
    beside_price: f64,
    beside_estimate: f64,
}

fn main() -> Result<(), String> {
    let arguments = Arguments::parse();
    println!(
        "members,items,vendors,seed,first_plan_seconds,seconds,cost,bound,gap_percent,\
         saved_beside_price_percent,saved_beside_estimate_percent"
    );
    let rows = (1..=arguments.seeds).map(|seed| solved(&arguments, seed));
    let rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
    let mean = |figure: fn(&Row) -> f64| {
        let n = rows.len().max(1).to_f64().unwrap_or(1.0);
        rows.iter().map(figure).sum::<f64>() / n
    };
    println!(
        "mean of {},,,,,,,,{:.3},{:.3},{:.3}",
        rows.len(),
        mean(|row| row.gap),
        mean(|row| row.beside_price),
        mean(|row| row.beside_estimate)
    );
    Ok(())
}

fn solved(arguments: &Arguments, seed: u64) -> Result<Row, String> {
    let size = Size {
        members: arguments.members,
        items: arguments.items,
        vendors: arguments.vendors,
    };
    let case = fetched::fetched(generate::case(size, seed), seed);
    let options = Options {
        time_limit: Some(Duration::from_secs(arguments.seconds)),
        threads: arguments.threads,
        ..Options::default()
    };
    let first = Mutex::new(None);
    let outcome = search::solve(&case, &options, None, &|progress| {
        if progress.cost.is_some()
            && let Ok(mut first) = first.lock()
        {
            first.get_or_insert(progress.seconds);
        }
    });
    let Outcome::Plan(plan) = outcome.map_err(|error| error.to_string())? else {
        return Err(format!("seed {seed}: no plan"));
    };
    let verified = verify(&case, &plan).map_err(|refused| refused.to_string())?;
    let float = |money: Money| money.value().to_f64().unwrap_or(f64::NAN);
    let (cost, bound) = (float(verified.objective()), float(plan.proof.bound));
    let saved = |other: Option<Money>| {
        let other = other.map_or(f64::NAN, float);
        100.0 * (other - cost) / other
    };
    let costs = plan.award_first.ok_or("no award was made first")?;
    let row = Row {
        gap: 100.0 * (cost - bound) / cost,
        beside_price: saved(costs.by_price),
        beside_estimate: saved(costs.by_estimate),
    };
    let first = first.into_inner().ok().flatten().unwrap_or(f64::NAN);
    println!(
        "{},{},{},{seed},{first:.2},{:.1},{cost:.2},{bound:.2},{:.3},{:.3},{:.3}",
        arguments.members,
        arguments.items,
        arguments.vendors,
        plan.proof.seconds,
        row.gap,
        row.beside_price,
        row.beside_estimate
    );
    Ok(row)
}
