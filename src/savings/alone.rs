//! The case of a coalition that buys by itself; `models/savings.md` says what it is.
//!
//! It has these members, their sites and their demand lines; every vendor, quote, break, rebate
//! and bundle on the same terms; capacities cut to its entitlement. A quote's condition on the number
//! of members and its share of a category count within the coalition. Of the rules it keeps those
//! about members: with a member, a site or a member tag in their scope, or asked of each member or
//! site. What the cooperative as a whole imposed on itself does not bind it, nor what it promised its
//! members about money: budgets and savings limit what a member pays within it. A switching cost is kept whatever its scope: it is a cost of changing vendors, with the
//! cooperative or without. Rules with a price are left out, so that a bound on this case's objective
//! is one on its landed cost.
//!
//! Items, vendors, quotes, groups, rebates and bundles keep their ids; members, sites, demand lines
//! and rules are counted anew, in their order.

use std::collections::BTreeMap;

use super::entitlement::cut_capacities;
use crate::problem::{Case, DemandLine, Each, Rule, RuleKind, RuleScope, Scope, Site};
use crate::units::{DemandLineId, Id, MemberId, SiteId};

/// A zone in which no site lies: a zone's name is never empty.
const NOWHERE: &str = "";

/// The case of these members by themselves.
pub fn coalition_case(case: &Case, members: &[MemberId]) -> Case {
    let new = NewIds::of(case, members);
    let is_inside = |line: DemandLineId| new.sites.contains_key(&case.demand[line].site);
    let mut part = case.clone();
    part.members = new
        .members
        .keys()
        .map(|id| case.members[*id].clone())
        .collect();
    part.sites = new.sites.keys().map(|id| new.site(case, *id)).collect();
    let lines = case.demand.iter().filter(|(id, _)| is_inside(*id));
    part.demand = lines.map(|(_, line)| new.line(line)).collect();
    for quote in case.quotes.ids() {
        let offer = &mut part.quotes[quote];
        offer.scope = new.scopes(&offer.scope);
        offer.surplus_owner = offer
            .surplus_owner
            .and_then(|owner| new.members.get(&owner).copied());
    }
    part.rules = case
        .rules
        .values()
        .filter_map(|rule| new.rule(rule))
        .collect();
    cut_capacities(case, &mut part, &is_inside);
    part
}

/// Ids of the whole case with those of the coalition's.
struct NewIds {
    members: BTreeMap<MemberId, MemberId>,
    sites: BTreeMap<SiteId, SiteId>,
}

impl NewIds {
    fn of(case: &Case, members: &[MemberId]) -> Self {
        let is_member = |id: &MemberId| members.contains(id);
        let sites = case
            .sites
            .iter()
            .filter(|(_, site)| is_member(&site.member));
        Self {
            members: numbered(case.members.ids().filter(is_member)),
            sites: numbered(sites.map(|(id, _)| id)),
        }
    }

    fn site(&self, case: &Case, id: SiteId) -> Site {
        let site = &case.sites[id];
        Site {
            member: self.members[&site.member],
            ..site.clone()
        }
    }

    fn line(&self, line: &DemandLine) -> DemandLine {
        DemandLine {
            site: self.sites[&line.site],
            ..line.clone()
        }
    }

    /// The scopes that are left; a quote for others alone holds nowhere.
    fn scopes(&self, scopes: &[Scope]) -> Vec<Scope> {
        let kept = scopes.iter().filter_map(|scope| match scope {
            Scope::Site(site) => self.sites.get(site).copied().map(Scope::Site),
            Scope::Member(member) => self.members.get(member).copied().map(Scope::Member),
            Scope::Zone(zone) => Some(Scope::Zone(zone.clone())),
        });
        let kept: Vec<Scope> = kept.collect();
        if kept.is_empty() && !scopes.is_empty() {
            return vec![Scope::Zone(NOWHERE.to_owned())];
        }
        kept
    }

    /// The rule as it binds the coalition, if it does.
    fn rule(&self, rule: &Rule) -> Option<Rule> {
        let is_cost = matches!(rule.kind, RuleKind::SwitchingCost(_));
        if !is_cost && (rule.price.is_some() || !is_about_members(rule)) {
            return None;
        }
        let member = match rule.scope.member {
            Some(member) => Some(*self.members.get(&member)?),
            None => None,
        };
        let site = match rule.scope.site {
            Some(site) => Some(*self.sites.get(&site)?),
            None => None,
        };
        Some(Rule {
            scope: RuleScope {
                member,
                site,
                ..rule.scope.clone()
            },
            ..rule.clone()
        })
    }
}

/// The ids with their places among themselves.
fn numbered<I: Id>(ids: impl Iterator<Item = I>) -> BTreeMap<I, I> {
    ids.enumerate()
        .map(|(index, id)| (id, I::from_index(index)))
        .collect()
}

fn is_about_members(rule: &Rule) -> bool {
    let is_promise = match rule.kind {
        RuleKind::Budget(_) | RuleKind::MinimumSaving(_) | RuleKind::NobodyAboveToday => true,
        RuleKind::Forbid(_)
        | RuleKind::Require(_)
        | RuleKind::MostVendors { .. }
        | RuleKind::FewestVendors { .. }
        | RuleKind::SameVendor
        | RuleKind::LargestShare { .. }
        | RuleKind::SmallestShare { .. }
        | RuleKind::KeepIncumbent
        | RuleKind::MostSwitches(_)
        | RuleKind::SwitchingCost(_) => false,
    };
    let scope = &rule.scope;
    let each = match rule.each {
        Each::Member | Each::Site => true,
        Each::Whole | Each::Category | Each::Item => false,
    };
    let is_scoped = scope.member.is_some() || scope.site.is_some() || scope.member_tag.is_some();
    !is_promise && (each || is_scoped)
}
