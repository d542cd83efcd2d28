//! Explanations as data.

use super::json_types::{
    BarredEntry, ExplainFile, ItemEntry, LevelEntry, LostEntry, MemberEntry, MemberLineEntry,
    MissingEntry, NextLevelEntry, OfferEntry, OutlookEntry, OverviewEntry, OwnEntry, RivalEntry,
    RuleEntry, SectionEntry, ServedEntry, StandingEntry, VendorEntry, WonEntry,
};
use crate::explain::{
    Explanation, ItemReason, MemberLine, MemberReason, Offer, Outlook, Overview, Place, Quoted,
    Rival, RuleReason, Served, Threshold, ThresholdOf, VendorReason, Verdict, Worth,
};
use crate::problem::Case;
use crate::report::infeasible::reason;
use crate::report::plan_json::{DecimalText, horizon_entry, period_key};
use crate::report::rules::group;
use crate::units::{Decimal, Money};
use crate::verify::{RuleStanding, VerifiedPlan};

/// Version of the format; rises when a key changes its meaning or goes away.
const SCHEMA_VERSION: u32 = 1;

impl ExplainFile {
    /// The file of explanations.
    pub fn of(case: &Case, plan: &VerifiedPlan, explanations: &[Explanation]) -> Self {
        let sections = explanations.iter().map(|explanation| match explanation {
            Explanation::Overview(all) => SectionEntry::Overview(overview(case, all)),
            Explanation::Vendor(one) => SectionEntry::Vendor(vendor(case, one)),
            Explanation::Item(one) => SectionEntry::Item(item(case, one)),
            Explanation::Member(one) => SectionEntry::Member(member(case, one)),
        });
        Self {
            schema_version: SCHEMA_VERSION,
            case: case.name.clone(),
            currency: case.currency.code().to_owned(),
            horizon: horizon_entry(case),
            objective: exact(plan.objective()),
            bound: exact(plan.plan().proof.bound),
            sections: sections.collect(),
        }
    }

    /// The file's text.
    ///
    /// # Panics
    /// Never: every field is a string, a number or a list of such.
    pub fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("the keys are strings");
        text.push('\n');
        text
    }

    /// The JSON Schema of the format.
    ///
    /// # Panics
    /// Never: a schema is JSON.
    pub fn schema() -> String {
        let schema = schemars::schema_for!(ExplainFile);
        let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
        text.push('\n');
        text
    }
}

fn exact(money: Money) -> DecimalText {
    DecimalText::exact(money.value())
}

fn number(value: Decimal) -> DecimalText {
    DecimalText::exact(value)
}

fn overview(case: &Case, overview: &Overview) -> OverviewEntry {
    let key = |vendor| case.vendors[vendor].key.clone();
    let level = |at: &Option<Threshold>| at.as_ref().map(|at| level(case, at));
    OverviewEntry {
        won: overview
            .won
            .iter()
            .map(|won| WonEntry {
                vendor: key(won.vendor),
                lines: won.n_lines,
                lines_alone: won.n_alone,
                closest: level(&won.closest),
                nearest: level(&won.nearest),
            })
            .collect(),
        lost: overview
            .lost
            .iter()
            .map(|lost| LostEntry {
                vendor: key(lost.vendor),
                lines: lost.n_quoted,
                lines_open: lost.n_open,
                lines_cheaper: lost.n_cheaper,
            })
            .collect(),
        rules: overview.rules.iter().map(|one| rule(case, one)).collect(),
    }
}

fn level(case: &Case, at: &Threshold) -> LevelEntry {
    let (of, id) = match at.of {
        ThresholdOf::Group(id) => ("breaks", &case.groups[id].key),
        ThresholdOf::Rebate(id) => ("rebate", &case.rebates[id].key),
    };
    LevelEntry {
        of: of.to_owned(),
        id: id.clone(),
        per: period_key(at.per),
        counted: number(at.counted),
        from: at.reached.map(|level| number(level.from)),
        margin: at.reached.map(|level| number(level.margin)),
        next: at.next.map(|next| {
            let (now, above) = match next.worth {
                Worth::Now(money) => (Some(exact(money)), None),
                Worth::Above(money) => (None, Some(exact(money))),
            };
            NextLevelEntry {
                from: number(next.from),
                missing: number(next.missing),
                worth_now: now,
                worth_above: above,
            }
        }),
    }
}

fn rule(case: &Case, one: &RuleReason) -> RuleEntry {
    let saving = one.saving;
    let verdict = match saving.map(|saving| saving.verdict()) {
        Some(Verdict::Binds) => "binds",
        Some(Verdict::MayBind) => "may_bind",
        Some(Verdict::Free) => "free",
        Some(Verdict::Open) => "open",
        None => "silent",
    };
    RuleEntry {
        rule: case.rules[one.rule].key.clone(),
        standings: standings(case, &one.standings),
        charged: exact(one.charged),
        verdict: verdict.to_owned(),
        found: saving.map(|saving| exact(saving.found)),
        at_most: saving.and_then(|saving| saving.most).map(exact),
        at_least: saving.map(|saving| exact(saving.sure)),
    }
}

