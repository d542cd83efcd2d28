//! The blocks of a case.

mod items;

use std::collections::BTreeMap;

use super::blocks::{Blocks, Capacity, Curve, Drop, Offer, State, Vendor};
use crate::award::admissible;
use crate::award::number::number;
use crate::pricing::lower::{self, CurveTier, Sum, Trigger, curves, triggers};
use crate::problem::{Case, Counted, Each, RuleKind, RuleScope};
use crate::units::{
    Decimal, DemandLineId, Id, ItemId, Money, Quantity, QuoteId, SiteId, VendorId, quantum,
};

/// Demand, in grains, above which an item's curves count apart.
const POOLED_GRAINS_MAX: u32 = 200_000;

/// What the quotes of a case may give back, and how they count.
struct Terms<'a> {
    case: &'a Case,
    curves: Vec<lower::Curve>,
    /// Curve and position in it, by quote.
    place: Vec<(usize, usize)>,
    /// Largest share of spend, and of goods valued line by line, that comes back; by quote.
    shares: Vec<(Decimal, Decimal)>,
    /// Largest lumps that come back, by vendor.
    lumps: Vec<Money>,
    choices: Vec<(DemandLineId, Vec<QuoteId>)>,
    lines_by_quote: Vec<Vec<DemandLineId>>,
}

/// The blocks of a case.
pub(in crate::award) fn blocks(case: &Case) -> Blocks {
    let terms = Terms::new(case);
    let mut blocks = Blocks {
        vendors_max: vendors_max(case),
        ..Blocks::default()
    };
    let pooled = terms.pooled_items();
    let curve_of = terms.add_curves(&mut blocks, &pooled);
    terms.add_drops(&mut blocks);
    let capacity_of = terms.add_capacities(&mut blocks, &curve_of);
    terms.add_offers(&mut blocks, &curve_of, &capacity_of);
    terms.add_items(&mut blocks, &pooled);
    blocks
}

/// The least limit of hard rules on the number of all vendors for all lines.
fn vendors_max(case: &Case) -> usize {
    let limits = case.rules.values().filter_map(|rule| match rule.kind {
        RuleKind::MostVendors { most, of: None }
            if rule.price.is_none()
                && rule.each == Each::Whole
                && rule.scope == RuleScope::default() =>
        {
            Some(most as usize)
        }
        _ => None,
    });
    limits.min().unwrap_or(case.vendors.len())
}

impl<'a> Terms<'a> {
    fn new(case: &'a Case) -> Self {
        let curves = curves(case);
        let mut place = vec![(0, 0); case.quotes.len()];
        for (index, curve) in curves.iter().enumerate() {
            for (part, quote) in curve.quotes.iter().enumerate() {
                place[quote.quote.index()] = (index, part);
            }
        }
        let choices = admissible::choices(case);
        let mut lines_by_quote = vec![Vec::new(); case.quotes.len()];
        for (line, quotes) in &choices {
            for quote in quotes {
                lines_by_quote[quote.index()].push(*line);
            }
        }
        let mut terms = Self {
            case,
            curves,
            place,
            shares: vec![Default::default(); case.quotes.len()],
            lumps: vec![Money::ZERO; case.vendors.len()],
            choices,
            lines_by_quote,
        };
        for trigger in triggers(case) {
            terms.give_back(&trigger);
        }
        terms
    }

    fn give_back(&mut self, trigger: &Trigger) {
        let levels = &trigger.levels;
        let share = levels.iter().map(|level| level.share).max();
        let share = share.unwrap_or_default();
        for quote in trigger.base.quotes() {
            let (of_spend, of_value) = &mut self.shares[quote.index()];
            match trigger.base {
                Sum::Spend(_) => *of_spend += share,
                Sum::Units(_) | Sum::Value(_) => *of_value += share,
            }
        }
        let lump = levels.iter().map(|level| level.lump).max();
        self.lumps[trigger.vendor.index()] += lump.unwrap_or_default();
    }

