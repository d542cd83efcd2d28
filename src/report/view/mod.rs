//! The view model: everything a report shows of a verified plan, computed once.
//!
//! Goes in: a case and its [`VerifiedPlan`]. Comes out: totals, vendors and members as figures
//! with ids; the renderers beside this module only put them into words, columns and keys, so that
//! the terminal, `plan.json` and `awards.csv` can never disagree.
//!
//! Every amount is a **statement amount**: rounded once per charge line as an invoice rounds it,
//! times its occurrences in the horizon. Sums of such amounts are exact, so every table adds up to
//! the total above it. Only [`View::cheaper_at_most`] and the gap compare unrounded figures,
//! because the bound is one.
//!
//! A charge is **attributed** to a member where it alone causes it: goods of its lines, its own
//! surplus, broken packs and drops at its sites. Fees per vendor, rebates, bundles, discounts of
//! incremental breaks and pooled surplus are **shared**: whoever divides the savings divides them.

mod award;
mod member;
mod rule;
mod standing;
mod today;
mod vendor;

pub use award::{AwardView, SurplusView};
pub use member::{MemberToday, MemberView};
pub use rule::RuleView;
pub use standing::{BundleView, GroupView, MinOrderView, NextTier, RebateView};
pub use today::Comparison;
pub use vendor::{QuoteView, VendorView};

pub use crate::savings::{Breakdown, CostKind, owner_member};

use crate::plan::gap;
use crate::problem::Case;
use crate::savings::{self, Savings};
use crate::units::{Decimal, Money};
use crate::verify::VerifiedPlan;

/// What reports show of one verified plan.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// The case; the figures below hold its ids.
    pub case: &'a Case,
    /// The plan the figures come from.
    pub plan: &'a VerifiedPlan,
    /// How its cost is shared among the members.
    pub savings: &'a Savings,
    /// What everything costs over the horizon, by kind.
    pub cost: Breakdown,
    /// No plan can be cheaper by more than this over the horizon; unrounded, not negative.
    pub cheaper_at_most: Money,
    /// The same as a share of the objective.
    pub gap: Decimal,
    /// Today's cost against the plan, if any price of today is declared.
    pub today: Option<Comparison>,
    /// What is bought for each demand line, in the award's order.
    pub awards: Vec<AwardView>,
    /// What is bought beyond the demand, in the award's order.
    pub surplus: Vec<SurplusView>,
    /// Vendors that something is bought from, the largest cost first.
    pub vendors: Vec<VendorView<'a>>,
    /// Every member, in the case's order.
    pub members: Vec<MemberView>,
    /// Every rule, in the case's order.
    pub rules: Vec<RuleView>,
    /// What no single member causes.
    pub shared: Breakdown,
}

