//! Prices that say of every group of members at once what it would pay at least.
//!
//! Goes in: the case of everybody without the rules of the cooperative as a whole, and charges. Comes
//! out: [`InternalPrices`] whose shares `verify` evaluates, chosen so that they say most about these
//! charges (L9 of `models/award.md`), and the group that seems to be charged furthest above what it would
//! pay by itself. Nothing here is proven: a weaker answer only proves less.

use std::time::Instant;

use super::merge::Merged;
use super::prices::{Blocks, Charging, EqualCharges, LeftOut, Prices, blocks, published};
use super::{Options, SearchError};
use crate::milp::Limits;
use crate::plan::InternalPrices;
use crate::problem::Case;
use crate::units::Id;

/// The blocks of a case, for [`GroupPrices`].
pub struct GroupBlocks<'a> {
    case: &'a Case,
    apart: Merged,
    blocks: Blocks,
    /// By line.
    member_of: Vec<usize>,
}

/// Asks for prices, charges after charges.
pub struct GroupPrices<'a> {
    of: &'a GroupBlocks<'a>,
    program: LeftOut<'a>,
}

/// Prices for some charges.
#[derive(Clone, Debug)]
pub struct GroupAnswer {
    /// The prices.
    pub prices: InternalPrices,
    /// What part of each member is in the group that is charged furthest above what it would pay.
    pub weights: Vec<f64>,
}

impl<'a> GroupBlocks<'a> {
    /// The blocks; `None` if a line has no quote, or there is none.
    pub fn of(case: &'a Case) -> Option<Self> {
        let blocks = blocks(case);
        let mut lines = 0..blocks.n_lines();
        let is_servable = lines.all(|line| blocks.offers_of(line).next().is_some());
        let lines = case.demand.ids();
        let member_of = lines.map(|line| case.member_of(line).index()).collect();
        (is_servable && blocks.n_lines() > 0).then(|| Self {
            case,
            apart: Merged::none(case),
            blocks,
            member_of,
        })
    }

    /// Charges that sum to `total` and that no group has more reason to object to than it must, as equal
    /// shares of bases as that allows (L11), and prices whose shares say so; `charging` in the case's
    /// order. `None` if a limit was reached first.
    ///
    /// # Errors
    /// [`SearchError`] if the solver fails.
    pub fn equal_saving(
        &self,
        charging: &[Charging],
        total: f64,
        options: &Options,
    ) -> Result<Option<(Vec<f64>, InternalPrices)>, SearchError> {
        let program = EqualCharges::new(&self.blocks, &self.member_of, (charging, total))?;
        let answer = program.solve(&limits(options))?;
        Ok(answer.map(|answer| (answer.charges, self.published(&answer.prices))))
    }

    fn published(&self, prices: &Prices) -> InternalPrices {
        published(self.case, &self.apart, &self.blocks, prices)
    }
}

impl<'a> GroupPrices<'a> {
    /// The program over some blocks.
    ///
    /// # Errors
    /// [`SearchError`] if the solver refuses it.
    pub fn new(of: &'a GroupBlocks<'a>) -> Result<Self, SearchError> {
        let program = LeftOut::new(&of.blocks, &of.member_of, of.case.members.len())?;
        Ok(Self { of, program })
    }

    /// Prices for what each member is charged, in the case's order; without charges for the cost of
    /// everybody. `None` if a limit was reached first.
    ///
    /// # Errors
    /// [`SearchError`] if the solver fails.
    pub fn answer(
        &mut self,
        charges: Option<&[f64]>,
        options: &Options,
    ) -> Result<Option<GroupAnswer>, SearchError> {
        let answer = self.program.answer(charges, &limits(options))?;
        Ok(answer.map(|answer| GroupAnswer {
            prices: self.of.published(&answer.prices),
            weights: answer.weights,
        }))
    }
}

/// The limits of each of several programs that have these options together.
fn limits(options: &Options) -> impl Fn() -> Limits + '_ {
    let deadline = options.time_limit.map(|time| Instant::now() + time);
    move || Limits {
        time: deadline.map(|end| end.saturating_duration_since(Instant::now())),
        work: options.work_limit,
        gap: 0.0,
        seed: options.seed,
        threads: 1,
        interrupt: options.interrupt.clone(),
    }
}
