//! Vendors: what is bought from each, and where its thresholds stand.

use std::collections::BTreeMap;

use crate::pricing::exact::Basket;
use crate::problem::Case;
use crate::units::{MemberId, Money, Price, Quantity, QuoteId, VendorId};
use crate::verify::{StatementLine, VerifiedPlan};

use super::standing::{self, BundleView, GroupView, MinOrderView, RebateView};
use super::{Breakdown, CostKind, award};

/// What is bought from one vendor, over the horizon unless a field says otherwise.
#[derive(Clone, Debug)]
pub struct VendorView<'a> {
    /// The vendor.
    pub vendor: VendorId,
    /// Its charges, by kind.
    pub cost: Breakdown,
    /// Its statement, line by line.
    pub statement: Vec<&'a StatementLine>,
    /// Goods and surplus goods less break discounts: what its thresholds in money count.
    pub spend: Money,
    /// Quantity per cycle, with surplus, by base unit.
    pub volume: Vec<(&'a str, Quantity)>,
    /// Members that buy from it.
    pub n_members: usize,
    /// Sites it supplies.
    pub n_sites: usize,
    /// The quotes in use.
    pub quotes: Vec<QuoteView>,
    /// The break groups in use, the largest goods value first.
    pub groups: Vec<GroupView>,
    /// Its rebates, reached or not.
    pub rebates: Vec<RebateView>,
    /// Its bundles, complete or not.
    pub bundles: Vec<BundleView>,
    /// Its minimum order.
    pub min_order: Option<MinOrderView>,
}

impl VendorView<'_> {
    /// What the vendor is paid in the end: everything but the cost of keeping surplus and of
    /// changing vendors, which is paid to nobody among the vendors.
    pub fn paid(&self) -> Money {
        self.cost.paid()
    }

    /// What the vendor invoices: the same before rebates, which it pays back later.
    pub fn invoiced(&self) -> Money {
        self.cost.invoiced()
    }
}

/// One quote in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteView {
    /// The quote.
    pub quote: QuoteId,
    /// Quantity per cycle, with surplus, in the item's base unit.
    pub quantity: Quantity,
    /// The price it is charged at.
    pub price: Price,
}

/// Vendors that something is bought from, the largest cost first.
pub(super) fn vendors<'a>(case: &'a Case, plan: &'a VerifiedPlan) -> Vec<VendorView<'a>> {
    let prices = award::prices(case, plan);
    let mut views: Vec<VendorView> = Basket::by_vendor(case, &plan.plan().award)
        .iter()
        .filter(|basket| !basket.is_empty())
        .map(|basket| view(case, plan, basket, &prices))
        .collect();
    views.sort_by_key(|view| (-view.cost.total(), view.vendor));
    views
}

fn view<'a>(
    case: &'a Case,
    plan: &'a VerifiedPlan,
    basket: &Basket,
    prices: &BTreeMap<QuoteId, Price>,
) -> VendorView<'a> {
    let lines = plan.lines().iter();
    let statement: Vec<&StatementLine> = lines
        .filter(|line| line.charge.vendor == basket.vendor)
        .collect();
    let cost = Breakdown::of(statement.iter().copied());
    let spend = [
        CostKind::Goods,
        CostKind::SurplusGoods,
        CostKind::BreakDiscount,
    ];
    let quotes = quotes(basket, prices);
    VendorView {
        vendor: basket.vendor,
        spend: cost.amount_of(&spend),
        cost,
        statement,
        volume: volume(case, &quotes),
        n_members: n_members(case, basket),
        n_sites: basket.sites(case).len(),
        groups: standing::groups(case, plan, basket),
        rebates: standing::rebates(case, plan, basket),
        bundles: standing::bundles(case, plan, basket),
        min_order: standing::min_order(case, basket),
        quotes,
    }
}

fn quotes(basket: &Basket, prices: &BTreeMap<QuoteId, Price>) -> Vec<QuoteView> {
    let used = basket.quantities().iter();
    used.map(|(quote, quantity)| QuoteView {
        quote: *quote,
        quantity: *quantity,
        price: prices[quote],
    })
    .collect()
}

fn volume<'a>(case: &'a Case, quotes: &[QuoteView]) -> Vec<(&'a str, Quantity)> {
    let mut by_unit: BTreeMap<&str, Quantity> = BTreeMap::new();
    for view in quotes {
        let unit = case.items[case.quotes[view.quote].item].unit.as_str();
        *by_unit.entry(unit).or_default() += view.quantity;
    }
    by_unit.into_iter().collect()
}

fn n_members(case: &Case, basket: &Basket) -> usize {
    let mut members: Vec<MemberId> = basket
        .sites(case)
        .into_iter()
        .map(|site| case.sites[site].member)
        .collect();
    members.sort_unstable();
    members.dedup();
    members.len()
}
