//! Tiny cases written in code.
//!
//! [`TestCase`] dereferences to [`Case`], so what has no short form here is set as a field:
//!
//! ```
//! use rochdale::testing::{TestCase, award, qty};
//!
//! let mut case = TestCase::new();
//! let shop = case.shop("shop");
//! let flour = case.item("flour");
//! let need = case.demand(shop, flour, 6);
//! let mill = case.vendor("mill");
//! let quote = case.quote(mill, flour, 9);
//! case.all_units(&[quote], &[(10, 8)]);
//! case.quotes[quote].lot_size = Some(qty(2));
//! let award = award(&[(need, quote, 6)]);
//! let charges = rochdale::pricing::exact::charges(&case, &award);
//! assert_eq!(rochdale::pricing::exact::cost(&case, &charges).to_string(), "54");
//! ```

use std::ops::{Deref, DerefMut};

use crate::plan::{Award, AwardLine, BoundSource, Owner, Plan, Proof, RoutePlan, Status, Surplus};
use crate::problem::{
    AllUnitsTier, BreakGroup, Bundle, BundlePart, Case, Counted, Date, DeliveryResources,
    DeliveryTerms, DemandLine, Discount, Drop, Each, Horizon, IncrementalTier, Item, Member, Pack,
    PackScope, Period, Quote, QuoteStructure, RebateTier, Rule, RuleKind, RuleScope,
    SettlementTerms, Site, SpendRebate, StorageClass, Vendor,
};
use crate::units::{
    BreakGroupId, BundleId, Currency, Decimal, DemandLineId, ItemId, MemberId, Money, Price,
    Quantity, QuoteId, RebateId, RuleId, SiteId, Table, VendorId,
};

/// A quantity from an integer or a decimal.
pub fn qty(value: impl Into<Decimal>) -> Quantity {
    Quantity::new(value.into())
}

/// Money from an integer or a decimal.
pub fn money(value: impl Into<Decimal>) -> Money {
    Money::new(value.into())
}

/// An award of (line, quote, covered), without surplus.
pub fn award<C>(lines: &[(DemandLineId, QuoteId, C)]) -> Award
where
    C: Copy + Into<Decimal>,
{
    let lines = lines.iter().map(|&(line, quote, covered)| AwardLine {
        line,
        quote,
        covered: qty(covered),
    });
    let mut award = Award {
        lines: lines.collect(),
        surplus: Vec::new(),
    };
    award.sort();
    award
}

/// The same award with (quote, owner, quantity) bought beyond the demand.
#[must_use]
pub fn with_surplus<S>(mut award: Award, surplus: &[(QuoteId, Owner, S)]) -> Award
where
    S: Copy + Into<Decimal>,
{
    let surplus = surplus.iter().map(|&(quote, owner, quantity)| Surplus {
        quote,
        owner,
        quantity: qty(quantity),
    });
    award.surplus.extend(surplus);
    award.sort();
    award
}

/// A plan that claims nothing beyond its award: its bound is far below any cost.
pub fn plan(award: Award) -> Plan {
    Plan {
        award,
        routes: RoutePlan::default(),
        award_first: None,
        proof: Proof {
            status: Status::TimeLimit,
            bound: money(-1_000_000_000),
            bound_source: BoundSource::Milp,
            nodes: 0,
            work: 0,
            seconds: 0.0,
        },
        prices: None,
    }
}

/// A case under construction: one cycle, US dollars, looked at on 2026-01-01.
#[derive(Clone, Debug)]
pub struct TestCase(pub Case);

impl Deref for TestCase {
    type Target = Case;
    fn deref(&self) -> &Case {
        &self.0
    }
}

impl DerefMut for TestCase {
    fn deref_mut(&mut self) -> &mut Case {
        &mut self.0
    }
}

impl Default for TestCase {
    fn default() -> Self {
        Self::new()
    }
}

impl TestCase {
    /// A case with nothing in it.
    pub fn new() -> Self {
        Self(Case {
            name: "test".into(),
            currency: Currency::from_code("USD").expect("USD is a currency"),
            as_of: Date::constant(2026, 1, 1),
            horizon: Horizon {
                cycle: "week".into(),
                name: "week".into(),
                cycles: 1,
            },
            tax_included: false,
            terms: Vec::new(),
            settlement: SettlementTerms::default(),
            members: Table::default(),
            sites: Table::default(),
            items: Table::default(),
            demand: Table::default(),
            vendors: Table::default(),
            quotes: Table::default(),
            groups: Table::default(),
            rebates: Table::default(),
            bundles: Table::default(),
            rules: Table::default(),
            resources: DeliveryResources::default(),
        })
    }

