//! Why a plan is as it is: why a vendor won or lost, which rules bind, how far the next tier is.
//!
//! Goes in: a case, its [`VerifiedPlan`](crate::verify::VerifiedPlan), and a function that finds the cheapest plan of a changed
//! case ([`Resolve`](crate::explain::Resolve)). Comes out: an [`Explanation`](crate::explain::Explanation), plain data that `report::explain` puts into
//! words. What is said rests on three things, in this order:
//!
//! 1. **Facts** of the plan and the case, re-computed here: which quote serves which line at which
//!    price, what stands in the way of the others, what tiers are reached.
//! 2. **Prices of goods** that were not bought, at the tier that the quantity would reach. They are
//!    no proof: drops, fees, minimums, rebates and bundles decide as well.
//! 3. **Plans of a changed case**: without a vendor, with a vendor that lost, without a rule. The
//!    cheapest plan found says what the change costs at most, its bound what it costs at least, so
//!    that nothing is claimed which a longer search could take back.
//!
//! A rule that stands off its limit may still bind where what is decided is whole; so only the
//! third says what a rule costs.
#![deny(clippy::float_arithmetic)]

mod item;
mod member;
mod offer;
mod overview;
mod prices;
mod question;
mod rule;
mod setting;
mod threshold;
mod vendor;

pub use item::{ItemReason, Served};
pub use member::{MemberLine, MemberReason, OwnCharges};
pub use offer::{Barred, Offer, Rival};
pub use overview::{LostVendor, Overview, WonVendor};
pub use question::{Answer, Outlook, Resolve};
pub use rule::{RuleReason, Saving, Verdict, margin};
pub use threshold::{MissingPart, Next, Reached, Threshold, ThresholdOf, Worth, missing_parts};
pub use vendor::{Place, Quoted, VendorReason};

use crate::problem::Case;
use crate::units::{ItemId, MemberId, VendorId};
use crate::verify::VerifiedPlan;
use question::Questions;
use setting::Setting;

/// What is to be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The plan as a whole.
    Overview,
    /// Why a vendor won or lost.
    Vendor(VendorId),
    /// Who offers an item, and who supplies it.
    Item(ItemId),
    /// Who supplies a member, and what it asks for.
    Member(MemberId),
}

/// One subject, explained.
#[derive(Clone, Debug)]
pub enum Explanation {
    /// The plan as a whole.
    Overview(Overview),
    /// A vendor.
    Vendor(VendorReason),
    /// An item.
    Item(ItemReason),
    /// A member.
    Member(MemberReason),
}

/// Explains the subjects, in their order.
pub fn explain(
    case: &Case,
    plan: &VerifiedPlan,
    subjects: &[Subject],
    resolve: &mut Resolve,
) -> Vec<Explanation> {
    let setting = Setting::new(case, plan);
    let n_questions = subjects.iter().map(|subject| match subject {
        Subject::Overview => rule::n_questions(case),
        Subject::Vendor(id) => usize::from(vendor::may_serve(&setting, *id)),
        Subject::Item(_) | Subject::Member(_) => 0,
    });
    let mut questions = Questions::new(plan, n_questions.sum(), resolve);
    let explained = subjects.iter().map(|subject| match subject {
        Subject::Overview => Explanation::Overview(overview::reason(&setting, &mut questions)),
        Subject::Vendor(id) => Explanation::Vendor(vendor::reason(&setting, *id, &mut questions)),
        Subject::Item(id) => Explanation::Item(item::reason(&setting, *id)),
        Subject::Member(id) => Explanation::Member(member::reason(&setting, *id)),
    });
    explained.collect()
}

#[cfg(test)]
mod tests;
