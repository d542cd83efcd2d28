//! Which quote each line prefers, and what its vendors' baskets then are.

use std::collections::BTreeMap;

use super::{Score, basket};
use crate::award::rules::Rules;
use crate::plan::{Award, AwardLine, Charge};
use crate::pricing::exact::{Basket, cost, vendor_charges};
use crate::pricing::lower::lowest_prices;
use crate::problem::Case;
use crate::units::{Decimal, DemandLineId, Money, Price, Quantity, QuoteId, Table, VendorId};

/// An award in the making, with its score.
#[derive(Clone)]
pub(super) struct State<'a> {
    pub case: &'a Case,
    /// Quotes that may serve each line; none is empty.
    pub choices: Table<DemandLineId, Vec<QuoteId>>,
    /// Best price in any tier, by quote.
    price_by_quote: Table<QuoteId, Price>,
    /// The quote that each line prefers.
    pub quotes: Table<DemandLineId, QuoteId>,
    /// What each line buys: all from the quote it prefers, or, where it may be split and that
    /// quote is too small for it, the rest from the next cheapest-looking ones.
    parts: Table<DemandLineId, Vec<AwardLine>>,
    /// What all lines buy, by quote.
    bought: Table<QuoteId, Quantity>,
    scores: Table<VendorId, Score>,
    /// Each vendor's charges, kept where a rule looks at them.
    charges: Table<VendorId, Vec<Charge>>,
    pub rules: &'a Rules<'a>,
    /// How the award stands against the rules.
    pub ruled: Score,
    /// Whether a limit from outside is reached.
    pub is_over: &'a dyn Fn() -> bool,
    /// Basket lines re-priced so far.
    pub effort: usize,
}

/// A vendor's score and charges.
type Priced = (Score, Vec<Charge>);

/// What a line bought before a move.
type Before = (DemandLineId, QuoteId, Vec<AwardLine>);

impl<'a> State<'a> {
    /// Every line from its cheapest-looking quote.
    pub fn new(
        case: &'a Case,
        rules: &'a Rules<'a>,
        choices: Table<DemandLineId, Vec<QuoteId>>,
        is_over: &'a dyn Fn() -> bool,
    ) -> Self {
        let none = Score {
            excess: Decimal::ZERO,
            cost: Money::ZERO,
        };
        let mut state = Self {
            case,
            price_by_quote: lowest_prices(case),
            quotes: choices.values().map(|quotes| quotes[0]).collect(),
            parts: choices.values().map(|_| Vec::new()).collect(),
            bought: case.quotes.values().map(|_| Quantity::ZERO).collect(),
            scores: case.vendors.values().map(|_| none).collect(),
            charges: case.vendors.values().map(|_| Vec::new()).collect(),
            rules,
            ruled: none,
            choices,
            is_over,
            effort: 0,
        };
        for line in case.demand.ids() {
            let quotes = state.choices[line].iter().copied();
            let best = state
                .cheapest(line, quotes)
                .expect("every line has a quote");
            state.assign(&[(line, best)]);
        }
        state.score_all();
        state
    }

    /// Moves every line to the quote that serves most of it in an award, where that may serve it.
    pub fn prefer(&mut self, award: &Award) {
        let mut parts: Vec<&AwardLine> = award.lines.iter().collect();
        parts.sort_by_key(|part| (part.line, part.covered));
        let may_serve = |part: &&&AwardLine| self.choices[part.line].contains(&part.quote);
        let moves = parts.iter().filter(may_serve);
        let moves: BTreeMap<_, _> = moves.map(|part| (part.line, part.quote)).collect();
        self.assign(&moves.into_iter().collect::<Vec<_>>());
        self.score_all();
    }

    /// The cheapest-looking of some quotes for a line.
    pub fn cheapest(
        &self,
        line: DemandLineId,
        quotes: impl Iterator<Item = QuoteId>,
    ) -> Option<QuoteId> {
        quotes.reduce(|best, other| {
            if self.price(line, best).exceeds(self.price(line, other)) {
                other
            } else {
                best
            }
        })
    }

