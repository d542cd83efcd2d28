//! Checking a run from its files alone.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::input::{CaseRecords, Faults, Loaded, Source, case_from_json, read_case};
use crate::plan::{Status, is_within_gap};
use crate::problem::Case;
use crate::report::plan_json::{DecimalText, PlanFile};
use crate::report::{View, awards_csv, statement};
use crate::savings::Savings;
use crate::units::Money;
use crate::verify::{Refused, VerifiedPlan, verify};

use super::claims::{self, ClaimFault};
use super::compare::{self, Difference};
use super::read::{ReadError, Run, read_run};
use super::{AWARDS_CSV, CASE_JSON, PLAN_JSON, PROVENANCE_JSON, STATEMENTS_CSV, SourceHash};

/// A run whose every figure was re-computed.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The case it was checked against.
    pub case: Case,
    /// The plan.
    pub plan: VerifiedPlan,
    /// How its cost is shared; of what members would pay by themselves only the claims are known.
    pub savings: Savings,
    /// Where the hashes in `provenance.json` differ from that folder's files.
    pub source_differences: Vec<Difference>,
}

/// Why a run was not found true.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// A file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The case is not valid.
    #[error(transparent)]
    Case(#[from] Faults),
    /// The plan speaks of what the case does not have.
    #[error(transparent)]
    Claim(#[from] ClaimFault),
    /// The award breaks the case's demands.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The run is of another case than the folder holds; never empty.
    #[error("the run's case.json is not what the case folder holds, in {} places", .0.len())]
    OtherCase(Vec<Difference>),
    /// The search claims a gap that its bound does not prove.
    #[error("the plan is called optimal, but its gap is above the {0} that was asked for")]
    NotOptimal(f64),
    /// Figures differ from what the award comes to; never empty.
    #[error("{} of the run's figures are not what the award comes to", .0.len())]
    Differs(Vec<Difference>),
}

/// Checks a run: against its own `case.json`, or against a case folder.
///
/// # Errors
/// [`CheckError`] with every refusal, or every figure that differs. A run of another case than
/// the folder holds is refused even where its figures agree: its bound is of that other case.
pub fn check(dir: &Path, case_folder: Option<&Path>) -> Result<Checked, CheckError> {
    let run = read_run(dir)?;
    let (loaded, source_differences) = match case_folder {
        None => (case_from_json(&run.case_json)?, Vec::new()),
        Some(folder) => {
            let loaded = read_case(folder)?;
            let case = case_differences(&run.case_json, &loaded.records);
            if !case.is_empty() {
                return Err(CheckError::OtherCase(case));
            }
            let sources = source_differences(&run.provenance.sources, &loaded.sources);
            (loaded, sources)
        }
    };
    let (plan, savings) = checked_plan(&run, &loaded)?;
    Ok(Checked {
        case: loaded.case,
        plan,
        savings,
        source_differences,
    })
}

fn checked_plan(run: &Run, loaded: &Loaded) -> Result<(VerifiedPlan, Savings), CheckError> {
    let prices_csv = run.prices_csv.as_deref();
    let seconds = run.provenance.seconds;
    let claimed = claims::plan(&loaded.case, &run.plan_json, prices_csv, seconds)?;
    let plan = verify(&loaded.case, &claimed)?;
    let alone = claims::alone(&loaded.case, &run.plan_json)?;
    let savings = Savings::of(&loaded.case, &plan, &alone);
    let certified = claims::certified_bound(&run.plan_json)?;
    let view = View::of(&loaded.case, &plan, &savings);
    let differences = differences(run, &view, certified);
    if !differences.is_empty() {
        return Err(CheckError::Differs(differences));
    }
    let (proof, gap) = (&plan.plan().proof, run.provenance.options.gap);
    if proof.status == Status::Optimal && !is_within_gap(plan.objective(), proof.bound, gap) {
        return Err(CheckError::NotOptimal(gap));
    }
    Ok((plan, savings))
}

/// Where the run's reports differ from those made again.
fn differences(run: &Run, view: &View, certified: Option<Money>) -> Vec<Difference> {
    let mut file = PlanFile::of(view);
    // A claim of less than the internal prices prove is true.
    if certified <= view.plan.certified_bound() {
        file.certified_bound = certified.map(|bound| DecimalText::exact(bound.value()));
    }
    let recomputed = file.to_text();
    let mut differences = compare::json(PLAN_JSON, &run.plan_json, &json_value(&recomputed));
    if differences.is_empty() {
        // Equal values may still be written in a way that misleads, such as a key given twice.
        differences = compare::text(PLAN_JSON, &run.plan_text, &recomputed);
    }
    for (name, claimed, recomputed) in [
        (AWARDS_CSV, &run.awards_csv, awards_csv::text(view)),
        (
            STATEMENTS_CSV,
            &run.statements_csv,
            statement::csv(view, None),
        ),
    ] {
        differences.extend(compare::text(name, claimed, &recomputed));
    }
    differences
}

fn case_differences(case_json: &str, records: &CaseRecords) -> Vec<Difference> {
    match serde_json::from_str(case_json) {
        Ok(claimed) => compare::json(CASE_JSON, &claimed, &json_value(&records.to_json())),
        Err(error) => vec![Difference {
            file: CASE_JSON.to_owned(),
            path: "the whole file".to_owned(),
            claimed: error.to_string(),
            recomputed: "the case folder's records".to_owned(),
        }],
    }
}

/// Files by name; their order says nothing.
fn source_differences(claimed: &[SourceHash], found: &[Source]) -> Vec<Difference> {
    let claimed = claimed.iter().map(|file| (&file.name, &file.sha256));
    let found = found.iter().map(|file| (&file.name, &file.sha256));
    compare::json(
        PROVENANCE_JSON,
        &json!(claimed.collect::<BTreeMap<_, _>>()),
        &json!(found.collect::<BTreeMap<_, _>>()),
    )
}

fn json_value(text: &str) -> Value {
    serde_json::from_str(text).expect("the program writes valid JSON")
}
