//! The most equal charges within shares: L11 of `models/award.md`, as a linear program in the award.
//!
//! The charges are its duals. Columns are, for every member, how much of it is served (*w*: its charge is
//! within its share and what may be above it), how much it asks for equality (*v*: its charge is within
//! the common share of its base), how much for its cap (*c*); for all together *t* (charges sum to the
//! total) and *p* (what is above shares sums to no more than the least possible).

use super::blocks::Blocks;
use super::evaluate::Prices;
use super::links::{Cover, Relaxation, Relaxed};
use crate::milp::{Column, Kind, Limits, MilpError, Model};

/// How a member's charge is found.
#[derive(Clone, Copy, Debug)]
pub enum Charging {
    /// It is charged this.
    Fixed(f64),
    /// Its charge is shared.
    Shared {
        /// What its saving is a share of; above zero.
        base: f64,
        /// The most it may be charged.
        cap: Option<f64>,
    },
}

/// What the arithmetic may take from a limit, as a share of the total.
const SLACK: f64 = 1e-9;

/// A member's part in the multipliers of the common share that counts as above zero.
const PART_MIN: f64 = 1e-7;

/// The program; one use.
pub(in crate::award) struct EqualCharges<'a> {
    relaxation: Relaxation<'a>,
    members: Vec<MemberColumns>,
    above: Column,
    spare: Column,
    total: f64,
    /// The sum of all bases.
    bases: f64,
}

/// Columns of a member; its row of the charge has the same index.
struct MemberColumns {
    charging: Charging,
    equality: Column,
    cap: Column,
}

/// Charges, and prices whose shares they are within.
pub(in crate::award) struct EqualAnswer {
    pub charges: Vec<f64>,
    pub prices: Prices,
}

impl<'a> EqualCharges<'a> {
    /// The program of blocks in which every line has an offer; the caps reach the total.
    pub fn new(
        blocks: &'a Blocks,
        member_of: &[usize],
        (charging, total): (&[Charging], f64),
    ) -> Result<Self, MilpError> {
        let mut model = Model::default();
        let all = model.add_unbounded(Kind::Continuous);
        model.charge(all, -total);
        let above = model.add(Kind::Continuous, f64::INFINITY);
        let spare = model.add(Kind::Continuous, f64::INFINITY);
        let mut served = Vec::new();
        let mut members = Vec::new();
        for charging in charging {
            let columns = MemberColumns::add(&mut model, *charging);
            let own = model.add(Kind::Continuous, f64::INFINITY);
            let parts = [
                (own, 1.0),
                (columns.equality, 1.0),
                (columns.cap, 1.0),
                (all, -1.0),
            ];
            model.exactly("charge", parts.to_vec(), 0.0);
            served.push(own);
            members.push(columns);
        }
        for own in &served {
            model.at_most("above", vec![(*own, 1.0), (above, -1.0)], 0.0);
        }
        let bases = members.iter().map(|of| (of.equality, of.base()));
        let bases: Vec<(Column, f64)> = bases.filter(|(_, base)| *base > 0.0).collect();
        let sum: f64 = bases.iter().map(|(_, base)| base).sum();
        let terms = bases.into_iter().map(|(column, base)| (column, base / sum));
        model.exactly("equality", terms.chain([(spare, 1.0)]).collect(), 1.0);
        let cover = Cover {
            member_of,
            columns: &served,
            factor: -1.0,
            value: 0.0,
        };
        Ok(Self {
            relaxation: Relaxation::new(blocks, model, &cover)?,
            members,
            above,
            spare,
            total,
            bases: sum,
        })
    }

    /// Charges whose largest shares of bases are made as small as can be, one after the other, until a
    /// limit is reached; `None` if that is before the first.
    pub fn solve(mut self, limits: &dyn Fn() -> Limits) -> Result<Option<EqualAnswer>, MilpError> {
        let Some(least) = self.least_above(limits)? else {
            return Ok(None);
        };
        let slack = SLACK * self.total.abs();
        let program = &mut self.relaxation.program;
        program.set_cost(self.above, least + slack);
        program.set_bounds(self.above, 0.0, f64::INFINITY);
        program.set_bounds(self.spare, 0.0, 0.0);
        for of in &self.members {
            if of.base() > 0.0 {
                program.set_bounds(of.equality, 0.0, f64::INFINITY);
            }
        }
        let mut answer = None;
        // What a later program fails at, an earlier one has charges for.
        while let Ok(Some(level)) = self.relaxation.solve(limits) {
            let is_last = self.close(&level) || !level.is_complete;
            answer = Some(self.read(&level));
            if is_last {
                break;
            }
        }
        Ok(answer)
    }

    /// The least that charges within the caps can be above shares in all.
    fn least_above(&mut self, limits: &dyn Fn() -> Limits) -> Result<Option<f64>, MilpError> {
        self.relaxation.program.set_bounds(self.above, 0.0, 1.0);
        let solved = self.relaxation.solve(limits)?;
        Ok(solved.map(|solved| (-solved.objective).max(0.0)))
    }

    /// Limits members that are charged the common share in every solution to it; whether none is left.
    fn close(&mut self, level: &Relaxed) -> bool {
        let mut n_open = 0;
        let mut n_closed = 0;
        for (of, charge) in self.members.iter_mut().zip(&level.row_duals) {
            let Charging::Shared { base, cap } = of.charging else {
                continue;
            };
            let part = level.values[of.equality.index()] * base / self.bases;
            if part > PART_MIN {
                let most = cap.map_or(*charge, |cap| cap.min(*charge)) + SLACK * base;
                let program = &mut self.relaxation.program;
                program.set_bounds(of.equality, 0.0, 0.0);
                program.set_bounds(of.cap, 0.0, f64::INFINITY);
                program.set_cost(of.cap, most);
                of.charging = Charging::Fixed(most);
                n_closed += 1;
            } else {
                n_open += 1;
            }
        }
        n_open == 0 || n_closed == 0
    }

    fn read(&self, level: &Relaxed) -> EqualAnswer {
        EqualAnswer {
            charges: level.row_duals[..self.members.len()].to_vec(),
            prices: self.relaxation.prices(&level.row_duals),
        }
    }
}

impl MemberColumns {
    /// The columns, before equality counts.
    fn add(model: &mut Model, charging: Charging) -> Self {
        let equality = model.add(Kind::Continuous, 0.0);
        let cap = match charging {
            Charging::Fixed(charge) => {
                let cap = model.add_unbounded(Kind::Continuous);
                model.charge(cap, charge);
                cap
            }
            Charging::Shared {
                cap: Some(most), ..
            } => {
                let cap = model.add(Kind::Continuous, f64::INFINITY);
                model.charge(cap, most);
                cap
            }
            Charging::Shared { cap: None, .. } => model.add(Kind::Continuous, 0.0),
        };
        Self {
            charging,
            equality,
            cap,
        }
    }

    /// Its base, as long as its charge is open.
    fn base(&self) -> f64 {
        match self.charging {
            Charging::Fixed(_) => 0.0,
            Charging::Shared { base, .. } => base,
        }
    }
}
