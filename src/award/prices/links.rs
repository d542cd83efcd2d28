//! The relaxation of an award over the blocks, as a linear program whose duals are link prices (L9 of
//! `models/award.md`).
//!
//! Members may be served in parts; what that means to the objective is said by whoever builds the program.
//! Links between lines and tiers, and between lines and drops, are many and hardly any binds: they come
//! as they are broken. Without some of them the duals prove less, never anything false.

use super::blocks::Blocks;
use super::evaluate::Prices;
use crate::milp::{Column, Ended, Kind, Limits, MilpError, Model, Repeated};

/// By how much a link may be broken before it is added, as a share of a line.
const VIOLATION: f64 = 1e-7;

/// What a row of the program links.
#[derive(Clone, Copy, Debug)]
enum Row {
    Other,
    /// What lines count in a state is at most what it takes.
    Last(usize),
    /// And at least what it asks for.
    First(usize),
    /// A curve in use uses its vendor.
    Vendor(usize),
    /// A line served in a tier has its curve in it.
    Tier(usize),
    /// A line served by an offer pays its drop.
    Drop(usize),
}

/// How far the lines of each member are to be covered: a column that counts with a factor toward the
/// coverage of each of its lines, which must come to `value`.
pub(super) struct Cover<'a> {
    pub member_of: &'a [usize],
    pub columns: &'a [Column],
    pub factor: f64,
    pub value: f64,
}

/// The relaxation of a case's award.
pub(super) struct Relaxation<'a> {
    pub program: Repeated,
    blocks: &'a Blocks,
    rows: Vec<Row>,
    columns: Columns,
    has_link: Vec<bool>,
    has_drop: Vec<bool>,
}

struct Columns {
    options: Vec<Column>,
    states: Vec<Column>,
    drops: Vec<Column>,
}

/// What a program came to.
pub(super) struct Relaxed {
    pub values: Vec<f64>,
    pub row_duals: Vec<f64>,
    pub objective: f64,
    /// Whether every link is kept.
    pub is_complete: bool,
}

impl<'a> Relaxation<'a> {
    /// The relaxation, beside the columns and rows that `model` has already; every line has an offer.
    pub fn new(blocks: &'a Blocks, mut model: Model, cover: &Cover) -> Result<Self, MilpError> {
        let mut rows = vec![Row::Other; model.n_rows() + blocks.n_lines()];
        let columns = Columns::add(&mut model, blocks);
        add_cover(&mut model, blocks, &columns, cover);
        add_quantities(&mut model, blocks, &columns, &mut rows);
        add_vendors(&mut model, blocks, &columns, &mut rows);
        Ok(Self {
            program: Repeated::new(&model)?,
            blocks,
            rows,
            columns,
            has_link: vec![false; blocks.costs.len()],
            has_drop: vec![false; blocks.offers.len()],
        })
    }

    /// Solves it, adding links until none is broken. `limits` is asked anew for every program; `None` if
    /// not even the first was solved.
    pub fn solve(&mut self, limits: &dyn Fn() -> Limits) -> Result<Option<Relaxed>, MilpError> {
        let mut found = None;
        loop {
            let solved = self.program.solve(&limits())?;
            let (Ended::Optimal, Some(values), Some(row_duals)) =
                (solved.ended, solved.values, solved.row_duals)
            else {
                return Ok(found);
            };
            let is_complete = self.add_broken(&values)? == 0;
            found = Some(Relaxed {
                values,
                row_duals,
                objective: solved.bound.unwrap_or(0.0),
                is_complete,
            });
            if is_complete {
                return Ok(found);
            }
        }
    }

    /// Adds the links that values break; how many.
    fn add_broken(&mut self, values: &[f64]) -> Result<usize, MilpError> {
        let n_before = self.rows.len();
        for (number, offer) in self.blocks.offers.iter().enumerate() {
            let states = self.blocks.curves[offer.curve].states.clone();
            let options = self.blocks.options_of(offer);
            for (state, option) in states.zip(options.clone()) {
                let [x, y] = [self.columns.options[option], self.columns.states[state]];
                if values[x.index()] > values[y.index()] + VIOLATION && !self.has_link[option] {
                    self.program.at_most(&[(x, 1.0), (y, -1.0)], 0.0)?;
                    self.rows.push(Row::Tier(option));
                    self.has_link[option] = true;
                }
            }
            let drop = self.columns.drops[offer.drop];
            let options = options.map(|option| self.columns.options[option]);
            let served: f64 = options.clone().map(|option| values[option.index()]).sum();
            if served > values[drop.index()] + VIOLATION && !self.has_drop[number] {
                let mut terms: Vec<(Column, f64)> = options.map(|option| (option, 1.0)).collect();
                terms.push((drop, -1.0));
                self.program.at_most(&terms, 0.0)?;
                self.rows.push(Row::Drop(number));
                self.has_drop[number] = true;
            }
        }
        Ok(self.rows.len() - n_before)
    }

