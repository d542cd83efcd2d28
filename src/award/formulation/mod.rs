//! The award as one mixed-integer program, strong form: equations A1 to A16 of `models/award.md`.
//!
//! Columns exist per demand line, quote **and tier**, so that a line's link to its tier is as
//! tight as the line itself; quantities are counted in grains (the whole line where lines are not
//! split, the item's step where they are), so that every column that carries goods is whole.

mod conditions;
mod meaning;
mod names;
mod over_buying;
mod packs;
mod quotes;
mod read_back;
mod start;
mod tiers;
mod triggers;
mod vendors;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use meaning::Meaning;

use super::admissible;
use super::infeasible::Element;
use super::number::number;
use super::rules::Instance;
use crate::milp::{Column, Kind, Model};
use crate::plan::Owner;
use crate::pricing::lower::{Curve, Grant, Trigger, curves, triggers};
use crate::problem::Case;
use crate::units::rounding::settled;
use crate::units::{BreakGroupId, Decimal, DemandLineId, Id, Price, Quantity, QuoteId, VendorId};
use tiers::capacity_per_cycle;

/// The program of one case, with what every column means.
pub(super) struct Formulation<'a> {
    pub case: &'a Case,
    pub model: Model,
    /// One per column of the model.
    pub meanings: Vec<Meaning>,
    curves: Vec<Curve>,
    triggers: Vec<Trigger>,
    /// Curve and position in it, by quote.
    curve_by_quote: Vec<(usize, usize)>,
    /// Tier columns by curve and tier, where the curve has a choice of tiers.
    tier_columns: BTreeMap<(usize, usize), Column>,
    goods: Vec<Goods>,
    goods_by_quote: Vec<Vec<usize>>,
    /// Lines that each quote may serve.
    lines_by_quote: Vec<Vec<DemandLineId>>,
    /// Where surplus may lie, by quote.
    slots: Vec<Vec<packs::Slot>>,
    /// The most that each curve can count.
    most_by_curve: Vec<Decimal>,
    /// The most that the base of a trigger's level can come to; its column counts shares of it.
    most_by_base: BTreeMap<(usize, usize), f64>,
    /// Columns whose sum says whether a quote is used, once asked for.
    used_by_quote: BTreeMap<QuoteId, Vec<(Column, f64)>>,
    /// Columns that say which members buy from a vendor, once asked for.
    members_by_vendor: BTreeMap<VendorId, Vec<(Column, f64)>>,
    /// Rules asked of groups of lines, by the number that their columns hold.
    pub instances: Vec<Instance>,
    /// What every column costs without rules.
    pub landed: Vec<f64>,
    /// A minimum whose rows are left out.
    left_out: Option<Element>,
    cycles: Decimal,
}

/// A column that carries goods of one quote in one tier.
#[derive(Clone, Copy, Debug)]
pub(in crate::award) struct Goods {
    pub column: Column,
    pub quote: QuoteId,
    tier: usize,
    /// The line served; `None` for surplus.
    pub line: Option<DemandLineId>,
    /// The slot of surplus; `None` for a line.
    pub owner: Option<Owner>,
    /// What one unit of the column buys, in the quoted item's base unit.
    pub bought: Decimal,
    /// Most units of the column.
    pub most: Decimal,
}

/// A line's whole quantity in the units of its columns, and those of them that are asked about.
pub(in crate::award) type Served = (f64, Vec<Column>);

/// Which demand must be covered; less is asked for to explain an infeasible case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coverage<'a> {
    /// Every line in full.
    Required,
    /// As much as possible: the objective counts uncovered lines instead of money.
    Elastic,
    /// The lines marked here in full, of the others as much as is of use.
    Only(&'a [bool]),
}

impl<'a> Formulation<'a> {
    /// The program of a case.
    pub fn new(case: &'a Case, coverage: Coverage) -> Self {
        Self::without(case, coverage, None)
    }

    /// The program without the rows of one minimum. The minimum still counts among the thresholds
    /// that surplus may reach.
    pub fn without(case: &'a Case, coverage: Coverage, minimum: Option<Element>) -> Self {
        let curves = curves(case);
        let mut curve_by_quote = vec![(0, 0); case.quotes.len()];
        for (index, curve) in curves.iter().enumerate() {
            for (part, quote) in curve.quotes.iter().enumerate() {
                curve_by_quote[quote.quote.index()] = (index, part);
            }
        }
        let mut formulation = Self {
            case,
            model: Model::default(),
            meanings: Vec::new(),
            curves,
            triggers: triggers(case),
            curve_by_quote,
            tier_columns: BTreeMap::new(),
            goods: Vec::new(),
            goods_by_quote: vec![Vec::new(); case.quotes.len()],
            lines_by_quote: vec![Vec::new(); case.quotes.len()],
            slots: Vec::new(),
            most_by_curve: Vec::new(),
            most_by_base: BTreeMap::new(),
            used_by_quote: BTreeMap::new(),
            members_by_vendor: BTreeMap::new(),
            instances: Vec::new(),
            landed: Vec::new(),
            left_out: minimum,
            cycles: Decimal::from(case.horizon.cycles),
        };
        formulation.build(coverage);
        formulation
    }

