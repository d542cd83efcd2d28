//! A native start: every line to its cheapest-looking quote, then improved move by move.
//!
//! Costs are exact (each vendor's basket re-priced in decimal); baskets that break a limit are
//! allowed on the way and count first, so that the search repairs before it saves. Moves, in
//! rounds until none helps or the effort is spent: all lines of an item to one quote (pooling
//! volume), all lines of a vendor elsewhere (closing it), one line to another quote.

use crate::plan::{Award, AwardLine};
use crate::pricing::exact::{Basket, vendor_cost};
use crate::pricing::lower::curves;
use crate::problem::Case;
use crate::units::{DemandLineId, Money, Price, Quantity, QuoteId, Table, VendorId};

use super::{admissible, basket};

/// Basket lines that may be re-priced before the start is taken as it is.
const EFFORT_MAX: usize = 4_000_000;

/// A good award that keeps every limit; `None` if the moves found none.
pub(super) fn start(case: &Case) -> Option<Award> {
    let choices = admissible::choices(case);
    if choices.iter().any(|(_, quotes)| quotes.is_empty()) {
        return None;
    }
    let mut search = Search::new(
        case,
        choices.into_iter().map(|(_, quotes)| quotes).collect(),
    );
    search.improve();
    (search.score().0 == 0).then(|| search.award())
}

/// Broken limits, then cost.
type Score = (usize, Money);

struct Search<'a> {
    case: &'a Case,
    choices: Table<DemandLineId, Vec<QuoteId>>,
    /// Best price in any tier, by quote.
    price_by_quote: Table<QuoteId, Price>,
    /// The quote that each line prefers.
    quotes: Table<DemandLineId, QuoteId>,
    /// What each line buys: all from the quote it prefers, or, where it may be split and that
    /// quote is too small for it, the rest from the next cheapest-looking ones.
    parts: Table<DemandLineId, Vec<AwardLine>>,
    scores: Table<VendorId, Score>,
    effort: usize,
}

impl<'a> Search<'a> {
    fn new(case: &'a Case, choices: Table<DemandLineId, Vec<QuoteId>>) -> Self {
        let price_by_quote = best_prices(case);
        let cheapest = |line: DemandLineId| {
            let mut quotes = choices[line].iter().copied();
            let first = quotes.next().expect("every line has a quote");
            quotes.fold(first, |best, other| {
                let price = |quote: QuoteId| {
                    let factor = case.factor(line, case.quotes[quote].item);
                    price_by_quote[quote].times(factor.expect("the quote is accepted"))
                };
                if price(best).exceeds(price(other)) {
                    other
                } else {
                    best
                }
            })
        };
        let quotes: Table<_, _> = case.demand.ids().map(cheapest).collect();
        let parts = case.demand.values().map(|_| Vec::new()).collect();
        let scores = case.vendors.ids().map(|_| (0, Money::ZERO)).collect();
        let mut search = Self {
            case,
            choices,
            price_by_quote,
            quotes,
            parts,
            scores,
            effort: 0,
        };
        for line in case.demand.ids() {
            search.parts[line] = search.parts_from(line, search.quotes[line]);
        }
        for vendor in case.vendors.ids() {
            search.scores[vendor] = search.score_of(vendor);
        }
        search
    }

    /// The line bought from `first` as far as its capacity goes, then from the cheapest-looking.
    fn parts_from(&self, line: DemandLineId, first: QuoteId) -> Vec<AwardLine> {
        let demand = &self.case.demand[line];
        let item = &self.case.items[demand.item];
        let whole = vec![AwardLine {
            line,
            quote: first,
            covered: demand.quantity,
        }];
        if !item.split || self.room(line, first) >= demand.quantity {
            return whole;
        }
        let mut others = self.choices[line].clone();
        others.sort_by(|a, b| {
            let (a, b) = (self.price_by_quote[*a], self.price_by_quote[*b]);
            a.exceeds(b).cmp(&b.exceeds(a))
        });
        let mut missing = demand.quantity;
        let mut parts = Vec::new();
        let rest = others.into_iter().filter(|other| *other != first);
        for quote in std::iter::once(first).chain(rest) {
            let covered = self.room(line, quote).min(missing);
            if covered > Quantity::ZERO {
                missing -= covered;
                parts.push(AwardLine {
                    line,
                    quote,
                    covered,
                });
            }
        }
        if missing.is_zero() { parts } else { whole }
    }

    /// How much of the line the quote can cover by its capacity alone, in whole steps.
    fn room(&self, line: DemandLineId, quote: QuoteId) -> Quantity {
        let offer = &self.case.quotes[quote];
        let Some(capacity) = offer.capacity else {
            return self.case.demand[line].quantity;
        };
        let factor = self
            .case
            .factor(line, offer.item)
            .expect("the quote is accepted");
        let per_cycle = capacity.quantity.value() / self.case.horizon.counted_cycles(capacity.per);
        let step = self.case.items[self.case.demand[line].item].step.value();
        Quantity::new((per_cycle / factor / step).floor() * step)
    }

