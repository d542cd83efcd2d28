//! The generator of cases of the size of a federation (`examples/award_scale`).

#[path = "../examples/award_scale/generate.rs"]
mod generate;
#[path = "../examples/plain_case/mod.rs"]
mod plain_case;
#[path = "../examples/award_scale/records.rs"]
mod records;

use generate::{Size, case};
use rochdale::award::{Options, Outcome, solve};
use rochdale::input::{read_case, write_case};
use rochdale::problem::{Case, QuoteStructure};
use rochdale::units::{Decimal, Id};
use rochdale::verify::verify;

const SMALL: Size = Size {
    members: 6,
    items: 5,
    vendors: 9,
};

fn text(case: &Case) -> String {
    format!("{case:?}")
}

#[test]
fn a_seed_makes_one_case() {
    assert_eq!(text(&case(SMALL, 3)), text(&case(SMALL, 3)));
    assert_ne!(text(&case(SMALL, 3)), text(&case(SMALL, 4)));
}

#[test]
fn a_written_case_is_read_as_the_same_case() {
    let parent = tempfile::tempdir().unwrap();
    for seed in 1..=5 {
        let made = case(SMALL, seed);
        let folder = parent.path().join(seed.to_string());
        write_case(&folder, &records::records(&made), None).unwrap();
        let loaded = read_case(&folder).map_err(|faults| faults.to_string());
        assert_eq!(text(&loaded.unwrap().case), text(&made));
    }
}

#[test]
fn the_smallest_cases_have_plans_that_verify() {
    for seed in 1..=5 {
        let size = Size {
            members: 2,
            items: 2,
            vendors: 1,
        };
        for size in [size, SMALL] {
            let case = case(size, seed);
            let outcome = solve(&case, &Options::default(), &|_| {}).unwrap();
            let Outcome::Plan(plan) = outcome else {
                panic!("{outcome:?}");
            };
            verify(&case, &plan).unwrap();
        }
    }
}

#[test]
fn every_item_is_needed_and_offered_as_described() {
    let case = case(SMALL, 1);
    for (item, _) in case.items.iter() {
        let lines = case.demand.values().filter(|line| line.item == item);
        let needed: Decimal = lines.map(|line| line.quantity.value()).sum();
        assert!(needed > Decimal::ZERO);
        let quotes = case.quotes.values().filter(|quote| quote.item == item);
        let (mut n_quotes, mut n_limited) = (0, 0);
        for quote in quotes {
            n_quotes += 1;
            let Some(group) = quote.group else {
                assert!(quote.capacity.is_none() && quote.min_order.is_none());
                continue;
            };
            n_limited += 1;
            let most = quote.capacity.unwrap().quantity.value();
            assert!(most >= needed * Decimal::new(3, 1));
            assert!(most <= needed * Decimal::new(12, 1) + Decimal::ONE);
            let QuoteStructure::AllUnits(tiers) = &case.groups[group].structure else {
                panic!("generated breaks are of all units");
            };
            assert!((3..=6).contains(&tiers.len()));
            assert!(tiers.is_sorted_by(|a, b| a.from < b.from && b.prices[0] != a.prices[0]));
        }
        assert_eq!(n_quotes, n_limited + 1);
        assert!((4..=8).contains(&n_limited));
    }
}

#[test]
fn the_largest_size_is_sparse() {
    let size = Size {
        members: 200,
        items: 10_000,
        vendors: 20,
    };
    let case = case(size, 1);
    let mut n_lines = vec![0; 200];
    for line in case.demand.values() {
        n_lines[line.site.index()] += 1;
    }
    assert!(n_lines.iter().all(|n| *n >= 30));
    assert!(case.demand.len() < 20_000);
}
