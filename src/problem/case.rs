//! The case as a whole.

use super::{
    BreakGroup, Bundle, Date, DeliveryResources, DemandLine, Each, Horizon, Item, Member, Quote,
    Rule, RuleScope, Scope, SettlementTerms, Site, SpendRebate, Vendor, VendorChoice,
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
    /// How the cooperative settles with its members.
    pub settlement: SettlementTerms,
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
    /// Hubs and vehicles; none if nothing is collected.
    pub resources: DeliveryResources,
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

    /// The groups of demand lines about which a rule speaks, in the case's order; none is empty.
    ///
    /// Savings against today are asked for member by member, of the lines with a price of today.
    pub fn rule_groups(&self, rule: &Rule) -> Vec<(RuleGroup, Vec<DemandLineId>)> {
        let asks_today = rule.kind.saving_min().is_some();
        let each = if asks_today { Each::Member } else { rule.each };
        let mut groups: Vec<(RuleGroup, Vec<DemandLineId>)> = Vec::new();
        for line in self.demand.ids() {
            let is_counted = !asks_today || self.demand[line].today.is_some();
            if !is_counted || !self.is_ruled(&rule.scope, line) {
                continue;
            }
            let group = self.rule_group(each, line);
            match groups.iter_mut().find(|(other, _)| *other == group) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((group, vec![line])),
            }
        }
        groups
    }

    fn rule_group(&self, each: Each, line: DemandLineId) -> RuleGroup {
        let demand = &self.demand[line];
        match each {
            Each::Whole => RuleGroup::Whole,
            Each::Member => RuleGroup::Member(self.member_of(line)),
            Each::Site => RuleGroup::Site(demand.site),
            Each::Category => match &self.items[demand.item].category {
                Some(category) => RuleGroup::Category(category.clone()),
                None => RuleGroup::Item(demand.item),
            },
            Each::Item => RuleGroup::Item(demand.item),
        }
    }

    /// Whether the line would begin to buy from `vendor`: whom it buys from today is declared, and
    /// it is somebody else.
    pub fn is_switch(&self, line: DemandLineId, vendor: VendorId) -> bool {
        self.demand[line]
            .today
            .as_ref()
            .is_some_and(|today| today.vendor.is_some() && today.incumbent != Some(vendor))
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

/// A group of demand lines about which a rule speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleGroup {
    /// All lines in its scope.
    Whole,
    /// Those of one member.
    Member(MemberId),
    /// Those at one site.
    Site(SiteId),
    /// Those for items of one category.
    Category(String),
    /// Those for one item.
    Item(ItemId),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Period, PeriodSpend, RuleKind, Today};
    use crate::testing::{TestCase, qty};
    use crate::units::Id;
    use rust_decimal::dec;

    /// A member with two sites in two zones, another with one; two items, two vendors.
    struct Town {
        case: TestCase,
        /// Ann's front and back, Bea's shop.
        sites: [SiteId; 3],
        items: [ItemId; 2],
        vendors: [VendorId; 2],
        /// Each site's demand for the first item.
        lines: [DemandLineId; 3],
    }

    fn town() -> Town {
        let mut case = TestCase::new();
        let (ann, bea) = (case.member("ann"), case.member("bea"));
        let sites = [
            case.site(ann, "front"),
            case.site(ann, "back"),
            case.site(bea, "shop"),
        ];
        case.members[ann].tags = vec!["school".into()];
        case.sites[sites[0]].zone = Some("north".into());
        let items = ["apples", "pears"].map(|key| case.item(key));
        case.items[items[0]].category = Some("fruit".into());
        let vendors = ["valley", "vega"].map(|key| case.vendor(key));
        case.vendors[vendors[0]].tags = vec!["local".into()];
        let lines = sites.map(|site| case.demand(site, items[0], 4));
        Town {
            case,
            sites,
            items,
            vendors,
            lines,
        }
    }

    #[test]
    fn a_scope_holds_at_its_sites_alone() {
        let town = town();
        let check = |scopes: &[Scope], expected: [bool; 3]| {
            let found = town.sites.map(|site| town.case.is_in_scope(scopes, site));
            assert_eq!(found, expected, "{scopes:?}");
        };
        let ann = town.case.sites[town.sites[0]].member;
        let north = Scope::Zone("north".into());
        check(&[], [true, true, true]);
        check(&[Scope::Site(town.sites[1])], [false, true, false]);
        check(&[Scope::Member(ann)], [true, true, false]);
        check(std::slice::from_ref(&north), [true, false, false]);
        check(&[north, Scope::Site(town.sites[2])], [true, false, true]);
    }

    #[test]
    fn a_rule_speaks_of_lines_that_match_all_its_conditions() {
        let mut town = town();
        let pears = town.case.demand(town.sites[0], town.items[1], 4);
        let [front, back, shop] = town.lines;
        let lines = [front, back, shop, pears];
        let check = |scope: RuleScope, expected: [bool; 4]| {
            let found = lines.map(|line| town.case.is_ruled(&scope, line));
            assert_eq!(found, expected, "{scope:?}");
        };
        let any = RuleScope::default;
        let member = Some(town.case.sites[town.sites[2]].member);
        check(any(), [true; 4]);
        check(RuleScope { member, ..any() }, [false, false, true, false]);
        let member_tag = Some("school".to_owned());
        let of_schools = RuleScope {
            member_tag,
            ..any()
        };
        check(of_schools.clone(), [true, true, false, true]);
        let site = Some(town.sites[1]);
        check(RuleScope { site, ..any() }, [false, true, false, false]);
        let item = Some(town.items[0]);
        check(RuleScope { item, ..any() }, [true, true, true, false]);
        let category = Some("fruit".to_owned());
        check(
            RuleScope {
                category: category.clone(),
                ..any()
            },
            [true, true, true, false],
        );
        let both = RuleScope {
            category,
            ..of_schools
        };
        check(both, [true, true, false, false]);
    }

    #[test]
    fn a_rule_speaks_of_its_lines_at_once_or_group_by_group() {
        let mut town = town();
        let [apples, pears] = town.items;
        let nuts = town.case.item("nuts");
        let of_pears = town.case.demand(town.sites[2], pears, 4);
        let of_nuts = town.case.demand(town.sites[0], nuts, 4);
        town.case.items[pears].category = Some("fruit".into());
        let [front, back, shop] = town.lines;
        let [ann, bea] = [0, 2].map(|site| town.case.sites[town.sites[site]].member);
        let mut rule = a_rule(RuleKind::SameVendor);
        let mut check = |each: Each, expected: &[(RuleGroup, &[DemandLineId])]| {
            rule.each = each;
            let found = town.case.rule_groups(&rule);
            let found: Vec<_> = found
                .iter()
                .map(|(group, lines)| (group, &lines[..]))
                .collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|(group, lines)| (group, *lines))
                .collect();
            assert_eq!(found, expected, "{each:?}");
        };
        let fruit = RuleGroup::Category("fruit".into());
        check(
            Each::Whole,
            &[(RuleGroup::Whole, &[front, back, shop, of_pears, of_nuts])],
        );
        check(
            Each::Member,
            &[
                (RuleGroup::Member(ann), &[front, back, of_nuts]),
                (RuleGroup::Member(bea), &[shop, of_pears]),
            ],
        );
        check(
            Each::Site,
            &[
                (RuleGroup::Site(town.sites[0]), &[front, of_nuts]),
                (RuleGroup::Site(town.sites[1]), &[back]),
                (RuleGroup::Site(town.sites[2]), &[shop, of_pears]),
            ],
        );
        check(
            Each::Category,
            &[
                (fruit, &[front, back, shop, of_pears]),
                (RuleGroup::Item(nuts), &[of_nuts]),
            ],
        );
        check(
            Each::Item,
            &[
                (RuleGroup::Item(apples), &[front, back, shop]),
                (RuleGroup::Item(pears), &[of_pears]),
                (RuleGroup::Item(nuts), &[of_nuts]),
            ],
        );
    }

    #[test]
    fn a_rule_without_lines_has_no_groups() {
        let mut town = town();
        let [apples, pears] = town.items;
        let mut rule = a_rule(RuleKind::SameVendor);
        rule.scope.item = Some(pears);
        assert_eq!(town.case.rule_groups(&rule), []);
        town.case.demand(town.sites[0], pears, 4);
        assert_eq!(town.case.rule_groups(&rule).len(), 1);
        rule.scope.member = Some(town.case.sites[town.sites[2]].member);
        assert_eq!(town.case.rule_groups(&rule), []);
        rule.scope.item = Some(apples);
        let whole = (RuleGroup::Whole, vec![town.lines[2]]);
        assert_eq!(town.case.rule_groups(&rule), [whole]);
    }

    #[test]
    fn savings_are_asked_of_each_members_lines_with_a_price_of_today() {
        let mut town = town();
        let [front, back, shop] = town.lines;
        let [ann, bea] = [0, 2].map(|site| town.case.sites[town.sites[site]].member);
        let kinds = [
            RuleKind::MinimumSaving(dec!(0.1)),
            RuleKind::NobodyAboveToday,
        ];
        for kind in &kinds {
            assert_eq!(town.case.rule_groups(&a_rule(kind.clone())), []);
        }
        for line in [front, back, shop] {
            town.case.demand[line].today = Some(today(None, None));
        }
        town.case.demand[back].today = None;
        for kind in kinds {
            let expected = [
                (RuleGroup::Member(ann), vec![front]),
                (RuleGroup::Member(bea), vec![shop]),
            ];
            assert_eq!(town.case.rule_groups(&a_rule(kind)), expected);
        }
        let budget = PeriodSpend {
            spend: crate::units::Money::ZERO,
            per: Period::Cycle,
        };
        let whole = (RuleGroup::Whole, town.lines.to_vec());
        assert_eq!(
            town.case.rule_groups(&a_rule(RuleKind::Budget(budget))),
            [whole]
        );
    }

    #[test]
    fn a_line_switches_to_whoever_is_not_its_declared_vendor_of_today() {
        let mut town = town();
        let [valley, vega] = town.vendors;
        let line = town.lines[0];
        let mut check = |today: Option<Today>, expected: [bool; 2]| {
            town.case.demand[line].today.clone_from(&today);
            let found = [valley, vega].map(|vendor| town.case.is_switch(line, vendor));
            assert_eq!(found, expected, "{today:?}");
        };
        // Nothing declared, or only a price: there is nobody to switch from.
        check(None, [false, false]);
        check(Some(today(None, None)), [false, false]);
        check(Some(today(Some("valley"), Some(valley))), [false, true]);
        // From somebody who is no vendor of the case every vendor is a switch.
        check(Some(today(Some("Corner"), None)), [true, true]);
    }

    fn a_rule(kind: RuleKind) -> Rule {
        Rule {
            key: "rule".into(),
            kind,
            scope: RuleScope::default(),
            each: Each::Whole,
            price: None,
            note: None,
        }
    }

    fn today(vendor: Option<&str>, incumbent: Option<VendorId>) -> Today {
        Today {
            vendor: vendor.map(str::to_owned),
            incumbent,
            price: crate::units::Price::per_unit(crate::units::Money::new(dec!(2))),
        }
    }

    #[test]
    fn a_choice_means_a_vendor_or_all_with_a_tag() {
        let town = town();
        let check = |choice: VendorChoice, expected: [bool; 2]| {
            let found = town.vendors.map(|id| town.case.is_chosen(&choice, id));
            assert_eq!(found, expected, "{choice:?}");
        };
        check(VendorChoice::Vendor(town.vendors[1]), [false, true]);
        check(VendorChoice::Tag("local".into()), [true, false]);
        check(VendorChoice::Tag("union".into()), [false, false]);
    }

    #[test]
    fn items_without_a_category_are_categories_of_their_own() {
        let mut town = town();
        let [apples, pears] = town.items;
        let plums = town.case.item("plums");
        assert!(town.case.same_category(pears, pears));
        assert!(!town.case.same_category(pears, plums));
        assert!(!town.case.same_category(apples, pears));
        town.case.items[plums].category = Some("fruit".into());
        assert!(town.case.same_category(apples, plums));
    }

    #[test]
    fn a_substitute_is_bought_by_its_factor() {
        let mut town = town();
        let [apples, pears] = town.items;
        let line = town.lines[0];
        let substitute = crate::problem::Substitute {
            item: pears,
            factor: dec!(1.5),
            approved_by: None,
        };
        town.case.demand[line].substitutes = vec![substitute];
        assert_eq!(town.case.factor(line, apples), Some(dec!(1)));
        assert_eq!(town.case.factor(line, pears), Some(dec!(1.5)));
        assert_eq!(town.case.factor(town.lines[1], pears), None);
        let quote = town.case.quote(town.vendors[0], pears, 1);
        assert_eq!(town.case.bought(line, quote, qty(4)), qty(6));
        assert_eq!(town.case.quotes_of(town.vendors[0]).count(), 1);
        assert_eq!(town.case.quotes_of(town.vendors[1]).count(), 0);
        assert_eq!(town.case.member_of(line), Id::from_index(0));
    }
}
