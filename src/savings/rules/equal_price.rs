//! The same price for everybody, and own drops (S12).

use std::collections::BTreeMap;

use super::Sharing;
use crate::plan::Reason;
use crate::savings::apportion::{in_minor_units, proportion};
use crate::savings::cost::caused_by;
use crate::units::{Decimal, ItemId, MemberId, Money};

/// What each of these members is charged, in minor units: goods at the mean price of each item over
/// all of them; what nobody causes alone in proportion to that; what it causes alone, as drops, broken
/// packs and its own surplus; and its own fee.
pub(super) fn targets(sharing: &Sharing, members: &[MemberId], fees: &[Money]) -> Vec<Decimal> {
    let units = |amount| in_minor_units(amount, sharing.case.currency);
    let costs = Costs::of(sharing, members);
    let goods: Vec<Decimal> = members.iter().map(|member| costs.goods(*member)).collect();
    let all: Decimal = goods.iter().sum();
    let own = members.iter().zip(fees).map(|(member, fee)| {
        let own = costs.own.get(member).copied().unwrap_or_default();
        units(own + *fee)
    });
    let shared = units(costs.shared);
    let n_members = Decimal::from(members.len());
    let with_rest = goods.iter().map(|goods| {
        if all.is_zero() {
            shared / n_members
        } else {
            units(Money::new(*goods)) + proportion(shared, *goods, all)
        }
    });
    with_rest.zip(own).map(|(share, own)| share + own).collect()
}

/// Costs over the horizon by what they follow.
#[derive(Default)]
struct Costs {
    /// Goods for the demand of each item.
    items: BTreeMap<ItemId, Money>,
    /// How much each member needs of each item, and all together.
    needs: BTreeMap<(ItemId, MemberId), Decimal>,
    all_needs: BTreeMap<ItemId, Decimal>,
    /// What a member causes alone and is not goods.
    own: BTreeMap<MemberId, Money>,
    /// What follows neither.
    shared: Money,
}

impl Costs {
    fn of(sharing: &Sharing, members: &[MemberId]) -> Self {
        let mut costs = Self::default();
        let case = sharing.case;
        for line in case.demand.values() {
            let member = case.sites[line.site].member;
            let need = line.quantity.value();
            *costs.needs.entry((line.item, member)).or_default() += need;
            *costs.all_needs.entry(line.item).or_default() += need;
        }
        for part in sharing
            .parts
            .iter()
            .filter(|part| members.contains(&part.member))
        {
            let charge = &sharing.plan.lines()[part.line].charge;
            if let Reason::Goods(line, _) = charge.reason {
                *costs.items.entry(case.demand[line].item).or_default() += part.total;
            } else if caused_by(case, charge).is_some() {
                *costs.own.entry(part.member).or_default() += part.total;
            } else {
                costs.shared += part.total;
            }
        }
        costs
    }

    /// A member's goods at mean prices.
    fn goods(&self, member: MemberId) -> Decimal {
        let needs = self.needs.iter().filter(|((_, of), _)| *of == member);
        let goods = needs.map(|((item, _), need)| {
            let cost = self.items.get(item).copied().unwrap_or_default();
            let all = self.all_needs[item];
            if all.is_zero() {
                Decimal::ZERO
            } else {
                proportion(cost.value(), *need, all)
            }
        });
        goods.sum()
    }
}
