//! `rochdale verify`.

use std::fmt::Display;

use super::arguments::VerifyArguments;
use super::{Exit, print};
use crate::pipeline;
use crate::plan::gap;
use crate::problem::Case;
use crate::report::format::{count, money, money_per, rounded_down, share_at_most};
use crate::run::{CheckError, Checked};
use crate::verify::VerifiedPlan;

/// Most reasons or differences listed.
const LISTED_MAX: usize = 20;

/// Checks a run from its files.
pub(super) fn verify(command: &VerifyArguments) -> Exit {
    match pipeline::check(&command.run, command.case.as_deref()) {
        Ok(checked) => {
            if !checked.source_differences.is_empty() {
                print::note(
                    "note: the case folder's files are not byte for byte those that were solved, but \
                     say the same",
                );
                list(&checked.source_differences);
            }
            print::answer(&found_true(command, &checked), Exit::Answer)
        }
        Err(error) => refusal(&error),
    }
}

fn found_true(command: &VerifyArguments, checked: &Checked) -> String {
    let (case, plan) = (&checked.case, &checked.plan);
    let against = command.case.as_ref().map_or_else(
        || "the run's own case.json".to_owned(),
        |folder| folder.display().to_string(),
    );
    // A folder with other hashes was noted already.
    let hashes = match &command.case {
        Some(_) => "",
        None => ", nor the hashes of the\ncase's files (--case CASE compares them)",
    };
    format!(
        "Verified: {} against {against}.\n\
         \n\
         Re-computed and found equal: all figures of plan.json, awards.csv and statements.csv,\n\
         {} on {}, together {},\n\
         and how it is shared: charges of {}, fees and transfers.\n\
         Kept: coverage of {}, and every limit of quotes, vendors, members and rules.\n\
         {}\
         \n\
         Not re-computed: {}. Nor is what members would pay\n\
         alone: from these claims, as they are, the charges follow. Nor is what provenance.json says\n\
         of program, times and options{hashes}.\n",
        command.run.display(),
        count(plan.lines().len(), "charge"),
        count(plan.plan().award.lines.len(), "award"),
        money_per(plan.statement_total(), case.currency, &case.horizon.name),
        count(case.members.len(), "member"),
        count(case.demand.len(), "demand line"),
        certified(case, plan),
        claims(case, plan),
    )
}

/// What was evaluated from `prices.csv`, if there is one that proves something.
fn certified(case: &Case, plan: &VerifiedPlan) -> String {
    plan.certified_bound().map_or_else(String::new, |bound| {
        format!(
            "Evaluated from prices.csv, without the solver: no plan can cost less than {}\n\
             before rounding (gap {}).\n",
            money(rounded_down(bound, case.currency), case.currency),
            share_at_most(gap(plan.objective(), bound)),
        )
    })
}

/// What is left of the search's claims.
fn claims(case: &Case, plan: &VerifiedPlan) -> String {
    let bound = plan.plan().proof.bound;
    let compared = if plan.plan().award_first.is_some() {
        ",\nwhat plans cost whose award is made before its routes"
    } else {
        ""
    };
    if plan.certified_bound().is_some_and(|proven| bound <= proven) {
        return format!("why the search stopped, nodes and work{compared}");
    }
    format!(
        "that no plan can cost less than {} before rounding\n\
         (gap {}), why the search stopped, nodes and work{compared}. They are claims of the search; of\n\
         the first is checked only that it does not exceed the cost",
        money(rounded_down(bound, case.currency), case.currency),
        share_at_most(gap(plan.objective(), bound)),
    )
}

/// Says why a run was not found true.
pub(super) fn refusal(error: &CheckError) -> Exit {
    match error {
        CheckError::Read(error) => print::failure(&error.to_string(), Exit::BadInput),
        CheckError::Case(faults) => {
            print::faults(&faults.0);
            Exit::BadInput
        }
        CheckError::Claim(fault) => {
            print::note("refused: the plan does not fit the case");
            list(std::slice::from_ref(fault));
            Exit::Refused
        }
        CheckError::Refused(refused) => {
            print::note("refused: the award does not keep what the case demands");
            list(&refused.refusals);
            Exit::Refused
        }
        CheckError::OtherCase(differences) => {
            print::note("refused: the run's case.json is not what the case folder holds");
            list(differences);
            Exit::Refused
        }
        CheckError::NotOptimal(_) => {
            print::note(&format!("refused: {error}"));
            Exit::Refused
        }
        CheckError::Differs(differences) => {
            print::note("refused: figures differ from what the award comes to");
            list(differences);
            Exit::Refused
        }
    }
}

fn list(reasons: &[impl Display]) {
    for reason in reasons.iter().take(LISTED_MAX) {
        print::note(&format!("  {reason}"));
    }
    let more = reasons.len().saturating_sub(LISTED_MAX);
    if more > 0 {
        print::note(&format!("  … and {more} more"));
    }
}