    fn build(&mut self, coverage: Coverage) {
        for (line, quotes) in admissible::choices(self.case) {
            for quote in quotes {
                self.lines_by_quote[quote.index()].push(line);
            }
        }
        self.slots = self
            .case
            .quotes
            .ids()
            .map(|quote| self.slots_of(quote))
            .collect();
        self.most_by_curve = self.most_counted();
        self.add_lines();
        self.add_surplus();
        self.cover(coverage);
        self.reach_tiers();
        self.keep_quote_limits();
        self.buy_whole_packs();
        self.charge_broken_packs();
        self.keep_vendor_limits();
        self.charge_drops();
        self.grant_triggers();
        self.keep_conditions();
        self.keep_rules();
        match coverage {
            Coverage::Required => {}
            Coverage::Elastic => self.model.minimize_only(&self.uncovered()),
            Coverage::Only(_) => self.model.minimize_only(&[]),
        }
    }

    /// A new column with its meaning.
    pub fn column(&mut self, meaning: Meaning, kind: Kind, upper: f64) -> Column {
        self.meanings.push(meaning);
        self.model.add(kind, upper)
    }

    pub fn binary(&mut self, meaning: Meaning) -> Column {
        self.column(meaning, Kind::Integer, 1.0)
    }

    /// Goods columns for every admissible line and quote, in every tier within reach.
    fn add_lines(&mut self) {
        for quote in self.case.quotes.ids() {
            let (curve, _) = self.curve_by_quote[quote.index()];
            for line in self.lines_by_quote[quote.index()].clone() {
                for tier in self.tiers_within(curve) {
                    if self.is_within_ceiling(line, quote, tier) {
                        self.add_line(line, quote, tier);
                    }
                }
            }
        }
    }

    fn add_line(&mut self, line: DemandLineId, quote: QuoteId, tier: usize) {
        let bought = self.bought_each(line, quote);
        let most = self.whole(line);
        let most = capacity_per_cycle(self.case, quote).map_or(most, |capacity| {
            most.min(settled(capacity / bought).floor())
        });
        let column = self.column(
            Meaning::Serve { line, quote, tier },
            Kind::Integer,
            number(most),
        );
        self.add_goods(Goods {
            column,
            quote,
            tier,
            line: Some(line),
            owner: None,
            bought,
            most,
        });
    }

    fn add_goods(&mut self, goods: Goods) {
        let slope = self.slope_of(&goods);
        let each = slope.of(Quantity::new(goods.bought)).value() * self.cycles;
        self.model.charge(goods.column, number(each));
        self.goods_by_quote[goods.quote.index()].push(self.goods.len());
        self.goods.push(goods);
    }

    /// A line's demand in units of its columns.
    pub fn whole(&self, line: DemandLineId) -> Decimal {
        self.case.demand[line].quantity.value() / self.grain(line)
    }

    /// What one unit of a line's columns covers: all of the line, or one step.
    pub fn grain(&self, line: DemandLineId) -> Decimal {
        let demand = &self.case.demand[line];
        let item = &self.case.items[demand.item];
        if item.split {
            item.step.value()
        } else {
            demand.quantity.value()
        }
    }

    /// What one unit of a line's columns buys under a quote.
    fn bought_each(&self, line: DemandLineId, quote: QuoteId) -> Decimal {
        self.case
            .bought(line, quote, Quantity::new(self.grain(line)))
            .value()
    }

    /// A1: every demand line is covered in full.
    fn cover(&mut self, coverage: Coverage) {
        let mut terms_by_line = vec![Vec::new(); self.case.demand.len()];
        for goods in &self.goods {
            if let Some(line) = goods.line {
                terms_by_line[line.index()].push((goods.column, 1.0));
            }
        }
        for line in self.case.demand.ids() {
            let mut terms = std::mem::take(&mut terms_by_line[line.index()]);
            let whole = number(self.whole(line));
            if coverage == Coverage::Elastic {
                let uncovered = self.column(Meaning::Uncovered { line }, Kind::Continuous, whole);
                terms.push((uncovered, 1.0));
            }
            match coverage {
                Coverage::Only(lines) if !lines[line.index()] => {
                    self.model.at_most("A1 cover at most", terms, whole);
                }
                Coverage::Required | Coverage::Elastic | Coverage::Only(_) => {
                    self.model.exactly("A1 cover", terms, whole);
                }
            }
        }
    }

