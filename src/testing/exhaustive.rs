//! The cheapest award by trying everything.
//!
//! Goes in: a tiny case. Comes out: its cheapest award and the exact cost, or nothing if no award
//! is allowed. What is allowed is asked of `verify`, what it costs of `pricing::exact`; the search
//! adds nothing of its own, except what it may leave out:
//!
//! - *Vendors apart.* Once it is decided how each demand line is served, no charge and no limit
//!   concerns two vendors at once (the share of a category compares with the demand, which is
//!   given). So each vendor's cheapest surplus is sought for itself and remembered by basket.
//! - *Surplus up to the last threshold.* See [`surplus`](super::surplus).

use std::collections::HashMap;

use super::surplus::{Cheapest, cheapest};
use crate::plan::{Award, AwardLine};
use crate::pricing::exact::{Basket, Bought};
use crate::problem::Case;
use crate::units::{DemandLineId, Id, Money, Quantity, QuoteId, VendorId};
use crate::verify::pair_refusals;

/// Most ways to serve all lines that [`exhaustive`] tries.
pub const ASSIGNMENTS_MAX: u64 = 20_000;

/// The cheapest award and what it costs; `None` if there is none.
///
/// # Panics
/// If there are more than [`ASSIGNMENTS_MAX`] ways to serve all lines.
pub fn exhaustive(case: &Case) -> Option<(Award, Money)> {
    assert!(
        n_assignments(case) <= ASSIGNMENTS_MAX,
        "a case for exhaustive search is tiny"
    );
    let services: Vec<Vec<Service>> = case.demand.ids().map(|line| services(case, line)).collect();
    if services.iter().any(Vec::is_empty) {
        return None;
    }
    let mut menus: Vec<Menu> = case
        .vendors
        .ids()
        .map(|vendor| Menu::new(&services, vendor, case))
        .collect();
    let mut best: Option<(Money, Vec<usize>)> = None;
    let mut chosen = vec![0; services.len()];
    loop {
        let cost = total(case, &mut menus, &services, &chosen);
        if let Some(cost) = cost
            && best.as_ref().is_none_or(|(least, _)| cost < *least)
        {
            best = Some((cost, chosen.clone()));
        }
        if !advance(&mut chosen, &services) {
            break;
        }
    }
    best.map(|(cost, chosen)| (award_of(case, &mut menus, &services, &chosen), cost))
}

/// How many ways there are to serve all lines.
pub fn n_assignments(case: &Case) -> u64 {
    case.demand
        .ids()
        .map(|line| services(case, line).len() as u64)
        .fold(1, u64::saturating_mul)
}

/// Every (line, quote) that `verify` allows, whatever else is bought.
pub fn admissible_pairs(case: &Case) -> Vec<(DemandLineId, QuoteId)> {
    let lines = case.demand.ids();
    lines
        .flat_map(|line| {
            let quotes = quotes_for(case, line).into_iter();
            quotes.map(move |quote| (line, quote))
        })
        .collect()
}

/// One way to serve a line: what each quote covers.
type Service = Vec<(QuoteId, Quantity)>;

fn quotes_for(case: &Case, line: DemandLineId) -> Vec<QuoteId> {
    case.quotes
        .ids()
        .filter(|quote| case.factor(line, case.quotes[*quote].item).is_some())
        .filter(|quote| pair_refusals(case, line, *quote).is_empty())
        .collect()
}

/// Every way to serve a line: by one quote, or in all compositions of whole steps.
pub(super) fn services(case: &Case, line: DemandLineId) -> Vec<Service> {
    let quotes = quotes_for(case, line);
    let demand = &case.demand[line];
    let item = &case.items[demand.item];
    if item.split {
        return compositions(&quotes, demand.quantity, item.step);
    }
    let whole = |quote| vec![(quote, demand.quantity)];
    quotes.into_iter().map(whole).collect()
}

