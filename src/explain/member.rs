//! Who supplies a member, at which price against the next best, and what it asks for.

use super::item::{Served, served};
use super::offer::Rival;
use super::setting::Setting;
use crate::award::Obstacle;
use crate::plan::{Owner, Reason};
use crate::units::{DemandLineId, MemberId, Money, QuoteId, RuleId, SiteId};
use crate::verify::RuleStanding;

/// One member.
#[derive(Clone, Debug)]
pub struct MemberReason {
    /// The member.
    pub member: MemberId,
    /// Its lines.
    pub lines: Vec<MemberLine>,
    /// What it causes by itself beside its goods.
    pub own: OwnCharges,
    /// The rules that speak about any of its lines, with where the plan stands for those groups
    /// that hold one; none for switching costs.
    pub rules: Vec<(RuleId, Vec<RuleStanding>)>,
}

/// What a member causes by itself beside its goods, over the horizon, as invoiced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnCharges {
    /// Deliveries to its sites.
    pub drops: Money,
    /// Broken packs at its sites.
    pub broken_packs: Money,
    /// What it buys beyond its need, and keeping it.
    pub surplus: Money,
    /// Changing vendors.
    pub switching: Money,
}

/// A line of a member's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLine {
    /// The line.
    pub line: DemandLineId,
    /// What serves it.
    pub parts: Vec<Served>,
    /// The best quote of another vendor, if it served this line too.
    pub rival: Option<Rival>,
    /// Quotes that may not serve it, with what stands in the way.
    pub barred: Vec<(QuoteId, Obstacle)>,
}

pub(super) fn reason(setting: &Setting, member: MemberId) -> MemberReason {
    let case = setting.case;
    let own: Vec<DemandLineId> = case
        .demand
        .ids()
        .filter(|line| case.member_of(*line) == member)
        .collect();
    MemberReason {
        member,
        lines: own.iter().map(|line| line_reason(setting, *line)).collect(),
        own: own_charges(setting, member),
        rules: rules(setting, member),
    }
}

fn own_charges(setting: &Setting, member: MemberId) -> OwnCharges {
    let case = setting.case;
    let mut own = OwnCharges::default();
    let is_at_home = |site: SiteId| case.sites[site].member == member;
    let owns = |quote: QuoteId, owner| match owner {
        Owner::Site(site) => is_at_home(site),
        Owner::Member(other) => other == member,
        Owner::Pool => case.quotes[quote].surplus_owner == Some(member),
    };
    for line in setting.plan.lines() {
        match line.charge.reason {
            Reason::Drop(site) if is_at_home(site) => own.drops += line.total,
            Reason::BrokenPack(_, site) if is_at_home(site) => own.broken_packs += line.total,
            Reason::SurplusGoods(quote, owner) | Reason::SurplusCost(quote, owner)
                if owns(quote, owner) =>
            {
                own.surplus += line.total;
            }
            Reason::Switching(line_id, _) if case.member_of(line_id) == member => {
                own.switching += line.total;
            }
            Reason::Drop(_)
            | Reason::BrokenPack(..)
            | Reason::SurplusGoods(..)
            | Reason::SurplusCost(..)
            | Reason::Switching(..)
            | Reason::Goods(..)
            | Reason::BreakDiscount(_)
            | Reason::Bundle(_)
            | Reason::Rebate(_)
            | Reason::FixedFee
            | Reason::Collection => {}
        }
    }
    own
}

fn line_reason(setting: &Setting, line: DemandLineId) -> MemberLine {
    let case = setting.case;
    let quotes = case.quotes.iter();
    let accepted = quotes.filter(|(_, quote)| case.factor(line, quote.item).is_some());
    MemberLine {
        line,
        parts: served(setting, line),
        rival: setting.rival(&[line]),
        barred: accepted
            .filter_map(|(quote, _)| Some((quote, setting.obstacle(line, quote)?)))
            .collect(),
    }
}

fn rules(setting: &Setting, member: MemberId) -> Vec<(RuleId, Vec<RuleStanding>)> {
    let case = setting.case;
    let mut found = Vec::new();
    for (id, rule) in case.rules.iter() {
        let groups = case.rule_groups(rule).into_iter();
        let is_own = |lines: &[DemandLineId]| {
            let mut lines = lines.iter();
            lines.any(|line| case.member_of(*line) == member)
        };
        let own: Vec<_> = groups
            .filter(|(_, lines)| is_own(lines))
            .map(|(group, _)| group)
            .collect();
        if own.is_empty() {
            continue;
        }
        let standings = setting.plan.standings().iter();
        let standings = standings.filter(|at| at.rule == id && own.contains(&at.group));
        found.push((id, standings.cloned().collect()));
    }
    found
}
