//! `rochdale solve`.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use super::arguments::SolveArguments;
use super::progress::Display;
use super::{Exit, interrupt, print};
use crate::award::{Infeasible, Options};
use crate::input::Loaded;
use crate::pipeline::{self, AloneLimits, Ending, Found, PipelineError};
use crate::plan::Status;
use crate::problem::Case;
use crate::report::{View, format, infeasible, terminal};
use crate::run::{Provenance, SearchOptions, SourceHash, Target, WriteError};
use crate::savings::Savings;
use crate::search::AwardFirst;
use crate::units::Money;
use crate::verify::VerifiedPlan;

/// What Ctrl-C leads to.
const KEPT: &str = "the best plan so far will be saved";

/// Longest time for stand-alone costs when none is given, in seconds.
const ALONE_TIME_LIMIT: f64 = 30.0;

/// Solves a case and saves the run.
pub(super) fn solve(command: &SolveArguments) -> Exit {
    let started = Timestamp::now();
    let options = match command.search.options(true, KEPT) {
        Ok(options) => options,
        Err(exit) => return exit,
    };
    // A place that cannot be written to is told before the search, not after it.
    let target = match target(command, started) {
        Ok(target) => target,
        Err(exit) => return exit,
    };
    let earlier = command.from.as_ref().map(|run| pipeline::check(run, None));
    let earlier = match earlier.transpose() {
        Ok(earlier) => earlier,
        Err(error) => return super::verify::refusal(&error),
    };
    let display = Display::new(command.quiet);
    let limits = (&options, alone_limits(command));
    let first = command.sequential.map(AwardFirst::from);
    let solved = pipeline::solve(&command.case, earlier.as_ref(), (first, limits), &display);
    display.clear();
    match solved {
        Ok((loaded, Ending::Plan(found))) => {
            if command.sequential.is_some() && loaded.case.collected_vendors().next().is_none() {
                print::note(
                    "note: nothing is fetched in this case, so --sequential changes nothing",
                );
            }
            let provenance = provenance(command, &options, &loaded, &found.plan, started);
            finish(command, &target, &loaded, &found, provenance)
        }
        Ok((loaded, Ending::Infeasible(why))) => {
            let exit = no_plan_exists(&loaded.case, &why, command.json);
            if let Some(earlier) = command.out.as_ref().filter(|path| path.exists()) {
                let earlier = earlier.display();
                print::note(&format!(
                    "\nNothing was saved; {earlier} still holds an earlier plan."
                ));
            }
            exit
        }
        Ok((loaded, Ending::NoPlan { status, bound })) => no_plan(status, &loaded.case, bound),
        Err(error) => failed(&error),
    }
}

/// What stand-alone costs may take: as told, else as long as the search, but not long.
fn alone_limits(command: &SolveArguments) -> AloneLimits {
    let as_long = command
        .search
        .seconds()
        .map(|all| all.min(ALONE_TIME_LIMIT));
    let seconds = command.alone_time.or(as_long);
    AloneLimits {
        time: seconds.map(Duration::from_secs_f64),
        work: command.search.work,
    }
}

fn target(command: &SolveArguments, started: Timestamp) -> Result<Target, Exit> {
    if !command.case.is_dir() {
        let message = format!(
            "{} is no folder; give a case folder",
            command.case.display()
        );
        return Err(print::failure(&message, Exit::BadInput));
    }
    let (target, hint) = match &command.out {
        Some(path) => (Target::at(path), ""),
        None => (
            Target::fresh(&command.case.join("runs"), started),
            "\nhint: --out RUN saves the run in another place",
        ),
    };
    target.map_err(|error| print::failure(&format!("{error}{hint}"), not_written(&error)))
}

fn not_written(error: &WriteError) -> Exit {
    match error {
        WriteError::Taken { .. } => Exit::Usage,
        WriteError::Io { .. } | WriteError::Aside { .. } => Exit::Internal,
    }
}

fn provenance(
    command: &SolveArguments,
    options: &Options,
    loaded: &Loaded,
    plan: &VerifiedPlan,
    started: Timestamp,
) -> Provenance {
    let sources = loaded.sources.iter();
    Provenance {
        schema_version: Provenance::SCHEMA_VERSION,
        program: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        started: started.to_string(),
        finished: Timestamp::now().to_string(),
        seconds: plan.plan().proof.seconds,
        case_folder: command.case.display().to_string(),
        from: command.from.as_ref().map(|run| run.display().to_string()),
        sources: sources
            .map(|source| SourceHash {
                name: source.name.clone(),
                sha256: source.sha256.clone(),
            })
            .collect(),
        options: SearchOptions {
            time_limit: options.time_limit.map(|limit| limit.as_secs_f64()),
            alone_time: alone_limits(command).time.map(|limit| limit.as_secs_f64()),
            work: options.work_limit,
            gap: options.gap,
            seed: options.seed,
            threads: options.threads,
        },
    }
}

