//! How much surplus can ever be worth buying.

use super::Formulation;
use super::tiers::capacity_per_cycle;
use crate::pricing::lower::Sum;
use crate::units::{Decimal, Id, QuoteId};

impl Formulation<'_> {
    /// Surplus that no cheapest plan exceeds: enough to reach, from nothing, every threshold that
    /// the quote's quantity or spend counts toward. More would only add cost.
    pub(super) fn useful_surplus(&self, quote: QuoteId) -> Decimal {
        let spend = self.cheapest_price(quote).map_or(Decimal::ZERO, |price| {
            self.spend_thresholds(quote).max().unwrap_or(Decimal::ZERO) / price
        });
        let units = self.unit_thresholds(quote).max().unwrap_or(Decimal::ZERO);
        let most = spend.max(units);
        capacity_per_cycle(self.case, quote).map_or(most, |capacity| most.min(capacity))
    }

    /// The quote's lowest price above zero; free goods reach no threshold in money.
    fn cheapest_price(&self, quote: QuoteId) -> Option<Decimal> {
        let (curve, part) = self.curve_by_quote[quote.index()];
        let slopes = self.curves[curve]
            .tiers
            .iter()
            .map(|tier| tier.slopes[part]);
        slopes
            .map(|price| price.amount().value() / price.per().value())
            .filter(|price| *price > Decimal::ZERO)
            .min()
    }

    /// Thresholds in base units per cycle.
    fn unit_thresholds(&self, quote: QuoteId) -> impl Iterator<Item = Decimal> {
        let offer = &self.case.quotes[quote];
        let (curve, part) = self.curve_by_quote[quote.index()];
        let curve = &self.curves[curve];
        let counting = curve.quotes[part];
        let last = curve.tiers.last().expect("a curve has tiers").from;
        let last = (!counting.counts.is_zero()).then(|| last * counting.per / counting.counts);
        let min = offer
            .min_order
            .map(|min| min.quantity.value() / self.case.horizon.counted_cycles(min.per));
        let triggers = self.trigger_thresholds(quote, |sum| matches!(sum, Sum::Units(_)));
        last.into_iter()
            .chain(min)
            .chain([self.category_share(quote)])
            .chain(triggers)
    }

    /// Thresholds in money per cycle.
    fn spend_thresholds(&self, quote: QuoteId) -> impl Iterator<Item = Decimal> {
        let vendor = &self.case.vendors[self.case.quotes[quote].vendor];
        let min = vendor
            .min_order
            .map(|min| min.spend.value() / self.case.horizon.counted_cycles(min.per));
        let drops = self.case.sites.values().filter_map(|site| {
            let drop = vendor.delivery.drop_in(site.zone.as_deref())?;
            let free_from = drop.free_from.filter(|_| !drop.fee.is_zero());
            free_from
                .max(drop.value_min)
                .map(crate::units::Money::value)
        });
        let triggers = self.trigger_thresholds(quote, |sum| !matches!(sum, Sum::Units(_)));
        min.into_iter().chain(drops.max()).chain(triggers)
    }

    /// Thresholds per cycle of the trigger sums of one kind that the quote counts toward.
    fn trigger_thresholds(&self, quote: QuoteId, kind: impl Fn(&Sum) -> bool) -> Vec<Decimal> {
        let vendor = self.case.quotes[quote].vendor;
        self.triggers
            .iter()
            .filter(|trigger| trigger.vendor == vendor)
            .flat_map(|trigger| {
                trigger
                    .levels
                    .iter()
                    .flat_map(|level| trigger.sums.iter().zip(&level.at_least))
            })
            .filter(|(sum, _)| kind(sum) && sum.quotes().contains(&quote))
            .map(|(_, least)| *least / self.cycles)
            .collect()
    }
}
