//! What an earlier search left, for a search of the same case or of a similar one.

use std::collections::BTreeMap;

use crate::plan::{
    Award, AwardLine, CapacityPrice, DropPrice, InternalPrices, Owner, Plan, QuantityPrice,
    Surplus, TierPrice, VendorPrice,
};
use crate::problem::Case;
use crate::units::{DemandLineId, Id, MemberId, Quantity, QuoteId, SiteId, Table};

/// An award and prices to begin from, in the ids of the case that is searched. Neither has to fit:
/// whatever does not is left aside.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// What was bought.
    pub award: Award,
    /// What proved a bound.
    pub prices: Option<InternalPrices>,
}

impl Known {
    /// What a plan of the case `from` says about the case `to`: of every line and quote that both
    /// have by the same key. A line buys what it bought, as far as it needs it; of what it needs
    /// more, the last quote serves it.
    pub fn carried(from: &Case, plan: &Plan, to: &Case) -> Self {
        let ids = Ids {
            lines: same(&from.demand, &to.demand, |line| &line.key),
            quotes: same(&from.quotes, &to.quotes, |quote| &quote.key),
            sites: same(&from.sites, &to.sites, |site| &site.key),
            members: same(&from.members, &to.members, |member| &member.key),
        };
        Self {
            award: ids.award(&plan.award, to),
            prices: plan.prices.as_ref().map(|prices| ids.prices(prices)),
        }
    }
}

/// Ids of the new case by ids of the old one.
struct Ids {
    lines: Table<DemandLineId, Option<DemandLineId>>,
    quotes: Table<QuoteId, Option<QuoteId>>,
    sites: Table<SiteId, Option<SiteId>>,
    members: Table<MemberId, Option<MemberId>>,
}

fn same<I: Id, T>(
    from: &Table<I, T>,
    to: &Table<I, T>,
    key: fn(&T) -> &String,
) -> Table<I, Option<I>> {
    let there: BTreeMap<&str, I> = to.iter().map(|(id, row)| (key(row).as_str(), id)).collect();
    from.values()
        .map(|row| there.get(key(row).as_str()).copied())
        .collect()
}

impl Ids {
    fn award(&self, award: &Award, to: &Case) -> Award {
        let mut left: Table<DemandLineId, Quantity> =
            to.demand.values().map(|line| line.quantity).collect();
        let mut carried = Award::default();
        for part in &award.lines {
            let (Some(line), Some(quote)) = (self.lines[part.line], self.quotes[part.quote]) else {
                continue;
            };
            let covered = part.covered.min(left[line]);
            left[line] -= covered;
            carried.lines.push(AwardLine {
                line,
                quote,
                covered,
            });
        }
        for part in carried.lines.iter_mut().rev() {
            part.covered += std::mem::take(&mut left[part.line]);
        }
        carried.lines.retain(|part| part.covered > Quantity::ZERO);
        carried.surplus = self.surplus(&award.surplus);
        carried.sort();
        carried
    }

    fn surplus(&self, surplus: &[Surplus]) -> Vec<Surplus> {
        let carried = surplus.iter().filter_map(|part| {
            Some(Surplus {
                quote: self.quotes[part.quote]?,
                owner: match part.owner {
                    Owner::Site(site) => Owner::Site(self.sites[site]?),
                    Owner::Member(member) => Owner::Member(self.members[member]?),
                    Owner::Pool => Owner::Pool,
                },
                quantity: part.quantity,
            })
        });
        carried.collect()
    }

    fn prices(&self, prices: &InternalPrices) -> InternalPrices {
        let tiers = prices.tiers.iter().filter_map(|price| {
            let (line, quote) = (self.lines[price.line]?, self.quotes[price.quote]?);
            Some(TierPrice {
                line,
                quote,
                ..*price
            })
        });
        let drops = prices.drops.iter().filter_map(|price| {
            let (line, quote) = (self.lines[price.line]?, self.quotes[price.quote]?);
            Some(DropPrice {
                line,
                quote,
                ..*price
            })
        });
        let vendors = prices.vendors.iter().filter_map(|price| {
            let quote = self.quotes[price.quote]?;
            Some(VendorPrice { quote, ..*price })
        });
        let quantities = prices.quantities.iter().filter_map(|price| {
            let quote = self.quotes[price.quote]?;
            Some(QuantityPrice { quote, ..*price })
        });
        let capacities = prices.capacities.iter().filter_map(|price| {
            let quote = self.quotes[price.quote]?;
            Some(CapacityPrice { quote, ..*price })
        });
        InternalPrices {
            tiers: tiers.collect(),
            drops: drops.collect(),
            vendors: vendors.collect(),
            quantities: quantities.collect(),
            capacities: capacities.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestCase, award, plan};

    /// Two shops need 3 and 4 of an item that both vendors sell; without `left_out` and with `more`
    /// needed by the second.
    fn town(left_out: Option<&str>, more: i64) -> TestCase {
        let mut case = TestCase::new();
        let item = case.item("item");
        for (key, needed) in [("a", 3), ("b", 4 + more)] {
            let shop = case.shop(key);
            case.demand(shop, item, needed);
        }
        for key in ["near", "far"] {
            if Some(key) != left_out {
                let vendor = case.vendor(key);
                case.quote(vendor, item, 2);
            }
        }
        case
    }

    fn line(index: usize) -> DemandLineId {
        DemandLineId::from_index(index)
    }

    fn quote(index: usize) -> QuoteId {
        QuoteId::from_index(index)
    }

    fn known() -> Plan {
        Plan {
            prices: Some(InternalPrices {
                tiers: vec![TierPrice {
                    line: line(1),
                    quote: quote(1),
                    tier: 0,
                    price: 5.into(),
                }],
                ..InternalPrices::default()
            }),
            ..plan(award(&[
                (line(0), quote(0), 3),
                (line(1), quote(0), 1),
                (line(1), quote(1), 3),
            ]))
        }
    }

    #[test]
    fn what_both_cases_have_is_carried_over() {
        let carried = Known::carried(&town(None, 0), &known(), &town(Some("near"), 0));
        assert_eq!(carried.award, award(&[(line(1), quote(0), 4)]));
        assert_eq!(carried.prices.unwrap().tiers[0].quote, quote(0));
    }

    #[test]
    fn lines_buy_what_they_need_now() {
        let carried = |more| Known::carried(&town(None, 0), &known(), &town(None, more)).award;
        let buys = |first, rest| {
            let rest = (line(1), quote(1), rest);
            award(&[(line(0), quote(0), 3), (line(1), quote(0), first), rest])
        };
        assert_eq!(carried(2), buys(1, 5));
        assert_eq!(carried(-2), buys(1, 1));
    }
}
