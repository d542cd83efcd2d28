//! What columns are called in files for other solvers.

use super::{Formulation, Meaning};
use crate::plan::Owner;
use crate::pricing::lower::Grant;
use crate::units::{DemandLineId, MemberId, QuoteId, SiteId, VendorId};

impl Formulation<'_> {
    /// Name of a column: a word for what it stands for and the keys of what it is about, joined by
    /// `_`. Two columns may have one name.
    ///
    /// # Panics
    /// If there is no column with this index.
    pub fn name_of(&self, index: usize) -> String {
        match self.meanings[index] {
            Meaning::Serve { line, quote, tier } => {
                format!("serve_{}_{}_t{tier}", self.line(line), self.quote(quote))
            }
            Meaning::Surplus { quote, owner, tier } => {
                format!(
                    "surplus_{}_{}_t{tier}",
                    self.quote(quote),
                    self.owner_key(owner)
                )
            }
            Meaning::Tier { curve, tier } => format!("tier_{}_t{tier}", self.curve(curve)),
            Meaning::Packs { quote, owner } => {
                format!("packs_{}_{}", self.quote(quote), self.owner_key(owner))
            }
            Meaning::Lots { quote } => format!("lots_{}", self.quote(quote)),
            Meaning::QuoteUsed { quote } => format!("quote_{}", self.quote(quote)),
            Meaning::VendorUsed { vendor } => format!("vendor_{}", self.vendor(vendor)),
            Meaning::Drop { vendor, site } => {
                format!("drop_{}_{}", self.vendor(vendor), self.site(site))
            }
            Meaning::FreeDrop { vendor, site } => {
                format!("free_{}_{}", self.vendor(vendor), self.site(site))
            }
            Meaning::BrokenPack { quote, site } => {
                format!("broken_{}_{}", self.quote(quote), self.site(site))
            }
            Meaning::UnbrokenPacks { quote, site } => {
                format!("unbroken_{}_{}", self.quote(quote), self.site(site))
            }
            Meaning::Level { trigger, level } => {
                format!("level_{}_k{level}", self.trigger(trigger))
            }
            Meaning::LevelBase { trigger, level } => {
                format!("base_{}_k{level}", self.trigger(trigger))
            }
            Meaning::MemberBuys { vendor, member } => {
                format!("buys_{}_{}", self.member(member), self.vendor(vendor))
            }
            Meaning::LineServed { line, vendor } => {
                format!("served_{}_{}", self.line(line), self.vendor(vendor))
            }
            Meaning::VendorServes { instance, vendor } => {
                format!("serves_{}_{}", self.rule(instance), self.vendor(vendor))
            }
            Meaning::Breach { instance } => format!("breach_{}", self.rule(instance)),
            Meaning::Uncovered { line } => format!("uncovered_{}", self.line(line)),
        }
    }

    fn line(&self, line: DemandLineId) -> &str {
        &self.case.demand[line].key
    }

    fn quote(&self, quote: QuoteId) -> &str {
        &self.case.quotes[quote].key
    }

    fn vendor(&self, vendor: VendorId) -> &str {
        &self.case.vendors[vendor].key
    }

    fn site(&self, site: SiteId) -> &str {
        &self.case.sites[site].key
    }

    fn member(&self, member: MemberId) -> &str {
        &self.case.members[member].key
    }

    fn owner_key(&self, owner: Owner) -> &str {
        match owner {
            Owner::Site(site) => self.site(site),
            Owner::Member(member) => self.member(member),
            Owner::Pool => "pool",
        }
    }

    /// The break group of a curve, or its quote.
    fn curve(&self, curve: usize) -> &str {
        match self.group_of(curve) {
            Some(group) => &self.case.groups[group].key,
            None => self.quote(self.curves[curve].quotes[0].quote),
        }
    }

    /// The rebate or the bundle.
    fn trigger(&self, trigger: usize) -> &str {
        match self.grant_of(trigger).1 {
            Grant::Rebate(rebate) => &self.case.rebates[rebate].key,
            Grant::Bundle(bundle) => &self.case.bundles[bundle].key,
        }
    }

    fn rule(&self, instance: usize) -> &str {
        &self.case.rules[self.instances[instance].rule].key
    }
}