    /// The link prices that duals are.
    pub fn prices(&self, duals: &[f64]) -> Prices {
        let mut prices = Prices::zero(self.blocks);
        for (row, dual) in self.rows.iter().zip(duals) {
            match *row {
                Row::Other => {}
                Row::Last(state) => prices.quantities[state] += dual.min(0.0),
                Row::First(state) => prices.quantities[state] += dual.max(0.0),
                Row::Vendor(curve) => prices.vendors[curve] = (-dual).max(0.0),
                Row::Tier(option) => prices.tiers[option] = (-dual).max(0.0),
                Row::Drop(offer) => prices.drops[offer] = (-dual).max(0.0),
            }
        }
        prices
    }
}

impl Columns {
    fn add(model: &mut Model, blocks: &Blocks) -> Self {
        // What is paid for may be had without end; what pays for itself, once.
        let mut add = |cost: f64| {
            let upper = if cost < 0.0 { 1.0 } else { f64::INFINITY };
            let column = model.add(Kind::Continuous, upper);
            model.charge(column, cost);
            column
        };
        Self {
            options: blocks.costs.iter().map(|cost| add(*cost)).collect(),
            states: blocks.states.iter().map(|state| add(state.fixed)).collect(),
            drops: blocks.drops.iter().map(|drop| add(drop.fee)).collect(),
        }
    }
}

fn add_cover(model: &mut Model, blocks: &Blocks, columns: &Columns, cover: &Cover) {
    for (line, member) in cover.member_of.iter().enumerate() {
        let offers = blocks.offers_of(line);
        let options = offers.flat_map(|(_, offer)| blocks.options_of(offer));
        let mut terms: Vec<(Column, f64)> = options
            .map(|option| (columns.options[option], 1.0))
            .collect();
        terms.push((cover.columns[*member], cover.factor));
        model.exactly("cover", terms, cover.value);
    }
}

fn add_quantities(model: &mut Model, blocks: &Blocks, columns: &Columns, rows: &mut Vec<Row>) {
    let mut counted: Vec<Vec<(Column, f64)>> = vec![Vec::new(); blocks.states.len()];
    for offer in &blocks.offers {
        let states = blocks.curves[offer.curve].states.clone();
        for (state, option) in states.zip(blocks.options_of(offer)) {
            counted[state].push((columns.options[option], offer.counted));
        }
    }
    for (state, terms) in counted.into_iter().enumerate() {
        let of = &blocks.states[state];
        let all: f64 = terms.iter().map(|(_, counted)| counted).sum();
        let with = |limit: f64| {
            let mut terms = terms.clone();
            terms.push((columns.states[state], -limit));
            terms
        };
        model.at_most("last", with(of.last.min(all)), 0.0);
        rows.push(Row::Last(state));
        if of.first > 0.0 {
            model.at_least("first", with(of.first), 0.0);
            rows.push(Row::First(state));
        }
    }
}

fn add_vendors(model: &mut Model, blocks: &Blocks, columns: &Columns, rows: &mut Vec<Row>) {
    let vendors: Vec<Option<Column>> = blocks
        .vendors
        .iter()
        .map(|vendor| {
            (vendor.fee > 0.0).then(|| {
                let column = model.add(Kind::Continuous, f64::INFINITY);
                model.charge(column, vendor.fee);
                column
            })
        })
        .collect();
    for (number, curve) in blocks.curves.iter().enumerate() {
        if let Some(vendor) = vendors[curve.vendor] {
            let states = curve.states.clone();
            let mut terms: Vec<(Column, f64)> =
                states.map(|state| (columns.states[state], 1.0)).collect();
            terms.push((vendor, -1.0));
            model.at_most("vendor", terms, 0.0);
            rows.push(Row::Vendor(number));
        }
    }
}
