//! L10: what internal prices say of every group of members at once.

use super::Model;
use super::amounts::{self, Billionths};
use super::structure::Curves;
use super::{curves, lines, refusals, vendors};
use crate::plan::InternalPrices;
use crate::problem::Case;
use crate::units::{MemberId, Money, Table};

/// Amounts for which holds, whatever group of members buys by itself: it pays at least the shares of its
/// members together, less the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupShares {
    /// Every member's share; zero for a member without demand.
    pub shares: Table<MemberId, Money>,
    /// What may be missing of any group's shares; at least zero, and zero for the best prices.
    pub rest: Money,
}

/// What prices prove of every group of members, evaluated in whole billionths.
///
/// `case` is that of everybody without what binds the cooperative as a whole alone: a group that leaves
/// has the rules, quotes and terms of this case, and at most its capacities. `None` if the prices do not
/// fit the case, or prove nothing ([`certified_bound`](super::certified_bound) says when).
pub fn group_shares(case: &Case, prices: &InternalPrices) -> Option<GroupShares> {
    let curves = Curves::of(case);
    if !refusals::refusals(case, &curves, prices).is_empty() {
        return None;
    }
    let model = Model::of(case, curves, prices)?;
    let none = case.members.ids().map(|_| 0);
    let mut shares: Table<MemberId, Billionths> = none.collect();
    for line in case.demand.ids() {
        let share = &mut shares[case.member_of(line)];
        *share = share.checked_add(lines::least(&model, line)?)?;
    }
    let in_money = shares.values().map(|share| amounts::money(*share));
    Some(GroupShares {
        shares: in_money.collect::<Option<_>>()?,
        rest: amounts::money(rest(&model)?)?,
    })
}

/// By how much the blocks that members have in common are below zero.
///
/// Every curve counts by itself, whatever its items (L5): the demand of a group is not that of everybody.
/// With fewer lines a block only loses what these pay for its links, so that it is not lower.
fn rest(model: &Model) -> Option<Billionths> {
    let states = curves::states(model)?;
    let states = states.iter().enumerate();
    let least = states.map(|(curve, states)| curves::least(model, curve, states));
    let below = vendors::below_zero(model)?;
    let below = below.into_iter().map(Some);
    amounts::total(least.chain(below))?.checked_neg()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{QuantityPrice, TierPrice};
    use crate::testing::{TestCase, money};
    use rust_decimal::dec;

    /// Two shops need 6 and 2 kg; from 8 kg on a kg costs 5 instead of 9.
    fn flour() -> (TestCase, InternalPrices) {
        let mut case = TestCase::new();
        let shops = [case.shop("hart"), case.shop("mill")];
        let flour = case.item("flour");
        let lines =
            [(shops[0], 6), (shops[1], 2)].map(|(shop, need)| case.demand(shop, flour, need));
        let mill = case.vendor("mill");
        let quote = case.quote(mill, flour, 9);
        case.all_units(&[quote], &[(8, 5)]);
        // A kg in the second tier is paid 4 less, of which the shops pay 24 and 8 for the tier.
        let tiers = lines.into_iter().zip([dec!(24), dec!(8)]);
        let prices = InternalPrices {
            tiers: tiers
                .map(|(line, price)| TierPrice {
                    line,
                    quote,
                    tier: 1,
                    price,
                })
                .collect(),
            quantities: vec![QuantityPrice {
                quote,
                tier: 1,
                price: dec!(4),
            }],
            ..InternalPrices::default()
        };
        (case, prices)
    }

    #[test]
    fn shares_are_what_lines_pay_and_the_rest_is_zero_where_blocks_pay_for_themselves() {
        let (case, prices) = flour();
        // 9 × 6 in the first tier, 5 × 6 + 24 − 4 × 6 = 30 in the second; the tier gets 32 for 8 kg at 4.
        let found = group_shares(&case, &prices).unwrap();
        let shares: Vec<Money> = found.shares.values().copied().collect();
        assert_eq!(shares, [money(30), money(10)]);
        assert_eq!(found.rest, Money::ZERO);
    }

    #[test]
    fn what_lines_pay_a_tier_too_much_is_the_rest() {
        let (case, mut prices) = flour();
        prices.tiers[0].price = dec!(27);
        let found = group_shares(&case, &prices).unwrap();
        let shares: Vec<Money> = found.shares.values().copied().collect();
        assert_eq!(shares, [money(33), money(10)]);
        assert_eq!(found.rest, money(3));
    }

    #[test]
    fn prices_below_zero_prove_nothing() {
        let (case, mut prices) = flour();
        prices.tiers[0].price = dec!(-1);
        assert_eq!(group_shares(&case, &prices), None);
    }
}
