//! What a column of the program stands for.

use crate::plan::Owner;
use crate::units::{DemandLineId, MemberId, QuoteId, SiteId, VendorId};

/// What a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::award) enum Meaning {
    /// Grains of a line bought under a quote in a tier.
    Serve {
        /// The line.
        line: DemandLineId,
        /// The quote.
        quote: QuoteId,
        /// The tier of the quote's curve.
        tier: usize,
    },
    /// Surplus under a quote in a tier, in the slot's grain.
    Surplus {
        /// The quote.
        quote: QuoteId,
        /// The slot.
        owner: Owner,
        /// The tier of the quote's curve.
        tier: usize,
    },
    /// Whether a curve's tier is the one reached.
    Tier {
        /// Index of the curve.
        curve: usize,
        /// Index of the tier.
        tier: usize,
    },
    /// Whole packs bought for a slot.
    Packs {
        /// The quote.
        quote: QuoteId,
        /// The slot.
        owner: Owner,
    },
    /// Whole lots bought under a quote.
    Lots {
        /// The quote.
        quote: QuoteId,
    },
    /// Whether anything is bought under a quote.
    QuoteUsed {
        /// The quote.
        quote: QuoteId,
    },
    /// Whether anything is bought from a vendor.
    VendorUsed {
        /// The vendor.
        vendor: VendorId,
    },
    /// Whether a vendor supplies a site.
    Drop {
        /// The vendor.
        vendor: VendorId,
        /// The site.
        site: SiteId,
    },
    /// Whether that drop is free.
    FreeDrop {
        /// The vendor.
        vendor: VendorId,
        /// The site.
        site: SiteId,
    },
    /// Whether a site's quantity under a quote breaks a pack.
    BrokenPack {
        /// The quote.
        quote: QuoteId,
        /// The site.
        site: SiteId,
    },
    /// Whole packs within a site's quantity under a quote.
    UnbrokenPacks {
        /// The quote.
        quote: QuoteId,
        /// The site.
        site: SiteId,
    },
    /// Whether a trigger's level is granted.
    Level {
        /// Index of the trigger.
        trigger: usize,
        /// Index of the level.
        level: usize,
    },
    /// The sum that a level's share applies to, as a share of the most it can come to, if that
    /// level is granted; else zero.
    LevelBase {
        /// Index of the trigger.
        trigger: usize,
        /// Index of the level.
        level: usize,
    },
    /// Whether a member buys anything from a vendor.
    MemberBuys {
        /// The vendor.
        vendor: VendorId,
        /// The member.
        member: MemberId,
    },
    /// Whether a vendor serves a line that may be split.
    LineServed {
        /// The line.
        line: DemandLineId,
        /// The vendor.
        vendor: VendorId,
    },
    /// Whether a vendor serves a line of a rule's group.
    VendorServes {
        /// Number of the rule's instance.
        instance: usize,
        /// The vendor.
        vendor: VendorId,
    },
    /// By how much a rule that has a price is broken.
    Breach {
        /// Number of the rule's instance.
        instance: usize,
    },
    /// Grains of a line that stay uncovered.
    Uncovered {
        /// The line.
        line: DemandLineId,
    },
}
