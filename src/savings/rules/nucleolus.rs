//! The nucleolus of the members' game (S16).

use super::NoShares;
use super::played::{Played, in_decimals};
use crate::game;
use crate::units::Decimal;

/// What each member is charged.
pub(super) fn targets(game: &Played) -> Result<Vec<Decimal>, NoShares> {
    let charges = game::nucleolus(&game.table()?)?;
    charges
        .map(|charges| in_decimals(&charges))
        .ok_or(NoShares::NoneRational)
}
