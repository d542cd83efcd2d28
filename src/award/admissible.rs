//! Which quotes may serve which demand lines, whatever the quantities.

use super::Obstacle;
use crate::plan::Award;
use crate::problem::{Case, Condition, DemandLine, RuleKind};
use crate::units::{DemandLineId, ItemId, Quantity, QuoteId, Table};

/// Every quote that may serve each demand line, in table order.
pub(super) fn choices(case: &Case) -> Vec<(DemandLineId, Vec<QuoteId>)> {
    let mut quotes_of: Table<ItemId, Vec<QuoteId>> = case.items.ids().map(|_| Vec::new()).collect();
    for (quote, offer) in case.quotes.iter() {
        quotes_of[offer.item].push(quote);
    }
    let admissible = |(line, demand): (DemandLineId, &DemandLine)| {
        let others = demand.substitutes.iter().map(|other| other.item);
        let mut items: Vec<ItemId> = std::iter::once(demand.item).chain(others).collect();
        items.sort_unstable();
        items.dedup();
        let quotes = items
            .into_iter()
            .flat_map(|item| quotes_of[item].iter().copied());
        let mut quotes: Vec<QuoteId> = quotes
            .filter(|quote| obstacle(case, line, *quote).is_none())
            .collect();
        quotes.sort_unstable();
        (line, quotes)
    };
    case.demand.iter().map(admissible).collect()
}

/// Whether an award covers every line in full, by quotes that may serve it.
pub(super) fn covers(case: &Case, award: &Award) -> bool {
    let mut covered: Table<DemandLineId, (Quantity, usize)> =
        case.demand.values().map(|_| Default::default()).collect();
    for part in &award.lines {
        let (quantity, n_quotes) = &mut covered[part.line];
        *quantity += part.covered;
        *n_quotes += 1;
        let may_serve = is_accepted(case, part.line, part.quote)
            && obstacle(case, part.line, part.quote).is_none();
        if !may_serve {
            return false;
        }
    }
    case.demand.iter().all(|(id, line)| {
        let (quantity, n_quotes) = covered[id];
        quantity == line.quantity && (n_quotes == 1 || case.items[line.item].split)
    })
}

/// Whether the quote offers an item that the line accepts.
pub(super) fn is_accepted(case: &Case, line: DemandLineId, quote: QuoteId) -> bool {
    case.factor(line, case.quotes[quote].item).is_some()
}

/// What keeps a quote for an accepted item from serving the line at all, if anything.
///
/// Price ceilings depend on the tier reached and are looked at there.
pub fn obstacle(case: &Case, line: DemandLineId, quote: QuoteId) -> Option<Obstacle> {
    let site = case.demand[line].site;
    let offer = &case.quotes[quote];
    if !is_valid_today(case, quote) {
        Some(Obstacle::Validity)
    } else if !terms_are_committed(case, quote) {
        Some(Obstacle::Term)
    } else if !case.is_in_scope(&offer.scope, site) {
        Some(Obstacle::Scope)
    } else if !is_in_service_area(case, line, quote) {
        Some(Obstacle::ServiceArea)
    } else if !has_certificates(case, quote) {
        Some(Obstacle::Certificate)
    } else if !is_in_time(case, line, quote) {
        Some(Obstacle::LeadTime)
    } else if !member_accepts(case, line, quote) {
        Some(Obstacle::MemberChoice)
    } else {
        forbidding_rule(case, line, quote).map(Obstacle::Rule)
    }
}

fn is_valid_today(case: &Case, quote: QuoteId) -> bool {
    let (from, until) = case.quotes[quote].valid;
    from.is_none_or(|day| day <= case.as_of) && until.is_none_or(|day| case.as_of <= day)
}

fn terms_are_committed(case: &Case, quote: QuoteId) -> bool {
    case.quotes[quote]
        .conditions
        .iter()
        .all(|condition| match condition {
            Condition::Term(term) => case.terms.contains(term),
            Condition::CategoryShare(_) | Condition::Members(_) => true,
        })
}

fn is_in_service_area(case: &Case, line: DemandLineId, quote: QuoteId) -> bool {
    let zones = &case.vendors[case.quotes[quote].vendor].zones;
    let zone = &case.sites[case.demand[line].site].zone;
    zones.is_empty() || zone.as_ref().is_some_and(|zone| zones.contains(zone))
}

fn has_certificates(case: &Case, quote: QuoteId) -> bool {
    let offer = &case.quotes[quote];
    let held = &case.vendors[offer.vendor].certificates;
    case.items[offer.item]
        .certificates
        .iter()
        .all(|needed| held.contains(needed))
}

fn is_in_time(case: &Case, line: DemandLineId, quote: QuoteId) -> bool {
    let (Some(needed), Some(days)) = (case.demand[line].needed_by, case.quotes[quote].lead_days)
    else {
        return true;
    };
    case.as_of
        .checked_add(jiff::Span::new().days(days))
        .is_ok_and(|arrival| arrival <= needed)
}

fn member_accepts(case: &Case, line: DemandLineId, quote: QuoteId) -> bool {
    let demand = &case.demand[line];
    let vendor = case.quotes[quote].vendor;
    let is_named = |choices: &[_]| choices.iter().any(|choice| case.is_chosen(choice, vendor));
    !is_named(&demand.refuses) && (demand.requires.is_empty() || is_named(&demand.requires))
}

fn forbidding_rule(
    case: &Case,
    line: DemandLineId,
    quote: QuoteId,
) -> Option<crate::units::RuleId> {
    let vendor = case.quotes[quote].vendor;
    let forbids = |kind: &RuleKind| match kind {
        RuleKind::Forbid(choice) => case.is_chosen(choice, vendor),
        RuleKind::Require(choice) => !case.is_chosen(choice, vendor),
        RuleKind::KeepIncumbent => case.is_switch(line, vendor),
        RuleKind::MostVendors { .. }
        | RuleKind::FewestVendors { .. }
        | RuleKind::SameVendor
        | RuleKind::LargestShare { .. }
        | RuleKind::SmallestShare { .. }
        | RuleKind::MostSwitches(_)
        | RuleKind::SwitchingCost(_)
        | RuleKind::Budget(_)
        | RuleKind::MinimumSaving(_)
        | RuleKind::NobodyAboveToday => false,
    };
    case.rules
        .iter()
        .filter(|(_, rule)| rule.price.is_none())
        .find(|(_, rule)| case.is_ruled(&rule.scope, line) && forbids(&rule.kind))
        .map(|(id, _)| id)
}