    /// Whether more than the demand may be bought under a quote.
    fn has_surplus(&self, quote: QuoteId) -> bool {
        let offer = &self.case.quotes[quote];
        self.case.items[offer.item].over_buy
            || offer.lot_size.is_some()
            || offer.pack.whole.is_some()
    }

    fn needed(&self, quote: QuoteId) -> Decimal {
        let lines = self.lines_by_quote[quote.index()].iter();
        let bought = lines.map(|line| {
            let all = self.case.demand[*line].quantity;
            self.case.bought(*line, quote, all).value()
        });
        bought.sum()
    }

    fn capacity(&self, quote: QuoteId) -> Option<Decimal> {
        let capacity = self.case.quotes[quote].capacity?;
        let cycles = self.case.horizon.counted_cycles(capacity.per);
        Some(capacity.quantity.value() / cycles)
    }

    /// What is bought in a cycle, over the period of the quote's capacity.
    fn taken(&self, quote: QuoteId, bought: Quantity) -> Decimal {
        let capacity = self.case.quotes[quote].capacity;
        let cycles = capacity.map_or(Decimal::ONE, |capacity| {
            self.case.horizon.counted_cycles(capacity.per)
        });
        bought.value() * cycles
    }

    fn most_bought(&self, quote: QuoteId) -> Decimal {
        let needed = self.needed(quote);
        self.capacity(quote)
            .map_or(needed, |capacity| needed.min(capacity))
    }

    /// Least that is bought for demand if anything is.
    fn least_bought(&self, quote: QuoteId) -> Decimal {
        match self.case.quotes[quote].min_order {
            Some(min) if !self.has_surplus(quote) => {
                min.quantity.value() / self.case.horizon.counted_cycles(min.per)
            }
            _ => Decimal::ZERO,
        }
    }

    /// Items that only their own lines buy, under quotes each of which counts its units by itself.
    fn pooled_items(&self) -> Vec<ItemId> {
        let mut is_pooled = vec![true; self.case.items.len()];
        for (line, quotes) in &self.choices {
            let line = &self.case.demand[*line];
            if !line.substitutes.is_empty() {
                is_pooled[line.item.index()] = false;
                for other in &line.substitutes {
                    is_pooled[other.item.index()] = false;
                }
            }
            if quotes.iter().any(|quote| !self.counts_alone(*quote)) {
                is_pooled[line.item.index()] = false;
            }
        }
        for (line, quotes) in &self.choices {
            if quotes.is_empty() {
                is_pooled[self.case.demand[*line].item.index()] = false;
            }
        }
        for (item, (all, grain)) in self.needs() {
            if grain.is_zero() || all / grain > Decimal::from(POOLED_GRAINS_MAX) {
                is_pooled[item.index()] = false;
            }
        }
        let items = self.case.items.ids();
        items.filter(|item| is_pooled[item.index()]).collect()
    }

    /// Demand of every item that lines are for, and the greatest measure of what it is decided in.
    fn needs(&self) -> BTreeMap<ItemId, (Decimal, Decimal)> {
        let mut needs: BTreeMap<ItemId, (Decimal, Decimal)> = BTreeMap::new();
        for line in self.case.demand.values() {
            let (all, grain) = needs.entry(line.item).or_default();
            let item = &self.case.items[line.item];
            let step = if item.split { item.step } else { line.quantity };
            *all += line.quantity.value();
            *grain = quantum([*grain, step.value()]);
        }
        needs
    }

    fn counts_alone(&self, quote: QuoteId) -> bool {
        let (curve, _) = self.place[quote.index()];
        let curve = &self.curves[curve];
        let counted = curve.group.map(|group| self.case.groups[group].counted);
        curve.quotes.len() == 1 && counted.is_none_or(|counted| counted == Counted::Units)
    }

