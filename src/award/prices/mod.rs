//! Internal prices: a bound that does not rest on the solver (L1 to L8).

mod ascent;
mod blocks;
mod build;
mod coverage;
mod equal;
mod evaluate;
mod left_out;
mod links;
mod pooled;
mod publish;
mod worth;

pub(super) use ascent::Ascent;
pub(super) use blocks::{Blocks, Offer, State as Tier};
pub(super) use build::blocks;
pub(super) use coverage::CoverageAscent;
pub use equal::Charging;
pub(super) use equal::EqualCharges;
pub(super) use evaluate::{Precision, Prices, Use, evaluate, safe_bound};
pub(super) use left_out::LeftOut;
pub(super) use publish::{published, recalled};
