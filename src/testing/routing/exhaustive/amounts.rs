//! What may be brought to the stops: all or nothing, or some of a split stop's units.

use crate::problem::delivery::{DeliveryProblem, Load, Stop};
use crate::units::{Id as _, StopId, Table};

/// How many parts each stop's delivery has, and a number for every choice of parts.
pub(super) struct Amounts {
    n_parts: Table<StopId, i64>,
    parts: Table<StopId, Load>,
    choices: Vec<Vec<i64>>,
}

impl Amounts {
    pub fn of(problem: &DeliveryProblem) -> Self {
        let stops = problem.stops().values();
        let n_parts: Table<StopId, i64> = stops.map(n_parts).collect();
        let parts = problem.stops().iter().map(|(id, stop)| {
            let amounts = stop.delivery.iter().map(|amount| amount / n_parts[id]);
            amounts.collect()
        });
        let parts = parts.collect();
        let mut choices = vec![vec![]];
        for &most in n_parts.values() {
            choices = choices.iter().flat_map(|head| longer(head, most)).collect();
        }
        Self {
            n_parts,
            parts,
            choices,
        }
    }

    /// Every choice: how many parts each stop gets.
    pub fn choices(&self) -> &[Vec<i64>] {
        &self.choices
    }

    /// The position of a choice among all.
    pub fn number(&self, choice: &[i64]) -> usize {
        let parts = choice.iter().zip(self.n_parts.values());
        let number = parts.fold(0, |number, (part, most)| number * (most + 1) + part);
        usize::try_from(number).expect("parts are counted from zero")
    }

    /// Both choices together, unless that is too much for a stop.
    pub fn sum(&self, one: &[i64], other: &[i64]) -> Option<Vec<i64>> {
        let sum: Vec<i64> = one.iter().zip(other).map(|(a, b)| a + b).collect();
        let mut fits = sum.iter().zip(self.n_parts.values()).map(|(a, b)| a <= b);
        fits.all(|fits| fits).then_some(sum)
    }

    /// Parts of a stop's delivery.
    pub fn n_parts(&self, stop: StopId) -> i64 {
        self.n_parts[stop]
    }

    /// How many parts of a stop are in a choice.
    pub fn chosen(choice: &[i64], stop: StopId) -> i64 {
        choice[stop.index()]
    }

    /// So many parts of a stop's delivery.
    pub fn load(&self, stop: StopId, n_parts: i64) -> Load {
        let amounts = self.parts[stop].iter().map(|amount| amount * n_parts);
        amounts.collect()
    }
}

fn n_parts(stop: &Stop) -> i64 {
    if stop.is_splittable {
        let amounts = stop.delivery.iter();
        amounts.fold(0, |a, &b| divisor(a, b)).max(1)
    } else {
        1
    }
}

fn longer(head: &[i64], most: i64) -> Vec<Vec<i64>> {
    let with = |part| {
        let mut choice = head.to_vec();
        choice.push(part);
        choice
    };
    (0..=most).map(with).collect()
}

fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::routing::random_delivery_problem;

    #[test]
    fn every_choice_is_found_at_its_number() {
        for seed in 0..20 {
            let amounts = Amounts::of(&random_delivery_problem(seed));
            for (number, choice) in amounts.choices().iter().enumerate() {
                assert_eq!(amounts.number(choice), number);
            }
        }
    }
}