    /// Adds every curve that may serve a line, those of pooled items side by side; the number of
    /// each, by curve of the case.
    fn add_curves(&self, blocks: &mut Blocks, pooled: &[ItemId]) -> Vec<usize> {
        let mut number_of = vec![usize::MAX; self.curves.len()];
        let mut of_item: BTreeMap<ItemId, Vec<usize>> =
            pooled.iter().map(|item| (*item, Vec::new())).collect();
        let mut others = Vec::new();
        for (index, curve) in self.curves.iter().enumerate() {
            let mut quotes = curve.quotes.iter();
            if quotes.all(|part| self.lines_by_quote[part.quote.index()].is_empty()) {
                continue;
            }
            let item = self.case.quotes[curve.quotes[0].quote].item;
            match of_item.get_mut(&item) {
                Some(curves) if curve.quotes.len() == 1 => curves.push(index),
                _ => others.push((None, index)),
            }
        }
        let of_items = of_item.into_values().enumerate();
        let of_items = of_items
            .flat_map(|(item, curves)| curves.into_iter().map(move |curve| (Some(item), curve)));
        for (item, index) in of_items.chain(others) {
            number_of[index] = blocks.curves.len();
            self.add_curve(blocks, &self.curves[index], item);
        }
        number_of
    }

    fn add_curve(&self, blocks: &mut Blocks, curve: &lower::Curve, item: Option<usize>) {
        let quotes = || curve.quotes.iter().map(|part| part.quote);
        let has_surplus = quotes().any(|quote| self.has_surplus(quote));
        let most = curve
            .quotes
            .iter()
            .map(|part| part.counted(Quantity::new(self.most_bought(part.quote))));
        let most: Decimal = most.sum();
        let alone = (curve.quotes.len() == 1).then(|| &curve.quotes[0]);
        let least = alone.map_or(Decimal::ZERO, |part| self.least_bought(part.quote));
        let least_counted = alone.map_or(Decimal::ZERO, |part| part.counted(Quantity::new(least)));
        let spend_shares = quotes().map(|quote| self.shares[quote.index()].0);
        let share = spend_shares.max().unwrap_or_default();
        let begin = blocks.states.len();
        for (index, tier) in curve.tiers.iter().enumerate() {
            if !has_surplus && tier.from > most {
                break;
            }
            let next = curve.tiers.get(index + 1).map_or(most, |next| next.from);
            let first = if has_surplus {
                Decimal::ZERO
            } else {
                tier.from.max(least_counted)
            };
            blocks.states.push(State {
                fixed: number(fixed_part(tier, share)),
                from: number(tier.from),
                first: number(first),
                last: number(next.min(most)),
            });
        }
        let most_alone = alone.map(|part| number(self.most_bought(part.quote)));
        blocks.curves.push(Curve {
            quote: curve.quotes[0].quote,
            vendor: curve.vendor.index(),
            states: begin..blocks.states.len(),
            item,
            most: most_alone.unwrap_or(f64::INFINITY),
            least: number(least),
        });
    }

    fn add_drops(&self, blocks: &mut Blocks) {
        let mut sites: Vec<Vec<SiteId>> = vec![Vec::new(); self.case.vendors.len()];
        for (line, quotes) in &self.choices {
            for quote in quotes {
                let vendor = self.case.quotes[*quote].vendor;
                sites[vendor.index()].push(self.case.demand[*line].site);
            }
        }
        let cycles = Decimal::from(self.case.horizon.cycles);
        for (vendor, terms) in self.case.vendors.iter() {
            let begin = blocks.drops.len();
            let sites = &mut sites[vendor.index()];
            sites.sort_unstable();
            sites.dedup();
            for site in &*sites {
                let zone = self.case.sites[*site].zone.as_deref();
                let drop = terms.delivery.drop_in(zone);
                let fee = drop
                    .filter(|drop| drop.free_from.is_none())
                    .map_or(Decimal::ZERO, |drop| drop.fee.value());
                blocks.drops.push(Drop {
                    fee: number(fee * cycles),
                });
            }
            let fee = terms.fixed_fee.map_or(Decimal::ZERO, |fee| {
                fee.amount.value() * Decimal::from(self.case.horizon.occurrences(fee.per))
            });
            blocks.vendors.push(Vendor {
                fee: number(fee - self.lumps[vendor.index()].value()),
                drops: begin..blocks.drops.len(),
            });
        }
    }

