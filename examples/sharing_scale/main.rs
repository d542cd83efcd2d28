//! What no group gains by leaving, proven, under each sharing rule: on generated cases.
//!
//! ```text
//! cargo run --release --example sharing_scale -- --members 60 --seed 1 [--cases 1] [--items 10] \
//!     [--vendors 5] [--seconds 60] [--solve-seconds 60] [--threads 1] [--at-once]
//! ```
//!
//! Prints a CSV header and a row for each case and rule: the plan's cost and gap, seconds for sharing
//! alone, what no group gains more than (in percent of the cost), what a group with a plan of its own
//! surely gains, and what is known of all charges. Groups are priced one by one up to 12 members, unless
//! `--at-once` says otherwise.

mod generate;
#[allow(dead_code, reason = "other examples use more of it")]
#[path = "../plain_case/mod.rs"]
mod plain_case;

use std::time::{Duration, Instant};

use clap::Parser;
use rochdale::award::{self, Options, Outcome};
use rochdale::pipeline::{AloneLimits, compare_at_once, groups, stand_alone};
use rochdale::plan::gap;
use rochdale::problem::Case;
use rochdale::savings::{CoalitionCost, Comparison, CoreKnown, GroupCosts, SharingRule};
use rochdale::units::{Decimal, Money};
use rochdale::verify::{VerifiedPlan, verify};

use generate::Size;

#[derive(Parser)]
struct Arguments {
    /// Members, each with one site.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(2..))]
    members: u32,
    /// Items.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    items: u32,
    /// Vendors.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    vendors: u32,
    /// Seed of the first case.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Cases, of this seed and those after it.
    #[arg(long, default_value_t = 1)]
    cases: u64,
    /// Time limit of sharing.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Time limit of the search for the plan.
    #[arg(long, default_value_t = 60)]
    solve_seconds: u64,
    /// Threads; 0 leaves it to the search.
    #[arg(long, default_value_t = 1)]
    threads: usize,
    /// Ask about all groups at once, however few members there are.
    #[arg(long)]
    at_once: bool,
    /// Only stable equal saving.
    #[arg(long)]
    one_rule: bool,
}

fn main() -> Result<(), String> {
    let arguments = Arguments::parse();
    println!(
        "members,seed,lines,cost,gap_percent,rule,seconds,gain_at_most_percent,surely_gains_percent,\
         all_charges"
    );
    for seed in arguments.seed..arguments.seed + arguments.cases {
        let size = Size {
            members: arguments.members,
            items: arguments.items,
            vendors: arguments.vendors,
        };
        print_rows(&generate::case(size, seed), seed, &arguments)?;
    }
    Ok(())
}

fn print_rows(case: &Case, seed: u64, arguments: &Arguments) -> Result<(), String> {
    let options = |seconds| Options {
        time_limit: Some(Duration::from_secs(seconds)),
        threads: arguments.threads,
        ..Options::default()
    };
    let outcome = award::solve(case, &options(arguments.solve_seconds), &|_| {});
    let Outcome::Plan(plan) = outcome.map_err(|error| error.to_string())? else {
        return Err(format!("seed {seed}: no plan"));
    };
    let verified = verify(case, &plan).map_err(|refused| refused.to_string())?;
    let started = Instant::now();
    let comparison = compared(case, &verified, arguments, &options(arguments.seconds));
    let seconds = started.elapsed().as_secs_f64();
    let cost = verified.landed_cost();
    let percent =
        |amount: Money| (amount.value() / cost.value() * Decimal::ONE_HUNDRED).round_dp(5);
    let gap_percent = gap(verified.objective(), plan.proof.bound) * Decimal::ONE_HUNDRED;
    for (rule, result) in &comparison.rules {
        let stability = result
            .as_ref()
            .ok()
            .and_then(|shares| shares.stability.as_ref());
        let most = stability.and_then(|stability| stability.most.as_ref());
        let most = most.map(|most| percent(most.gain_at_most).to_string());
        let witness = stability.and_then(|stability| stability.witness.as_ref());
        let witness = witness.map(|witness| percent(witness.gain).to_string());
        println!(
            "{},{seed},{},{cost},{},{},{seconds:.2},{},{},{}",
            case.members.len(),
            case.demand.len(),
            gap_percent.round_dp(4),
            rule.key(),
            most.unwrap_or_else(|| result
                .as_ref()
                .err()
                .map_or("?".into(), ToString::to_string)),
            witness.unwrap_or_default(),
            core(comparison.core, percent),
        );
    }
    Ok(())
}

fn compared(
    case: &Case,
    plan: &VerifiedPlan,
    arguments: &Arguments,
    options: &Options,
) -> Comparison {
    let limits = AloneLimits {
        time: options.time_limit,
        work: None,
    };
    let rules = if arguments.one_rule {
        &[SharingRule::StableEqualSaving][..]
    } else {
        &SharingRule::ALL[..]
    };
    let alone: Vec<CoalitionCost> = stand_alone(case, options, limits, &|_| {});
    if !arguments.at_once
        && let Some(members) = GroupCosts::members_of(case)
    {
        let priced = GroupCosts::ask(members, |asked| {
            groups(case, asked, (options, limits), &|_| {})
        });
        return Comparison::of(rules, case, plan, (&alone, Some(priced)));
    }
    compare_at_once(case, plan, (&alone, rules), options)
        .expect("every line has a quote, and no fee is below zero")
}

fn core(known: Option<CoreKnown>, percent: impl Fn(Money) -> Decimal) -> String {
    match known {
        Some(CoreKnown::Charges) => "some keep every group".into(),
        Some(CoreKnown::Empty(_, most)) => format!("none; at least {} %", percent(most)),
        Some(CoreKnown::Within(most)) => format!("some keep gains within {} %", percent(most)),
        Some(CoreKnown::Open) | None => "not known".into(),
    }
}