    /// The same case with the cycle repeated over a year.
    #[must_use]
    pub fn cycles(mut self, cycles: u32) -> Self {
        self.horizon.cycles = cycles;
        self.horizon.name = "year".into();
        self
    }

    /// A member without a site.
    pub fn member(&mut self, key: &str) -> MemberId {
        self.members.push(Member {
            key: key.into(),
            name: key.into(),
            tags: Vec::new(),
            tax_exempt: false,
            today_source: None,
        })
    }

    /// A site of a member, in no zone.
    pub fn site(&mut self, member: MemberId, key: &str) -> SiteId {
        self.sites.push(Site {
            key: key.into(),
            name: key.into(),
            member,
            zone: None,
            location: None,
        })
    }

    /// A member with one site of the same name.
    pub fn shop(&mut self, key: &str) -> SiteId {
        let member = self.member(key);
        self.site(member, key)
    }

    /// An item bought in whole units, neither split nor bought beyond the demand.
    pub fn item(&mut self, key: &str) -> ItemId {
        self.items.push(Item {
            key: key.into(),
            name: key.into(),
            unit: "kg".into(),
            category: None,
            weight: None,
            volume: None,
            storage: StorageClass::default(),
            surplus_cost: Money::ZERO,
            step: qty(1),
            split: false,
            over_buy: false,
            certificates: Vec::new(),
        })
    }

    /// A demand line without wishes, keyed `site/item`.
    pub fn demand(
        &mut self,
        site: SiteId,
        item: ItemId,
        quantity: impl Into<Decimal>,
    ) -> DemandLineId {
        let key = format!("{}/{}", self.sites[site].key, self.items[item].key);
        self.demand.push(DemandLine {
            key,
            site,
            item,
            quantity: qty(quantity),
            needed_by: None,
            price_ceiling: None,
            substitutes: Vec::new(),
            refuses: Vec::new(),
            requires: Vec::new(),
            today: None,
        })
    }

    /// A vendor of services: nothing moves, no fees, no limits.
    pub fn vendor(&mut self, key: &str) -> VendorId {
        self.vendors.push(Vendor {
            key: key.into(),
            name: key.into(),
            tags: Vec::new(),
            certificates: Vec::new(),
            zones: Vec::new(),
            min_order: None,
            fixed_fee: None,
            capacity: None,
            delivery: DeliveryTerms::None,
            location: None,
        })
    }

    /// Makes a vendor deliver everywhere on the same terms.
    pub fn delivered(&mut self, vendor: VendorId, otherwise: Drop) {
        self.vendors[vendor].delivery = DeliveryTerms::Delivered {
            by_zone: Vec::new(),
            otherwise,
        };
    }

    /// A quote at one price per base unit, without limits, keyed `vendor/item`.
    pub fn quote(&mut self, vendor: VendorId, item: ItemId, price: impl Into<Decimal>) -> QuoteId {
        let key = format!("{}/{}", self.vendors[vendor].key, self.items[item].key);
        self.quotes.push(Quote {
            key,
            vendor,
            item,
            price: Price::per_unit(money(price)),
            pack: Pack {
                content: qty(1),
                whole: None,
                broken_fee: Money::ZERO,
            },
            scope: Vec::new(),
            group: None,
            min_order: None,
            lot_size: None,
            capacity: None,
            valid: (None, None),
            lead_days: None,
            conditions: Vec::new(),
            surplus_owner: None,
        })
    }

    /// Makes a quote sell packs: its price so far becomes the price of one pack.
    pub fn packs(&mut self, quote: QuoteId, content: impl Into<Decimal>, whole: Option<PackScope>) {
        let content = qty(content);
        let quote = &mut self.quotes[quote];
        quote.price = Price::new(quote.price.amount(), content);
        quote.pack.content = content;
        quote.pack.whole = whole;
    }

