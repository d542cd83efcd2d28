//! A case with two vendors for everything, for tests that hold it against rules.

use super::RuleStanding;
use crate::plan::Award;
use crate::problem::{Case, Each, RuleGroup, RuleKind, Today, VendorChoice};
use crate::testing::{TestCase, award, money, plan};
use crate::units::{Decimal, DemandLineId, ItemId, MemberId, Price, QuoteId, RuleId, VendorId};
use crate::verify::fixture::check;
use crate::verify::{VerifiedPlan, verify};

/// Over a year of four weeks, Ann and Bea each need 6 kg of apples and 2 kg of pears. Valley sells
/// them at 3 and 5, vega at 4 and 4.
pub(super) struct Two {
    pub case: TestCase,
    pub members: [MemberId; 2],
    /// Apples, pears.
    pub items: [ItemId; 2],
    /// Ann's apples and pears, Bea's apples and pears.
    pub lines: [DemandLineId; 4],
    /// Valley, vega.
    pub vendors: [VendorId; 2],
    /// Valley's apples and pears, vega's.
    pub quotes: [[QuoteId; 2]; 2],
}

pub(super) fn two() -> Two {
    let mut case = TestCase::new().cycles(4);
    let sites = [case.shop("ann"), case.shop("bea")];
    let members = sites.map(|site| case.sites[site].member);
    let items = [case.item("apples"), case.item("pears")];
    let mut line = |shop: usize, item: usize| case.demand(sites[shop], items[item], [6, 2][item]);
    let lines = [line(0, 0), line(0, 1), line(1, 0), line(1, 1)];
    let vendors = [case.vendor("valley"), case.vendor("vega")];
    let mut quote = |vendor: usize, item: usize| {
        let price = [[3, 5], [4, 4]][vendor][item];
        case.quote(vendors[vendor], items[item], price)
    };
    let quotes = [[quote(0, 0), quote(0, 1)], [quote(1, 0), quote(1, 1)]];
    Two {
        case,
        members,
        items,
        lines,
        vendors,
        quotes,
    }
}

impl Two {
    /// Each line in full from the vendor (0 for valley, 1 for vega) named for it.
    pub fn award(&self, vendors: [usize; 4]) -> Award {
        let quantity = |index: usize| [6, 2][index % 2];
        let entries: Vec<_> = (0..4)
            .map(|index| {
                let quote = self.quotes[vendors[index]][index % 2];
                (self.lines[index], quote, quantity(index))
            })
            .collect();
        award(&entries)
    }

    /// A rule about every line, hard without a price.
    pub fn rule(&mut self, kind: RuleKind, each: Each, price: Option<Decimal>) -> RuleId {
        let rule = self.case.rule(kind);
        self.case.rules[rule].each = each;
        self.case.rules[rule].price = price.map(money);
        rule
    }

    /// Ann's lines, Bea's lines.
    pub fn by_member(&self) -> [RuleGroup; 2] {
        self.members.map(RuleGroup::Member)
    }

    /// The lines for apples, for pears.
    pub fn by_item(&self) -> [RuleGroup; 2] {
        self.items.map(RuleGroup::Item)
    }

    /// Declares that the line is bought today at this price from this vendor of the case.
    pub fn today(&mut self, line: usize, vendor: usize, price: impl Into<Decimal>) {
        let incumbent = self.vendors[vendor];
        self.case.demand[self.lines[line]].today = Some(Today {
            vendor: Some(self.case.vendors[incumbent].name.clone()),
            incumbent: Some(incumbent),
            price: Price::per_unit(money(price)),
        });
    }

    /// The choice of one vendor.
    pub fn choice(&self, vendor: usize) -> VendorChoice {
        VendorChoice::Vendor(self.vendors[vendor])
    }

    /// Compares what is said against an award.
    #[track_caller]
    pub fn check(&self, vendors: [usize; 4], expected: &[&str]) {
        check(&self.case, &self.award(vendors), expected);
    }

    /// Compares the standings and the penalties of an award that keeps every hard rule.
    #[track_caller]
    pub fn check_standings(&self, vendors: [usize; 4], expected: &[Figures], penalties: Decimal) {
        let verified = verified(&self.case, self.award(vendors));
        let standings = verified.standings().iter();
        let found: Vec<Figures> = standings
            .map(|standing| {
                let RuleStanding {
                    measured,
                    limit,
                    broken,
                    ..
                } = *standing;
                (standing.group.clone(), [measured, limit, broken])
            })
            .collect();
        assert_eq!(found, expected);
        assert_eq!(verified.penalties(), money(penalties));
        let landed_cost = verified.landed_cost();
        assert_eq!(verified.objective(), landed_cost + money(penalties));
    }
}

/// A standing's group, and what was measured, its limit and by how much it is broken.
pub(super) type Figures = (RuleGroup, [Decimal; 3]);

/// What a standing is expected to be.
pub(super) fn at(
    group: &RuleGroup,
    measured: impl Into<Decimal>,
    limit: impl Into<Decimal>,
    broken: impl Into<Decimal>,
) -> Figures {
    (
        group.clone(),
        [measured.into(), limit.into(), broken.into()],
    )
}

/// An award that keeps everything, verified.
#[track_caller]
pub(super) fn verified(case: &Case, award: Award) -> VerifiedPlan {
    let verified = verify(case, &plan(award));
    verified.unwrap_or_else(|refused| panic!("{refused}"))
}
