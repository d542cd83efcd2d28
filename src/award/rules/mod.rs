//! Business rules in the award (R1 to R9 of `models/award.md`), each kind in a file of its own:
//! what it measures as a sum over the program's columns, and the same of an award. `verify::rules`
//! measures it again without this code.

mod budget;
mod causes;
mod forbid;
mod incumbent;
mod instance;
mod require;
mod saving;
mod serving;
mod share;
mod standing;
mod switching;
mod vendor_count;

pub(super) use instance::{Bound, Instance, instances, instances_of};
pub(super) use standing::Rules;

use super::formulation::{Formulation, Meaning};
use super::number::number;
use crate::milp::{Column, Kind};
use crate::problem::{Rule, RuleKind};
pub(super) use serving::Serving;
use std::collections::BTreeMap;

/// A sum over columns.
pub(super) type Terms = Vec<(Column, f64)>;

/// What a rule compares: a sum, or its share of another.
pub(super) struct Compared {
    /// What is measured.
    pub over: Terms,
    /// Of what it is a share; `None`: it is compared as it is.
    pub of: Option<Terms>,
}

impl Formulation<'_> {
    /// R1 to R9: every rule of the case, kept or paid for.
    pub(super) fn keep_rules(&mut self) {
        self.landed = self.model.costs();
        if self.case.rules.is_empty() {
            return;
        }
        let mut serving = Serving::of(self);
        self.charge_switching(&mut serving);
        for instance in instances(self.case) {
            let rule = &self.case.rules[instance.rule];
            let compared = self.compared(&mut serving, &rule.kind, &instance);
            self.keep(&instance, compared, rule);
        }
    }

    /// What an instance of a rule compares with its limit.
    pub(super) fn compared(
        &mut self,
        serving: &mut Serving,
        kind: &RuleKind,
        instance: &Instance,
    ) -> Compared {
        self.instances.push(instance.clone());
        let lines = &instance.lines;
        let over = match kind {
            RuleKind::Forbid(choice) => self.forbidden(serving, lines, choice),
            RuleKind::Require(choice) => self.not_required(serving, lines, choice),
            RuleKind::MostVendors { of, .. } => self.vendors(serving, lines, of.as_ref(), false),
            RuleKind::FewestVendors { of, .. } => self.vendors(serving, lines, of.as_ref(), true),
            RuleKind::SameVendor => self.vendors(serving, lines, None, false),
            RuleKind::LargestShare { of, counted, .. } => {
                return self.share(instance, of.as_ref(), *counted);
            }
            RuleKind::SmallestShare { of, counted, .. } => {
                return self.share(instance, Some(of), *counted);
            }
            RuleKind::KeepIncumbent | RuleKind::MostSwitches(_) => self.switches(serving, lines),
            RuleKind::Budget(_) => self.caused(serving, lines),
            RuleKind::MinimumSaving(_) | RuleKind::NobodyAboveToday => {
                return self.saving(serving, lines);
            }
            RuleKind::SwitchingCost(_) => unreachable!("a switching cost has no limit"),
        };
        Compared { over, of: None }
    }

    /// Requires the limit, or charges what it is missed by.
    fn keep(&mut self, instance: &Instance, compared: Compared, rule: &Rule) {
        let (mut terms, right) = missed(instance, compared, number(instance.limit));
        let uppers = terms
            .iter()
            .map(|(column, factor)| factor * self.model.upper(*column));
        let most = uppers.map(|most| most.max(0.0)).sum::<f64>() - right;
        if let Some(price) = rule.price
            && most > 0.0
        {
            let instance = self.instances.len() - 1;
            let breach = self.column(Meaning::Breach { instance }, Kind::Continuous, most);
            self.model.charge(breach, number(price.value()));
            terms.push((breach, -1.0));
        }
        self.model.at_most(Instance::name(&rule.kind), terms, right);
    }
}

/// The sum that may be at most the second, so that an instance keeps this limit: what it is
/// missed by.
pub(super) fn missed(instance: &Instance, compared: Compared, limit: f64) -> (Terms, f64) {
    let right = if compared.of.is_some() { 0.0 } else { limit };
    let whole = compared.of.into_iter().flatten();
    let less = whole.map(|(column, factor)| (column, -limit * factor));
    let sign = match instance.bound {
        Bound::AtMost => 1.0,
        Bound::AtLeast => -1.0,
    };
    let mut by_column = BTreeMap::new();
    for (column, factor) in compared.over.into_iter().chain(less) {
        *by_column.entry(column).or_insert(0.0) += sign * factor;
    }
    let terms = by_column.into_iter().filter(|(_, factor)| *factor != 0.0);
    (terms.collect(), sign * right)
}
