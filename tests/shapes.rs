//! Curves and triggers say the same as the exact prices, for every basket.

use rochdale::plan::{Award, AwardLine, Charge, Reason};
use rochdale::pricing::exact::{self, Basket};
use rochdale::pricing::lower;
use rochdale::problem::Case;
use rochdale::testing::{Dice, admissible_pairs, random_case};
use rochdale::units::{DemandLineId, Money, Quantity};

/// Any division of the lines over quotes that may serve them; limits are not kept.
fn any_award(case: &Case, dice: &mut Dice) -> Award {
    let pairs = admissible_pairs(case);
    let mut award = Award::default();
    for line in case.demand.ids() {
        let quotes: Vec<_> = pairs
            .iter()
            .filter(|pair| pair.0 == line)
            .map(|pair| pair.1)
            .collect();
        if quotes.is_empty() {
            continue;
        }
        let times = dice.between(1, 9);
        let covered: Quantity = case.demand[line].quantity * times.into();
        award.lines.push(AwardLine {
            line,
            quote: dice.pick(&quotes),
            covered,
        });
    }
    award
        .lines
        .sort_by_key(|entry: &AwardLine| -> DemandLineId { entry.line });
    award
}

fn is_lowered(charge: &Charge) -> bool {
    match charge.reason {
        Reason::Goods(..)
        | Reason::SurplusGoods(..)
        | Reason::BreakDiscount(_)
        | Reason::Bundle(_)
        | Reason::Rebate(_) => true,
        Reason::SurplusCost(..) | Reason::BrokenPack(..) | Reason::FixedFee | Reason::Drop(_) => {
            false
        }
    }
}

#[test]
fn shapes_and_exact_prices_agree() {
    let mut n_triggered = 0;
    for seed in 1..=3000 {
        let case = random_case(seed);
        let award = any_award(&case, &mut Dice::new(seed));
        for basket in Basket::by_vendor(&case, &award) {
            let charges: Vec<Charge> = exact::vendor_charges(&case, &basket)
                .into_iter()
                .filter(is_lowered)
                .collect();
            let cost: Money = exact::cost(&case, &charges);
            assert_eq!(lower::cost(&case, &basket), cost, "seed {seed}");
            let is_trigger =
                |charge: &&Charge| matches!(charge.reason, Reason::Bundle(_) | Reason::Rebate(_));
            n_triggered += charges.iter().filter(is_trigger).count();
        }
    }
    assert!(
        n_triggered > 300,
        "only {n_triggered} triggers were reached"
    );
}