impl<'a> View<'a> {
    /// The view of a verified plan.
    pub fn of(case: &'a Case, plan: &'a VerifiedPlan, savings: &'a Savings) -> Self {
        let cost = Breakdown::of(plan.lines());
        let objective = plan.objective();
        let bound = plan.plan().proof.bound;
        Self {
            case,
            plan,
            savings,
            cheaper_at_most: (objective - bound).max(Money::ZERO),
            gap: gap(objective, bound),
            today: today::comparison(case, plan.lines(), &cost),
            awards: award::awards(case, plan),
            surplus: award::surplus(case, plan),
            vendors: vendor::vendors(case, plan),
            members: member::members(case, plan),
            rules: rule::rules(case, plan),
            shared: savings::shared(case, plan.lines()),
            cost,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use rust_decimal::dec;

    /// Calls `look` with the view of the small case.
    fn with_view(look: impl Fn(&View)) {
        let case = fixture::case();
        let plan = fixture::verified(&case);
        look(&View::of(&case, &plan, &fixture::savings(&case, &plan)));
    }

    #[test]
    fn kinds_add_up_to_the_statement_total() {
        with_view(|view| {
            assert_eq!(view.cost.total().value(), dec!(7976.80));
            assert_eq!(view.cost.total(), view.plan.statement_total());
            let kinds = view.cost.iter().map(|(_, amount)| amount.value());
            let expected = [
                dec!(7020),
                dec!(260),
                dec!(10.4),
                dec!(-52),
                dec!(-93.6),
                dec!(52),
                dec!(780),
            ];
            assert_eq!(kinds.collect::<Vec<_>>(), expected);
        });
    }

    #[test]
    fn members_and_what_is_shared_add_up_to_the_total() {
        with_view(|view| {
            let own = view.members.iter().map(|member| member.cost.total());
            let own: Vec<_> = own.map(Money::value).collect();
            assert_eq!(own, [dec!(3848), dec!(4222.40)]);
            assert_eq!(view.shared.total().value(), dec!(-93.60));
        });
    }

    #[test]
    fn vendors_add_up_to_the_total() {
        with_view(|view| {
            let totals = view.vendors.iter().map(|vendor| vendor.cost.total());
            assert_eq!(totals.sum::<Money>(), view.cost.total());
            assert_eq!(view.vendors[0].invoiced().value(), dec!(5460));
            assert_eq!(view.vendors[1].spend.value(), dec!(2548));
            assert_eq!(view.vendors[1].invoiced().value(), dec!(2600));
        });
    }

    #[test]
    fn keeping_surplus_is_paid_to_no_vendor() {
        with_view(|view| {
            let valley = &view.vendors[1];
            assert_eq!(valley.cost.total().value(), dec!(2610.40));
            assert_eq!(valley.paid().value(), dec!(2600));
            let paid: Money = view.vendors.iter().map(VendorView::paid).sum();
            let kept = view.cost.amount(CostKind::SurplusCost);
            assert_eq!(paid + kept, view.cost.total());
        });
    }

    #[test]
    fn thresholds_show_margin_and_what_is_missing() {
        with_view(|view| {
            let penn = &view.vendors[0];
            let group = &penn.groups[0];
            assert_eq!((group.tier, group.n_tiers), (2, 3));
            assert_eq!((group.counted, group.margin), (dec!(50), dec!(0)));
            let next = group.next.unwrap();
            assert_eq!((next.from, next.missing), (dec!(100), dec!(50)));
            let rebate = &penn.rebates[0];
            assert_eq!(rebate.margin.unwrap().value(), dec!(680));
            assert_eq!((rebate.level, rebate.granted.value()), (1, dec!(93.60)));
            assert_eq!(penn.min_order.unwrap().margin.value(), dec!(30));
        });
    }

    #[test]
    fn today_is_compared_on_the_lines_where_it_is_known() {
        with_view(|view| {
            let today = view.today.as_ref().unwrap();
            assert_eq!((today.n_lines, today.n_lines_all), (3, 4));
            assert_eq!(today.today.value(), dec!(6786));
            // 5,720.00 of 7,020.00 goods, and as much of the 956.80 of all else.
            assert_eq!(today.plan.value(), dec!(6499.61));
        });
    }

    #[test]
    fn with_every_price_known_the_comparison_is_with_the_whole_plan() {
        let mut case = fixture::case();
        let known = case.demand[crate::units::Id::from_index(0)].today.clone();
        for line in case.demand.ids() {
            case.demand[line].today.clone_from(&known);
        }
        let plan = fixture::verified(&case);
        let savings = fixture::savings(&case, &plan);
        let view = View::of(&case, &plan, &savings);
        let today = view.today.as_ref().unwrap();
        assert_eq!((today.share, today.plan), (Decimal::ONE, view.cost.total()));
    }

    #[test]
    fn without_prices_of_today_nothing_is_compared() {
        let mut case = fixture::case();
        for line in case.demand.ids() {
            case.demand[line].today = None;
        }
        let plan = fixture::verified(&case);
        let savings = fixture::savings(&case, &plan);
        let view = View::of(&case, &plan, &savings);
        assert_eq!(view.today, None);
        assert!(view.members.iter().all(|member| member.today.is_none()));
    }

    #[test]
    fn the_open_part_is_what_the_bound_leaves() {
        with_view(|view| assert_eq!(view.cheaper_at_most.value(), dec!(76.80)));
    }
}
