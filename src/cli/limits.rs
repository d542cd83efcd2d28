//! Arguments of every search: limits, seed, threads.

use std::time::Duration;

use clap::Args;

use super::arguments::{seconds, share};
use super::{Exit, interrupt, print};
use crate::award::Options;

/// Time limit when neither a time nor a work limit is given, in seconds.
const TIME_LIMIT: f64 = 60.0;

/// How long to search, and how.
#[derive(Debug, Args)]
pub struct SearchArguments {
    /// Stop after this many seconds with what is known then [default: 60; none with --work]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub time_limit: Option<f64>,
    /// Stop after this much work (simplex iterations): on one machine and with the same
    /// --threads, the same result every time
    #[arg(long, value_name = "N")]
    pub work: Option<u64>,
    /// Stop looking for a better plan when none can be cheaper by more than this share: 0.001 or
    /// 0.1%
    #[arg(long, value_name = "SHARE", value_parser = share, default_value = "0.01%")]
    pub gap: f64,
    /// Seed of everything random
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads to use; 0: as many as there are cores
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
}

impl SearchArguments {
    /// Seconds that may pass; none where work is limited instead.
    pub fn seconds(&self) -> Option<f64> {
        self.time_limit
            .or_else(|| self.work.is_none().then_some(TIME_LIMIT))
    }

    /// The search's options. From here on Ctrl-C stops it, and `then` says what happens then.
    ///
    /// # Errors
    /// The exit code, once it was said that Ctrl-C cannot be listened to.
    pub(super) fn options(&self, certify: bool, then: &'static str) -> Result<Options, Exit> {
        let interrupt = interrupt::flag(then)
            .map_err(|error| print::failure(&error.to_string(), Exit::Internal))?;
        Ok(Options {
            time_limit: self.seconds().map(Duration::from_secs_f64),
            work_limit: self.work,
            gap: self.gap,
            seed: self.seed,
            threads: self.threads,
            certify,
            interrupt,
        })
    }
}
