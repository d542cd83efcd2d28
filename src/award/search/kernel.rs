//! The program restricted to the tiers that prices lean to, where the whole one is left out.

use std::collections::BTreeSet;

use super::Task;
use crate::award::formulation::{Coverage, Formulation};
use crate::award::priced::Priced;
use crate::award::{branch, limits};
use crate::milp::Limits;
use crate::plan::Award;
use crate::units::QuoteId;

impl Task<'_> {
    /// The cheapest award in the tiers that prices lean to, where the program is left out. While the
    /// gap is open and there is time, tiers beside these are looked at too.
    pub(super) fn by_kernel(&self, priced: &Priced, known: Option<Award>) -> Option<Award> {
        /// How many tiers beside a likely one are looked at, at most.
        const REACH_MAX: usize = 1;
        let mut best = known;
        for reach in 0..=REACH_MAX {
            let is_closed = best
                .as_ref()
                .is_some_and(|best| self.is_closed(best, priced));
            let kernel = priced.kernel(reach);
            if kernel.is_empty() || is_closed || self.options.share_gone(self.started) >= 1.0 {
                break;
            }
            let found = self.within(&kernel, best.as_ref());
            best = self.cheapest(found.into_iter().chain(best));
            if let Some(best) = &best {
                self.told_cost(best);
            }
        }
        best
    }

    /// The cheapest award in these tiers.
    fn within(&self, tiers: &BTreeSet<(QuoteId, usize)>, start: Option<&Award>) -> Option<Award> {
        let mut formulation = Formulation::new(self.case, Coverage::Required);
        if let Some(start) = start {
            formulation.model.start_from(formulation.values_of(start));
        }
        formulation.keep_tiers(tiers);
        let left = limits(self.options, self.started);
        // The rest is for what follows: tiers beside these, or the whole program.
        let half = Limits {
            time: left.time.map(|time| time / 2),
            work: left.work.map(|work| (work / 2).max(1)),
            ..left
        };
        let solved = branch::solve(&formulation, &half, &|_| {}).ok()?;
        Some(formulation.award_of(solved.values.as_ref()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::Options;
    use crate::award::number::number;
    use crate::award::priced::Begin;
    use crate::award::rules::Rules;
    use crate::award::told::Told;
    use crate::problem::{Period, PeriodQuantity};
    use crate::testing::{TestCase, qty};
    use crate::units::{Decimal, ItemId};
    use rust_decimal::dec;
    use std::time::Instant;

    /// A shop needs 30 of each of 15 items, which may be split; 8 vendors have 5 to 12 of each, at prices that
    /// differ, and take 4 and 8 % off from a third and two thirds of their basket on.
    fn market() -> TestCase {
        let mut case = TestCase::new();
        let shop = case.shop("shop");
        let items: Vec<ItemId> = (0..15)
            .map(|number| {
                let item = case.item(&format!("i{number}"));
                case.items[item].split = true;
                case.demand(shop, item, 30);
                item
            })
            .collect();
        for number in 0..8_i64 {
            let vendor = case.vendor(&format!("v{number}"));
            let mut offered = 0;
            let offers = items.iter().zip(0_i64..).map(|(item, at)| {
                let cents = 200 + (number * 37 + at * 53) % 101;
                let units = 5 + (number * 5 + at * 3) % 8;
                offered += units;
                let quote = case.quote(vendor, *item, Decimal::new(cents, 2));
                case.quotes[quote].capacity = Some(PeriodQuantity {
                    quantity: qty(units),
                    per: Period::Cycle,
                });
                quote
            });
            let quotes: Vec<QuoteId> = offers.collect();
            let ladder = [(offered / 3, dec!(0.04)), (offered * 2 / 3, dec!(0.08))];
            case.share_off(&quotes, &ladder);
        }
        case
    }

    #[test]
    fn the_tiers_that_prices_lean_to_hold_a_plan_near_their_bound() {
        let market = market();
        let options = Options::default();
        let task = Task {
            case: &market,
            rules: Rules::new(&market),
            options: &options,
            started: Instant::now(),
            told: &Told::new(Instant::now(), &|_| {}),
        };
        let priced = task.priced(&Begin::default()).expect("prices are wanted");
        let kernel = priced.kernel(0);
        let n_tiers = 3 * market.groups.len();
        assert!(kernel.len() < n_tiers, "{kernel:?}");
        let award = task
            .by_kernel(&priced, None)
            .expect("the kernel holds a plan");
        assert!(task.is_possible(&award));
        let cost = number(task.cost(&award).value());
        assert!(
            priced.bound <= cost && cost <= 1.02 * priced.bound,
            "{cost} of {}",
            priced.bound
        );
    }
}
