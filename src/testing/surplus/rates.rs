//! Lowest prices of a vendor, and how far its thresholds reach.

use crate::plan::Surplus;
use crate::pricing::exact::{Basket, Counting};
use crate::problem::{
    Case, Condition, DeliveryTerms, Discount, Drop, Horizon, Period, QuoteStructure,
};
use crate::units::{Decimal, Money, Quantity, QuoteId, VendorId};

/// Lowest prices of a vendor, whatever is bought.
pub(super) struct Rates {
    vendor: VendorId,
    /// Shares off of all rebates and bundles together.
    shares: Decimal,
    /// Lump discounts of all rebates and bundles together, over the horizon.
    lumps: Money,
}

impl Rates {
    pub fn of(case: &Case, vendor: VendorId) -> Self {
        let mut rates = Self {
            vendor,
            shares: Decimal::ZERO,
            lumps: Money::ZERO,
        };
        for rebate in case.rebates.values().filter(|one| one.vendor == vendor) {
            let levels = rebate.tiers.iter().map(|tier| tier.discount);
            rates.add(&case.horizon, rebate.per, levels);
        }
        for bundle in case.bundles.values().filter(|one| one.vendor == vendor) {
            rates.add(&case.horizon, bundle.per, [bundle.discount].into_iter());
        }
        rates
    }

    fn add(&mut self, horizon: &Horizon, per: Period, levels: impl Iterator<Item = Discount>) {
        let (mut share, mut lump) = (Decimal::ZERO, Money::ZERO);
        for level in levels {
            match level {
                Discount::Share(value) => share = share.max(value),
                Discount::Lump(value) => lump = lump.max(value),
            }
        }
        self.shares += share;
        self.lumps += lump * Decimal::from(horizon.occurrences(per));
    }

    /// Lowest and highest price of one unit under a quote, after break discounts.
    fn prices(case: &Case, id: QuoteId) -> (Decimal, Decimal) {
        let quote = &case.quotes[id];
        let one = Quantity::new(Decimal::ONE);
        let list = quote.price.of(one).value();
        let Some(group) = quote.group.map(|group| &case.groups[group]) else {
            return (list, list);
        };
        let mut range = (list, list);
        let mut widen = |price: Decimal| range = (range.0.min(price), range.1.max(price));
        match &group.structure {
            QuoteStructure::AllUnits(tiers) => {
                let index = group.quotes.iter().position(|other| *other == id);
                let index = index.expect("a quote is in its group");
                for tier in tiers {
                    widen(tier.prices[index].of(one).value());
                }
            }
            QuoteStructure::Incremental(tiers) => {
                let counts = quote.counts(case, group.counted, one);
                for tier in tiers {
                    widen(list - tier.off.value() * counts);
                }
            }
        }
        range
    }

    /// What one more unit costs at least, after every discount.
    ///
    /// # Panics
    /// If discounts could exceed the price: the search would have no end.
    pub fn net(&self, case: &Case, quote: QuoteId) -> Decimal {
        let (low, high) = Self::prices(case, quote);
        let list = case.quotes[quote].price.of(Quantity::new(Decimal::ONE));
        let net = low - high.max(list.value()) * self.shares;
        assert!(net > Decimal::ZERO, "discounts stay below the price");
        net
    }

    pub fn least_cost(&self, case: &Case, basket: &Basket, surplus: &[Surplus]) -> Money {
        let lines = basket
            .lines()
            .iter()
            .map(|bought| self.net(case, bought.quote) * bought.quantity.value());
        let surplus = surplus.iter().map(|surplus| {
            let item = &case.items[case.quotes[surplus.quote].item];
            (self.net(case, surplus.quote) + item.surplus_cost.value()) * surplus.quantity.value()
        });
        let each_cycle: Decimal = lines.chain(surplus).sum();
        Money::new(each_cycle * Decimal::from(case.horizon.cycles)) - self.lumps
    }

    /// The quantity under a quote that by itself reaches every threshold it counts toward.
    pub fn reach(&self, case: &Case, id: QuoteId) -> Decimal {
        let quote = &case.quotes[id];
        let low = Self::prices(case, id).0;
        let cycles = |per| case.horizon.counted_cycles(per);
        let mut reach = Decimal::ZERO;
        let mut raise = |quantity: Decimal| reach = reach.max(quantity);
        if let Some(group) = quote.group.map(|group| &case.groups[group]) {
            let one = Quantity::new(Decimal::ONE);
            let counts = quote.counts(case, group.counted, one) * cycles(group.per);
            raise(last_break(&group.structure) / counts);
        }
        if let Some(least) = quote.min_order {
            raise(least.quantity.value() / cycles(least.per));
        }
        if let Some(least) = case.vendors[self.vendor].min_order {
            raise(least.spend.value() / low / cycles(least.per));
        }
        for rebate in case
            .rebates
            .values()
            .filter(|one| one.vendor == self.vendor)
        {
            for tier in &rebate.tiers {
                raise(tier.from.value() / low / cycles(rebate.per));
            }
        }
        for bundle in case
            .bundles
            .values()
            .filter(|one| one.vendor == self.vendor)
        {
            for part in &bundle.parts {
                raise(part.quantity_min.value() / cycles(bundle.per));
            }
        }
        for value in drop_values(&case.vendors[self.vendor].delivery) {
            raise(value.value() / low);
        }
        raise(largest_share(case, self.vendor));
        reach
    }
}

fn last_break(structure: &QuoteStructure) -> Decimal {
    let last = match structure {
        QuoteStructure::AllUnits(tiers) => tiers.last().map(|tier| tier.from),
        QuoteStructure::Incremental(tiers) => tiers.last().map(|tier| tier.from),
    };
    last.expect("a structure has tiers")
}

fn drop_values(delivery: &DeliveryTerms) -> Vec<Money> {
    let thresholds = |drop: &Drop| [drop.free_from, drop.value_min];
    match delivery {
        DeliveryTerms::Delivered { by_zone, otherwise } => by_zone
            .iter()
            .map(|(_, drop)| drop)
            .chain([otherwise])
            .flat_map(thresholds)
            .flatten()
            .collect(),
        DeliveryTerms::Collect { .. } | DeliveryTerms::None => Vec::new(),
    }
}

/// The largest share of all demand that a quote of the vendor asks for: more than its category's.
fn largest_share(case: &Case, vendor: VendorId) -> Decimal {
    let shares = case.quotes_of(vendor).flat_map(|quote| {
        let conditions = case.quotes[quote].conditions.iter();
        conditions.map(|condition| match condition {
            Condition::CategoryShare(share) => *share,
            Condition::Members(_) | Condition::Term(_) => Decimal::ZERO,
        })
    });
    let share = shares.max().unwrap_or_default();
    let demand: Quantity = case.demand.values().map(|line| line.quantity).sum();
    share * demand.value()
}
