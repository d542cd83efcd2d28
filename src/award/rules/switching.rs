//! R7: what beginning to buy from another vendor costs.

use super::Terms;
use super::serving::Serving;
use crate::award::formulation::Formulation;
use crate::award::number::number;
use crate::problem::RuleKind;
use crate::units::DemandLineId;

impl Formulation<'_> {
    /// Charges every switch that a rule puts a cost on.
    pub(super) fn charge_switching(&mut self, serving: &mut Serving) {
        let lines: Vec<DemandLineId> = self.case.demand.ids().collect();
        for (column, cost) in self.switching_costs(serving, &lines) {
            self.model.charge(column, cost);
        }
    }

    /// What switching of these lines costs, as a sum over columns.
    pub(super) fn switching_costs(
        &mut self,
        serving: &mut Serving,
        lines: &[DemandLineId],
    ) -> Terms {
        let case = self.case;
        let mut terms = Vec::new();
        for rule in case.rules.values() {
            let RuleKind::SwitchingCost(amount) = rule.kind else {
                continue;
            };
            let ruled = lines.iter().copied();
            let ruled: Vec<_> = ruled
                .filter(|line| case.is_ruled(&rule.scope, *line))
                .collect();
            let switches = self.switches(serving, &ruled);
            let cost = number(amount.value());
            terms.extend(switches.into_iter().map(|(column, f)| (column, f * cost)));
        }
        terms
    }
}
