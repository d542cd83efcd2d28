//! The plan as a whole: who won and who lost, where tiers stand, what rules cost.

use std::collections::BTreeSet;

use super::question::Questions;
use super::rule::{self, RuleReason};
use super::setting::Setting;
use super::threshold::{Threshold, closest, nearest, thresholds};
use super::vendor::offers;
use crate::units::{DemandLineId, Id, VendorId};

/// The plan as a whole.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Vendors in use, in the case's order.
    pub won: Vec<WonVendor>,
    /// The others, in the case's order.
    pub lost: Vec<LostVendor>,
    /// Every rule, in the case's order.
    pub rules: Vec<RuleReason>,
}

/// A vendor in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WonVendor {
    /// The vendor.
    pub vendor: VendorId,
    /// Lines that it serves.
    pub n_lines: usize,
    /// Lines that only it may serve.
    pub n_alone: usize,
    /// The reached break or rebate level that is lost first.
    pub closest: Option<Threshold>,
    /// The break or rebate level of which the least share is missing.
    pub nearest: Option<Threshold>,
}

/// A vendor that nothing is bought from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostVendor {
    /// The vendor.
    pub vendor: VendorId,
    /// Lines that accept what it quotes.
    pub n_quoted: usize,
    /// Lines that it may serve.
    pub n_open: usize,
    /// Lines for whose goods it would charge less than is paid, if it served all it may.
    pub n_cheaper: usize,
}

pub(super) fn reason(setting: &Setting, questions: &mut Questions) -> Overview {
    let vendors = || setting.case.vendors.ids();
    Overview {
        won: vendors()
            .filter(|vendor| setting.is_used(*vendor))
            .map(|vendor| won(setting, vendor))
            .collect(),
        lost: vendors()
            .filter(|vendor| !setting.is_used(*vendor))
            .map(|vendor| lost(setting, vendor))
            .collect(),
        rules: rule::reasons(setting, questions),
    }
}

fn won(setting: &Setting, vendor: VendorId) -> WonVendor {
    let bought = setting.baskets[vendor.index()].lines().iter();
    let lines: BTreeSet<DemandLineId> = bought.map(|bought| bought.line).collect();
    let thresholds = thresholds(setting, vendor);
    WonVendor {
        vendor,
        n_lines: lines.len(),
        n_alone: lines
            .iter()
            .filter(|line| !setting.has_rival(**line))
            .count(),
        closest: closest(&thresholds),
        nearest: nearest(&thresholds),
    }
}

fn lost(setting: &Setting, vendor: VendorId) -> LostVendor {
    let quotes_of = || setting.case.quotes_of(vendor);
    let quoted = quotes_of().flat_map(|quote| setting.lines_for(quote).iter().copied());
    let quoted: BTreeSet<DemandLineId> = quoted.collect();
    let mut open = BTreeSet::new();
    let mut cheaper = BTreeSet::new();
    for offer in offers(setting, vendor) {
        for line in offer.open {
            open.insert(line);
            if offer.price.is_some_and(|price| price < setting.paid(line)) {
                cheaper.insert(line);
            }
        }
    }
    LostVendor {
        vendor,
        n_quoted: quoted.len(),
        n_open: open.len(),
        n_cheaper: cheaper.len(),
    }
}
