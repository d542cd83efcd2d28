//! The moves, each tried everywhere and kept where it helps.

use super::state::State;
use crate::units::{DemandLineId, ItemId, QuoteId};

impl State<'_> {
    /// Every item to each quote that any of its lines may use.
    pub fn pool_items(&mut self) {
        for item in self.case.items.ids() {
            let lines = self.lines_for(item);
            let mut quotes: Vec<QuoteId> = lines
                .iter()
                .flat_map(|line| self.choices[*line].iter().copied())
                .collect();
            quotes.sort_unstable();
            quotes.dedup();
            for quote in quotes {
                let able = lines
                    .iter()
                    .filter(|line| self.choices[**line].contains(&quote));
                let moves = able.map(|line| (*line, quote)).collect();
                self.try_moves(moves);
            }
        }
    }

    /// Every vendor's lines to their cheapest-looking quote elsewhere.
    pub fn close_vendors(&mut self) {
        for vendor in self.case.vendors.ids() {
            let elsewhere = |line: DemandLineId| {
                let others = self.choices[line].iter().copied();
                let others = others.filter(|quote| self.case.quotes[*quote].vendor != vendor);
                self.cheapest(line, others).map(|quote| (line, quote))
            };
            let lines = self.lines_of(vendor).into_iter();
            let moves = lines.filter_map(elsewhere).collect();
            self.try_moves(moves);
        }
    }

    /// All lines that a rule speaks about to each vendor's cheapest-looking quotes, where it has
    /// any.
    pub fn gather_groups(&mut self) {
        for group in self.rules.groups() {
            for vendor in self.case.vendors.ids() {
                let from_it = |line: DemandLineId| {
                    let own = self.choices[line].iter().copied();
                    let own = own.filter(|quote| self.case.quotes[*quote].vendor == vendor);
                    self.cheapest(line, own).map(|quote| (line, quote))
                };
                let moves = group.iter().filter_map(|line| from_it(*line)).collect();
                self.try_moves(moves);
            }
        }
    }

    /// Every line to each of its quotes.
    pub fn move_lines(&mut self) {
        for line in self.case.demand.ids() {
            for quote in self.choices[line].clone() {
                self.try_moves(vec![(line, quote)]);
            }
        }
    }

    /// Any two lines of an item to each other's quote, if one buys where a limit is broken.
    pub fn trade_quotes(&mut self) {
        for item in self.case.items.ids() {
            let lines = self.lines_for(item);
            for (index, one) in lines.iter().enumerate() {
                for other in &lines[index + 1..] {
                    self.trade(*one, *other);
                }
            }
        }
    }

    fn trade(&mut self, one: DemandLineId, other: DemandLineId) {
        let (from, to) = (self.quotes[one], self.quotes[other]);
        let is_broken = |quote: QuoteId| self.is_broken(self.case.quotes[quote].vendor);
        let is_able = self.choices[one].contains(&to) && self.choices[other].contains(&from);
        let is_ruled = !self.ruled.excess.is_zero();
        if is_able && (is_ruled || is_broken(from) || is_broken(to)) {
            self.try_moves(vec![(one, to), (other, from)]);
        }
    }

    fn lines_for(&self, item: ItemId) -> Vec<DemandLineId> {
        let lines = self.case.demand.iter();
        lines
            .filter(|(_, demand)| demand.item == item)
            .map(|(line, _)| line)
            .collect()
    }
}
