//! Arguments of `rochdale route`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::arguments::seconds;
use crate::input::vrplib::Rounding;

const ROUTE_EXAMPLES: &str = "\
Examples:
  rochdale route day.json
  rochdale route day.json --json > routes.json
  rochdale route day.json --geojson routes.geojson           to look at on a map
  rochdale route C101.vrp --rounding tenths --time-limit 60
  rochdale route day.json --iterations 20000 --threads 1    same routes again on any machine";

/// Plan the routes of a day.
#[derive(Debug, Args)]
#[command(after_help = ROUTE_EXAMPLES)]
pub struct RouteArguments {
    /// Routing file as docs/route-format.md describes, or VRPLIB text
    pub file: PathBuf,
    /// Stop after this many seconds with the best routes so far [default: 30; none with
    /// --iterations]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub time_limit: Option<f64>,
    /// Stop after this many iterations of each search: the same routes every time
    #[arg(long, value_name = "N")]
    pub iterations: Option<u64>,
    /// Seed of everything random
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Searches in parallel; 0: one for each core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
    /// Print the routes as data; docs/routes.schema.json describes it
    #[arg(long)]
    pub json: bool,
    /// Write the routes to this file as GeoJSON, for a map; places need lat and lon
    #[arg(long, value_name = "FILE")]
    pub geojson: Option<PathBuf>,
    /// How numbers of a VRPLIB file become whole
    #[arg(long, value_enum, default_value_t = RoundingArgument::Nearest)]
    pub rounding: RoundingArgument,
}

/// How numbers of a VRPLIB file become whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoundingArgument {
    /// To the nearest
    Nearest,
    /// To tenths, cut off
    Tenths,
    /// To the nearest thousandth
    Thousandths,
}

impl From<RoundingArgument> for Rounding {
    fn from(argument: RoundingArgument) -> Self {
        match argument {
            RoundingArgument::Nearest => Self::Nearest,
            RoundingArgument::Tenths => Self::Tenths,
            RoundingArgument::Thousandths => Self::Thousandths,
        }
    }
}
