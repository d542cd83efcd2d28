//! Alternative cost avoided (S14; Tennessee Valley Authority 1938, Tijs & Driessen 1986).

use super::played::Played;
use crate::game::Coalition;
use crate::savings::apportion::proportion;
use crate::units::Decimal;

/// What each member is charged: the cost that would be spared without it, and of what that leaves a part
/// in proportion to what it would pay more by itself; equal parts where nobody would.
pub(super) fn targets(game: &Played) -> Vec<Decimal> {
    let everyone = game.everyone();
    let total = game.cost(everyone);
    let separable: Vec<Decimal> = everyone
        .members()
        .map(|member| total - game.cost(everyone.without(Coalition::of(member))))
        .collect();
    let avoided: Vec<Decimal> = everyone
        .members()
        .map(|member| (game.cost(Coalition::of(member)) - separable[member]).max(Decimal::ZERO))
        .collect();
    let rest = total - separable.iter().sum::<Decimal>();
    let all: Decimal = avoided.iter().sum();
    let n_members = Decimal::from(separable.len());
    let parts = avoided.iter().map(|avoided| {
        if all.is_zero() {
            rest / n_members
        } else {
            proportion(rest, *avoided, all)
        }
    });
    separable
        .iter()
        .zip(parts)
        .map(|(own, part)| own + part)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    /// Three dams of the Tennessee Valley Authority (Straffin & Heaney 1981).
    #[test]
    fn three_purposes_of_dams_pay_what_was_published() {
        let costs = [
            0, 163_520, 140_826, 301_607, 250_096, 378_821, 367_370, 412_584,
        ];
        let game = Played::from_costs(3, costs.map(Decimal::from).to_vec());
        let found: Vec<Decimal> = targets(&game).iter().map(|part| part.round_dp(0)).collect();
        // Separable 45,214, 33,763 and 110,977; 222,630 left by 118,306, 107,063 and 139,119.
        assert_eq!(found, [dec!(117_476), dec!(99_157), dec!(195_951)]);
    }

    #[test]
    fn where_nobody_would_pay_more_alone_the_rest_is_shared_equally() {
        let costs = [0, 3, 3, 8].map(Decimal::from).to_vec();
        assert_eq!(targets(&Played::from_costs(2, costs)), [dec!(4), dec!(4)]);
    }
}
