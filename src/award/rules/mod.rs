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

pub(super) use instance::{Bound, Instance, instances};
pub(super) use standing::Rules;

use super::formulation::{Formulation, Meaning};
use super::number::number;
use crate::milp::{Column, Kind};
use crate::problem::RuleKind;
use crate::units::Money;
use serving::Serving;

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
        if self.case.rules.is_empty() {
            return;
        }
        let mut serving = Serving::of(self);
        let landed = self.model.costs();
        self.charge_switching(&mut serving);
        self.instances = instances(self.case);
        for index in 0..self.instances.len() {
            let instance = self.instances[index].clone();
            let compared = self.compared(&mut serving, &landed, index, &instance);
            let price = self.case.rules[instance.rule].price;
            self.keep(index, &instance, compared, price);
        }
    }

    /// What an instance of a rule compares with its limit.
    fn compared(
        &mut self,
        serving: &mut Serving,
        landed: &[f64],
        index: usize,
        instance: &Instance,
    ) -> Compared {
        let case = self.case;
        let plain = |over| Compared { over, of: None };
        match &case.rules[instance.rule].kind {
            RuleKind::Forbid(choice) => plain(self.forbidden(serving, &instance.lines, choice)),
            RuleKind::Require(choice) => plain(self.not_required(serving, &instance.lines, choice)),
            RuleKind::MostVendors { of, .. } => {
                plain(self.vendors(serving, index, instance, of.as_ref(), false))
            }
            RuleKind::FewestVendors { of, .. } => {
                plain(self.vendors(serving, index, instance, of.as_ref(), true))
            }
            RuleKind::SameVendor => plain(self.vendors(serving, index, instance, None, false)),
            RuleKind::LargestShare { of, counted, .. } => {
                self.share(instance, of.as_ref(), *counted)
            }
            RuleKind::SmallestShare { of, counted, .. } => self.share(instance, Some(of), *counted),
            RuleKind::KeepIncumbent | RuleKind::MostSwitches(_) => {
                plain(self.switches(serving, &instance.lines))
            }
            RuleKind::Budget(_) | RuleKind::MinimumSaving(_) | RuleKind::NobodyAboveToday => {
                plain(self.caused(serving, landed, &instance.lines))
            }
            RuleKind::SwitchingCost(_) => unreachable!("a switching cost has no limit"),
        }
    }

    /// Requires the limit, or charges what it is missed by.
    fn keep(
        &mut self,
        index: usize,
        instance: &Instance,
        compared: Compared,
        price: Option<Money>,
    ) {
        let limit = number(instance.limit);
        let mut terms = compared.over;
        let right = match compared.of {
            Some(whole) => {
                terms.extend(
                    whole
                        .into_iter()
                        .map(|(column, factor)| (column, -limit * factor)),
                );
                0.0
            }
            None => limit,
        };
        let terms = self.joined(terms);
        let sign = match instance.bound {
            Bound::AtMost => 1.0,
            Bound::AtLeast => -1.0,
        };
        let mut terms: Terms = terms
            .into_iter()
            .map(|(column, f)| (column, sign * f))
            .collect();
        let right = sign * right;
        let most = terms
            .iter()
            .map(|(column, f)| (f * self.model.upper(*column)).max(0.0));
        let most: f64 = most.sum::<f64>() - right;
        if let Some(price) = price
            && most > 0.0
        {
            let breach = self.column(Meaning::Breach { instance: index }, Kind::Continuous, most);
            self.model.charge(breach, number(price.value()));
            terms.push((breach, -1.0));
        }
        self.model.at_most(instance.name(self.case), terms, right);
    }

    /// The sum with every column once.
    fn joined(&self, terms: Terms) -> Terms {
        let mut by_column = std::collections::BTreeMap::new();
        for (column, factor) in terms {
            *by_column.entry(column).or_insert(0.0) += factor;
        }
        by_column
            .into_iter()
            .filter(|(_, factor)| *factor != 0.0)
            .collect()
    }
}
