//! The cheapest surplus for a given basket of one vendor, by trying every amount up to a limit.
//!
//! **Why a limit is enough.** For a quote q let `reach` be the quantity that by itself reaches
//! every threshold q counts toward: the last break of its group, its least quantity, the vendor's
//! least spend, every rebate level and bundle minimum, the drop's free and least value, the
//! category share; money thresholds at the lowest price q can have. Let `period` be an amount
//! whose removal keeps packs and lots whole. If a plan's slot holds more than `reach + period`,
//! take `period` away: every threshold stays reached by what the slot still holds, so all prices
//! and discounts per unit stay; capacities only loosen; and the cost falls, since a unit always
//! costs more than all discounts on it (asserted: [`Rates::net`] is above zero). So some cheapest
//! plan has at most `reach + period` in every slot.
//!
//! **What is skipped.** A basket costs at least its quantities times [`Rates::net`] less all lump
//! discounts; amounts for which this is not below the best cost so far are not tried.

use crate::plan::{Owner, Surplus};
use crate::pricing::exact::{self, Basket, Counting};
use crate::problem::{
    Case, Condition, DeliveryTerms, Discount, Drop, Horizon, PackScope, Period, QuoteStructure,
};
use crate::units::{Decimal, Money, Quantity, QuoteId, VendorId};
use crate::verify::basket_refusals;

/// The cheapest surplus of a basket.
#[derive(Clone, Debug)]
pub(super) struct Cheapest {
    /// What the vendor's charges come to over the horizon.
    pub cost: Money,
    /// What is bought beyond the demand.
    pub surplus: Vec<Surplus>,
}

/// The cheapest surplus for what `basket` holds; `None` if none makes it allowed.
pub(super) fn cheapest(case: &Case, basket: Basket) -> Option<Cheapest> {
    if basket.is_empty() {
        return Some(Cheapest {
            cost: Money::ZERO,
            surplus: Vec::new(),
        });
    }
    let slots = slots(case, &basket);
    let rates = Rates::of(case, basket.vendor);
    let mut search = Search {
        case,
        slots,
        rates,
        basket,
        surplus: Vec::new(),
        best: None,
    };
    search.fill(0);
    search.best
}

/// How many surplus amounts could be tried for a vendor if it got all lines it may serve.
pub(super) fn n_fillings(case: &Case, basket: &Basket) -> u64 {
    let rates = Rates::of(case, basket.vendor);
    slots(case, basket)
        .iter()
        .map(|slot| slot.n_amounts(case, &rates))
        .fold(1, u64::saturating_mul)
}

/// A place where a quote's surplus may lie.
struct Slot {
    quote: QuoteId,
    owner: Owner,
    /// Amounts differ by this.
    step: Quantity,
    /// Whether packs or lots fix the total; if not, the amount itself is in steps.
    fixes_total: bool,
}

impl Slot {
    /// The least amount, given what the basket holds and the surplus chosen so far.
    fn first(&self, case: &Case, basket: &Basket, surplus: &[Surplus]) -> Quantity {
        if !self.fixes_total {
            return Quantity::ZERO;
        }
        let chosen = surplus.iter().filter(|other| {
            other.quote == self.quote && (self.owner == Owner::Pool || other.owner == self.owner)
        });
        let chosen: Quantity = chosen.map(|other| other.quantity).sum();
        let step = self.step.value();
        let rest = (self.bought(case, basket) + chosen).value() % step;
        Quantity::new((step - rest) % step)
    }

    fn bought(&self, case: &Case, basket: &Basket) -> Quantity {
        let lines = basket.lines().iter();
        lines
            .filter(|bought| bought.quote == self.quote)
            .filter(|bought| match self.owner {
                Owner::Site(site) => case.demand[bought.line].site == site,
                Owner::Member(member) => case.member_of(bought.line) == member,
                Owner::Pool => true,
            })
            .map(|bought| bought.quantity)
            .sum()
    }

    fn may_over_buy(&self, case: &Case) -> bool {
        case.items[case.quotes[self.quote].item].over_buy
    }

    /// The largest amount tried with over-buying.
    fn limit(&self, case: &Case, rates: &Rates) -> Quantity {
        let quote = &case.quotes[self.quote];
        let lot = quote.lot_size.map_or(Decimal::ONE, Quantity::value);
        let content = match quote.pack.whole {
            Some(_) => quote.pack.content.value(),
            None => Decimal::ONE,
        };
        Quantity::new(rates.reach(case, self.quote) + self.step.value() + lot * content)
    }

