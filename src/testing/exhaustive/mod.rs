//! The cheapest award by trying everything.
//!
//! Goes in: a tiny case. Comes out: its cheapest award and the objective (exact cost and
//! penalties), or nothing if no award is allowed. What is allowed and what a rule measures is asked
//! of `verify`, what it costs of `pricing::exact`; the search adds nothing of its own, except what
//! it may leave out:
//!
//! - *Vendors apart.* Once it is decided how each demand line is served, no charge and no limit
//!   concerns two vendors at once (the share of a category compares with the demand, which is
//!   given). So each vendor's surplus is sought for itself and remembered by basket. Rules that
//!   count lines, vendors, units or kilograms see no surplus: they depend on how the lines are
//!   served alone, and each vendor's cheapest surplus is enough.
//! - *Rules about money* ([`is_on_money`]) see several vendors' charges at once, and surplus that
//!   costs more may keep one: with such a rule every filling of a vendor is combined with every
//!   filling of the others.
//! - *Penalties are never below zero.* What costs as much as the best objective so far, without
//!   the penalties not yet known, is not looked at further.
//! - *Surplus up to the last threshold.* See [`surplus`](super::surplus).
//!
//! Lines may be declared optional: these may stay uncovered, wholly or in whole steps. Coverage is
//! never asked of `verify` here; it lies in the ways to serve a line.

mod menu;
mod services;
mod size;

pub use services::admissible_pairs;
pub use size::{ASSIGNMENTS_MAX, is_tiny, n_assignments};

pub(super) use size::has_few_fillings;

use std::rc::Rc;

use super::surplus::{Filling, Wanted};
use crate::plan::{Award, AwardLine, Charge};
use crate::problem::{Case, RuleKind, ShareOf};
use crate::units::{DemandLineId, Id, Money};
use crate::verify::Rulebook;
use menu::Menu;
use services::{Service, all_services};

/// The cheapest award and its objective; `None` if there is none.
///
/// # Panics
/// If the case is not [tiny](is_tiny).
pub fn exhaustive(case: &Case) -> Option<(Award, Money)> {
    exhaustive_with(case, &[])
}

/// The cheapest award that covers every line but those which are optional, and its objective;
/// `None` if there is none.
///
/// # Panics
/// If the case is not [tiny](is_tiny).
pub fn exhaustive_with(case: &Case, optional: &[DemandLineId]) -> Option<(Award, Money)> {
    assert!(
        is_tiny(case, optional),
        "a case for exhaustive search is tiny"
    );
    let services = all_services(case, optional);
    if services.iter().any(Vec::is_empty) {
        return None;
    }
    let on_lines = with_rules(case, |kind| !is_on_money(kind));
    let on_money = with_rules(case, is_on_money);
    let wanted = if on_money.rules.is_empty() {
        Wanted::Cheapest
    } else {
        Wanted::All
    };
    let vendors = case.vendors.ids();
    let mut search = Search {
        case,
        services: &services,
        menus: vendors
            .map(|vendor| Menu::new(case, &services, vendor, wanted))
            .collect(),
        on_lines: Rulebook::new(&on_lines),
        on_money: Rulebook::new(&on_money),
        best: None,
    };
    let mut chosen = vec![0; services.len()];
    loop {
        search.serve(&chosen);
        if !advance(&mut chosen, &services) {
            break;
        }
    }
    search.best
}

/// Whether what a rule measures depends on prices and charges, so that surplus may change it.
fn is_on_money(kind: &RuleKind) -> bool {
    match kind {
        RuleKind::LargestShare { counted, .. } | RuleKind::SmallestShare { counted, .. } => {
            match counted {
                ShareOf::Spend => true,
                ShareOf::Units | ShareOf::Weight => false,
            }
        }
        RuleKind::Budget(_) | RuleKind::MinimumSaving(_) | RuleKind::NobodyAboveToday => true,
        // A switching cost is a charge of the vendor, of whatever surplus.
        RuleKind::SwitchingCost(_)
        | RuleKind::Forbid(_)
        | RuleKind::Require(_)
        | RuleKind::MostVendors { .. }
        | RuleKind::FewestVendors { .. }
        | RuleKind::SameVendor
        | RuleKind::KeepIncumbent
        | RuleKind::MostSwitches(_) => false,
    }
}

/// The case with some of its rules.
fn with_rules(case: &Case, is_kept: impl Fn(&RuleKind) -> bool) -> Case {
    let rules = case.rules.values().filter(|rule| is_kept(&rule.kind));
    Case {
        rules: rules.cloned().collect(),
        ..case.clone()
    }
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

struct Search<'a> {
    case: &'a Case,
    services: &'a [Vec<Service>],
    menus: Vec<Menu>,
    on_lines: Rulebook<'a>,
    on_money: Rulebook<'a>,
    best: Option<(Award, Money)>,
}

impl Search<'_> {
    /// Tries everything that serves the lines in the chosen ways.
    fn serve(&mut self, chosen: &[usize]) {
        let (case, services) = (self.case, self.services);
        let menus = self.menus.iter_mut();
        let options: Vec<Rc<[Filling]>> = menus
            .map(|menu| menu.answer(case, services, chosen))
            .collect();
        let Some(cost) = least_cost(&options) else {
            return;
        };
        if !self.is_better(cost) {
            return;
        }
        let award = self.award(chosen);
        let penalties = self.on_lines.penalties(&award, &[]);
        if let Some(penalties) = penalties {
            self.combine(&award, &options, penalties, &mut Vec::new());
        }
    }

    /// Combines the fillings picked so far, which cost `cost` with the penalties known, with all
    /// those of the vendors in `options`.
    fn combine<'f>(
        &mut self,
        award: &Award,
        options: &'f [Rc<[Filling]>],
        cost: Money,
        picked: &mut Vec<&'f Filling>,
    ) {
        let Some((fillings, others)) = options.split_first() else {
            self.evaluate(award, cost, picked);
            return;
        };
        let least = least_cost(others).expect("only vendors with a filling are combined");
        for filling in fillings.iter() {
            let cost = cost + filling.cost;
            if !self.is_better(cost + least) {
                break;
            }
            picked.push(filling);
            self.combine(award, others, cost, picked);
            picked.pop();
        }
    }

    fn evaluate(&mut self, award: &Award, cost: Money, picked: &[&Filling]) {
        let mut award = award.clone();
        let surplus = picked.iter().flat_map(|filling| &filling.surplus);
        award.surplus.extend(surplus);
        let charges = picked.iter().flat_map(|filling| &filling.charges);
        let charges: Vec<Charge> = charges.copied().collect();
        let Some(penalties) = self.on_money.penalties(&award, &charges) else {
            return;
        };
        if self.is_better(cost + penalties) {
            award.sort();
            self.best = Some((award, cost + penalties));
        }
    }

    fn is_better(&self, cost: Money) -> bool {
        self.best.as_ref().is_none_or(|(_, best)| cost < *best)
    }

    /// How the lines are served, without surplus.
    fn award(&self, chosen: &[usize]) -> Award {
        let mut award = Award::default();
        for (index, (ways, way)) in self.services.iter().zip(chosen).enumerate() {
            for (quote, covered) in &ways[*way] {
                award.lines.push(AwardLine {
                    line: DemandLineId::from_index(index),
                    quote: *quote,
                    covered: *covered,
                });
            }
        }
        award
    }
}

/// The sum of each vendor's cheapest filling, the first; `None` if a vendor has none.
fn least_cost(options: &[Rc<[Filling]>]) -> Option<Money> {
    let costs = options.iter().map(|fillings| Some(fillings.first()?.cost));
    costs.sum()
}