    /// Adds the capacity of every quote that may serve a line; the number of each, by quote.
    fn add_capacities(&self, blocks: &mut Blocks, curve_of: &[usize]) -> Vec<Option<usize>> {
        let mut number_of = vec![None; self.case.quotes.len()];
        let mut first_price = 0;
        for (id, quote) in self.case.quotes.iter() {
            let curve = curve_of[self.place[id.index()].0];
            let Some(capacity) = quote.capacity.filter(|_| curve < blocks.curves.len()) else {
                continue;
            };
            number_of[id.index()] = Some(blocks.capacities.len());
            blocks.capacities.push(Capacity {
                quote: id,
                curve,
                most: number(capacity.quantity.value()),
                first_price,
            });
            first_price += blocks.curves[curve].states.len();
        }
        number_of
    }

    fn add_offers(&self, blocks: &mut Blocks, curve_of: &[usize], capacity_of: &[Option<usize>]) {
        let drop_at = self.drop_numbers();
        for (line, quotes) in &self.choices {
            blocks.first_offer.push(blocks.offers.len());
            for quote in quotes {
                let vendor = self.case.quotes[*quote].vendor;
                let drop = drop_at[&(vendor, self.case.demand[*line].site)];
                let capacity = capacity_of[quote.index()];
                self.add_offer(blocks, (*line, *quote), curve_of, (drop, capacity));
            }
        }
        blocks.first_offer.push(blocks.offers.len());
    }

    /// The number of every drop that `add_drops` adds.
    fn drop_numbers(&self) -> BTreeMap<(VendorId, SiteId), usize> {
        let mut drops = BTreeMap::new();
        for (line, quotes) in &self.choices {
            for quote in quotes {
                let vendor = self.case.quotes[*quote].vendor;
                drops.insert((vendor, self.case.demand[*line].site), 0);
            }
        }
        for (index, number) in drops.values_mut().enumerate() {
            *number = index;
        }
        drops
    }

    fn add_offer(
        &self,
        blocks: &mut Blocks,
        (line, quote): (DemandLineId, QuoteId),
        curve_of: &[usize],
        (drop, capacity): (usize, Option<usize>),
    ) {
        let (index, part) = self.place[quote.index()];
        let curve = &self.curves[index];
        let quantity = self.case.demand[line].quantity;
        let bought = self.case.bought(line, quote, quantity);
        blocks.offers.push(Offer {
            line,
            quote,
            curve: curve_of[index],
            drop,
            takes: capacity.map(|capacity| (capacity, number(self.taken(quote, bought)))),
            first_option: blocks.costs.len(),
            counted: number(curve.quotes[part].counted(bought)),
            bought: number(bought.value()),
        });
        let n_tiers = blocks.curves[curve_of[index]].states.len();
        let tiers = curve.tiers[..n_tiers].iter();
        let costs = tiers.map(|tier| self.option_cost(tier, part, quote, bought));
        blocks.costs.extend(costs);
    }

    /// L3.
    fn option_cost(&self, tier: &CurveTier, part: usize, quote: QuoteId, bought: Quantity) -> f64 {
        let (of_spend, of_value) = self.shares[quote.index()];
        let spend = tier.slopes[part].of(bought).value() * (Decimal::ONE - of_spend);
        let back = tier.values[part].of(bought).value() * of_value;
        number((spend - back) * Decimal::from(self.case.horizon.cycles))
    }
}

/// F′ of L4.
fn fixed_part(tier: &CurveTier, share: Decimal) -> Decimal {
    let fixed = tier.fixed.value();
    if fixed > Decimal::ZERO {
        fixed * (Decimal::ONE - share)
    } else {
        fixed
    }
}

fn whole(value: Decimal) -> usize {
    use rust_decimal::prelude::ToPrimitive;
    value.to_usize().unwrap_or(usize::MAX)
}