fn standings(case: &Case, standings: &[RuleStanding]) -> Vec<StandingEntry> {
    let entries = standings.iter().map(|at| StandingEntry {
        group: group(case, &at.group),
        vendor: at.vendor.map(|id| case.vendors[id].key.clone()),
        measured: number(at.measured),
        limit: number(at.limit),
        broken: number(at.broken),
    });
    entries.collect()
}

fn vendor(case: &Case, one: &VendorReason) -> VendorEntry {
    let (place, otherwise) = match one.place {
        Place::Won(found) => ("won", Some(outlook(found))),
        Place::Lost(found) => ("lost", Some(outlook(found))),
        Place::Barred => ("barred", None),
    };
    let missing = one.bundles.iter().flat_map(|(bundle, parts)| {
        parts.iter().map(|part| MissingEntry {
            bundle: case.bundles[*bundle].key.clone(),
            item: case.items[part.item].key.clone(),
            missing: part.missing.into(),
        })
    });
    VendorEntry {
        vendor: case.vendors[one.vendor].key.clone(),
        place: place.to_owned(),
        otherwise,
        quotes: one.quotes.iter().map(|one| quoted(case, one)).collect(),
        levels: one.thresholds.iter().map(|at| level(case, at)).collect(),
        missing: missing.collect(),
    }
}

fn outlook(outlook: Outlook) -> OutlookEntry {
    let (found, at_least) = match outlook {
        Outlook::Found { found, least } => (Some(found), Some(least)),
        Outlook::Open { least } => (None, least),
        Outlook::Impossible => (None, None),
    };
    OutlookEntry {
        impossible: outlook == Outlook::Impossible,
        found: found.map(exact),
        at_least: at_least.map(exact),
    }
}

fn quoted(case: &Case, one: &Quoted) -> OfferEntry {
    OfferEntry {
        paid: one.paid.map(exact),
        rival: one.rival.as_ref().map(|one| rival(case, one)),
        ..offer(case, &one.offer)
    }
}

fn offer(case: &Case, offer: &Offer) -> OfferEntry {
    let barred = offer.barred.iter().map(|one| BarredEntry {
        reason: reason(case, one.lines[0], offer.quote, one.obstacle),
        lines: one
            .lines
            .iter()
            .map(|line| case.demand[*line].key.clone())
            .collect(),
    });
    let quote = &case.quotes[offer.quote];
    OfferEntry {
        quote: quote.key.clone(),
        vendor: case.vendors[quote.vendor].key.clone(),
        item: case.items[offer.item].key.clone(),
        lines: offer.n_lines,
        lines_open: offer.open.len(),
        covered: offer.covered.into(),
        list: exact(offer.list),
        price: offer.price.map(exact),
        lowest: exact(offer.lowest),
        paid: None,
        rival: None,
        barred: barred.collect(),
    }
}

fn rival(case: &Case, rival: &Rival) -> RivalEntry {
    let quote = &case.quotes[rival.quote];
    RivalEntry {
        quote: quote.key.clone(),
        vendor: case.vendors[quote.vendor].key.clone(),
        price: exact(rival.price),
        lines: rival.n_lines,
    }
}

fn item(case: &Case, one: &ItemReason) -> ItemEntry {
    ItemEntry {
        item: case.items[one.item].key.clone(),
        paid: one.paid.map(exact),
        offers: one.offers.iter().map(|one| offer(case, one)).collect(),
        lines: served(case, &one.lines),
    }
}

fn served(case: &Case, parts: &[Served]) -> Vec<ServedEntry> {
    let entries = parts.iter().map(|part| {
        let quote = &case.quotes[part.quote];
        ServedEntry {
            line: case.demand[part.line].key.clone(),
            quote: quote.key.clone(),
            vendor: case.vendors[quote.vendor].key.clone(),
            covered: part.covered.into(),
            price: exact(part.price),
        }
    });
    entries.collect()
}

fn member(case: &Case, one: &MemberReason) -> MemberEntry {
    let rules = one
        .rules
        .iter()
        .map(|(id, at)| (case.rules[*id].key.clone(), standings(case, at)));
    let own = &one.own;
    MemberEntry {
        member: case.members[one.member].key.clone(),
        lines: one
            .lines
            .iter()
            .map(|line| member_line(case, line))
            .collect(),
        own: OwnEntry {
            drops: exact(own.drops),
            broken_packs: exact(own.broken_packs),
            surplus: exact(own.surplus),
            switching: exact(own.switching),
        },
        rules: rules.collect(),
    }
}

fn member_line(case: &Case, line: &MemberLine) -> MemberLineEntry {
    let barred = line.barred.iter().map(|(quote, obstacle)| {
        let words = reason(case, line.line, *quote, *obstacle);
        (case.quotes[*quote].key.clone(), words)
    });
    MemberLineEntry {
        line: case.demand[line.line].key.clone(),
        parts: served(case, &line.parts),
        rival: line.rival.as_ref().map(|one| rival(case, one)),
        barred: barred.collect(),
    }
}
