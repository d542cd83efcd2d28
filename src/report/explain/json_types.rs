//! The types of what `explain --json` prints.
//!
//! Keys are the case's ids. Money is exact and over the horizon, prices are for one base unit of
//! the item asked for, quantities are per order cycle.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::plan_json::{DecimalText, HorizonEntry};

/// Declares types of the format; all derive the same.
macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)+
        }
    )+};
}

entries! {
    /// Why a plan is as it is.
    ExplainFile {
        /// Version of this format.
        schema_version: u32,
        /// Name of the case.
        case: String,
        /// ISO 4217 code of all money.
        currency: String,
        /// The time basis.
        horizon: HorizonEntry,
        /// What the search minimizes: the landed cost and what breaking rules costs.
        objective: DecimalText,
        /// No plan can have a lower objective.
        bound: DecimalText,
        /// What was asked about, in that order.
        sections: Vec<SectionEntry>,
    }
    /// The plan as a whole.
    OverviewEntry {
        /// Vendors in use.
        won: Vec<WonEntry>,
        /// Vendors that nothing is bought from.
        lost: Vec<LostEntry>,
        /// Every rule.
        rules: Vec<RuleEntry>,
    }
    /// A vendor in use.
    WonEntry {
        /// Vendor.
        vendor: String,
        /// Demand lines that it serves.
        lines: usize,
        /// Those of them that no other vendor may serve.
        lines_alone: usize,
        /// The reached level that is lost first.
        closest: Option<LevelEntry>,
        /// The level of which the least share is missing.
        nearest: Option<LevelEntry>,
    }
    /// A vendor that nothing is bought from.
    LostEntry {
        /// Vendor.
        vendor: String,
        /// Demand lines that accept what it quotes.
        lines: usize,
        /// Those of them that it may serve.
        lines_open: usize,
        /// Those of them for whose goods it would charge less than is paid.
        lines_cheaper: usize,
    }
    /// The levels of a break group or of a rebate.
    LevelEntry {
        /// `breaks` or `rebate`.
        of: String,
        /// Id of the break group or rebate.
        id: String,
        /// Counted over what: `cycle`, `horizon` or `once`.
        per: String,
        /// What is counted.
        counted: DecimalText,
        /// Start of the level reached, if it is not the first.
        from: Option<DecimalText>,
        /// How much less could be counted before the level is lost.
        margin: Option<DecimalText>,
        /// The next level.
        next: Option<NextLevelEntry>,
    }
    /// A level that is not reached.
    NextLevelEntry {
        /// Where it starts.
        from: DecimalText,
        /// How much is missing.
        missing: DecimalText,
        /// What it takes off what is bought now; absent for incremental breaks.
        worth_now: Option<DecimalText>,
        /// What it takes off each counted unit above its start; incremental breaks alone.
        worth_above: Option<DecimalText>,
    }
    /// A rule.
    RuleEntry {
        /// Rule.
        rule: String,
        /// Where the plan stands, group by group.
        standings: Vec<StandingEntry>,
        /// What this plan pays because of it: prices for breaking it, and switching costs.
        charged: DecimalText,
        /// `binds`: it costs something, which is proven. `may_bind`: a plan without it is cheaper,
        /// but one that keeps it may be as cheap. `free`: it costs nothing, which is proven.
        /// `open`: none of these. `silent`: it speaks about no demand line.
        verdict: String,
        /// How much cheaper than this plan the cheapest plan found without it is.
        found: Option<DecimalText>,
        /// No plan without it is more than this cheaper.
        at_most: Option<DecimalText>,
        /// It costs at least this, whatever plan keeps it.
        at_least: Option<DecimalText>,
    }
    /// Where the plan stands against a rule, for one group of lines.
    StandingEntry {
        /// The group in words; empty for all lines of the rule.
        group: String,
        /// The vendor, where the rule is asked of every vendor by itself.
        vendor: Option<String>,
        /// What was measured: a count, a share within 0 and 1, or money.
        measured: DecimalText,
        /// What is allowed or demanded.
        limit: DecimalText,
        /// By how much it is broken.
        broken: DecimalText,
    }
    /// What other plans cost against this one.
    OutlookEntry {
        /// Whether it is proven that there is no such plan.
        impossible: bool,
        /// What the cheapest such plan found costs more than this one; below zero if it is cheaper.
        found: Option<DecimalText>,
        /// No such plan costs less than this more.
        at_least: Option<DecimalText>,
    }
    /// Why a vendor won or lost.
    VendorEntry {
        /// Vendor.
        vendor: String,
        /// `won`, `lost`, or `barred`: none of its quotes may serve any line.
        place: String,
        /// Plans without it if it won, with it if it lost.
        otherwise: Option<OutlookEntry>,
        /// Its quotes.
        quotes: Vec<OfferEntry>,
        /// Its levels, if it won.
        levels: Vec<LevelEntry>,
        /// What its bundles lack; none for complete ones.
        missing: Vec<MissingEntry>,
    }
    /// What an incomplete bundle lacks.
    MissingEntry {
        /// Bundle.
        bundle: String,
        /// Item.
        item: String,
        /// How much is missing over the bundle's period.
        missing: DecimalText,
    }
    /// What a quote offers to the lines for an item.
    OfferEntry {
        /// Quote.
        quote: String,
        /// Vendor.
        vendor: String,
        /// Item that the lines ask for.
        item: String,
        /// Lines that want the item and accept what is quoted.
        lines: usize,
        /// Those of them that it may serve.
        lines_open: usize,
        /// How much it covers.
        covered: DecimalText,
        /// List price.
        list: DecimalText,
        /// What is paid, or would be if it served every line that it may.
        price: Option<DecimalText>,
        /// The price of its best tier.
        lowest: DecimalText,
        /// What the lines that it may serve pay now, on average.
        paid: Option<DecimalText>,
        /// The best quote of another vendor for the lines that it serves.
        rival: Option<RivalEntry>,
        /// What stands in the way at other lines.
        barred: Vec<BarredEntry>,
    }
    /// The best quote of another vendor.
    RivalEntry {
        /// Quote.
        quote: String,
        /// Vendor.
        vendor: String,
        /// What it would charge.
        price: DecimalText,
        /// How many of the lines it may serve.
        lines: usize,
    }
    /// Why a quote may not serve lines.
    BarredEntry {
        /// The reason in words, for the first of the lines.
        reason: String,
        /// The lines.
        lines: Vec<String>,
    }
    /// Who offers an item, and who supplies it.
    ItemEntry {
        /// Item.
        item: String,
        /// What is paid for it on average; absent if nobody asks for it.
        paid: Option<DecimalText>,
        /// Every quote for it or for an accepted substitute.
        offers: Vec<OfferEntry>,
        /// Who serves each line.
        lines: Vec<ServedEntry>,
    }
    /// Part of a line, and what is paid for it.
    ServedEntry {
        /// Demand line.
        line: String,
        /// Quote.
        quote: String,
        /// Vendor.
        vendor: String,
        /// How much of it.
        covered: DecimalText,
        /// What one base unit comes to.
        price: DecimalText,
    }
    /// Who supplies a member.
    MemberEntry {
        /// Member.
        member: String,
        /// Its lines.
        lines: Vec<MemberLineEntry>,
        /// What it causes by itself beside its goods.
        own: OwnEntry,
        /// Rules that speak about its lines, with where the plan stands.
        rules: Vec<(String, Vec<StandingEntry>)>,
    }
    /// What a member causes by itself beside its goods, as invoiced.
    OwnEntry {
        /// Deliveries to its sites.
        drops: DecimalText,
        /// Broken packs.
        broken_packs: DecimalText,
        /// Goods beyond its need, and keeping them.
        surplus: DecimalText,
        /// Changes of vendor.
        switching: DecimalText,
    }
    /// A member's line.
    MemberLineEntry {
        /// Demand line.
        line: String,
        /// What serves it.
        parts: Vec<ServedEntry>,
        /// The best quote of another vendor, if it served this line too.
        rival: Option<RivalEntry>,
        /// Quotes that may not serve it, each with the reason in words.
        barred: Vec<(String, String)>,
    }
}

/// One subject, explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SectionEntry {
    /// The plan as a whole.
    Overview(OverviewEntry),
    /// A vendor.
    Vendor(VendorEntry),
    /// An item.
    Item(ItemEntry),
    /// A member.
    Member(MemberEntry),
}
