//! Why a plan is refused.

use crate::problem::Date;

/// Everything that speaks against a plan; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Each reason.
    pub refusals: Vec<Refusal>,
}

impl std::fmt::Display for Refused {
    /// One reason per line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, refusal) in self.refusals.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{refusal}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refused {}

/// One thing that speaks against a plan. Fields hold the files' identifiers, and quantities,
/// money and prices with their unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(
    missing_docs,
    reason = "the message above each variant names every field"
)]
pub enum Refusal {
    // The plan does not fit the case.
    #[error("the plan refers to {what} number {number}, but the case has {count}")]
    Unknown {
        what: &'static str,
        number: usize,
        count: usize,
    },
    #[error("demand line `{line}` does not accept item `{item}` of quote `{quote}`")]
    ItemNotAccepted {
        line: String,
        item: String,
        quote: String,
    },
    #[error("demand line `{line}` is listed twice under quote `{quote}`")]
    RepeatedLine { line: String, quote: String },
    #[error("surplus of {owner} is listed twice under quote `{quote}`")]
    RepeatedSurplus { owner: String, quote: String },
    #[error("{what} under quote `{quote}` is {quantity}, which is not above zero")]
    NotPositive {
        what: String,
        quote: String,
        quantity: String,
    },
    #[error("{what} under quote `{quote}` is {quantity}, which is more than any case may hold")]
    TooLarge {
        what: String,
        quote: String,
        quantity: String,
    },

