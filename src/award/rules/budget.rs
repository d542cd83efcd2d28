//! R8: what a group of lines alone causes.

use super::Terms;
use super::causes::Causes;
use super::serving::Serving;
use super::standing::Facts;
use crate::award::formulation::{Formulation, Goods, Meaning};
use crate::award::number::number;
use crate::plan::Reason;
use crate::pricing::exact::over_horizon;
use crate::pricing::lower::Grant;
use crate::problem::QuoteStructure;
use crate::units::{Decimal, DemandLineId, Quantity, VendorId};

impl Formulation<'_> {
    /// The charges over the horizon whose causes lie in the group.
    pub(super) fn caused(&mut self, serving: &mut Serving, lines: &[DemandLineId]) -> Terms {
        let causes = Causes::new(self.case, lines);
        let columns = self.columns().zip(&self.landed);
        let mut terms: Terms = columns
            .map(|((column, meaning), cost)| (column, self.counted(&causes, meaning, *cost)))
            .filter(|(_, cost)| *cost != 0.0)
            .collect();
        for goods in self.goods() {
            let less = self.uncounted_discount(&causes, goods);
            if less != 0.0 {
                terms.push((goods.column, less));
            }
        }
        terms.extend(self.switching_costs(serving, lines));
        terms
    }

    /// What of a column's cost counts.
    fn counted(&self, causes: &Causes, meaning: Meaning, cost: f64) -> f64 {
        let case = self.case;
        let counts = |vendor: VendorId, reason| causes.lie_within(vendor, reason);
        let vendor_of = |quote| case.quotes[quote].vendor;
        let is_counted = match meaning {
            Meaning::Serve { line, quote, .. } => {
                counts(vendor_of(quote), Reason::Goods(line, quote))
            }
            Meaning::Surplus { quote, owner, .. } => {
                counts(vendor_of(quote), Reason::SurplusGoods(quote, owner))
            }
            Meaning::Tier { curve, .. } => self.group_of(curve).is_some_and(|group| {
                counts(case.groups[group].vendor, Reason::BreakDiscount(group))
            }),
            Meaning::VendorUsed { vendor } => counts(vendor, Reason::FixedFee),
            Meaning::Drop { vendor, site } | Meaning::FreeDrop { vendor, site } => {
                counts(vendor, Reason::Drop(site))
            }
            Meaning::BrokenPack { quote, site } => {
                counts(vendor_of(quote), Reason::BrokenPack(quote, site))
            }
            Meaning::Level { trigger, .. } | Meaning::LevelBase { trigger, .. } => {
                let (vendor, grant) = self.grant_of(trigger);
                counts(
                    vendor,
                    match grant {
                        Grant::Rebate(rebate) => Reason::Rebate(rebate),
                        Grant::Bundle(bundle) => Reason::Bundle(bundle),
                    },
                )
            }
            Meaning::Packs { .. }
            | Meaning::Lots { .. }
            | Meaning::QuoteUsed { .. }
            | Meaning::UnbrokenPacks { .. }
            | Meaning::MemberBuys { .. }
            | Meaning::Uncovered { .. }
            | Meaning::LineServed { .. }
            | Meaning::VendorServes { .. }
            | Meaning::Breach { .. } => false,
        };
        if is_counted { cost } else { 0.0 }
    }

    /// What a goods column costs less than its list price because of incremental breaks whose
    /// discount does not count: to be added again.
    fn uncounted_discount(&self, causes: &Causes, goods: &Goods) -> f64 {
        let case = self.case;
        let Some(group) = case.quotes[goods.quote].group else {
            return 0.0;
        };
        let is_incremental = matches!(case.groups[group].structure, QuoteStructure::Incremental(_));
        let vendor = case.quotes[goods.quote].vendor;
        if !is_incremental || causes.lie_within(vendor, Reason::BreakDiscount(group)) {
            return 0.0;
        }
        let reason = match (goods.line, goods.owner) {
            (Some(line), _) => Reason::Goods(line, goods.quote),
            (None, Some(owner)) => Reason::SurplusGoods(goods.quote, owner),
            (None, None) => return 0.0,
        };
        if !causes.lie_within(vendor, reason) {
            return 0.0;
        }
        let cycles = number(Decimal::from(case.horizon.cycles));
        let slope = self.slope_of(goods).of(Quantity::new(goods.bought)).value();
        (self.value_of(goods) - number(slope)) * cycles
    }
}

/// The same of an award.
pub(super) fn measured(facts: &Facts, causes: &Causes) -> Decimal {
    facts
        .charges()
        .filter(|charge| causes.lie_within(charge.vendor, charge.reason))
        .map(|charge| over_horizon(facts.case, charge).value())
        .sum()
}
