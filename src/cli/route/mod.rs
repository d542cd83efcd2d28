//! `rochdale route`.

mod arguments;
mod causes;
mod json;
mod shown;
mod text;

use std::fs;
use std::sync::atomic::Ordering;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Exit, interrupt, print};
use crate::input::{RoutingFile, read_routing};
use crate::plan::RoutePlan;
use crate::problem::delivery::DeliveryProblem;
use crate::report::format::count;
use crate::routing::{self, Cause, Options, Routed};
use crate::units::StopId;
pub use arguments::RouteArguments;
use shown::Shown;

/// Time limit when neither time nor iterations are limited, in seconds.
const TIME_LIMIT: f64 = 30.0;

/// Plans the routes of a file and prints them.
pub(super) fn route(command: &RouteArguments) -> Exit {
    let path = command.file.display().to_string();
    let text = match fs::read_to_string(&command.file) {
        Ok(text) => text,
        Err(error) => return print::failure(&format!("{path}: {error}"), Exit::BadInput),
    };
    let file = match read_routing(&text, &path, command.rounding.into()) {
        Ok(file) => file,
        Err(faults) => {
            print::faults(&faults.0);
            let found = count(faults.n_errors(), "error");
            print::note(&format!("{found} found"));
            return Exit::BadInput;
        }
    };
    let options = match options(command) {
        Ok(options) => options,
        Err(error) => return print::failure(&error, Exit::Internal),
    };
    let routed = search(&file, &options);
    let is_interrupted = options.interrupt.load(Ordering::Relaxed);
    // Here the verifier of routes belongs: what it refuses ends with `Exit::Refused`.
    let exit = exit(&file.problem, &routed, is_interrupted);
    if command.json {
        return print::data(&json::text(&file, &routed), exit);
    }
    print::answer(&text::text(&file, &routed), exit)
}

fn options(command: &RouteArguments) -> Result<Options, String> {
    let seconds = command
        .time_limit
        .or_else(|| command.iterations.is_none().then_some(TIME_LIMIT));
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    Ok(Options {
        seed: command.seed,
        iterations: command.iterations,
        time: seconds.map(Duration::from_secs_f64),
        searches: match command.threads {
            0 => cores(),
            threads => threads,
        },
        interrupt: interrupt::flag("the best routes so far will be printed")
            .map_err(|error| error.to_string())?,
        ..Options::default()
    })
}

/// Searches, with a moving line on a terminal.
fn search(file: &RoutingFile, options: &Options) -> Routed {
    // Drawn on standard error; hidden by itself where that is no terminal.
    let bar = ProgressBar::new_spinner();
    let style = ProgressStyle::with_template("{spinner} {elapsed} {wide_msg}");
    bar.set_style(style.expect("the template names known keys"));
    bar.set_message("searching for first routes");
    bar.enable_steady_tick(Duration::from_millis(200));
    let shown = Shown::of(file);
    let on_best = |plan: &RoutePlan| {
        let routes = count(plan.routes.len(), "route");
        let left_out = match plan.unserved.len() {
            0 => String::new(),
            n => format!(", {} left out", count(n, "stop")),
        };
        let cost = shown.money(plan.cost);
        bar.set_message(format!("best so far: {routes}, {cost}{left_out}"));
    };
    let routed = routing::route(&file.problem, options, &on_best);
    bar.finish_and_clear();
    routed
}

/// Whether a stop, or one of its group, must be visited.
fn must_be_visited(problem: &DeliveryProblem, stop: StopId) -> bool {
    let stop = &problem.stops()[stop];
    let group = stop.group.map(|group| &problem.groups()[group]);
    stop.prize.is_none() && group.is_none_or(|group| group.prize.is_none())
}

fn exit(problem: &DeliveryProblem, routed: &Routed, is_interrupted: bool) -> Exit {
    if is_interrupted {
        return Exit::Interrupted;
    }
    let causes = || {
        routed
            .obstacles
            .iter()
            .flat_map(|obstacle| &obstacle.causes)
    };
    let unserved = routed.plan.unserved.iter();
    let n_left = unserved.filter(|stop| must_be_visited(problem, **stop));
    if causes().any(|cause| *cause != Cause::Fleet) {
        Exit::Infeasible
    } else if n_left.count() > 0 {
        Exit::NoPlan
    } else {
        Exit::Answer
    }
}
