//! How cost and bound came together while a search ran.

use std::sync::{Mutex, PoisonError};

use rust_decimal::prelude::FromPrimitive;

use crate::award::Progress;
use crate::units::Decimal;

/// The columns of `trace.csv`.
const HEADER: &str = "seconds,cost,bound\n";

/// Decimals of seconds, and of money as the search saw it, before it was re-computed.
const SECONDS_DECIMALS: u32 = 3;
const MONEY_DECIMALS: u32 = 2;

/// Everything that a search told, in order.
#[derive(Debug, Default)]
pub struct Trace(Mutex<Vec<Progress>>);

impl Clone for Trace {
    fn clone(&self) -> Self {
        Self(Mutex::new(self.told().clone()))
    }
}

impl Trace {
    /// Adds what was told.
    pub fn add(&self, progress: Progress) {
        self.told().push(progress);
    }

    /// The text of `trace.csv`: one row for every better cost or bound; a cell is empty while nothing is
    /// known.
    pub fn to_csv(&self) -> String {
        let rows = self.told();
        let rows = rows.iter().map(|progress| {
            let money = |value: Option<f64>| {
                value.map_or_else(String::new, |value| rounded(value, MONEY_DECIMALS))
            };
            format!(
                "{},{},{}\n",
                rounded(progress.seconds, SECONDS_DECIMALS),
                money(progress.cost),
                money(progress.bound)
            )
        });
        HEADER
            .chars()
            .chain(rows.collect::<String>().chars())
            .collect()
    }

    fn told(&self) -> std::sync::MutexGuard<'_, Vec<Progress>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn rounded(value: f64, decimals: u32) -> String {
    Decimal::from_f64(value).map_or_else(String::new, |value| value.round_dp(decimals).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_says_when_and_what_was_known() {
        let trace = Trace::default();
        for (seconds, cost, bound) in [(0.25, None, Some(1.0 / 3.0)), (1.0, Some(9.5), Some(8.0))] {
            let nodes = 0;
            trace.add(Progress {
                seconds,
                cost,
                bound,
                nodes,
            });
        }
        assert_eq!(trace.to_csv(), "seconds,cost,bound\n0.25,,0.33\n1,9.5,8\n");
    }
}