fn compositions(quotes: &[QuoteId], quantity: Quantity, step: Quantity) -> Vec<Service> {
    let Some((first, rest)) = quotes.split_first() else {
        return if quantity.is_zero() {
            vec![Vec::new()]
        } else {
            Vec::new()
        };
    };
    let mut all = Vec::new();
    let mut part = Quantity::ZERO;
    while part <= quantity {
        for mut service in compositions(rest, quantity - part, step) {
            if !part.is_zero() {
                service.push((*first, part));
            }
            all.push(service);
        }
        part += step;
    }
    all
}

fn advance(chosen: &mut [usize], services: &[Vec<Service>]) -> bool {
    for (index, ways) in chosen.iter_mut().zip(services) {
        *index += 1;
        if *index < ways.len() {
            return true;
        }
        *index = 0;
    }
    false
}

/// One vendor's cheapest answers, by what the lines take from it.
struct Menu {
    vendor: VendorId,
    /// For each line and way to serve it: which of the distinct takings from this vendor it is.
    takings: Vec<Vec<usize>>,
    answers: HashMap<Vec<usize>, Option<Cheapest>>,
}

impl Menu {
    fn new(services: &[Vec<Service>], vendor: VendorId, case: &Case) -> Self {
        let takings = services.iter().map(|ways| {
            let mut distinct: Vec<Service> = Vec::new();
            let number = |way: &Service| {
                let taken = taken_from(case, vendor, way);
                let known = distinct.iter().position(|other| *other == taken);
                known.unwrap_or_else(|| {
                    distinct.push(taken);
                    distinct.len() - 1
                })
            };
            ways.iter().map(number).collect()
        });
        Self {
            vendor,
            takings: takings.collect(),
            answers: HashMap::new(),
        }
    }

    fn answer(
        &mut self,
        case: &Case,
        services: &[Vec<Service>],
        chosen: &[usize],
    ) -> Option<&Cheapest> {
        let numbers = self.takings.iter().zip(chosen);
        let key: Vec<usize> = numbers.map(|(number, way)| number[*way]).collect();
        let vendor = self.vendor;
        let answer = self
            .answers
            .entry(key)
            .or_insert_with(|| cheapest(case, basket(case, vendor, services, chosen)));
        answer.as_ref()
    }
}

fn taken_from(case: &Case, vendor: VendorId, service: &Service) -> Service {
    let mut taken = service.clone();
    taken.retain(|(quote, _)| case.quotes[*quote].vendor == vendor);
    taken
}

fn basket(case: &Case, vendor: VendorId, services: &[Vec<Service>], chosen: &[usize]) -> Basket {
    let mut basket = Basket::empty(vendor);
    for (index, (ways, way)) in services.iter().zip(chosen).enumerate() {
        let line = DemandLineId::from_index(index);
        for (quote, covered) in taken_from(case, vendor, &ways[*way]) {
            let quantity = case.bought(line, quote, covered);
            basket.add(Bought {
                line,
                quote,
                quantity,
            });
        }
    }
    basket
}

fn total(
    case: &Case,
    menus: &mut [Menu],
    services: &[Vec<Service>],
    chosen: &[usize],
) -> Option<Money> {
    menus
        .iter_mut()
        .map(|menu| Some(menu.answer(case, services, chosen)?.cost))
        .sum()
}

fn award_of(case: &Case, menus: &mut [Menu], services: &[Vec<Service>], chosen: &[usize]) -> Award {
    let mut award = Award::default();
    for (index, (ways, way)) in services.iter().zip(chosen).enumerate() {
        for (quote, covered) in &ways[*way] {
            award.lines.push(AwardLine {
                line: DemandLineId::from_index(index),
                quote: *quote,
                covered: *covered,
            });
        }
    }
    for menu in menus {
        let answer = menu.answer(case, services, chosen);
        let answer = answer.expect("the best choice was priced before");
        award.surplus.extend(&answer.surplus);
    }
    award.sort();
    award
}
