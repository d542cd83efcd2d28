//! Whose the goods beyond the need are.

use super::cost::owner_member;
use super::division::bought;
use crate::problem::Case;
use crate::units::{Decimal, MemberId, Quantity, QuoteId};
use crate::verify::VerifiedPlan;

/// Goods beyond the need that a member owns, or owns a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnedSurplus {
    /// Bought under which quote.
    pub quote: QuoteId,
    /// Whose.
    pub member: MemberId,
    /// How much per cycle, in the base unit of the quoted item.
    pub quantity: Quantity,
    /// Whether it is a part of what all who buy under the quote own together.
    pub is_part: bool,
}

/// All surplus, by quote and member. What buyers own together is divided by what they buy.
pub fn owned_surplus(case: &Case, plan: &VerifiedPlan) -> Vec<OwnedSurplus> {
    let bought = bought(case, plan);
    let mut owned = Vec::new();
    for surplus in &plan.plan().award.surplus {
        let quote = surplus.quote;
        if let Some(member) = owner_member(case, quote, surplus.owner) {
            owned.push(OwnedSurplus {
                quote,
                member,
                quantity: surplus.quantity,
                is_part: false,
            });
            continue;
        }
        let Some(buyers) = bought.get(&quote) else {
            continue;
        };
        let whole: Decimal = buyers.values().sum();
        owned.extend(buyers.iter().map(|(member, part)| OwnedSurplus {
            quote,
            member: *member,
            quantity: Quantity::new(surplus.quantity.value() * *part / whole),
            is_part: true,
        }));
    }
    owned
}
