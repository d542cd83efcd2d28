//! The surplus for a given basket of one vendor, by trying every amount up to a limit.
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
//! Rules do not change that. Those that count lines, vendors, units, kilograms or the spend on
//! goods for the lines see no surplus, and the prices of the goods stay. What a budget or a saving
//! against today counts does not rise either: whatever discount the surplus raises has its causes
//! among all lines that accept an item of the break group, bundle or rebate, and the surplus itself
//! has its own among them. So where the discount counts, the surplus counts too, and a unit costs
//! more than all discounts on it. Landed cost falls, no rule is broken by more.
//!
//! **What is skipped.** If only the cheapest filling is wanted: a basket costs at least its quantities times [`Rates::net`] less all lump
//! discounts; amounts for which this is not below the best cost so far are not tried.

mod rates;

use crate::plan::{Charge, Owner, Surplus};
use crate::pricing::exact::{self, Basket};
use crate::problem::{Case, PackScope};
use crate::units::{Decimal, Money, Quantity, QuoteId};
use crate::verify::basket_refusals;
use rates::Rates;

/// What may be bought beyond the demand with a basket.
#[derive(Clone, Debug)]
pub(super) struct Filling {
    /// What the vendor's charges come to over the horizon.
    pub cost: Money,
    /// What is bought beyond the demand.
    pub surplus: Vec<Surplus>,
    /// The vendor's charges.
    pub charges: Vec<Charge>,
}

/// Which fillings are sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// One that costs least.
    Cheapest,
    /// All up to the limit.
    All,
}

/// The allowed surplus for what `basket` holds, cheapest first; empty if none makes it allowed.
pub(super) fn fillings(case: &Case, basket: Basket, wanted: Wanted) -> Vec<Filling> {
    if basket.is_empty() {
        return vec![Filling {
            cost: Money::ZERO,
            surplus: Vec::new(),
            charges: Vec::new(),
        }];
    }
    let slots = slots(case, &basket);
    let rates = Rates::of(case, basket.vendor);
    let mut search = Search {
        case,
        slots,
        rates,
        wanted,
        basket,
        surplus: Vec::new(),
        found: Vec::new(),
    };
    search.fill(0);
    search.found.sort_by_key(|filling| filling.cost);
    search.found
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
    wanted: Wanted,
    /// Without surplus.
    basket: Basket,
    surplus: Vec<Surplus>,
    /// One at most if only the cheapest is wanted.
    found: Vec<Filling>,
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

    /// Whether what is chosen so far costs too much, whatever else is chosen.
    fn is_too_dear(&self) -> bool {
        let rates = &self.rates;
        match (self.wanted, self.found.last()) {
            (Wanted::Cheapest, Some(best)) => {
                rates.least_cost(self.case, &self.basket, &self.surplus) >= best.cost
            }
            (Wanted::Cheapest, None) | (Wanted::All, _) => false,
        }
    }

    fn evaluate(&mut self) {
        let mut basket = self.basket.clone();
        for surplus in &self.surplus {
            basket.add_surplus(*surplus);
        }
        let charges = exact::vendor_charges(self.case, &basket);
        let cost = exact::cost(self.case, &charges);
        let best = match self.wanted {
            Wanted::Cheapest => self.found.last(),
            Wanted::All => None,
        };
        let is_wanted = best.is_none_or(|best| cost < best.cost);
        if is_wanted && basket_refusals(self.case, &basket).is_empty() {
            if self.wanted == Wanted::Cheapest {
                self.found.clear();
            }
            self.found.push(Filling {
                cost,
                surplus: self.surplus.clone(),
                charges,
            });
        }
    }
}
