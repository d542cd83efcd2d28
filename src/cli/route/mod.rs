//! `rochdale route`.

mod answer;
mod arguments;
mod causes;
mod geojson;
mod json;
mod left_out;
mod plain;
mod shown;
#[cfg(test)]
mod tests;
mod text;

use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Exit, interrupt, print};
use crate::input::{Faults, RoutingFile, RoutingSource, read_routing};
use crate::report::format::count;
use crate::routing::NewBest;
use crate::routing::{self, Options, Routed};
use crate::travel::TravelRequest;
use crate::verify::{RoutesRefused, verify_routes};
use answer::Answer;
pub use arguments::RouteArguments;
pub use json::routes_schema;
use shown::Shown;

/// Time limit when neither time nor iterations are limited, in seconds.
const TIME_LIMIT: f64 = 30.0;

/// Plans the routes of a file, has them verified and prints them.
pub(super) fn route(command: &RouteArguments) -> Exit {
    let path = command.file.display().to_string();
    let text = match fs::read_to_string(&command.file) {
        Ok(text) => text,
        Err(error) => return print::failure(&format!("{path}: {error}"), Exit::BadInput),
    };
    let source = RoutingSource {
        name: &path,
        folder: command.file.parent().unwrap_or(Path::new("")),
        rounding: command.rounding.into(),
        travel: &TravelRequest::matrix,
    };
    let file = match read_routing(&text, &source) {
        Ok(file) => file,
        Err(faults) => return faulty(&faults),
    };
    if command.geojson.is_some() && !geojson::has_places(&file) {
        let message = "--geojson needs `lat` and `lon` of every place in the file";
        return print::failure(message, Exit::Usage);
    }
    let options = match options(command) {
        Ok(options) => options,
        Err(error) => return print::failure(&error, Exit::Internal),
    };
    let routed = search(&file, &options);
    let is_interrupted = options.interrupt.load(Ordering::Relaxed);
    let verified = match verify_routes(&file.problem, &routed.plan) {
        Ok(verified) => verified,
        Err(refused) => return refused_plan(&refused),
    };
    let answer = Answer {
        file: &file,
        routes: &verified,
        obstacles: &routed.obstacles,
        iterations: routed.iterations,
    };
    print_answer(command, &answer, answer.exit(is_interrupted))
}

fn faulty(faults: &Faults) -> Exit {
    print::faults(&faults.0);
    let found = count(faults.n_errors(), "error");
    print::note(&format!("{found} found"));
    Exit::BadInput
}

/// A plan that does not keep what the file demands is a fault of the program, and never shown.
fn refused_plan(refused: &RoutesRefused) -> Exit {
    let reasons = refused.refusals.iter().map(|reason| format!("  {reason}"));
    let reasons: Vec<String> = reasons.collect();
    let found = count(reasons.len(), "reason");
    let text = format!(
        "the routes found were refused by the verifier, for {found}:\n{}\n\
         hint: this is a fault of the program; please report it with the file",
        reasons.join("\n")
    );
    print::failure(&text, Exit::Refused)
}

/// The answer is printed even if the map cannot be written.
fn print_answer(command: &RouteArguments, answer: &Answer<'_>, exit: Exit) -> Exit {
    let exit = if command.json {
        print::data(&json::text(answer), exit)
    } else {
        print::answer(&text::text(answer), exit)
    };
    match &command.geojson {
        Some(path) => match geojson::write(path, answer) {
            Ok(()) => exit,
            Err(error) => print::failure(&format!("{}: {error}", path.display()), Exit::Internal),
        },
        None => exit,
    }
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
    let on_best = |best: &NewBest| {
        let plan = best.plan();
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
