//! R5: which share of the lines vendors cover.
//!
//! A share is one of what is covered. Where nothing is, every share rule is kept.

use super::facts::{Facts, Served};
use super::standing::{Reading, RuleStanding};
use super::words::{self, Said};
use crate::problem::{Case, RuleKind, ShareOf, VendorChoice};
use crate::units::{Decimal, DemandLineId, VendorId};

/// At most this share for the chosen vendors together.
pub(super) fn largest(
    facts: &Facts,
    lines: &[DemandLineId],
    share: Decimal,
    of: &VendorChoice,
    counted: ShareOf,
) -> Reading {
    let part = part(facts, lines, counted, |vendor| {
        facts.case.is_chosen(of, vendor)
    });
    part.at_most(share)
}

/// At most this share for every vendor that serves a line.
pub(super) fn largest_of_each(
    facts: &Facts,
    lines: &[DemandLineId],
    share: Decimal,
    counted: ShareOf,
) -> Vec<Reading> {
    let vendors = facts.vendors(lines).into_iter();
    vendors
        .map(|vendor| Reading {
            vendor: Some(vendor),
            ..part(facts, lines, counted, |other| other == vendor).at_most(share)
        })
        .collect()
}

/// At least this share for the chosen vendors together.
pub(super) fn smallest(
    facts: &Facts,
    lines: &[DemandLineId],
    share: Decimal,
    of: &VendorChoice,
    counted: ShareOf,
) -> Reading {
    let part = part(facts, lines, counted, |vendor| {
        facts.case.is_chosen(of, vendor)
    });
    part.at_least(share)
}

/// What some vendors cover, and what all do.
struct Part {
    some: Decimal,
    all: Decimal,
}

fn part(
    facts: &Facts,
    lines: &[DemandLineId],
    counted: ShareOf,
    is_meant: impl Fn(VendorId) -> bool,
) -> Part {
    let mut part = Part {
        some: Decimal::ZERO,
        all: Decimal::ZERO,
    };
    for (line, vendor, served) in facts.pairs(lines) {
        let counts = counts(facts.case, line, served, counted);
        part.all += counts;
        if is_meant(vendor) {
            part.some += counts;
        }
    }
    part
}

fn counts(case: &Case, line: DemandLineId, served: Served, counted: ShareOf) -> Decimal {
    match counted {
        ShareOf::Units => served.covered.value(),
        ShareOf::Weight => {
            let weight = case.items[case.demand[line].item].weight;
            let weight = weight.expect("a share of weight is only read with weights");
            weight.value() * served.covered.value()
        }
        ShareOf::Spend => served.goods.value(),
    }
}

impl Part {
    /// The part as a share, its limit, and by how much the part is above it.
    fn at_most(&self, limit: Decimal) -> Reading {
        Reading {
            vendor: None,
            measured: self.share(),
            limit,
            breach: self.some - limit * self.all,
        }
    }

    /// The part as a share, its limit, and by how much the part is below it.
    fn at_least(&self, limit: Decimal) -> Reading {
        Reading {
            vendor: None,
            measured: self.share(),
            limit,
            breach: limit * self.all - self.some,
        }
    }

    fn share(&self) -> Decimal {
        if self.all.is_zero() {
            Decimal::ZERO
        } else {
            self.some / self.all
        }
    }
}

/// Of a share above its limit, of the chosen vendors or of the one that was measured.
pub(super) fn say_largest(
    case: &Case,
    kind: &RuleKind,
    standing: &RuleStanding,
    of: Option<&VendorChoice>,
    counted: ShareOf,
) -> Said {
    let measured = standing.vendor.map(VendorChoice::Vendor);
    let of = of.or(measured.as_ref());
    let of = of.map_or_else(|| "any vendor".into(), |choice| words::choice(case, choice));
    Said {
        demand: format!("allows {of} at most {}", limit(standing, counted)),
        found: found(case, kind, standing, "much"),
    }
}

/// Of a share below its limit.
pub(super) fn say_smallest(
    case: &Case,
    kind: &RuleKind,
    standing: &RuleStanding,
    of: &VendorChoice,
    counted: ShareOf,
) -> Said {
    let of = words::choice(case, of);
    Said {
        demand: format!("demands at least {} from {of}", limit(standing, counted)),
        found: found(case, kind, standing, "little"),
    }
}

fn limit(standing: &RuleStanding, counted: ShareOf) -> String {
    let counted = match counted {
        ShareOf::Units => "units",
        ShareOf::Weight => "weight",
        ShareOf::Spend => "spend",
    };
    format!("{} of the {counted}", words::percent(standing.limit))
}

