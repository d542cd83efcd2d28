//! Values of the program's columns as an award, decided in whole grains and packs.

use std::collections::BTreeMap;

use super::{Formulation, Meaning};
use crate::award::number::whole;
use crate::plan::{Award, AwardLine, Owner, Surplus};
use crate::units::{Decimal, DemandLineId, Id, Quantity, QuoteId};

impl Formulation<'_> {
    /// The award that the solver's values mean.
    pub fn award_of(&self, values: &[f64]) -> Award {
        let mut covered: BTreeMap<(DemandLineId, QuoteId), Decimal> = BTreeMap::new();
        let mut surplus: BTreeMap<(QuoteId, Owner), Decimal> = BTreeMap::new();
        for (column, meaning) in self.columns() {
            let value = values[column.index()];
            match meaning {
                Meaning::Serve { line, quote, .. } => {
                    *covered.entry((line, quote)).or_default() += whole(value) * self.grain(line);
                }
                Meaning::Surplus { quote, owner, .. } if !self.is_tied(quote, owner) => {
                    let bought = whole(value) * self.goods_at(column).bought;
                    *surplus.entry((quote, owner)).or_default() += bought;
                }
                _ => {}
            }
        }
        self.fill_packs(values, &covered, &mut surplus);
        let mut award = Award {
            lines: covered
                .into_iter()
                .filter(|(_, covered)| *covered > Decimal::ZERO)
                .map(|((line, quote), covered)| AwardLine {
                    line,
                    quote,
                    covered: Quantity::new(covered),
                })
                .collect(),
            surplus: surplus
                .into_iter()
                .filter(|(_, quantity)| *quantity > Decimal::ZERO)
                .map(|((quote, owner), quantity)| Surplus {
                    quote,
                    owner,
                    quantity: Quantity::new(quantity),
                })
                .collect(),
        };
        award.sort();
        award
    }

    /// Grains of each line that the values leave uncovered, in the elastic program.
    pub fn uncovered_in(&self, values: &[f64]) -> Vec<(DemandLineId, Quantity)> {
        const COVERED: f64 = 1e-6;
        self.columns()
            .filter_map(|(column, meaning)| match meaning {
                Meaning::Uncovered { line } if values[column.index()] > COVERED => {
                    let grains = whole(values[column.index()]);
                    Some((line, Quantity::new(grains * self.grain(line))))
                }
                _ => None,
            })
            .collect()
    }

    /// Whether a slot's surplus follows from a pack count.
    fn is_tied(&self, quote: QuoteId, owner: Owner) -> bool {
        self.slots[quote.index()]
            .iter()
            .any(|slot| slot.owner == owner && slot.unit.is_some() && slot.grain.is_none())
    }

    /// What a slot's purchases are a whole multiple of.
    pub(super) fn unit_of(&self, quote: QuoteId, owner: Owner) -> Decimal {
        let slot = self.slots[quote.index()]
            .iter()
            .find(|slot| slot.owner == owner);
        slot.and_then(|slot| slot.unit)
            .expect("a pack count has a slot with a unit")
    }

    /// Surplus that follows from counts of packs and lots, exactly.
    fn fill_packs(
        &self,
        values: &[f64],
        covered: &BTreeMap<(DemandLineId, QuoteId), Decimal>,
        surplus: &mut BTreeMap<(QuoteId, Owner), Decimal>,
    ) {
        let bought = |wanted: QuoteId, owner: Option<Owner>| -> Decimal {
            covered
                .iter()
                .filter(|((line, quote), _)| {
                    *quote == wanted && owner.is_none_or(|owner| self.owner(*line, wanted) == owner)
                })
                .map(|((line, quote), amount)| {
                    self.case
                        .bought(*line, *quote, Quantity::new(*amount))
                        .value()
                })
                .sum()
        };
        for (column, meaning) in self.columns() {
            if let Meaning::Packs { quote, owner } = meaning {
                let total = whole(values[column.index()]) * self.unit_of(quote, owner);
                surplus.insert((quote, owner), total - bought(quote, Some(owner)));
            }
        }
        for (column, meaning) in self.columns() {
            if let Meaning::Lots { quote } = meaning {
                let lot = self.case.quotes[quote]
                    .lot_size
                    .expect("a lot count has a lot size");
                let total = whole(values[column.index()]) * lot.value();
                let owned = surplus.iter().filter(|((other, _), _)| *other == quote);
                let owned: Decimal = owned.map(|(_, quantity)| *quantity).sum();
                surplus.insert((quote, Owner::Pool), total - bought(quote, None) - owned);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::formulation::Coverage;
    use crate::award::number::number;
    use crate::testing::{exhaustive, random_case, random_ruled_case};

    /// Float rounding of sums of a few dozen terms.
    const TOLERANCE: f64 = 1e-9;

    #[test]
    fn an_award_written_as_values_keeps_every_row_and_is_read_back_as_it_was() {
        let cases = (1..=600).flat_map(|seed| [random_case(seed), random_ruled_case(seed)]);
        for (seed, case) in cases.enumerate() {
            let Some((award, cost)) = exhaustive(&case) else {
                continue;
            };
            let formulation = Formulation::new(&case, Coverage::Required);
            let mut values = formulation.values_of(&award);
            let broken = formulation.model.violations(&values, TOLERANCE);
            assert_eq!(broken, [], "seed {seed}");
            let objective = formulation.model.objective(&values);
            let difference = (objective - number(cost.value())).abs();
            assert!(
                difference < TOLERANCE * 1e3,
                "seed {seed}: {objective}, {cost}"
            );
            // A solver's whole numbers are whole only nearly.
            for value in &mut values {
                *value += 1e-7;
            }
            assert_eq!(formulation.award_of(&values), award, "seed {seed}");
        }
    }

    #[test]
    fn what_no_quote_covers_is_read_back_in_full() {
        let case = random_case(1);
        let formulation = Formulation::new(&case, Coverage::Elastic);
        let values = formulation.values_of(&Award::default());
        let lines = case.demand.iter();
        let expected: Vec<_> = lines.map(|(id, line)| (id, line.quantity)).collect();
        assert_eq!(formulation.uncovered_in(&values), expected);
    }
}
