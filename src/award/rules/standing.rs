//! Where an award stands against the rules: by how much it breaks those that may not be broken, and
//! what breaking the others costs. The search's own measure; a plan's is `verify`'s.

use std::collections::BTreeSet;

use super::causes::Causes;
use super::instance::{Bound, Instance, instances_of};
use super::{budget, forbid, incumbent, require, saving, share, vendor_count};
use crate::plan::{Award, AwardLine, Charge};
use crate::pricing::exact;
use crate::problem::{Case, Rule, RuleKind, RuleUnit};
use crate::units::rounding::settled;
use crate::units::{Decimal, DemandLineId, Id, Money, Quantity, RuleId, VendorId};

/// Where an award stands against all rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::award) struct Standing {
    /// By how much rules that may not be broken are, each as a share of its limit; zero if none is.
    pub excess: Decimal,
    /// What breaking the others costs over the horizon.
    pub penalty: Money,
}

/// The rules of a case, ready to be asked about awards.
pub(in crate::award) struct Rules<'a> {
    case: &'a Case,
    asked: Vec<Asked<'a>>,
    /// Whether any of them looks at charges.
    pub look_at_charges: bool,
}

struct Asked<'a> {
    instance: Instance,
    rule: &'a Rule,
    lines: Vec<bool>,
    causes: Causes<'a>,
}

/// An award as rules look at it.
pub(super) struct Facts<'a> {
    pub case: &'a Case,
    lines: &'a [AwardLine],
    charges: &'a [&'a [Charge]],
}

impl<'a> Facts<'a> {
    /// What is covered of asked lines, and by whom.
    pub fn serving(
        &self,
        asked: &[bool],
    ) -> impl Iterator<Item = (DemandLineId, VendorId, Quantity)> {
        let lines = self.lines.iter().filter(|part| asked[part.line.index()]);
        lines.map(|part| (part.line, self.case.quotes[part.quote].vendor, part.covered))
    }

    /// Pairs of an asked line and a vendor that `is_meant` and serves it.
    pub fn pairs(
        &self,
        asked: &[bool],
        is_meant: impl Fn(DemandLineId, VendorId) -> bool,
    ) -> Decimal {
        let pairs = self.serving(asked).map(|(line, vendor, _)| (line, vendor));
        let pairs: BTreeSet<_> = pairs
            .filter(|(line, vendor)| is_meant(*line, *vendor))
            .collect();
        Decimal::from(pairs.len())
    }

    /// Every charge.
    pub fn charges(&self) -> impl Iterator<Item = &'a Charge> {
        self.charges.iter().flat_map(|charges| charges.iter())
    }
}

impl<'a> Rules<'a> {
    /// The rules of a case.
    pub fn new(case: &'a Case) -> Self {
        let rules = case.rules.iter();
        let asked = rules.flat_map(|(id, rule)| Asked::all_of(case, id, rule));
        Self::asking(case, asked.collect())
    }

    /// One rule, which the case need not have.
    pub fn one(case: &'a Case, id: RuleId, rule: &'a Rule) -> Self {
        Self::asking(case, Asked::all_of(case, id, rule))
    }

    fn asking(case: &'a Case, asked: Vec<Asked<'a>>) -> Self {
        let is_about_money = |asked: &Asked| asked.rule.kind.unit() == RuleUnit::Money;
        let look_at_charges = asked.iter().any(is_about_money);
        Self {
            case,
            asked,
            look_at_charges,
        }
    }

    /// Whether there is nothing to ask.
    pub fn is_empty(&self) -> bool {
        self.asked.is_empty()
    }

    /// Where an award with these lines and charges stands; charges may be left out where no rule
    /// looks at them.
    pub fn standing(&self, lines: &[AwardLine], charges: &[&[Charge]]) -> Standing {
        let mut standing = Standing {
            excess: Decimal::ZERO,
            penalty: Money::ZERO,
        };
        for (asked, breach) in self.asked.iter().zip(self.breaches(lines, charges)) {
            match asked.rule.price {
                Some(price) => standing.penalty += price * breach,
                None => standing.excess += breach / asked.instance.limit.max(Decimal::ONE),
            }
        }
        standing
    }

    /// By how much every instance is broken, in the order of [`instances`].
    pub fn breaches(&self, lines: &[AwardLine], charges: &[&[Charge]]) -> Vec<Decimal> {
        let facts = Facts {
            case: self.case,
            lines,
            charges,
        };
        self.asked
            .iter()
            .map(|asked| asked.breach(&facts))
            .collect()
    }

