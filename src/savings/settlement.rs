//! Who pays whom among the members (S10).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::units::{MemberId, Money};

/// A payment from one member to another, over the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Who pays.
    pub from: MemberId,
    /// Who is paid.
    pub to: MemberId,
    /// How much, above zero.
    pub amount: Money,
}

/// Payments that bring about net amounts which sum to zero: above zero pays, below is paid.
///
/// The member that owes most pays the one that is owed most, until nobody owes anything: at most
/// one payment fewer than there are members. The first of equal members comes first.
pub(super) fn transfers(nets: &[(MemberId, Money)]) -> Vec<Transfer> {
    let of_sign = |sign: fn(Money) -> Money| -> BinaryHeap<(Money, Reverse<MemberId>)> {
        let amounts = nets
            .iter()
            .map(|(member, net)| (sign(*net), Reverse(*member)));
        amounts
            .filter(|(amount, _)| *amount > Money::ZERO)
            .collect()
    };
    let mut owing = of_sign(|net| net);
    let mut owed = of_sign(|net| -net);
    let mut transfers = Vec::new();
    while let (Some((owes, Reverse(from))), Some((is_owed, Reverse(to)))) =
        (owing.pop(), owed.pop())
    {
        let amount = owes.min(is_owed);
        transfers.push(Transfer { from, to, amount });
        if owes > amount {
            owing.push((owes - amount, Reverse(from)));
        }
        if is_owed > amount {
            owed.push((is_owed - amount, Reverse(to)));
        }
    }
    transfers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::money;
    use crate::units::Id;

    #[test]
    fn the_largest_debt_pays_the_largest_claim_first() {
        let nets = [50, -20, -70, 30, 10].map(money);
        let nets: Vec<_> = (0..).map(MemberId::from_index).zip(nets).collect();
        let found = transfers(&nets);
        let found: Vec<_> = found
            .iter()
            .map(|paid| (paid.from.index(), paid.to.index(), paid.amount))
            .collect();
        let expected = [(0, 2, 50), (3, 1, 20), (3, 2, 10), (4, 2, 10)];
        assert_eq!(
            found,
            expected.map(|(from, to, amount)| (from, to, money(amount)))
        );
    }
}