    /// Columns of uncovered demand, each weighted so that a whole line counts as one.
    fn uncovered(&self) -> Vec<(Column, f64)> {
        let weight =
            |line: DemandLineId| number(self.grain(line) / self.case.demand[line].quantity.value());
        self.columns()
            .filter_map(|(column, meaning)| match meaning {
                Meaning::Uncovered { line } => Some((column, weight(line))),
                _ => None,
            })
            .collect()
    }

    /// Every column with its meaning.
    pub fn columns(&self) -> impl Iterator<Item = (Column, Meaning)> + '_ {
        self.model.columns().zip(self.meanings.iter().copied())
    }

    /// Every column that carries goods.
    pub fn goods(&self) -> impl Iterator<Item = &Goods> + '_ {
        self.goods.iter()
    }

    /// What one base unit of a goods column costs in its tier.
    pub fn slope_of(&self, goods: &Goods) -> Price {
        let (curve, part) = self.curve_by_quote[goods.quote.index()];
        self.curves[curve].tiers[goods.tier].slopes[part]
    }

    /// The break group of a curve, unless it is a single quote without breaks.
    pub fn group_of(&self, curve: usize) -> Option<BreakGroupId> {
        self.curves[curve].group
    }

    /// What grants a trigger's money, and who.
    pub fn grant_of(&self, trigger: usize) -> (VendorId, Grant) {
        let trigger = &self.triggers[trigger];
        (trigger.vendor, trigger.grant)
    }

    /// Lines that a quote may serve.
    pub fn lines_of(&self, quote: QuoteId) -> &[DemandLineId] {
        &self.lines_by_quote[quote.index()]
    }

    /// Fixes the columns of lines, quotes and tiers that are known to be of no use at nothing; how
    /// many.
    pub fn leave_out(&mut self, useless: &BTreeSet<(DemandLineId, QuoteId, usize)>) -> usize {
        let goods = self.goods.iter();
        let columns: Vec<Column> = goods
            .filter(|goods| {
                let line = goods.line;
                line.is_some_and(|line| useless.contains(&(line, goods.quote, goods.tier)))
            })
            .map(|goods| goods.column)
            .collect();
        for column in &columns {
            self.model.fix(*column, 0.0);
        }
        columns.len()
    }

    /// The goods columns of one quote.
    /// Leaves out the tiers that are not kept; a curve is named by its first quote.
    pub fn keep_tiers(&mut self, kept: &BTreeSet<(QuoteId, usize)>) {
        let is_kept = |curve: usize, tier: usize| {
            let first = self.curves[curve].quotes[0].quote;
            kept.contains(&(first, tier))
        };
        let goods = self.goods.iter().filter(|goods| {
            let (curve, _) = self.curve_by_quote[goods.quote.index()];
            !is_kept(curve, goods.tier)
        });
        let tiers = self.tier_columns.iter();
        let tiers = tiers.filter(|((curve, tier), _)| !is_kept(*curve, *tier));
        let columns = goods.map(|goods| goods.column);
        let columns: Vec<Column> = columns.chain(tiers.map(|(_, column)| *column)).collect();
        for column in columns {
            self.model.fix(column, 0.0);
        }
    }

    fn goods_of(&self, quote: QuoteId) -> impl Iterator<Item = &Goods> + '_ {
        self.goods_by_quote[quote.index()]
            .iter()
            .map(|index| &self.goods[*index])
    }

    /// `Σ base units bought` under one quote.
    pub fn bought(&self, quote: QuoteId) -> Vec<(Column, f64)> {
        self.goods_of(quote)
            .map(|goods| (goods.column, number(goods.bought)))
            .collect()
    }

    /// For each wanted demand line that the quotes may serve, what they cover of it, with the whole
    /// line in the columns' units.
    fn served_by_line(
        &self,
        quotes: impl IntoIterator<Item = QuoteId>,
        wanted: impl Fn(DemandLineId) -> bool,
    ) -> Vec<Served> {
        let mut served: BTreeMap<_, Served> = BTreeMap::new();
        for quote in quotes {
            for goods in self.goods_of(quote) {
                if let Some(line) = goods.line.filter(|line| wanted(*line)) {
                    let whole = number(self.whole(line));
                    let entry = served.entry(line);
                    let (_, columns) = entry.or_insert_with(|| (whole, Vec::new()));
                    columns.push(goods.column);
                }
            }
        }
        served.into_values().collect()
    }

    /// Requires that the flag is at least each line's share served: whatever serves the line
    /// switches it on.
    pub fn switch_on(&mut self, name: &'static str, flag: Column, served: Vec<Served>) {
        for (whole, columns) in served {
            let mut terms: Vec<_> = columns.into_iter().map(|column| (column, 1.0)).collect();
            terms.push((flag, -whole));
            self.model.at_most(name, terms, 0.0);
        }
    }
}