    // Demand lines.
    #[error("demand line `{line}` needs {needed}, but the plan covers {covered}")]
    NotCovered {
        line: String,
        needed: String,
        covered: String,
    },
    #[error("demand line `{line}` may not be split, but {n_quotes} quotes serve it")]
    Split { line: String, n_quotes: usize },
    #[error(
        "quote `{quote}` covers {covered} of demand line `{line}`, which is not a whole multiple \
         of {step}"
    )]
    OffStep {
        line: String,
        quote: String,
        covered: String,
        step: String,
    },

    // What a quote may serve.
    #[error("quote `{quote}` is valid from {from}, but the case is of {as_of}")]
    NotYetValid {
        quote: String,
        from: Date,
        as_of: Date,
    },
    #[error("quote `{quote}` was valid until {until}, but the case is of {as_of}")]
    NoLongerValid {
        quote: String,
        until: Date,
        as_of: Date,
    },
    #[error(
        "quote `{quote}` delivers {lead_days} days after {as_of}, but demand line `{line}` needs \
         it by {needed_by}"
    )]
    TooLate {
        quote: String,
        line: String,
        lead_days: u32,
        as_of: Date,
        needed_by: Date,
    },
    #[error("quote `{quote}` does not hold at site `{site}` of demand line `{line}`")]
    OutOfScope {
        quote: String,
        site: String,
        line: String,
    },
    #[error("vendor `{vendor}` does not serve site `{site}`, which is in {zone}")]
    ZoneNotServed {
        vendor: String,
        site: String,
        zone: String,
    },
    #[error("vendor `{vendor}` lacks certificate `{certificate}`, which item `{item}` requires")]
    CertificateMissing {
        vendor: String,
        certificate: String,
        item: String,
    },
    #[error("demand line `{line}` refuses vendor `{vendor}`")]
    VendorRefused { line: String, vendor: String },
    #[error("demand line `{line}` requires other vendors than `{vendor}`")]
    OtherVendorsRequired { line: String, vendor: String },
    #[error("rule `{rule}` forbids vendor `{vendor}` for demand line `{line}`")]
    Forbidden {
        rule: String,
        vendor: String,
        line: String,
    },
    #[error("rule `{rule}` requires other vendors than `{vendor}` for demand line `{line}`")]
    RuledOut {
        rule: String,
        vendor: String,
        line: String,
    },
    #[error(
        "rule `{rule}` keeps demand line `{line}` with `{today}`, its vendor of today, but vendor \
         `{vendor}` serves it"
    )]
    Switched {
        rule: String,
        line: String,
        today: String,
        vendor: String,
    },
    #[error("quote `{quote}` asks for term `{term}`, to which the cooperative has not committed")]
    TermNotCommitted { quote: String, term: String },
    #[error("demand line `{line}` accepts at most {ceiling}, but quote `{quote}` costs {price}")]
    AboveCeiling {
        line: String,
        ceiling: String,
        quote: String,
        price: String,
    },

    // A quote's limits.
    #[error("quote `{quote}` asks for at least {least} {period}, but {quantity} is bought")]
    UnderMinimum {
        quote: String,
        least: String,
        period: String,
        quantity: String,
    },
    #[error("quote `{quote}` allows at most {most} {period}, but {quantity} is bought")]
    OverCapacity {
        quote: String,
        most: String,
        period: String,
        quantity: String,
    },
    #[error("quote `{quote}` is sold in lots of {lot}, but {quantity} is bought")]
    BrokenLot {
        quote: String,
        lot: String,
        quantity: String,
    },
    #[error("quote `{quote}` sells whole packs of {content} to {buyer}, but {quantity} is bought")]
    BrokenPacks {
        quote: String,
        content: String,
        buyer: String,
        quantity: String,
    },
    #[error("quote `{quote}` allows no surplus for {owner}")]
    WrongOwner { quote: String, owner: String },
    #[error("surplus under quote `{quote}` goes to {owner}, without anything bought there")]
    SurplusWithoutPurchase { quote: String, owner: String },
    #[error(
        "surplus of {quantity} under quote `{quote}` for {owner}: item `{item}` may not be \
         bought beyond the demand{exception}"
    )]
    OverBuying {
        quote: String,
        quantity: String,
        owner: String,
        item: String,
        exception: String,
    },
    #[error("surplus of {quantity} under quote `{quote}` is not a whole multiple of {step}")]
    SurplusOffStep {
        quote: String,
        quantity: String,
        step: String,
    },
    #[error(
        "quote `{quote}` asks that vendor `{vendor}` supplies at least {least} of the {demand} \
         in demand, but it supplies {quantity}"
    )]
    ShareTooSmall {
        quote: String,
        vendor: String,
        least: String,
        demand: String,
        quantity: String,
    },
    #[error(
        "quote `{quote}` asks that at least {least} members buy from vendor `{vendor}`, but \
         {n_members} do"
    )]
    TooFewMembers {
        quote: String,
        least: u32,
        vendor: String,
        n_members: usize,
    },

    // A vendor's limits.
    #[error("vendor `{vendor}` asks for at least {least} {period}, but {spend} is spent")]
    UnderVendorMinimum {
        vendor: String,
        least: String,
        period: String,
        spend: String,
    },
    #[error("vendor `{vendor}` can supply at most {most} {period}, but {amount} is bought")]
    OverVendorCapacity {
        vendor: String,
        most: String,
        period: String,
        amount: String,
    },
    #[error("vendor `{vendor}` asks for at least {least} per drop, but site `{site}` gets {value}")]
    DropTooSmall {
        vendor: String,
        least: String,
        site: String,
        value: String,
    },

    // Routes.
    #[error("the routes are refused: {reason}")]
    Routes { reason: String },
    #[error("goods of vendor `{vendor}` are collected, but no vehicle fetches them")]
    NotFetched { vendor: String },

    // Rules about several lines at once.
    #[error("rule `{rule}` {limit}, but {found}")]
    RuleBroken {
        rule: String,
        limit: String,
        found: String,
    },

    // Internal prices.
    #[error(
        "the internal prices speak of tier {tier} of quote `{quote}`, but its last is tier {last}, \
         counted from 0"
    )]
    UnknownTier {
        quote: String,
        tier: usize,
        last: usize,
    },
    #[error("the internal price of {what} {wrong}")]
    InternalPrice { what: String, wrong: String },

    // What the plan claims.
    #[error("the plan claims that internal prices prove its bound of {bound}, but {found}")]
    BoundNotCertified { bound: String, found: String },
    #[error("the plan claims that no plan costs less than {bound}, but it costs {cost} itself")]
    BoundAboveCost { bound: String, cost: String },
}
