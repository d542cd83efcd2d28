//! Games in which any group of members could buy by itself: what is fair, and who would leave.
//!
//! Goes in: what every coalition would pay by itself, as a [`CostTable`](crate::game::CostTable) of at most 14 members or, for
//! [`sampled_shapley`](crate::game::sampled_shapley), as anything that tells the cost of a coalition ([`CostGame`](crate::game::CostGame)). Comes out: what
//! each member is charged under the classic rules, and whether some coalition would do better by
//! leaving.
//!
//! All games are **cost** games: less is better, and a charge above a coalition's cost is its
//! *excess*. A game of values is one of costs below zero: [`CostTable::of_values`](crate::game::CostTable::of_values) turns it round, and
//! charges come out as values below zero.
//!
//! Not done here: what coalitions cost, whole minor units, caps. `savings` does these, in decimal;
//! here all is floating-point, within about 10<sup>−10</sup> of the largest cost.
//!
//! ```
//! use rochdale::game::{CostTable, Coalition, nucleolus, shapley};
//!
//! // A runway: a plane of size 1, 2 or 3 needs as much of it; the largest pays for all.
//! let sizes = [1.0_f64, 2.0, 3.0];
//! let longest = |planes: Coalition| planes.members().map(|plane| sizes[plane]).fold(0.0, f64::max);
//! let game = CostTable::of(3, longest)?;
//! // Each section is shared equally by those who use it: 1 ÷ 3, and 1 ÷ 2 more, and 1 more.
//! let expected = [1.0 / 3.0, 1.0 / 3.0 + 0.5, 1.0 / 3.0 + 0.5 + 1.0];
//! assert!(shapley(&game).iter().zip(expected).all(|(charge, share)| (charge - share).abs() < 1e-9));
//! // The nucleolus looks after those who gain least.
//! let least = nucleolus(&game)?.expect("together is cheaper than each alone");
//! assert!(least.iter().zip([0.5, 0.75, 1.75]).all(|(charge, share)| (charge - share).abs() < 1e-9));
//! # Ok::<(), rochdale::game::GameError>(())
//! ```
#![doc = include_str!("../../models/game.md")]
#![allow(
    clippy::cast_precision_loss,
    reason = "members are counted in tens, far below what a float holds exactly"
)]

mod coalition;
mod cost_game;
mod equal_saving;
mod excess;
mod least_core;
mod nucleolus;
mod partition;
mod program;
mod reserve;
mod sampled;
mod shapley;
mod span;

pub use coalition::Coalition;
pub use cost_game::{CostGame, CostTable};
pub use equal_saving::{
    EqualSaving, GroupLimits, Objection, Objections, Sharers, stable_equal_saving,
};
pub use excess::{charge, is_in_core, largest_excess};
pub use least_core::{LeastCore, least_core};
pub use nucleolus::{nucleolus, prenucleolus};
pub use partition::{Partition, cheapest_partition};
pub use reserve::reserve;
pub use sampled::{Control, SampledShapley, sampled_shapley};
pub use shapley::shapley;

use crate::milp::MilpError;

/// Why a game is none, or has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GameError {
    /// There is nobody in it.
    #[error("a game needs a member")]
    NoMember,
    /// Its costs are too many for a table.
    #[error("a table of all costs is kept for at most {max} members, not {0}", max = CostTable::MEMBERS_MAX)]
    TooManyMembers(usize),
    /// A coalition's cost is no finite number.
    #[error("the cost of coalition {0:?} is no finite number")]
    NotFinite(Coalition),
    /// The solver failed.
    #[error(transparent)]
    Solver(#[from] MilpError),
    /// The solver's arithmetic was not precise enough to end.
    #[error("the solver's arithmetic was too imprecise for this game")]
    Imprecise,
}