    fn n_amounts(&self, case: &Case, rates: &Rates) -> u64 {
        if !self.may_over_buy(case) {
            return 1;
        }
        let limit = self.limit(case, rates).value();
        let n = limit / self.step.value();
        u64::try_from(n.ceil()).unwrap_or(u64::MAX)
    }
}

/// The slots of all quotes in the basket, those of one quote together, its pool last.
fn slots(case: &Case, basket: &Basket) -> Vec<Slot> {
    let of_quote = |quote: &QuoteId| slots_of(case, basket, *quote);
    basket.quantities().keys().flat_map(of_quote).collect()
}

fn slots_of(case: &Case, basket: &Basket, id: QuoteId) -> Vec<Slot> {
    let quote = &case.quotes[id];
    let item = &case.items[quote.item];
    let lines = basket.lines().iter().filter(|bought| bought.quote == id);
    let mut owners: Vec<Owner> = lines
        .filter_map(|bought| match quote.pack.whole {
            Some(PackScope::Site) => Some(Owner::Site(case.demand[bought.line].site)),
            Some(PackScope::Member) => Some(Owner::Member(case.member_of(bought.line))),
            Some(PackScope::Pool) | None => None,
        })
        .collect();
    owners.sort_unstable();
    owners.dedup();
    let slot = |owner, step, fixes_total| Slot {
        quote: id,
        owner,
        step,
        fixes_total,
    };
    let mut slots: Vec<Slot> = owners
        .into_iter()
        .map(|owner| slot(owner, quote.pack.content, true))
        .collect();
    match (quote.lot_size, quote.pack.whole) {
        (Some(lot), _) => slots.push(slot(Owner::Pool, lot, true)),
        (None, Some(PackScope::Pool)) => slots.push(slot(Owner::Pool, quote.pack.content, true)),
        (None, None) if item.over_buy => slots.push(slot(Owner::Pool, item.step, false)),
        (None, Some(PackScope::Site | PackScope::Member) | None) => {}
    }
    slots
}

struct Search<'a> {
    case: &'a Case,
    slots: Vec<Slot>,
    rates: Rates,
    /// Without surplus.
    basket: Basket,
    surplus: Vec<Surplus>,
    best: Option<Cheapest>,
}

impl Search<'_> {
    fn fill(&mut self, index: usize) {
        let Some(slot) = self.slots.get(index) else {
            self.evaluate();
            return;
        };
        let (quote, owner, step) = (slot.quote, slot.owner, slot.step);
        let mut quantity = slot.first(self.case, &self.basket, &self.surplus);
        let limit = if slot.may_over_buy(self.case) {
            slot.limit(self.case, &self.rates)
        } else {
            quantity
        };
        while quantity <= limit {
            let n_before = self.surplus.len();
            if !quantity.is_zero() {
                self.surplus.push(Surplus {
                    quote,
                    owner,
                    quantity,
                });
            }
            let is_too_dear = self.is_too_dear();
            if !is_too_dear {
                self.fill(index + 1);
            }
            self.surplus.truncate(n_before);
            if is_too_dear {
                break;
            }
            quantity += step;
        }
    }

    fn is_too_dear(&self) -> bool {
        let Some(best) = &self.best else {
            return false;
        };
        self.rates
            .least_cost(self.case, &self.basket, &self.surplus)
            >= best.cost
    }

    fn evaluate(&mut self) {
        let mut basket = self.basket.clone();
        for surplus in &self.surplus {
            basket.add_surplus(*surplus);
        }
        let cost = exact::vendor_cost(self.case, &basket);
        let is_better = self.best.as_ref().is_none_or(|best| cost < best.cost);
        if is_better && basket_refusals(self.case, &basket).is_empty() {
            self.best = Some(Cheapest {
                cost,
                surplus: self.surplus.clone(),
            });
        }
    }
}

/// Lowest prices of a vendor, whatever is bought.
struct Rates {
    vendor: VendorId,
    /// Shares off of all rebates and bundles together.
    shares: Decimal,
    /// Lump discounts of all rebates and bundles together, over the horizon.
    lumps: Money,
}

impl Rates {
    fn of(case: &Case, vendor: VendorId) -> Self {
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
    fn net(&self, case: &Case, quote: QuoteId) -> Decimal {
        let (low, high) = Self::prices(case, quote);
        let list = case.quotes[quote].price.of(Quantity::new(Decimal::ONE));
        let net = low - high.max(list.value()) * self.shares;
        assert!(net > Decimal::ZERO, "discounts stay below the price");
        net
    }

    fn least_cost(&self, case: &Case, basket: &Basket, surplus: &[Surplus]) -> Money {
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
    fn reach(&self, case: &Case, id: QuoteId) -> Decimal {
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
        DeliveryTerms::None => Vec::new(),
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
