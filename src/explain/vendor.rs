//! Why a vendor won or lost.

use super::offer::{Offer, Rival, items_asked};
use super::question::{Outlook, Questions};
use super::setting::Setting;
use super::threshold::{MissingPart, Threshold, missing_parts, thresholds};
use crate::problem::{Case, Each, Rule, RuleKind, RuleScope, VendorChoice};
use crate::units::{BundleId, Id, Money, QuoteId, VendorId};

/// One vendor.
#[derive(Clone, Debug)]
pub struct VendorReason {
    /// The vendor.
    pub vendor: VendorId,
    /// Whether anything is bought from it, and what the opposite would cost.
    pub place: Place,
    /// Its quotes, by quote and then by item asked for.
    pub quotes: Vec<Quoted>,
    /// Where its breaks and rebates stand; empty for a vendor that lost.
    pub thresholds: Vec<Threshold>,
    /// Its bundles, with what each lacks.
    pub bundles: Vec<(BundleId, Vec<MissingPart>)>,
}

/// Whether anything is bought from a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It won: what plans without it cost against this one.
    Won(Outlook),
    /// It lost: what plans that buy something from it cost against this one.
    Lost(Outlook),
    /// It lost because none of its quotes may serve any line.
    Barred,
}

/// A quote of the vendor's, beside what it competes with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// What it offers.
    pub offer: Offer,
    /// What the lines that it may serve pay now, on average, and how many quotes of other vendors
    /// serve them; `None` if it may serve none.
    pub paid: Option<Money>,
    /// The quotes of other vendors that serve lines which it may serve.
    pub winners: Vec<QuoteId>,
    /// The best quote of another vendor for the lines that it serves.
    pub rival: Option<Rival>,
}

/// Whether any quote of a vendor may serve any line.
pub(super) fn may_serve(setting: &Setting, vendor: VendorId) -> bool {
    setting.case.quotes_of(vendor).any(|quote| {
        let mut lines = setting.lines_for(quote).iter();
        lines.any(|line| setting.obstacle(*line, quote).is_none())
    })
}

pub(super) fn reason(
    setting: &Setting,
    vendor: VendorId,
    questions: &mut Questions,
) -> VendorReason {
    let case = setting.case;
    let is_used = setting.is_used(vendor);
    let place = if is_used {
        Place::Won(questions.outlook(&with_rule(case, without(vendor))))
    } else if may_serve(setting, vendor) {
        Place::Lost(questions.outlook(&with_rule(case, forced(vendor))))
    } else {
        Place::Barred
    };
    let basket = &setting.baskets[vendor.index()];
    let bundles = case.bundles.iter();
    let bundles = bundles.filter(|(_, bundle)| is_used && bundle.vendor == vendor);
    VendorReason {
        vendor,
        place,
        quotes: offers(setting, vendor)
            .map(|offer| quoted(setting, offer))
            .collect(),
        thresholds: if is_used {
            thresholds(setting, vendor)
        } else {
            Vec::new()
        },
        bundles: bundles
            .map(|(id, _)| (id, missing_parts(case, basket, id)))
            .collect(),
    }
}

fn without(vendor: VendorId) -> RuleKind {
    RuleKind::Forbid(VendorChoice::Vendor(vendor))
}

fn forced(vendor: VendorId) -> RuleKind {
    RuleKind::FewestVendors {
        fewest: 1,
        of: Some(VendorChoice::Vendor(vendor)),
    }
}

/// The case with one rule more, about all lines, that may not be broken.
fn with_rule(case: &Case, kind: RuleKind) -> Case {
    let mut changed = case.clone();
    changed.rules.push(Rule {
        key: String::new(),
        kind,
        scope: RuleScope::default(),
        each: Each::Whole,
        price: None,
        note: None,
    });
    changed
}

/// What the vendor's quotes offer, by quote and then by item asked for.
pub(super) fn offers(setting: &Setting, vendor: VendorId) -> impl Iterator<Item = Offer> {
    let quotes = setting.case.quotes_of(vendor);
    let pairs = quotes.flat_map(|quote| {
        let items = items_asked(setting, quote).into_iter();
        items.map(move |item| (item, quote))
    });
    pairs.filter_map(|(item, quote)| setting.offer(item, quote))
}

fn quoted(setting: &Setting, offer: Offer) -> Quoted {
    let vendor = setting.case.quotes[offer.quote].vendor;
    let parts = offer.open.iter().flat_map(|line| setting.parts(*line));
    let mut winners: Vec<QuoteId> = parts
        .map(|part| part.quote)
        .filter(|quote| setting.case.quotes[*quote].vendor != vendor)
        .collect();
    winners.sort_unstable();
    winners.dedup();
    let served = setting.served(offer.item, offer.quote);
    Quoted {
        paid: setting.paid_for(&offer.open),
        winners,
        rival: setting.rival(&served),
        offer,
    }
}