    fn improve(&mut self) {
        loop {
            let before = self.score();
            self.pool_items();
            self.close_vendors();
            self.move_lines();
            if self.score() >= before || self.effort >= EFFORT_MAX {
                return;
            }
        }
    }

    /// Every item to each quote that any of its lines may use.
    fn pool_items(&mut self) {
        for item in self.case.items.ids() {
            let lines: Vec<DemandLineId> = self
                .case
                .demand
                .ids()
                .filter(|line| self.case.demand[*line].item == item)
                .collect();
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
    fn close_vendors(&mut self) {
        for vendor in self.case.vendors.ids() {
            let elsewhere = |line: DemandLineId| {
                let others = self.choices[line].iter().copied();
                others
                    .filter(|quote| self.case.quotes[*quote].vendor != vendor)
                    .reduce(|best, other| {
                        let prices = &self.price_by_quote;
                        if prices[best].exceeds(prices[other]) {
                            other
                        } else {
                            best
                        }
                    })
            };
            let moves = self
                .lines_of(vendor)
                .filter_map(|part| elsewhere(part.line).map(|quote| (part.line, quote)))
                .collect();
            self.try_moves(moves);
        }
    }

    fn move_lines(&mut self) {
        for line in self.case.demand.ids() {
            for quote in self.choices[line].clone() {
                self.try_moves(vec![(line, quote)]);
            }
        }
    }

    /// Makes the moves and keeps them if the score falls.
    fn try_moves(&mut self, moves: Vec<(DemandLineId, QuoteId)>) {
        let moves: Vec<_> = moves
            .into_iter()
            .filter(|(line, quote)| self.quotes[*line] != *quote)
            .collect();
        if moves.is_empty() || self.effort >= EFFORT_MAX {
            return;
        }
        let back: Vec<_> = moves
            .iter()
            .map(|(line, _)| (*line, self.quotes[*line]))
            .collect();
        let mut vendors = self.vendors_of(&back);
        self.assign(&moves);
        vendors.extend(self.vendors_of(&moves));
        vendors.sort_unstable();
        vendors.dedup();
        let before: Vec<Score> = vendors.iter().map(|vendor| self.scores[*vendor]).collect();
        let after: Vec<Score> = vendors
            .iter()
            .map(|vendor| self.score_of(*vendor))
            .collect();
        if sum(&after) < sum(&before) {
            for (vendor, score) in vendors.iter().zip(after) {
                self.scores[*vendor] = score;
            }
        } else {
            self.assign(&back);
        }
    }

    fn assign(&mut self, moves: &[(DemandLineId, QuoteId)]) {
        for (line, quote) in moves {
            self.quotes[*line] = *quote;
            self.parts[*line] = self.parts_from(*line, *quote);
        }
    }

    /// Vendors that the lines of these moves buy from now.
    fn vendors_of(&self, moves: &[(DemandLineId, QuoteId)]) -> Vec<VendorId> {
        let parts = moves.iter().flat_map(|(line, _)| &self.parts[*line]);
        parts
            .map(|part| self.case.quotes[part.quote].vendor)
            .collect()
    }

    fn lines_of(&self, vendor: VendorId) -> impl Iterator<Item = AwardLine> + '_ {
        let parts = self.parts.values().flatten().copied();
        parts.filter(move |part| self.case.quotes[part.quote].vendor == vendor)
    }

    fn basket(&self, vendor: VendorId) -> Basket {
        basket::complete(self.case, vendor, self.lines_of(vendor))
    }

    fn score_of(&mut self, vendor: VendorId) -> Score {
        let basket = self.basket(vendor);
        self.effort += 1 + basket.lines().len();
        (
            basket::n_broken(self.case, &basket),
            vendor_cost(self.case, &basket),
        )
    }

    fn score(&self) -> Score {
        sum(&self.scores.values().copied().collect::<Vec<_>>())
    }

    fn award(&self) -> Award {
        let lines = self.parts.values().flatten().copied();
        let baskets = self.case.vendors.ids().map(|vendor| self.basket(vendor));
        let surplus = baskets.flat_map(|basket| basket.surplus().to_vec());
        let mut award = Award {
            lines: lines.collect(),
            surplus: surplus.collect(),
        };
        award.sort();
        award
    }
}

fn sum(scores: &[Score]) -> Score {
    (
        scores.iter().map(|score| score.0).sum(),
        scores.iter().map(|score| score.1).sum(),
    )
}

/// The lowest price of each quote in any tier.
fn best_prices(case: &Case) -> Table<QuoteId, Price> {
    let mut prices: Table<QuoteId, Price> = case.quotes.values().map(|quote| quote.price).collect();
    for curve in curves(case) {
        for tier in &curve.tiers {
            for (part, slope) in curve.quotes.iter().zip(&tier.slopes) {
                if prices[part.quote].exceeds(*slope) {
                    prices[part.quote] = *slope;
                }
            }
        }
    }
    prices
}
