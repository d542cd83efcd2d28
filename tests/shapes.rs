//! Curves and triggers say the same as the exact prices, for every basket.

use rochdale::plan::{Award, AwardLine, Charge, Owner, Reason, Surplus};
use rochdale::pricing::exact::{self, Basket};
use rochdale::pricing::lower;
use rochdale::problem::{BreakGroup, Case, QuoteStructure};
use rochdale::testing::{Dice, admissible_pairs, random_case};
use rochdale::units::{Decimal, DemandLineId, Money, Quantity, QuoteId};

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
        Reason::SurplusCost(..)
        | Reason::BrokenPack(..)
        | Reason::FixedFee
        | Reason::Drop(_)
        | Reason::Collection
        | Reason::Switching(..) => false,
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

/// Counts of steps around every break of a group at which one quote alone is bought.
fn steps_around_breaks(case: &Case, group: &BreakGroup, quote: QuoteId) -> Vec<Decimal> {
    let starts: Vec<Decimal> = match &group.structure {
        QuoteStructure::AllUnits(tiers) => tiers.iter().map(|tier| tier.from).collect(),
        QuoteStructure::Incremental(tiers) => tiers.iter().map(|tier| tier.from).collect(),
    };
    let step = case.items[case.quotes[quote].item].step;
    let mut one = Basket::empty(group.vendor);
    one.add_surplus(pooled(quote, step));
    let each = exact::counted(case, group, &one);
    if each.is_zero() {
        return Vec::new();
    }
    let nearest = starts.into_iter().map(|from| (from / each).round());
    nearest
        .flat_map(|n| [-1, 0, 1].map(|more| n + Decimal::from(more)))
        .filter(|n| *n > Decimal::ZERO)
        .collect()
}

fn pooled(quote: QuoteId, quantity: Quantity) -> Surplus {
    Surplus {
        quote,
        owner: Owner::Pool,
        quantity,
    }
}

#[test]
fn shapes_and_exact_prices_agree_around_every_break() {
    let mut n_checked = 0;
    for seed in 1..=1000 {
        let case = random_case(seed);
        for group in case.groups.values() {
            for quote in &group.quotes {
                let step = case.items[case.quotes[*quote].item].step.value();
                for n in steps_around_breaks(&case, group, *quote) {
                    let mut basket = Basket::empty(group.vendor);
                    basket.add_surplus(pooled(*quote, Quantity::new(n * step)));
                    let charges = exact::vendor_charges(&case, &basket);
                    let charges: Vec<_> = charges.into_iter().filter(is_lowered).collect();
                    let exact = exact::cost(&case, &charges).value().round_dp(20);
                    let lowered = lower::cost(&case, &basket).value().round_dp(20);
                    assert_eq!(lowered, exact, "seed {seed}, {n} steps of {quote:?}");
                    n_checked += 1;
                }
            }
        }
    }
    assert!(n_checked > 3000, "only {n_checked} quantities");
}