    /// Best price in any tier for one unit of the line.
    fn price(&self, line: DemandLineId, quote: QuoteId) -> Price {
        let factor = self.case.factor(line, self.case.quotes[quote].item);
        self.price_by_quote[quote].times(factor.expect("the quote is accepted"))
    }

    /// Makes the moves and keeps them if the score falls.
    pub fn try_moves(&mut self, moves: Vec<(DemandLineId, QuoteId)>) {
        let moves: Vec<_> = moves
            .into_iter()
            .filter(|(line, quote)| self.quotes[*line] != *quote)
            .collect();
        if moves.is_empty() || self.is_spent() {
            return;
        }
        let lines = moves.iter().map(|(line, _)| *line);
        let mut vendors: Vec<_> = lines
            .clone()
            .flat_map(|line| self.vendors_of(line))
            .collect();
        let before = self.assign(&moves);
        vendors.extend(lines.flat_map(|line| self.vendors_of(line)));
        vendors.sort_unstable();
        vendors.dedup();
        let old: Vec<Priced> = vendors.iter().map(|vendor| self.priced(*vendor)).collect();
        let old_ruled = self.ruled;
        for vendor in &vendors {
            self.price_anew(*vendor);
        }
        self.ask_rules();
        let sum = |scores: &mut dyn Iterator<Item = Score>| scores.sum::<Score>();
        let after = sum(&mut vendors.iter().map(|vendor| self.scores[*vendor]));
        let before_score = sum(&mut old.iter().map(|(score, _)| *score));
        let is_better = [after, self.ruled].into_iter().sum::<Score>()
            < [before_score, old_ruled].into_iter().sum::<Score>();
        if !is_better {
            self.ruled = old_ruled;
            for (vendor, (score, charges)) in vendors.into_iter().zip(old) {
                self.scores[vendor] = score;
                self.charges[vendor] = charges;
            }
            self.restore(before);
        }
    }

    /// Lines that a broken rule is about.
    pub fn lines_against_rules(&self) -> Vec<DemandLineId> {
        if self.ruled.excess.is_zero() {
            return Vec::new();
        }
        let lines: Vec<AwardLine> = self.parts.values().flatten().copied().collect();
        let charges: Vec<&[Charge]> = self.charges.values().map(Vec::as_slice).collect();
        self.rules.broken_lines(&lines, &charges)
    }

    /// A vendor's score, and its charges, which are priced anew.
    fn priced(&mut self, vendor: VendorId) -> Priced {
        (
            self.scores[vendor],
            std::mem::take(&mut self.charges[vendor]),
        )
    }

    /// Asks the rules about the award as it stands.
    fn ask_rules(&mut self) {
        if self.rules.is_empty() {
            return;
        }
        let lines: Vec<AwardLine> = self.parts.values().flatten().copied().collect();
        let charges: Vec<&[Charge]> = self.charges.values().map(Vec::as_slice).collect();
        let standing = self.rules.standing(&lines, &charges);
        self.ruled = Score {
            excess: standing.excess,
            cost: standing.penalty,
        };
    }

    /// Lets lines prefer other quotes; scores are not touched. Returns what they bought before.
    pub fn assign(&mut self, moves: &[(DemandLineId, QuoteId)]) -> Vec<Before> {
        let taken = moves.iter().map(|(line, _)| {
            (
                *line,
                self.quotes[*line],
                std::mem::take(&mut self.parts[*line]),
            )
        });
        let before: Vec<Before> = taken.collect();
        for part in before.iter().flat_map(|(_, _, parts)| parts) {
            self.bought[part.quote] -= self.case.bought(part.line, part.quote, part.covered);
        }
        for (line, quote) in moves {
            let parts = self.parts_from(*line, *quote);
            self.buy(*line, *quote, parts);
        }
        before
    }

    /// Undoes an assignment.
    fn restore(&mut self, before: Vec<Before>) {
        for (line, quote, parts) in before {
            for part in std::mem::take(&mut self.parts[line]) {
                self.bought[part.quote] -= self.case.bought(line, part.quote, part.covered);
            }
            self.buy(line, quote, parts);
        }
    }

