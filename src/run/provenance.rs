//! Where a run comes from.

use serde::{Deserialize, Serialize};

/// Program, input, options and time of a run: `provenance.json`.
///
/// Whatever differs between two runs with the same plan stands here, so that the other files are
/// the same byte for byte.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Version of this format.
    pub schema_version: u32,
    /// Name of the program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// When the solve started, in UTC.
    pub started: String,
    /// When it ended, in UTC.
    pub finished: String,
    /// Seconds the search took.
    pub seconds: f64,
    /// The case folder as it was given.
    pub case_folder: String,
    /// The earlier run that the search began from, as it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The files read from it.
    pub sources: Vec<SourceHash>,
    /// What the search was told.
    pub options: SearchOptions,
}

impl Provenance {
    /// Version of the format.
    pub const SCHEMA_VERSION: u32 = 1;
}

/// One input file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceHash {
    /// Name in the case folder.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// What the search was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchOptions {
    /// Limit in seconds.
    pub time_limit: Option<f64>,
    /// Limit in seconds for what members would pay by themselves, all together.
    #[serde(default)]
    pub alone_time: Option<f64>,
    /// Limit in simplex iterations.
    pub work: Option<u64>,
    /// Relative gap at which a plan counts as optimal.
    pub gap: f64,
    /// Seed of everything random.
    pub seed: u64,
    /// Threads; 0 lets the solver choose.
    pub threads: usize,
}
