//! Business rules, each kind in a file of its own: what `award::rules` makes true is measured here
//! anew, from the award and its exact charges. `models/award.md` has the measures.

mod budget;
mod causes;
mod facts;
#[cfg(test)]
mod fixture;
mod forbid;
mod incumbent;
mod require;
mod saving;
mod share;
mod standing;
mod vendor_count;
mod words;

pub use standing::RuleStanding;

use super::Refusal;
use crate::plan::{Award, Charge};
use crate::problem::{Case, RuleGroup, RuleKind};
use crate::units::{Decimal, DemandLineId, Money, QuoteId, RuleId};
use facts::Facts;
use standing::Reading;
use words::Said;

/// Checks every rule that may not be broken and looks at one demand line and its vendor alone.
pub(super) fn check(case: &Case, line: DemandLineId, quote: QuoteId, refusals: &mut Vec<Refusal>) {
    let vendor = case.quotes[quote].vendor;
    for rule in case.rules.values() {
        if rule.price.is_some() || !case.is_ruled(&rule.scope, line) {
            continue;
        }
        refusals.extend(match &rule.kind {
            RuleKind::Forbid(choice) => forbid::check(case, rule, choice, line, vendor),
            RuleKind::Require(choice) => require::check(case, rule, choice, line, vendor),
            RuleKind::KeepIncumbent => incumbent::check(case, rule, line, vendor),
            RuleKind::MostVendors { .. }
            | RuleKind::FewestVendors { .. }
            | RuleKind::SameVendor
            | RuleKind::LargestShare { .. }
            | RuleKind::SmallestShare { .. }
            | RuleKind::MostSwitches(_)
            | RuleKind::SwitchingCost(_)
            | RuleKind::Budget(_)
            | RuleKind::MinimumSaving(_)
            | RuleKind::NobodyAboveToday => None,
        });
    }
}

/// Groups of demand lines about which a rule speaks one by one.
type Groups = Vec<(RuleGroup, Vec<DemandLineId>)>;

/// A case's rules with the groups of lines about which they speak, to hold awards against.
pub(crate) struct Rulebook<'a> {
    case: &'a Case,
    groups: Vec<(RuleId, Groups)>,
}

impl<'a> Rulebook<'a> {
    /// The rules of a case.
    pub fn new(case: &'a Case) -> Self {
        let rules = case.rules.iter();
        let groups = rules.map(|(id, rule)| (id, case.rule_groups(rule)));
        Self {
            case,
            groups: groups.collect(),
        }
    }

    /// Where an award with these charges stands against every rule, group by group.
    pub fn standings(&self, award: &Award, charges: &[Charge]) -> Vec<RuleStanding> {
        let facts = Facts::new(self.case, award, charges);
        let mut standings = Vec::new();
        for (id, groups) in &self.groups {
            let rule = &self.case.rules[*id];
            for (group, lines) in groups {
                let readings = measure(&facts, &rule.kind, lines).into_iter();
                standings.extend(readings.map(|reading| reading.standing(*id, rule, group)));
            }
        }
        standings
    }

    /// What an award with these charges has to pay for the soft rules that it breaks; `None` if it
    /// breaks a hard one.
    pub fn penalties(&self, award: &Award, charges: &[Charge]) -> Option<Money> {
        let standings = self.standings(award, charges);
        let mut standings = standings.iter();
        let penalty = |standing: &RuleStanding| {
            (!is_refused(self.case, standing)).then_some(standing.penalty)
        };
        standings.try_fold(Money::ZERO, |sum, standing| Some(sum + penalty(standing)?))
    }
}

/// Whether a rule is broken that may not be.
fn is_refused(case: &Case, standing: &RuleStanding) -> bool {
    !standing.broken.is_zero() && case.rules[standing.rule].price.is_none()
}

/// What a rule of this kind reads off these lines.
fn measure(facts: &Facts, kind: &RuleKind, lines: &[DemandLineId]) -> Vec<Reading> {
    let reading = match kind {
        RuleKind::Forbid(choice) => forbid::measure(facts, lines, choice),
        RuleKind::Require(choice) => require::measure(facts, lines, choice),
        RuleKind::MostVendors { most, of } => vendor_count::most(facts, lines, *most, of.as_ref()),
        RuleKind::FewestVendors { fewest, of } => {
            vendor_count::fewest(facts, lines, *fewest, of.as_ref())
        }
        RuleKind::SameVendor => vendor_count::most(facts, lines, 1, None),
        RuleKind::LargestShare { share, of, counted } => match of {
            Some(of) => share::largest(facts, lines, *share, of, *counted),
            None => return share::largest_of_each(facts, lines, *share, *counted),
        },
        RuleKind::SmallestShare { share, of, counted } => {
            share::smallest(facts, lines, *share, of, *counted)
        }
        RuleKind::KeepIncumbent => incumbent::most_switches(facts, lines, 0),
        RuleKind::MostSwitches(most) => incumbent::most_switches(facts, lines, *most),
        // A charge says what it costs.
        RuleKind::SwitchingCost(_) => return Vec::new(),
        RuleKind::Budget(budget) => budget::measure(facts, lines, *budget),
        RuleKind::MinimumSaving(share) => saving::measure(facts, lines, *share),
        RuleKind::NobodyAboveToday => saving::measure(facts, lines, Decimal::ZERO),
    };
    vec![reading]
}

/// A refusal for every rule that is broken and may not be, unless [`check`] has one already.
pub(super) fn refusals(case: &Case, standings: &[RuleStanding]) -> Vec<Refusal> {
    standings
        .iter()
        .filter(|standing| is_refused(case, standing))
        .filter_map(|standing| {
            let rule = &case.rules[standing.rule];
            let said = say(case, &rule.kind, standing)?;
            let lines = words::lines(case, rule, &standing.group);
            Some(Refusal::RuleBroken {
                rule: rule.key.clone(),
                limit: format!("{} for {lines}", said.demand),
                found: said.found,
            })
        })
        .collect()
}

/// What a rule that is broken demands and what was found; `None` where [`check`] or a charge says
/// it.
fn say(case: &Case, kind: &RuleKind, standing: &RuleStanding) -> Option<Said> {
    Some(match kind {
        RuleKind::Forbid(_)
        | RuleKind::Require(_)
        | RuleKind::KeepIncumbent
        | RuleKind::SwitchingCost(_) => return None,
        RuleKind::MostVendors { of, .. } => {
            vendor_count::say(case, standing, "allows at most", of.as_ref())
        }
        RuleKind::FewestVendors { of, .. } => {
            vendor_count::say(case, standing, "demands at least", of.as_ref())
        }
        RuleKind::SameVendor => vendor_count::say_same(standing),
        RuleKind::LargestShare { of, counted, .. } => {
            share::say_largest(case, kind, standing, of.as_ref(), *counted)
        }
        RuleKind::SmallestShare { of, counted, .. } => {
            share::say_smallest(case, kind, standing, of, *counted)
        }
        RuleKind::MostSwitches(_) => incumbent::say(standing),
        RuleKind::Budget(_) => budget::say(case, standing),
        RuleKind::MinimumSaving(share) => saving::say(case, standing, *share),
        RuleKind::NobodyAboveToday => saving::say(case, standing, Decimal::ZERO),
    })
}
