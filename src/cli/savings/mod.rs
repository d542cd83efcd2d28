//! `rochdale savings`.

mod arguments;

use std::sync::atomic::Ordering;

pub use arguments::SavingsArguments;

use super::progress::Display;
use super::{Exit, print, verify};
use crate::award::Options;
use crate::input::nearest;
use crate::pipeline::{self, AloneLimits};
use crate::report::savings::{self, SavingsFile, flag};
use crate::run::Checked;
use crate::savings::{Comparison, NoShares, SharingRule};

/// What Ctrl-C leads to.
const KEPT: &str = "what is known so far will be told";

/// Compares sharing rules over a run that was found true.
pub(super) fn savings(command: &SavingsArguments) -> Exit {
    let asked = match command.sharing.as_deref().map(rule_called).transpose() {
        Ok(asked) => asked,
        Err(message) => return print::failure(&message, Exit::Usage),
    };
    let checked = match pipeline::check(&command.run, None) {
        Ok(checked) => checked,
        Err(error) => return verify::refusal(&error),
    };
    let options = match command.search.options(false, KEPT) {
        Ok(options) => options,
        Err(exit) => return exit,
    };
    let limits = AloneLimits {
        time: options.time_limit,
        work: options.work_limit,
    };
    let rules = rules(command, &checked, asked);
    let display = Display::new(false);
    let told = |n_done, n_groups| display.groups(n_done, n_groups);
    let comparison = pipeline::compare(&checked, &rules, (&options, limits), &told);
    display.clear();
    let exit = exit(&comparison, &options);
    let case = &checked.case;
    if command.json {
        print::data(&SavingsFile::of(case, &comparison).to_text(), exit)
    } else if command.csv {
        print::data(&savings::csv(case, &comparison), exit)
    } else {
        print::answer(&savings::text(case, &comparison), exit)
    }
}

/// The rules asked for: one, or all; the run's own if nothing is said.
fn rules(
    command: &SavingsArguments,
    checked: &Checked,
    asked: Option<SharingRule>,
) -> Vec<SharingRule> {
    if command.all {
        SharingRule::ALL.to_vec()
    } else {
        vec![asked.unwrap_or(SharingRule::of(&checked.case))]
    }
}

/// A limit that leaves the only rule without an answer is told by the exit code.
fn exit(comparison: &Comparison, options: &Options) -> Exit {
    if options.interrupt.load(Ordering::Relaxed) {
        return Exit::Interrupted;
    }
    match &comparison.rules[..] {
        [(_, Err(NoShares::Unknown(_)))] => Exit::NoPlan,
        _ => Exit::Answer,
    }
}

/// The rule of this name, with hyphens or with underscores.
fn rule_called(text: &str) -> Result<SharingRule, String> {
    let wanted = text.to_lowercase().replace('_', "-");
    let names: Vec<String> = SharingRule::ALL.iter().map(|rule| flag(*rule)).collect();
    let place = names.iter().position(|name| *name == wanted);
    place.map(|place| SharingRule::ALL[place]).ok_or_else(|| {
        let near = nearest(&wanted, names.iter().map(String::as_str));
        let hint = near.map_or_else(
            || format!("the rules are {}", names.join(", ")),
            |name| format!("did you mean \"{name}\"?"),
        );
        format!("there is no sharing rule \"{text}\"\nhint: {hint}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_by_its_name() {
        for rule in SharingRule::ALL {
            assert_eq!(rule_called(&flag(rule)), Ok(rule));
            assert_eq!(rule_called(rule.key()), Ok(rule));
        }
    }

    #[test]
    fn a_slip_is_answered_with_the_rule_meant() {
        let message = rule_called("nucleolos").unwrap_err();
        assert!(message.contains("did you mean \"nucleolus\"?"), "{message}");
        let message = rule_called("fair").unwrap_err();
        assert!(
            message.contains("equal-price, equal-percentage"),
            "{message}"
        );
    }
}
