//! `rochdale explain`.

use super::arguments::ExplainArguments;
use super::progress::Display;
use super::{Exit, print};
use crate::award::Options;
use crate::explain::Subject;
use crate::input::nearest;
use crate::pipeline::{self, Explained, Given, GivenError};
use crate::problem::Case;
use crate::report::explain::{self, ExplainFile};
use crate::units::{Id, Table};

/// What Ctrl-C leads to.
const KEPT: &str = "what is known so far will be told";

/// Says why the plan of a run, or of a case, is as it is.
pub(super) fn explain(command: &ExplainArguments) -> Exit {
    let options = match command.search.options(false, KEPT) {
        Ok(options) => options,
        Err(exit) => return exit,
    };
    let given = match pipeline::given(&command.place) {
        Ok(given) => given,
        Err(error) => return not_given(&error),
    };
    let subjects = match subjects(given.case(), command) {
        Ok(subjects) => subjects,
        Err(message) => return print::failure(&message, Exit::Usage),
    };
    let display = Display::new(false);
    let told = |n_left| display.questions(n_left);
    let explained = pipeline::explain(&given, &subjects, &options, &display, &told);
    display.clear();
    match explained {
        Ok(explained) => answer(command, &given, &explained, &options),
        Err(error) => super::solve::failed(&error),
    }
}

fn not_given(error: &GivenError) -> Exit {
    match error {
        GivenError::Neither(_) => print::failure(&error.to_string(), Exit::BadInput),
        GivenError::Case(faults) => {
            print::faults(&faults.0);
            Exit::BadInput
        }
        GivenError::Run(error) => super::verify::refusal(error),
    }
}

fn answer(
    command: &ExplainArguments,
    given: &Given,
    explained: &Explained,
    options: &Options,
) -> Exit {
    let case = given.case();
    match explained {
        Explained::Plan(plan, explanations) => {
            let is_interrupted = options.interrupt.load(std::sync::atomic::Ordering::Relaxed);
            let exit = if is_interrupted {
                Exit::Interrupted
            } else {
                Exit::Answer
            };
            if command.json {
                let file = ExplainFile::of(case, plan, explanations);
                return print::data(&file.to_text(), exit);
            }
            print::answer(&explain::text(case, plan, explanations), exit)
        }
        Explained::Infeasible(why) => super::solve::no_plan_exists(case, why, command.json),
        Explained::NoPlan { status, bound } => super::solve::no_plan(*status, case, *bound),
    }
}

/// What is asked about; the plan as a whole if nothing is named.
fn subjects(case: &Case, command: &ExplainArguments) -> Result<Vec<Subject>, String> {
    let mut subjects = Vec::new();
    let vendors = names(&case.vendors, |vendor| (&vendor.key, &vendor.name));
    for text in &command.vendor {
        subjects.push(Subject::Vendor(found("vendor", text, &vendors)?));
    }
    let items = names(&case.items, |item| (&item.key, &item.name));
    for text in &command.item {
        subjects.push(Subject::Item(found("item", text, &items)?));
    }
    let members = names(&case.members, |member| (&member.key, &member.name));
    for text in &command.member {
        subjects.push(Subject::Member(found("member", text, &members)?));
    }
    if subjects.is_empty() {
        subjects.push(Subject::Overview);
    }
    Ok(subjects)
}

/// A row with its id in the files and its name.
type Named<'a, I> = (I, &'a str, &'a str);

fn names<I: Id, T>(rows: &Table<I, T>, of: fn(&T) -> (&String, &String)) -> Vec<Named<'_, I>> {
    let rows = rows.iter();
    rows.map(|(id, row)| (id, of(row).0.as_str(), of(row).1.as_str()))
        .collect()
}

/// The row with this id, or else with this name if it is the only one.
fn found<I: Id>(noun: &str, text: &str, rows: &[Named<I>]) -> Result<I, String> {
    if let Some((id, ..)) = rows.iter().find(|(_, key, _)| *key == text) {
        return Ok(*id);
    }
    let named = rows.iter().filter(|(.., name)| *name == text);
    let named: Vec<I> = named.map(|(id, ..)| *id).collect();
    match named[..] {
        [id] => Ok(id),
        [] => {
            let candidates = rows.iter().flat_map(|(_, key, name)| [*key, *name]);
            let hint = nearest(text, candidates).map_or_else(
                || {
                    format!(
                        "give its id, as in the case's files, or its name ({})",
                        some(rows)
                    )
                },
                |other| format!("did you mean \"{other}\"?"),
            );
            Err(format!("the case has no {noun} \"{text}\"\nhint: {hint}"))
        }
        _ => Err(format!(
            "{} {noun}s are called \"{text}\"\nhint: give the id of one, as in the case's files",
            named.len()
        )),
    }
}

/// The first ids, to show what they look like.
fn some<I: Id>(rows: &[Named<I>]) -> String {
    const SHOWN_MAX: usize = 3;
    let keys: Vec<&str> = rows
        .iter()
        .take(SHOWN_MAX)
        .map(|(_, key, _)| *key)
        .collect();
    let more = if rows.len() > SHOWN_MAX { ", …" } else { "" };
    format!("{}{more}", keys.join(", "))
}
