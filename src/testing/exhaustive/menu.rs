//! One vendor's answers to what the lines take from it.

use std::collections::HashMap;
use std::rc::Rc;

use super::services::{Service, taken_from};
use crate::pricing::exact::{Basket, Bought};
use crate::problem::Case;
use crate::testing::surplus::{Filling, Wanted, fillings};
use crate::units::{DemandLineId, Id, VendorId};

/// One vendor's fillings, remembered by basket.
pub(super) struct Menu {
    vendor: VendorId,
    wanted: Wanted,
    /// For each line and way to serve it: which of the distinct takings from this vendor it is.
    takings: Vec<Vec<usize>>,
    answers: HashMap<Vec<usize>, Rc<[Filling]>>,
}

impl Menu {
    pub fn new(case: &Case, services: &[Vec<Service>], vendor: VendorId, wanted: Wanted) -> Self {
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
            wanted,
            takings: takings.collect(),
            answers: HashMap::new(),
        }
    }

    /// The fillings of what the chosen ways take from the vendor, cheapest first.
    pub fn answer(
        &mut self,
        case: &Case,
        services: &[Vec<Service>],
        chosen: &[usize],
    ) -> Rc<[Filling]> {
        let numbers = self.takings.iter().zip(chosen);
        let key: Vec<usize> = numbers.map(|(number, way)| number[*way]).collect();
        let answer = self.answers.entry(key).or_insert_with(|| {
            let basket = basket(case, self.vendor, services, chosen);
            fillings(case, basket, self.wanted).into()
        });
        Rc::clone(answer)
    }
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