/// Saves and shows the plan.
fn finish(
    command: &SolveArguments,
    target: &Target,
    loaded: &Loaded,
    found: &Found,
    provenance: Provenance,
) -> Exit {
    let contents = pipeline::contents(loaded, found, provenance);
    let plan = &found.plan;
    let written = {
        let _whole = interrupt::hold_off();
        target.write(&contents)
    };
    let (saved, exit) = match written {
        Ok(path) => (saved(&path), exit(command, plan.plan().proof.status)),
        Err(error) => {
            let exit = print::failure(&error.to_string(), not_written(&error));
            (String::new(), exit)
        }
    };
    if command.json {
        return print::data(&contents.plan_json, exit);
    }
    if command.quiet {
        return exit;
    }
    let savings = Savings::of(&loaded.case, plan, &found.alone);
    let report = terminal::text(&View::of(&loaded.case, plan, &savings));
    print::answer(&(report + &saved), exit)
}

fn saved(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let path = here
        .as_deref()
        .and_then(|here| path.strip_prefix(here).ok())
        .unwrap_or(path);
    format!(
        "\nSaved in {0}\nAnybody can re-compute it: rochdale verify {0}\n\
         What each member pays and saves:  rochdale statement {0}\n",
        path.display()
    )
}

fn exit(command: &SolveArguments, status: Status) -> Exit {
    match status {
        Status::Interrupted => Exit::Interrupted,
        Status::Optimal => Exit::Answer,
        Status::TimeLimit
        | Status::WorkLimit
        | Status::Imprecise
        | Status::AwardFirst
        | Status::Exhausted => {
            if command.require_optimal {
                Exit::NotOptimal
            } else {
                Exit::Answer
            }
        }
    }
}

/// Says why no plan exists.
pub(super) fn no_plan_exists(case: &Case, why: &Infeasible, is_json: bool) -> Exit {
    print::note(&infeasible::text(case, why));
    if is_json {
        let file = infeasible::InfeasibleFile::of(case, why);
        return print::data(&file.to_text(), Exit::Infeasible);
    }
    Exit::Infeasible
}

/// Says that a limit was reached before any plan was found.
pub(super) fn no_plan(status: Status, case: &Case, bound: Option<Money>) -> Exit {
    let proven = bound.map_or(String::new(), |bound| {
        let bound = format::rounded_down(bound, case.currency);
        let bound = format::money_per(bound, case.currency, &case.horizon.name);
        format!("no plan can cost less than {bound} before rounding\n")
    });
    let (what, more, exit) = match status {
        Status::Interrupted => (
            "the search was interrupted",
            "let it search longer",
            Exit::Interrupted,
        ),
        Status::TimeLimit | Status::Optimal => (
            "the time limit was reached",
            "allow more with --time-limit",
            Exit::NoPlan,
        ),
        Status::AwardFirst | Status::Exhausted => (
            "no vehicle was found for what must be fetched",
            "add vehicles, raise what they carry or how far they go, or let vendors deliver",
            Exit::NoPlan,
        ),
        Status::Imprecise => (
            "the solver's arithmetic failed",
            "state quantities and prices in units that differ less in size",
            Exit::NoPlan,
        ),
        Status::WorkLimit => (
            "the work budget was used up",
            "allow more with --work",
            Exit::NoPlan,
        ),
    };
    let ended = match status {
        Status::AwardFirst | Status::Exhausted => "",
        _ => " before any plan was found",
    };
    let message = format!("{what}{ended}\n{proven}hint: {more}");
    print::failure(&message, exit)
}

/// Says why a solve did not end.
pub(super) fn failed(error: &PipelineError) -> Exit {
    match error {
        PipelineError::Case(faults) => {
            print::faults(&faults.0);
            Exit::BadInput
        }
        PipelineError::Search(_) => print::failure(&error.to_string(), Exit::Internal),
        PipelineError::Refused(_) => print::failure(&error.to_string(), Exit::Refused),
    }
}
