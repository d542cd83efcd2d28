//! What is shown while the search runs.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use rust_decimal::prelude::FromPrimitive;

use crate::award::Progress;
use crate::input::{Fault, Loaded};
use crate::pipeline::Watcher;
use crate::plan::gap;
use crate::report::format::{count, quantity, share_at_most};
use crate::report::printable;
use crate::units::{Currency, Decimal, Money};

/// Most warnings shown before a solve; `check` shows them all.
const WARNINGS_MAX: usize = 10;

/// Prints warnings, then a moving line on standard error; the line only on a terminal.
pub(super) struct Display {
    bar: ProgressBar,
    /// Currency and name of the horizon, known once the case is read.
    case: std::sync::OnceLock<(Currency, String)>,
}

impl Display {
    /// A display; a quiet one shows warnings alone.
    pub fn new(is_quiet: bool) -> Self {
        let bar = if is_quiet {
            ProgressBar::hidden()
        } else {
            // Drawn on standard error; hidden by itself where that is no terminal.
            ProgressBar::new_spinner()
        };
        let style = ProgressStyle::with_template("{spinner} {elapsed} {wide_msg}");
        bar.set_style(style.expect("the template names known keys"));
        Self {
            bar,
            case: std::sync::OnceLock::new(),
        }
    }

    /// Says that other plans are searched for, to answer so many questions.
    pub fn questions(&self, n_left: usize) {
        let left = count(n_left, "question");
        self.bar
            .set_message(format!("searching for other plans: {left} left"));
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    /// Says of how many groups it is known what they would pay by themselves.
    pub fn groups(&self, n_done: usize, n_groups: usize) {
        let all = count(n_groups, "group");
        self.bar
            .set_message(format!("cost by itself: {n_done} of {all}"));
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    /// Takes the moving line away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Watcher for Display {
    fn on_case(&self, loaded: &Loaded) {
        warn(&loaded.warnings);
        let case = &loaded.case;
        let horizon = printable(&case.horizon.name);
        let _ = self.case.set((case.currency, horizon));
        self.bar.set_message("searching");
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    fn on_progress(&self, progress: Progress) {
        if let Some((currency, horizon)) = self.case.get() {
            self.bar.set_message(message(&progress, *currency, horizon));
        }
    }

    fn on_alone(&self, n_done: usize) {
        let members = count(n_done, "member");
        self.bar
            .set_message(format!("plan found; cost alone known of {members}"));
    }
}

fn warn(warnings: &[Fault]) {
    let (shown, more) = warnings.split_at(warnings.len().min(WARNINGS_MAX));
    super::print::faults(shown);
    if !more.is_empty() {
        let more = count(more.len(), "further warning");
        super::print::note(&format!("{more}: rochdale check lists them all"));
    }
}

fn message(progress: &Progress, currency: Currency, horizon: &str) -> String {
    let money = |value: f64| Decimal::from_f64(value).map(Money::new);
    let Some(cost) = progress.cost.and_then(money) else {
        return "searching for a first plan".to_owned();
    };
    let about = quantity(cost.value().round());
    let best = format!("best plan about {about} {} per {horizon}", currency.code());
    match progress.bound.and_then(money) {
        Some(bound) => {
            let open = share_at_most(gap(cost, bound));
            format!("{best}, at most {open} above the cheapest possible")
        }
        None => best,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_moving_line_names_cost_and_open_gap() {
        let progress = Progress {
            seconds: 1.0,
            cost: Some(1234.5),
            bound: Some(1222.155),
            nodes: 3,
        };
        assert_eq!(
            message(&progress, Currency::from_code("USD").unwrap(), "year"),
            "best plan about 1,234 USD per year, at most 1 % above the cheapest possible"
        );
    }
}
