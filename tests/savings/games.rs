//! Random procurement games with up to eight members, whose every coalition is priced by trying everything.

use rochdale::problem::{Case, DeliveryTerms, Drop, Fee, Period};
use rochdale::savings::{CoalitionCost, CostOracle, Group, GroupCosts, buyers};
use rochdale::testing::{Dice, TestCase, exhaustive, money, plan, random_case};
use rochdale::units::MemberId;
use rochdale::verify::{VerifiedPlan, verify};

use super::coalitions::Exhaustive;

/// A game: a case, its best plan, and what every group would pay by itself.
pub struct Game {
    pub case: Case,
    pub plan: VerifiedPlan,
    pub alone: Vec<CoalitionCost>,
    pub groups: GroupCosts,
}

impl Game {
    /// The game of a seed: of any structures with few members, or of breaks and fees with up to eight.
    /// `None` if nothing can be bought, or fewer than two members buy.
    pub fn drawn(seed: u64) -> Option<Self> {
        let case = if seed.is_multiple_of(2) {
            random_case(seed)
        } else {
            pooled(seed)
        };
        let members = GroupCosts::members_of(&case)?;
        let (award, _) = exhaustive(&case)?;
        let plan = verify(&case, &plan(award)).unwrap();
        let groups = GroupCosts::ask(members, |asked| {
            let group = |members: &Vec<MemberId>| Group {
                cost: Exhaustive(&case).cost(members),
                vendors: Vec::new(),
            };
            asked.iter().map(group).collect()
        });
        let members = case.members.ids();
        let alone: Vec<CoalitionCost> = members
            .map(|member| Exhaustive(&case).cost(&[member]))
            .collect();
        Some(Self {
            case,
            plan,
            alone,
            groups,
        })
    }

    pub fn n_buyers(&self) -> usize {
        buyers(&self.case).len()
    }
}

/// Three to eight shops with a line or two each, and two or three vendors with breaks on what all buy, fees
/// and drops.
fn pooled(seed: u64) -> Case {
    let mut dice = Dice::new(seed);
    let mut case = TestCase::new();
    let n_shops = dice.pick(&[3, 3, 3, 4, 4, 4, 5, 5, 6, 7, 8]);
    let n_vendors = if n_shops > 5 { 2 } else { 3 };
    let items: Vec<_> = (0..dice.between(1, 2))
        .map(|number| case.item(&format!("i{number}")))
        .collect();
    let mut n_lines = 0;
    for number in 0..n_shops {
        let shop = case.shop(&format!("s{number}"));
        for (place, item) in items.iter().enumerate() {
            if place == 0 || (n_lines < 7 && dice.one_in(3)) {
                case.demand(shop, *item, dice.between(1, 9));
                n_lines += 1;
            }
        }
    }
    for number in 0..n_vendors {
        let vendor = case.vendor(&format!("v{number}"));
        if dice.one_in(2) {
            case.vendors[vendor].fixed_fee = Some(Fee {
                amount: money(dice.hundredths(100, 1500)),
                per: Period::Cycle,
            });
        }
        if dice.one_in(2) {
            case.vendors[vendor].delivery = DeliveryTerms::Delivered {
                by_zone: Vec::new(),
                otherwise: Drop {
                    fee: money(dice.hundredths(50, 600)),
                    free_from: dice.one_in(3).then(|| money(dice.between(10, 60))),
                    value_min: None,
                },
            };
        }
        for item in &items {
            let price = dice.hundredths(400, 900);
            let quote = case.quote(vendor, *item, price);
            if !dice.one_in(4) {
                let first = dice.between(4, 12);
                let off = dice.hundredths(50, 250);
                let second = first + dice.between(3, 15);
                let ladder = [
                    (first, price - off),
                    (second, price - off - off / money(4).value()),
                ];
                case.all_units(&[quote], &ladder);
            }
        }
    }
    case.0
}