    /// Lines of which a rule that may not be broken is asked, and is.
    pub fn broken_lines(&self, lines: &[AwardLine], charges: &[&[Charge]]) -> Vec<DemandLineId> {
        let breaches = self.breaches(lines, charges).into_iter();
        let broken = self
            .asked
            .iter()
            .zip(breaches)
            .filter(|(asked, breach)| asked.rule.price.is_none() && !breach.is_zero());
        let lines = broken.flat_map(|(asked, _)| asked.instance.lines.iter());
        lines.copied().collect()
    }

    /// The groups of lines that rules speak about, each once.
    pub fn groups(&self) -> Vec<&[DemandLineId]> {
        let groups = self
            .asked
            .iter()
            .map(|asked| asked.instance.lines.as_slice());
        let mut groups: Vec<_> = groups.collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// By how much an award breaks every instance.
    pub fn of(&self, award: &Award) -> Vec<Decimal> {
        let charges = self.charges(award);
        self.breaches(&award.lines, &[&charges])
    }

    /// Where an award stands.
    pub fn standing_of(&self, award: &Award) -> Standing {
        let charges = self.charges(award);
        self.standing(&award.lines, &[&charges])
    }

    fn charges(&self, award: &Award) -> Vec<Charge> {
        if self.look_at_charges {
            exact::charges(self.case, award)
        } else {
            Vec::new()
        }
    }

    /// The limit, as the rules state it, that an award just keeps; `None` if nothing is measured.
    pub fn worst(&self, award: &Award) -> Option<Decimal> {
        let charges = self.charges(award);
        let facts = Facts {
            case: self.case,
            lines: &award.lines,
            charges: &[&charges],
        };
        let measured = self.asked.iter().filter_map(|asked| {
            let (over, of) = asked.measured(&facts);
            over.checked_div(of.unwrap_or(asked.instance.times))
        });
        match self.bound()? {
            Bound::AtMost => measured.max(),
            Bound::AtLeast => measured.min(),
        }
    }

    /// The side of the limits, where all are on one.
    pub fn bound(&self) -> Option<Bound> {
        self.asked.first().map(|asked| asked.instance.bound)
    }
}

impl<'a> Asked<'a> {
    fn all_of(case: &'a Case, id: RuleId, rule: &'a Rule) -> Vec<Self> {
        let instances = instances_of(case, id, rule).into_iter();
        instances
            .map(|instance| Self {
                lines: instance.is_asked(case),
                causes: Causes::new(case, &instance.lines),
                instance,
                rule,
            })
            .collect()
    }
}

impl Asked<'_> {
    fn breach(&self, facts: &Facts) -> Decimal {
        let (over, of) = self.measured(facts);
        let limit = self.instance.limit * of.unwrap_or(Decimal::ONE);
        let breach = match self.instance.bound {
            Bound::AtMost => over - limit,
            Bound::AtLeast => limit - over,
        };
        settled(breach).max(Decimal::ZERO)
    }

    fn measured(&self, facts: &Facts) -> (Decimal, Option<Decimal>) {
        let asked = &self.lines;
        let of = |share: (Decimal, Decimal)| (share.0, Some(share.1));
        match &self.rule.kind {
            RuleKind::Forbid(choice) => (forbid::measured(facts, asked, choice), None),
            RuleKind::Require(choice) => (require::measured(facts, asked, choice), None),
            RuleKind::MostVendors { of, .. } | RuleKind::FewestVendors { of, .. } => {
                (vendor_count::measured(facts, asked, of.as_ref()), None)
            }
            RuleKind::SameVendor => (vendor_count::measured(facts, asked, None), None),
            RuleKind::LargestShare {
                of: meant, counted, ..
            } => {
                let one = self.instance.vendor;
                of(share::measured(facts, asked, one, meant.as_ref(), *counted))
            }
            RuleKind::SmallestShare {
                of: meant, counted, ..
            } => of(share::measured(facts, asked, None, Some(meant), *counted)),
            RuleKind::KeepIncumbent | RuleKind::MostSwitches(_) => {
                (incumbent::measured(facts, asked), None)
            }
            RuleKind::Budget(_) => (budget::measured(facts, &self.causes), None),
            RuleKind::MinimumSaving(_) | RuleKind::NobodyAboveToday => of((
                budget::measured(facts, &self.causes),
                saving::measured_today(facts, asked),
            )),
            RuleKind::SwitchingCost(_) => unreachable!("a switching cost has no limit"),
        }
    }
}
