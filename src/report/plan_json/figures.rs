//! Names of closed choices, and the award's entries.

use crate::plan::{AwardFirstCosts, BoundSource, Owner, Status};
use crate::problem::{Case, Period};
use crate::report::view::{Breakdown, Comparison, CostKind, View};
use crate::units::{Money, Price, QuoteId};

use super::{
    AwardEntry, AwardFirstEntry, CaseEntry, CostEntry, DecimalText, HorizonEntry, OwnerEntry,
    PriceEntry, SurplusEntry, TodayEntry,
};

const STATUSES: [Status; 7] = [
    Status::Optimal,
    Status::TimeLimit,
    Status::WorkLimit,
    Status::Imprecise,
    Status::Interrupted,
    Status::AwardFirst,
    Status::Exhausted,
];

const BOUND_SOURCES: [BoundSource; 4] = [
    BoundSource::Milp,
    BoundSource::Prices,
    BoundSource::Vendors,
    BoundSource::Routes,
];

/// The status that `plan.json` calls so.
pub fn status_named(name: &str) -> Option<Status> {
    STATUSES.into_iter().find(|of| status(*of) == name)
}

/// The source of a bound that `plan.json` calls so.
pub fn bound_source_named(name: &str) -> Option<BoundSource> {
    BOUND_SOURCES
        .into_iter()
        .find(|of| bound_source(*of) == name)
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Optimal => "optimal",
        Status::TimeLimit => "time_limit",
        Status::WorkLimit => "work_limit",
        Status::Imprecise => "imprecise",
        Status::Interrupted => "interrupted",
        Status::AwardFirst => "award_first",
        Status::Exhausted => "exhausted",
    }
}

pub(super) fn bound_source(source: BoundSource) -> &'static str {
    match source {
        BoundSource::Milp => "milp",
        BoundSource::Prices => "prices",
        BoundSource::Vendors => "vendors",
        BoundSource::Routes => "routes",
    }
}

pub(in crate::report) fn period(period: Period) -> String {
    match period {
        Period::Cycle => "cycle",
        Period::Horizon => "horizon",
        Period::Once => "once",
    }
    .to_owned()
}

pub(in crate::report) fn kind(kind: CostKind) -> String {
    match kind {
        CostKind::Goods => "goods",
        CostKind::SurplusGoods => "surplus_goods",
        CostKind::SurplusCost => "surplus_cost",
        CostKind::BreakDiscount => "break_discount",
        CostKind::Bundle => "bundle",
        CostKind::Rebate => "rebate",
        CostKind::BrokenPack => "broken_pack",
        CostKind::FixedFee => "fixed_fee",
        CostKind::Drop => "drop",
        CostKind::Collection => "collection",
        CostKind::Switching => "switching",
    }
    .to_owned()
}

pub(super) fn basis(case: &Case) -> CaseEntry {
    CaseEntry {
        as_of: case.as_of.to_string(),
        tax: if case.tax_included {
            "included"
        } else {
            "excluded"
        }
        .to_owned(),
    }
}

pub(in crate::report) fn horizon(case: &Case) -> HorizonEntry {
    HorizonEntry {
        cycle: case.horizon.cycle.clone(),
        name: case.horizon.name.clone(),
        cycles: case.horizon.cycles,
    }
}

pub(super) fn award_first(costs: AwardFirstCosts) -> AwardFirstEntry {
    let exact = |cost: Money| DecimalText::exact(cost.value());
    AwardFirstEntry {
        by_price: costs.by_price.map(exact),
        by_estimate: costs.by_estimate.map(exact),
    }
}

pub(super) fn costs(cost: &Breakdown) -> Vec<CostEntry> {
    cost.iter()
        .map(|(of, total)| CostEntry {
            kind: kind(of),
            total: total.into(),
        })
        .collect()
}

pub(super) fn today(comparison: &Comparison) -> TodayEntry {
    TodayEntry {
        lines: comparison.n_lines,
        lines_all: comparison.n_lines_all,
        share: comparison.share.into(),
        today: comparison.today.into(),
        plan: comparison.plan.into(),
        saved: comparison.saved().into(),
    }
}

pub(super) fn price(case: &Case, quote: QuoteId, price: Price) -> PriceEntry {
    PriceEntry {
        amount: DecimalText::exact(price.amount().value()),
        per: price.per().into(),
        unit: case.items[case.quotes[quote].item].unit.clone(),
    }
}

pub(super) fn owner(case: &Case, owner: Owner) -> OwnerEntry {
    match owner {
        Owner::Site(site) => OwnerEntry::Site(case.sites[site].key.clone()),
        Owner::Member(member) => OwnerEntry::Member(case.members[member].key.clone()),
        Owner::Pool => OwnerEntry::Pool,
    }
}

pub(super) fn awards(view: &View) -> Vec<AwardEntry> {
    let case = view.case;
    view.awards
        .iter()
        .map(|award| {
            let demand = &case.demand[award.line];
            let quote = &case.quotes[award.quote];
            AwardEntry {
                line: demand.key.clone(),
                member: case.members[case.member_of(award.line)].key.clone(),
                site: case.sites[demand.site].key.clone(),
                item: case.items[demand.item].key.clone(),
                covered: award.covered.into(),
                vendor: case.vendors[quote.vendor].key.clone(),
                quote: quote.key.clone(),
                item_bought: case.items[quote.item].key.clone(),
                bought: award.bought.into(),
                price: price(case, award.quote, award.price),
                amount: award.amount.into(),
                total: award.total.into(),
            }
        })
        .collect()
}

pub(super) fn surplus(view: &View) -> Vec<SurplusEntry> {
    let case = view.case;
    view.surplus
        .iter()
        .map(|surplus| {
            let quote = &case.quotes[surplus.quote];
            SurplusEntry {
                quote: quote.key.clone(),
                vendor: case.vendors[quote.vendor].key.clone(),
                item: case.items[quote.item].key.clone(),
                owner: owner(case, surplus.owner),
                quantity: surplus.quantity.into(),
                price: price(case, surplus.quote, surplus.price),
                amount: surplus.amount.into(),
                total: surplus.total.into(),
            }
        })
        .collect()
}
