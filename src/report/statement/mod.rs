//! Members' statements: what a member pays today and anew, to whom, and what it commits to.
//!
//! Goes in: a view, and one member or none for all. Comes out: text for people, or rows for a
//! spreadsheet. What is made for one member shows no other member's name or figures: of payments
//! between members only its own net amount, of a vendor only its own part, and no total of the
//! cooperative.

mod csv;
mod goods;
mod payments;
mod text;

pub use csv::csv;
pub use text::text;

use std::collections::BTreeMap;

use super::view::{CostKind, MemberView, View};
use crate::savings::{MemberSavings, OwnedSurplus, owned_surplus};
use crate::units::{Decimal, MemberId, Price, Quantity, QuoteId};

/// Goods of an invoice, with those beyond the need.
const GOODS: [CostKind; 2] = [CostKind::Goods, CostKind::SurplusGoods];

/// Fees of an invoice.
const FEES: [CostKind; 3] = [CostKind::BrokenPack, CostKind::FixedFee, CostKind::Drop];

/// Discounts that an invoice takes off.
const DISCOUNTS: [CostKind; 2] = [CostKind::BreakDiscount, CostKind::Bundle];

/// One member's figures.
struct Statement<'a> {
    view: &'a View<'a>,
    member: &'a MemberView,
    savings: &'a MemberSavings,
    /// What it commits to buy for its needs, by quote.
    commitments: Vec<Commitment>,
    /// What it owns beyond its needs.
    surplus: Vec<OwnedSurplus>,
}

/// What a member commits to buy for its needs under one quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Commitment {
    quote: QuoteId,
    /// Per cycle, in the quoted item's base unit.
    quantity: Quantity,
    /// The price charged.
    price: Price,
}

/// The statements of one member, or of all in the case's order.
fn statements<'a>(view: &'a View, only: Option<MemberId>) -> Vec<Statement<'a>> {
    let surplus = owned_surplus(view.case, view.plan);
    let members = view.members.iter().zip(&view.savings.members);
    let asked = members.filter(|(member, _)| only.is_none_or(|only| only == member.member));
    asked
        .map(|(member, savings)| Statement {
            view,
            member,
            savings,
            commitments: commitments(view, member.member),
            surplus: surplus
                .iter()
                .filter(|owned| owned.member == member.member)
                .copied()
                .collect(),
        })
        .collect()
}

fn commitments(view: &View, member: MemberId) -> Vec<Commitment> {
    let mut by_quote: BTreeMap<QuoteId, Commitment> = BTreeMap::new();
    let awards = view.awards.iter();
    for award in awards.filter(|award| view.case.member_of(award.line) == member) {
        let commitment = by_quote.entry(award.quote).or_insert(Commitment {
            quote: award.quote,
            quantity: Quantity::ZERO,
            price: award.price,
        });
        commitment.quantity += award.bought;
    }
    by_quote.into_values().collect()
}

impl Statement<'_> {
    /// Which share of what the member buys has a known price of today; `None` if it has none.
    fn known_share(&self) -> Option<Decimal> {
        let today = self.member.today?;
        let goods = self.member.cost.amount(CostKind::Goods);
        let is_whole = today.n_lines == self.member.n_lines;
        if is_whole || goods.is_zero() {
            return is_whole.then_some(Decimal::ONE);
        }
        Some(today.goods.value() / goods.value())
    }
}
