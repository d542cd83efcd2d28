//! Interchangeable demand lines merged into one, where that is exact.
//!
//! Two lines are interchangeable if they may be split, want the same item on the same terms
//! (substitutes, ceiling, admissible quotes), and nothing that is charged or limited looks at
//! where they are: no drop fee or least drop, no packs per site or member, no broken-pack fee, no
//! condition on the number of members. Lines of one site need only the former. Any division of a
//! merged line's award among its lines then costs the same.

use std::collections::BTreeMap;

use super::admissible;
use crate::plan::{Award, AwardLine};
use crate::problem::{Case, Condition, DemandLine, PackScope};
use crate::units::{DemandLineId, ItemId, MemberId, Quantity, QuoteId, SiteId, Table};

/// A case whose lines stand for one or more lines of another case.
pub(super) struct Merged {
    /// The smaller case.
    pub case: Case,
    /// Lines of the original case, by line of the smaller one.
    classes: Table<DemandLineId, Vec<DemandLineId>>,
}

/// What must be equal for lines to be interchangeable, apart from their own terms.
type Key = (ItemId, Vec<QuoteId>, Option<SiteId>, Option<MemberId>);

impl Merged {
    /// Merges what is interchangeable.
    pub fn new(case: &Case) -> Self {
        let mut by_key: BTreeMap<Key, Vec<Vec<DemandLineId>>> = BTreeMap::new();
        for (line, quotes) in admissible::choices(case) {
            let classes = by_key.entry(key(case, line, quotes)).or_default();
            let is_split = case.items[case.demand[line].item].split;
            let like = classes.iter_mut().find(|class| {
                is_split && has_same_terms(&case.demand[class[0]], &case.demand[line])
            });
            match like {
                Some(class) => class.push(line),
                None => classes.push(vec![line]),
            }
        }
        let mut classes: Vec<_> = by_key.into_values().flatten().collect();
        classes.sort_unstable();
        let demand = classes.iter().map(|class| {
            let quantity = class.iter().map(|line| case.demand[*line].quantity).sum();
            DemandLine {
                quantity,
                ..case.demand[class[0]].clone()
            }
        });
        let merged = Case {
            demand: demand.collect(),
            ..case.clone()
        };
        Self {
            case: merged,
            classes: Table::new(classes),
        }
    }

    /// Divides the merged lines' awards among the lines they stand for, in order.
    pub fn divide(&self, original: &Case, award: &Award) -> Award {
        let mut divided = Award {
            lines: Vec::new(),
            surplus: award.surplus.clone(),
        };
        for (class, lines) in self.classes.iter() {
            let mut parts = award
                .lines
                .iter()
                .filter(|entry| entry.line == class)
                .copied();
            let mut part = parts.next();
            for line in lines {
                let mut needed = original.demand[*line].quantity;
                while needed > Quantity::ZERO {
                    let Some(left) = part.as_mut() else { break };
                    let covered = needed.min(left.covered);
                    divided.lines.push(AwardLine {
                        line: *line,
                        quote: left.quote,
                        covered,
                    });
                    needed -= covered;
                    left.covered -= covered;
                    if left.covered.is_zero() {
                        part = parts.next();
                    }
                }
            }
        }
        divided.sort();
        divided
    }
}

fn key(case: &Case, line: DemandLineId, quotes: Vec<QuoteId>) -> Key {
    let site = case.demand[line].site;
    let looks_at_site = quotes.iter().any(|quote| looks_at_site(case, *quote, site));
    let looks_at_member = quotes.iter().any(|quote| looks_at_member(case, *quote));
    (
        case.demand[line].item,
        quotes,
        looks_at_site.then_some(site),
        looks_at_member.then_some(case.sites[site].member),
    )
}

fn looks_at_site(case: &Case, quote: QuoteId, site: SiteId) -> bool {
    let offer = &case.quotes[quote];
    let drop = case.vendors[offer.vendor]
        .delivery
        .drop_in(case.sites[site].zone.as_deref());
    drop.is_some_and(|drop| !drop.fee.is_zero() || drop.value_min.is_some())
        || offer.pack.whole == Some(PackScope::Site)
        || !offer.pack.broken_fee.is_zero()
}

fn looks_at_member(case: &Case, quote: QuoteId) -> bool {
    let counts_members = |condition: &Condition| match condition {
        Condition::Members(_) => true,
        Condition::CategoryShare(_) | Condition::Term(_) => false,
    };
    let vendor = case.quotes[quote].vendor;
    case.quotes[quote].pack.whole == Some(PackScope::Member)
        || case
            .quotes_of(vendor)
            .any(|other| case.quotes[other].conditions.iter().any(counts_members))
}

fn has_same_terms(a: &DemandLine, b: &DemandLine) -> bool {
    a.substitutes == b.substitutes && a.price_ceiling == b.price_ceiling
}
