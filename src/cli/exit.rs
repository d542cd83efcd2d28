//! Exit codes.

use std::process::ExitCode;

/// How the program ends. The numbers are part of its interface and never change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// The question was answered.
    Answer = 0,
    /// The program failed: by a fault of its own, or because something could not be written.
    Internal = 1,
    /// The arguments were not understood, or name a place that is taken.
    Usage = 2,
    /// What was given to read (case, table, run or routing file) is missing or has faults, or the
    /// routing server that a file names does not answer; every fault was listed.
    BadInput = 3,
    /// No award meets all demand, or a stop that must be visited cannot be; what stands in the way
    /// was listed.
    Infeasible = 4,
    /// A limit was reached before any plan was found, before every stop had a visit, or before the
    /// groups that a sharing rule asks for were priced; or no vehicle was found for what must be fetched.
    NoPlan = 5,
    /// `--require-optimal`: the plan is not proven to be within the gap. It was saved.
    NotOptimal = 6,
    /// The plan was refused; every reason was listed.
    Refused = 8,
    /// Interrupted; the best plan so far was saved or printed, if there was one.
    Interrupted = 130,
}

impl Exit {
    /// What `--help` says about the exit codes.
    pub const HELP: &str = "\
Exit codes:
    0  the question was answered
    1  the program failed, or something could not be written
    2  the arguments were not understood, or name a place that is taken
    3  what was given to read (case, table, run or routing file) is missing or has faults,
       or a routing server does not answer
    4  no award meets all demand, or a stop that must be visited cannot be
    5  a limit was reached before any plan was found, before every stop had a visit, or before
       the groups that a sharing rule asks for were priced; or no vehicle was found for what
       must be fetched
    6  --require-optimal: the plan is not proven to be within the gap
    8  the plan was refused by the verifier
  130  interrupted; the best plan so far was saved or printed";
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