fn found(case: &Case, kind: &RuleKind, standing: &RuleStanding, too: &str) -> String {
    let share = words::percent(standing.measured);
    let broken = words::over_horizon(case, standing.broken, kind.unit());
    format!("the plan has {share}, which is {broken} too {too}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Award;
    use crate::problem::{Each, Fee, Period, RuleGroup};
    use crate::testing::money;
    use crate::units::Weight;
    use crate::verify::rules::Rulebook;
    use crate::verify::rules::fixture::{at, two, verified};
    use rust_decimal::dec;

    fn at_most(share: Decimal, of: Option<VendorChoice>, counted: ShareOf) -> RuleKind {
        RuleKind::LargestShare { share, of, counted }
    }

    fn at_least(share: Decimal, of: VendorChoice, counted: ShareOf) -> RuleKind {
        RuleKind::SmallestShare { share, of, counted }
    }

    #[test]
    fn a_vendor_has_no_more_of_the_units_than_a_rule_allows() {
        let mut two = two();
        let valley = Some(two.choice(0));
        two.rule(
            at_most(dec!(0.75), valley, ShareOf::Units),
            Each::Whole,
            None,
        );
        two.check([0, 1, 0, 1], &[]);
        two.check(
            [0, 0, 0, 1],
            &[
                "rule `rule-1` allows vendor `valley` at most 75 % of the units for all demand \
                 lines, but the plan has 87.5 %, which is 8 units per year too much",
            ],
        );
    }

    #[test]
    fn every_vendor_by_itself_keeps_the_largest_share() {
        let mut two = two();
        let kind = at_most(dec!(0.5), None, ShareOf::Units);
        let rule = two.rule(kind, Each::Member, None);
        two.check(
            [0, 0, 1, 0],
            &[
                "rule `rule-1` allows vendor `valley` at most 50 % of the units for member \
                 `ann`, but the plan has 100 %, which is 16 units per year too much",
                "rule `rule-1` allows vendor `vega` at most 50 % of the units for member `bea`, \
                 but the plan has 75 %, which is 8 units per year too much",
            ],
        );
        two.case.rules[rule].price = Some(money(dec!(0.25)));
        let [ann, bea] = two.by_member();
        let half = dec!(0.5);
        let standings = [
            at(&ann, 1, half, 16),
            at(&bea, dec!(0.25), half, 0),
            at(&bea, dec!(0.75), half, 8),
        ];
        two.check_standings([0, 0, 1, 0], &standings, dec!(6));
        let found = verified(&two.case, two.award([0, 0, 1, 0]));
        let vendors: Vec<_> = found.standings().iter().map(|one| one.vendor).collect();
        let [valley, vega] = two.vendors.map(Some);
        assert_eq!(vendors, [valley, valley, vega]);
    }

    #[test]
    fn weight_counts_the_item_in_demand() {
        let mut two = two();
        for (item, kilograms) in two.items.into_iter().zip([1, 9]) {
            two.case.items[item].weight = Some(Weight::new(kilograms.into()));
        }
        let vega = two.choice(1);
        let rule = two.rule(
            at_least(dec!(0.5), vega, ShareOf::Weight),
            Each::Member,
            None,
        );
        two.check([0, 1, 0, 1], &[]);
        let text = "rule `rule-1` demands at least 50 % of the weight from vendor `vega` for \
                    member `bea`, but the plan has 25 %, which is 24 kg per year too little";
        two.check([0, 1, 1, 0], &[text]);
        two.case.rules[rule].price = Some(money(2));
        let [ann, bea] = two.by_member();
        let half = dec!(0.5);
        let standings = [
            at(&ann, dec!(0.75), half, 0),
            at(&bea, dec!(0.25), half, 24),
        ];
        two.check_standings([0, 1, 1, 0], &standings, dec!(48));
    }

    #[test]
    fn spend_counts_goods_for_the_lines_at_the_reached_price() {
        let mut two = two();
        // Vega's apples cost 2 from 12 kg on: 24 of 44 a week, without its fee.
        two.case.all_units(&[two.quotes[1][0]], &[(12, 2)]);
        two.case.vendors[two.vendors[1]].fixed_fee = Some(Fee {
            amount: money(100),
            per: Period::Once,
        });
        let vega = two.choice(1);
        let rule = two.rule(
            at_most(dec!(0.5), Some(vega), ShareOf::Spend),
            Each::Whole,
            None,
        );
        two.check(
            [1, 0, 1, 0],
            &[
                "rule `rule-1` allows vendor `vega` at most 50 % of the spend for all demand \
                 lines, but the plan has 54.55 %, which is 8 USD per year too much",
            ],
        );
        two.case.rules[rule].price = Some(money(dec!(0.125)));
        let share = dec!(96) / dec!(176);
        let standing = at(&RuleGroup::Whole, share, dec!(0.5), 8);
        two.check_standings([1, 0, 1, 0], &[standing], dec!(1));
    }

    #[test]
    fn where_nothing_is_covered_every_share_is_kept() {
        let mut two = two();
        let [valley, vega] = [two.choice(0), two.choice(1)];
        for counted in [ShareOf::Units, ShareOf::Spend] {
            two.rule(
                at_most(dec!(0), Some(valley.clone()), counted),
                Each::Whole,
                None,
            );
            two.rule(at_most(dec!(0), None, counted), Each::Whole, None);
            two.rule(at_least(dec!(1), vega.clone(), counted), Each::Whole, None);
        }
        let standings = Rulebook::new(&two.case).standings(&Award::default(), &[]);
        assert_eq!(standings.len(), 4);
        assert!(standings.iter().all(|standing| standing.broken.is_zero()));
    }
}
