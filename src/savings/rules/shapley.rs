//! The Shapley value of the members' game (S15).

use super::NoShares;
use super::played::{Played, in_decimals};
use crate::game;
use crate::units::Decimal;

/// What each member is charged.
pub(super) fn targets(game: &Played) -> Result<Vec<Decimal>, NoShares> {
    Ok(in_decimals(&game::shapley(&game.table()?)))
}