    fn buy(&mut self, line: DemandLineId, quote: QuoteId, parts: Vec<AwardLine>) {
        for part in &parts {
            self.bought[part.quote] += self.case.bought(line, part.quote, part.covered);
        }
        self.quotes[line] = quote;
        self.parts[line] = parts;
    }

    /// The line bought from `first` as far as its capacity goes, then from the cheapest-looking.
    fn parts_from(&self, line: DemandLineId, first: QuoteId) -> Vec<AwardLine> {
        let demand = &self.case.demand[line];
        let part = |quote, covered| AwardLine {
            line,
            quote,
            covered,
        };
        let whole = vec![part(first, demand.quantity)];
        if !self.case.items[demand.item].split || self.room(line, first) >= demand.quantity {
            return whole;
        }
        let mut others = self.choices[line].clone();
        others.retain(|other| *other != first);
        others.sort_by(|a, b| {
            let (a, b) = (self.price(line, *a), self.price(line, *b));
            a.exceeds(b).cmp(&b.exceeds(a))
        });
        let mut missing = demand.quantity;
        let mut parts = Vec::new();
        for quote in std::iter::once(first).chain(others) {
            let covered = self.room(line, quote).min(missing);
            if covered > Quantity::ZERO {
                missing -= covered;
                parts.push(part(quote, covered));
            }
        }
        if missing.is_zero() { parts } else { whole }
    }

    /// How much of the line the quote's capacity leaves room for, in whole steps.
    fn room(&self, line: DemandLineId, quote: QuoteId) -> Quantity {
        let offer = &self.case.quotes[quote];
        let demand = &self.case.demand[line];
        let Some(capacity) = offer.capacity else {
            return demand.quantity;
        };
        let factor = self.case.factor(line, offer.item);
        let factor = factor.expect("the quote is accepted");
        let per_cycle = capacity.quantity.value() / self.case.horizon.counted_cycles(capacity.per);
        let left = (per_cycle - self.bought[quote].value()).max(Decimal::ZERO);
        let step = self.case.items[demand.item].step.value();
        Quantity::new((left / factor / step).floor() * step)
    }

    /// Vendors that the line buys from.
    pub fn vendors_of(&self, line: DemandLineId) -> Vec<VendorId> {
        let parts = self.parts[line].iter();
        parts
            .map(|part| self.case.quotes[part.quote].vendor)
            .collect()
    }

    /// Lines that buy from the vendor.
    pub fn lines_of(&self, vendor: VendorId) -> Vec<DemandLineId> {
        let lines = self.case.demand.ids();
        lines
            .filter(|line| self.vendors_of(*line).contains(&vendor))
            .collect()
    }

    /// Whether the vendor's basket breaks a limit.
    pub fn is_broken(&self, vendor: VendorId) -> bool {
        !self.scores[vendor].excess.is_zero()
    }

    fn basket(&self, vendor: VendorId) -> Basket {
        let parts = self.parts.values().flatten().copied();
        let own = parts.filter(|part| self.case.quotes[part.quote].vendor == vendor);
        basket::complete(self.case, vendor, own)
    }

    fn price_anew(&mut self, vendor: VendorId) {
        let basket = self.basket(vendor);
        self.effort += 1 + basket.lines().len();
        let charges = vendor_charges(self.case, &basket);
        self.scores[vendor] = Score {
            excess: basket::excess(self.case, &basket),
            cost: cost(self.case, &charges),
        };
        if self.rules.look_at_charges {
            self.charges[vendor] = charges;
        }
    }

    /// Scores every vendor anew.
    pub fn score_all(&mut self) {
        for vendor in self.case.vendors.ids() {
            self.price_anew(vendor);
        }
        self.ask_rules();
    }

    /// The whole award's score.
    pub fn score(&self) -> Score {
        self.scores.values().copied().chain([self.ruled]).sum()
    }

    /// The award as it stands.
    pub fn award(&self) -> Award {
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
