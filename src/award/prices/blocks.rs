//! The blocks into which link prices take an award apart, as flat tables of floats.

use super::evaluate::Use;
use crate::units::{DemandLineId, QuoteId};

/// Everything that L1 to L8 of `models/award.md` need of a case.
#[derive(Clone, Debug, Default)]
pub(in crate::award) struct Blocks {
    /// Every quote that may serve every line, by line.
    pub offers: Vec<Offer>,
    /// The first offer of every line, and the number of offers at the end.
    pub first_offer: Vec<usize>,
    /// Cost of every option (an offer in a tier) for the whole line, above its ceiling too: `verify`
    /// does not look at ceilings either.
    pub costs: Vec<f64>,
    /// Every curve of which something may be bought.
    pub curves: Vec<Curve>,
    /// Every tier within reach of every curve, by curve.
    pub states: Vec<State>,
    /// Items whose curves share one demand.
    pub items: Vec<Item>,
    /// Capacities of quotes.
    pub capacities: Vec<Capacity>,
    /// Every place that a vendor may supply, by vendor.
    pub drops: Vec<Drop>,
    /// Every vendor, in table order.
    pub vendors: Vec<Vendor>,
    /// Most vendors that may be used.
    pub vendors_max: usize,
}

/// A quote that may serve a line.
#[derive(Clone, Copy, Debug)]
pub(in crate::award) struct Offer {
    pub line: DemandLineId,
    pub quote: QuoteId,
    pub curve: usize,
    pub drop: usize,
    /// The capacity of the quote, if it has one, and how much the whole line takes of it.
    pub takes: Option<(usize, f64)>,
    /// Its first option; those of further tiers follow.
    pub first_option: usize,
    /// What the whole line counts toward the curve.
    pub counted: f64,
    /// Base units bought for the whole line.
    pub bought: f64,
}

/// Quotes that count together.
#[derive(Clone, Debug)]
pub(in crate::award) struct Curve {
    /// Its first quote.
    pub quote: QuoteId,
    pub vendor: usize,
    /// Its states.
    pub states: std::ops::Range<usize>,
    /// The pooled item it belongs to, if any.
    pub item: Option<usize>,
    /// Most and, if anything is bought, least base units of its quote, where it is one alone.
    pub most: f64,
    pub least: f64,
}

/// A tier within reach.
#[derive(Clone, Copy, Debug)]
pub(in crate::award) struct State {
    /// What being in it costs (L4).
    pub fixed: f64,
    /// Counted total from which it holds.
    pub from: f64,
    /// Least and most that demand may count in it.
    pub first: f64,
    pub last: f64,
}

/// An item that only its own lines buy, under quotes that count by themselves.
#[derive(Clone, Debug)]
pub(in crate::award) struct Item {
    /// Its curves.
    pub curves: std::ops::Range<usize>,
    /// Its demand in grains.
    pub grains: usize,
    /// What one grain counts toward each of its curves.
    pub counted: Vec<f64>,
    /// Least and most grains of each state of its curves.
    pub ranges: Vec<(usize, usize)>,
}

/// How much may be bought under a quote.
#[derive(Clone, Copy, Debug)]
pub(in crate::award) struct Capacity {
    pub quote: QuoteId,
    pub curve: usize,
    /// Base units in the capacity's own period.
    pub most: f64,
    /// Its price in the first state of its curve; those in further states follow.
    pub first_price: usize,
}

/// One place that a vendor may supply.
#[derive(Clone, Copy, Debug)]
pub(in crate::award) struct Drop {
    /// What it costs at least.
    pub fee: f64,
}

/// A vendor's own costs.
#[derive(Clone, Debug)]
pub(in crate::award) struct Vendor {
    /// What using it costs, less the lumps it may give back.
    pub fee: f64,
    /// Its drops.
    pub drops: std::ops::Range<usize>,
}

impl Blocks {
    pub fn n_lines(&self) -> usize {
        self.first_offer.len() - 1
    }

    /// Nothing decided about any vendor.
    pub fn undecided(&self) -> Vec<Use> {
        vec![Use::Open; self.vendors.len()]
    }

    /// Whether some offer has room for each line as a whole, so that lines need not be divided.
    pub fn fit_whole_lines(&self) -> bool {
        let has_room = |(_, offer): (usize, &Offer)| {
            let takes = offer.takes;
            takes.is_none_or(|(capacity, taken)| taken <= self.capacities[capacity].most)
        };
        (0..self.n_lines()).all(|line| self.offers_of(line).any(has_room))
    }

    /// How many prices all capacities have together.
    pub fn n_capacity_prices(&self) -> usize {
        let last = self.capacities.last();
        last.map_or(0, |capacity| {
            capacity.first_price + self.curves[capacity.curve].states.len()
        })
    }

    /// The offers of a line, with their numbers.
    pub fn offers_of(&self, line: usize) -> impl Iterator<Item = (usize, &Offer)> {
        let range = self.first_offer[line]..self.first_offer[line + 1];
        range.clone().zip(&self.offers[range])
    }

    /// How many tiers an offer has.
    pub fn n_tiers(&self, offer: &Offer) -> usize {
        self.curves[offer.curve].states.len()
    }

    /// The options of an offer.
    pub fn options_of(&self, offer: &Offer) -> std::ops::Range<usize> {
        offer.first_option..offer.first_option + self.n_tiers(offer)
    }
}
