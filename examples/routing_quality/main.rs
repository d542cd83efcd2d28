//! Cost of the routing engine's plans on published instances, beside the best known values.
//!
//! ```text
//! cargo run --release --example routing_quality -- --data ../shared/data/vrp --family cvrp \
//!     --seconds 30 --seed 1..5 [--only X-n106,X-n143] [--jobs 2]
//! ```
//!
//! Prints CSV, a row for each instance and seed as soon as it is done: the cost in the scale of
//! the best known value, the gap to it, and the processor seconds used. The budget is processor
//! time of the searching thread, so that other work on the machine takes nothing from it; reading
//! the instance is not counted. A plan that leaves out stops that must be visited has no cost:
//! `unserved:N` says how many; neither has one that the verifier refuses: `refused:N`, and
//! the reasons on standard error. The mean gap goes to standard error.

mod instances;

use std::collections::VecDeque;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use clap::Parser;
use cpu_time::ThreadTime;
use instances::{Family, Instance, instances};
use rochdale::plan::RoutePlan;
use rochdale::problem::delivery::DeliveryProblem;
use rochdale::routing::{Options, route};
use rochdale::verify::verify_routes;

#[derive(Parser)]
struct Arguments {
    /// Folder with one folder for each family.
    #[arg(long)]
    data: PathBuf,
    /// cvrp, vrptw, hfvrp, mdvrptw, site-dependent, backhaul or split.
    #[arg(long)]
    family: Family,
    /// Processor seconds of each search.
    #[arg(long, default_value_t = 30.0)]
    seconds: f64,
    /// Iterations of each search instead of a time: the same plan each time.
    #[arg(long)]
    iterations: Option<u64>,
    /// Seeds, as `A` or `A..B` (both included).
    #[arg(long, default_value = "1")]
    seed: String,
    /// Only instances whose name contains one of these, separated by commas.
    #[arg(long, default_value = "")]
    only: String,
    /// Searches at the same time, each on a thread of its own.
    #[arg(long, default_value_t = 1)]
    jobs: usize,
}

/// What one search found.
struct Found {
    /// Cost as printed, or what is wrong with the plan.
    cost: String,
    /// Cost above the best known, in percent of it.
    gap_percent: Option<f64>,
    seconds: Duration,
}

fn main() -> Result<(), String> {
    let arguments = Arguments::parse();
    let instances = instances(&arguments.data, arguments.family, &arguments.only)?;
    let options = options(&arguments)?;
    let seeds = seeds(&arguments.seed)?;
    let tasks: VecDeque<_> = instances
        .iter()
        .flat_map(|instance| seeds.clone().map(move |seed| (instance, seed)))
        .collect();
    let n_tasks = tasks.len();
    println!("family,instance,seed,cost,best_known,gap_percent,cpu_seconds");
    let gaps = all(&Mutex::new(tasks), arguments.jobs, &options)?;
    eprintln!("{}", summary(arguments.family, &gaps, n_tasks));
    Ok(())
}

/// Budget and clock of each search.
fn options(arguments: &Arguments) -> Result<Options, String> {
    let seconds = Duration::try_from_secs_f64(arguments.seconds)
        .map_err(|error| format!("--seconds: {error}"))?;
    Ok(Options {
        iterations: arguments.iterations,
        time: arguments.iterations.is_none().then_some(seconds),
        clock: thread_time,
        ..Options::default()
    })
}

/// The mean gap, of the runs that have a plan.
#[allow(clippy::cast_precision_loss, reason = "runs are few")]
fn summary(family: Family, gaps: &[f64], n_tasks: usize) -> String {
    if gaps.is_empty() {
        return format!("{family}: no plan in {n_tasks} runs");
    }
    let n_gaps = gaps.len();
    let mean = gaps.iter().sum::<f64>() / n_gaps as f64;
    format!("{family}: mean gap {mean:.3} % over {n_gaps} of {n_tasks} runs")
}

/// Runs all tasks and prints their rows; the gaps of those with a plan.
fn all(
    tasks: &Mutex<VecDeque<(&Instance, u64)>>,
    n_jobs: usize,
    options: &Options,
) -> Result<Vec<f64>, String> {
    let next = || {
        let mut tasks = tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.pop_front()
    };
    let work = || -> Result<Vec<f64>, String> {
        let mut gaps = Vec::new();
        while let Some((instance, seed)) = next() {
            let found = run(instance, seed, options)?;
            print_row(instance, seed, &found)?;
            gaps.extend(found.gap_percent);
        }
        Ok(gaps)
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..n_jobs.max(1)).map(|_| scope.spawn(work)).collect();
        let mut gaps = Vec::new();
        for worker in workers {
            gaps.extend(worker.join().map_err(|_| "a search panicked")??);
        }
        Ok(gaps)
    })
}

fn run(instance: &Instance, seed: u64, options: &Options) -> Result<Found, String> {
    let problem = instance.problem()?;
    let options = Options {
        seed,
        ..options.clone()
    };
    let started = thread_time();
    let routed = route(&problem, &options, &|_| {});
    let seconds = thread_time().saturating_sub(started);
    let (cost, gap_percent) = match checked(&problem, &routed.plan) {
        Ok(cost) => {
            let gap = 100.0 * (instance.scaled(cost) / instance.best_known - 1.0);
            (instance.written(cost), Some(gap))
        }
        Err(why) => (why, None),
    };
    Ok(Found {
        cost,
        gap_percent,
        seconds,
    })
}

/// Processor time of this thread.
fn thread_time() -> Duration {
    ThreadTime::now().as_duration()
}

/// The plan's verified cost, if it visits all that must be visited; what is wrong with it
/// otherwise.
fn checked(problem: &DeliveryProblem, plan: &RoutePlan) -> Result<i64, String> {
    match verify_routes(problem, plan) {
        Ok(routes) => match routes.unserved_required().len() {
            0 => Ok(routes.cost()),
            n_unserved => Err(format!("unserved:{n_unserved}")),
        },
        Err(refused) => {
            eprintln!("{refused}");
            Err(format!("refused:{}", refused.refusals.len()))
        }
    }
}

fn print_row(instance: &Instance, seed: u64, found: &Found) -> Result<(), String> {
    let gap = found.gap_percent.map(|gap| format!("{gap:.4}"));
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{},{},{seed},{},{},{},{:.2}",
        instance.family,
        instance.name,
        found.cost,
        instance.best_known,
        gap.unwrap_or_default(),
        found.seconds.as_secs_f64()
    )
    .and_then(|()| out.flush())
    .map_err(|error| format!("standard output: {error}"))
}

fn seeds(text: &str) -> Result<std::ops::RangeInclusive<u64>, String> {
    let parse = |part: &str| {
        part.parse::<u64>()
            .map_err(|_| format!("--seed {text}: expected A or A..B"))
    };
    Ok(match text.split_once("..") {
        Some((first, last)) => parse(first)?..=parse(last)?,
        None => parse(text)?..=parse(text)?,
    })
}