    /// All-units breaks in base units per cycle, at one (from, price per base unit) ladder for all
    /// quotes; below the first break the list prices hold.
    pub fn all_units<F, P>(&mut self, quotes: &[QuoteId], ladder: &[(F, P)]) -> BreakGroupId
    where
        F: Copy + Into<Decimal>,
        P: Copy + Into<Decimal>,
    {
        let mut tiers = vec![self.list_tier(quotes)];
        tiers.extend(ladder.iter().map(|&(from, price)| AllUnitsTier {
            from: from.into(),
            prices: vec![Price::per_unit(money(price)); quotes.len()],
        }));
        self.group(quotes, QuoteStructure::AllUnits(tiers))
    }

    /// All-units breaks at (from, share off each quote's list price), in base units per cycle.
    pub fn share_off<F>(&mut self, quotes: &[QuoteId], ladder: &[(F, Decimal)]) -> BreakGroupId
    where
        F: Copy + Into<Decimal>,
    {
        let list = self.list_tier(quotes);
        let mut tiers = vec![list.clone()];
        tiers.extend(ladder.iter().map(|&(from, share)| {
            let prices = list.prices.iter();
            AllUnitsTier {
                from: from.into(),
                prices: prices
                    .map(|price| price.times(Decimal::ONE - share))
                    .collect(),
            }
        }));
        self.group(quotes, QuoteStructure::AllUnits(tiers))
    }

    /// Incremental breaks at (from, money off per counted unit), in base units per cycle.
    pub fn incremental<F, O>(&mut self, quotes: &[QuoteId], ladder: &[(F, O)]) -> BreakGroupId
    where
        F: Copy + Into<Decimal>,
        O: Copy + Into<Decimal>,
    {
        let tier = |from, off| IncrementalTier { from, off };
        let mut tiers = vec![tier(Decimal::ZERO, Money::ZERO)];
        tiers.extend(
            ladder
                .iter()
                .map(|&(from, off)| tier(from.into(), money(off))),
        );
        self.group(quotes, QuoteStructure::Incremental(tiers))
    }

    fn list_tier(&self, quotes: &[QuoteId]) -> AllUnitsTier {
        AllUnitsTier {
            from: Decimal::ZERO,
            prices: quotes
                .iter()
                .map(|quote| self.quotes[*quote].price)
                .collect(),
        }
    }

    /// A break group of these quotes, counted in base units per cycle.
    ///
    /// # Panics
    /// If `quotes` is empty.
    pub fn group(&mut self, quotes: &[QuoteId], structure: QuoteStructure) -> BreakGroupId {
        let first = &self.quotes[quotes[0]];
        let (key, vendor) = (first.key.clone(), first.vendor);
        let group = self.groups.push(BreakGroup {
            key,
            vendor,
            quotes: quotes.to_vec(),
            counted: Counted::Units,
            per: Period::Cycle,
            structure,
        });
        for quote in quotes {
            self.quotes[*quote].group = Some(group);
        }
        group
    }

    /// A rebate on all spend with a vendor, at (from, discount) levels.
    pub fn rebate<F>(&mut self, vendor: VendorId, per: Period, levels: &[(F, Discount)]) -> RebateId
    where
        F: Copy + Into<Decimal>,
    {
        let tiers = levels.iter().map(|&(from, discount)| RebateTier {
            from: money(from),
            discount,
        });
        let tiers = tiers.collect();
        let key = format!("rebate-{}", self.rebates.len() + 1);
        self.rebates.push(SpendRebate {
            key,
            vendor,
            category: None,
            per,
            tiers,
        })
    }

    /// A bundle of (item, least quantity per cycle).
    pub fn bundle<M>(
        &mut self,
        vendor: VendorId,
        parts: &[(ItemId, M)],
        discount: Discount,
    ) -> BundleId
    where
        M: Copy + Into<Decimal>,
    {
        let parts = parts.iter().map(|&(item, least)| BundlePart {
            item,
            quantity_min: qty(least),
        });
        let parts = parts.collect();
        let key = format!("bundle-{}", self.bundles.len() + 1);
        self.bundles.push(Bundle {
            key,
            vendor,
            parts,
            per: Period::Cycle,
            discount,
        })
    }

    /// A rule about every demand line.
    pub fn rule(&mut self, kind: RuleKind) -> RuleId {
        let key = format!("rule-{}", self.rules.len() + 1);
        self.rules.push(Rule {
            key,
            kind,
            scope: RuleScope::default(),
            each: Each::Whole,
            price: None,
            note: None,
        })
    }
}
