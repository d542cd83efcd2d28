//! The case as a whole.

use super::{
    BreakGroup, Bundle, Date, DemandLine, Horizon, Item, Member, Quote, Rule, RuleScope, Scope,
    Site, SpendRebate, Vendor, VendorChoice,
};
use crate::units::{
    BreakGroupId, BundleId, Currency, Decimal, DemandLineId, ItemId, MemberId, Quantity, QuoteId,
    RebateId, RuleId, SiteId, Table, VendorId,
};

/// Everything known before anything is decided.
#[derive(Clone, Debug)]
pub struct Case {
    /// Name for people.
    pub name: String,
    /// The currency of all money.
    pub currency: Currency,
    /// The day on which the case is looked at; quotes must be valid on it.
    pub as_of: Date,
    /// The time basis.
    pub horizon: Horizon,
    /// Whether prices include sales tax; a label on statements.
    pub tax_included: bool,
    /// Terms the cooperative commits to, for conditional quotes.
    pub terms: Vec<String>,
    /// Who buys.
    pub members: Table<MemberId, Member>,
    /// Where it is received.
    pub sites: Table<SiteId, Site>,
    /// What is bought.
    pub items: Table<ItemId, Item>,
    /// What is needed.
    pub demand: Table<DemandLineId, DemandLine>,
    /// Who sells.
    pub vendors: Table<VendorId, Vendor>,
    /// At which prices.
    pub quotes: Table<QuoteId, Quote>,
    /// Price breaks.
    pub groups: Table<BreakGroupId, BreakGroup>,
    /// Spend rebates.
    pub rebates: Table<RebateId, SpendRebate>,
    /// Bundles.
    pub bundles: Table<BundleId, Bundle>,
    /// Business rules.
    pub rules: Table<RuleId, Rule>,
}

impl Case {
    /// The member that a demand line belongs to.
    pub fn member_of(&self, line: DemandLineId) -> MemberId {
        self.sites[self.demand[line].site].member
    }

    /// Base units of `item` that cover one base unit of the line's own item; `None` if the line
    /// does not accept the item.
    pub fn factor(&self, line: DemandLineId, item: ItemId) -> Option<Decimal> {
        let line = &self.demand[line];
        if line.item == item {
            return Some(Decimal::ONE);
        }
        line.substitutes
            .iter()
            .find(|other| other.item == item)
            .map(|other| other.factor)
    }

    /// Quantity to buy under `quote` to cover `covered` of the line, in the quoted item's unit.
    ///
    /// # Panics
    /// If the line does not accept the quoted item.
    pub fn bought(&self, line: DemandLineId, quote: QuoteId, covered: Quantity) -> Quantity {
        let factor = self
            .factor(line, self.quotes[quote].item)
            .expect("an award covers a line only with an accepted item");
        covered * factor
    }

    /// Whether `vendor` is meant by `choice`.
    pub fn is_chosen(&self, choice: &VendorChoice, vendor: VendorId) -> bool {
        match choice {
            VendorChoice::Vendor(chosen) => *chosen == vendor,
            VendorChoice::Tag(tag) => self.vendors[vendor].tags.contains(tag),
        }
    }

    /// Whether a site lies within one of `scopes`; no scope means everywhere.
    pub fn is_in_scope(&self, scopes: &[Scope], site: SiteId) -> bool {
        scopes.is_empty()
            || scopes.iter().any(|scope| match scope {
                Scope::Site(id) => *id == site,
                Scope::Member(member) => self.sites[site].member == *member,
                Scope::Zone(zone) => self.sites[site].zone.as_ref() == Some(zone),
            })
    }

    /// Whether a rule speaks about a demand line.
    pub fn is_ruled(&self, scope: &RuleScope, line: DemandLineId) -> bool {
        let demand = &self.demand[line];
        let member = self.member_of(line);
        scope.member.is_none_or(|id| id == member)
            && scope
                .member_tag
                .as_ref()
                .is_none_or(|tag| self.members[member].tags.contains(tag))
            && scope.site.is_none_or(|id| id == demand.site)
            && scope.item.is_none_or(|id| id == demand.item)
            && scope
                .category
                .as_ref()
                .is_none_or(|name| self.items[demand.item].category.as_ref() == Some(name))
    }

    /// Whether two items count as one category: the same named category, or the same item.
    pub fn same_category(&self, a: ItemId, b: ItemId) -> bool {
        a == b
            || (self.items[a].category.is_some()
                && self.items[a].category == self.items[b].category)
    }

    /// Quotes of one vendor, in table order.
    pub fn quotes_of(&self, vendor: VendorId) -> impl Iterator<Item = QuoteId> + '_ {
        self.quotes
            .iter()
            .filter(move |(_, quote)| quote.vendor == vendor)
            .map(|(id, _)| id)
    }
}
