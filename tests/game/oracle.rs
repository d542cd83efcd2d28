//! Random games, solved by an independent implementation (the package `coopgame`).

use coopgame::{ExplicitGame, nucleolus as other, values};
use rochdale::game::{
    Coalition, CostGame, CostTable, least_core, nucleolus, prenucleolus, shapley,
};
use rochdale::testing::Dice;

/// How far the two may be apart, beside the largest cost.
const WITHIN: f64 = 1e-6;

/// Costs of groups that buy together: who is many pays less each, but minimums and lots interfere.
fn purchase(dice: &mut Dice, n_members: usize) -> CostTable {
    let needs: Vec<u32> = (0..n_members).map(|_| dice.between(1, 30)).collect();
    let (fee, lot) = (dice.between(0, 60), dice.between(1, 12));
    let price = |units: u32| {
        if units > 60 {
            3
        } else {
            4 + u32::from(units < 20)
        }
    };
    CostTable::of(n_members, |coalition| {
        let units: u32 = coalition.members().map(|member| needs[member]).sum();
        f64::from(fee + units.div_ceil(lot) * lot * price(units))
    })
    .unwrap()
}

/// Costs without any order among them; few different ones, so that ties abound.
fn arbitrary(dice: &mut Dice, n_members: usize) -> CostTable {
    let highest = dice.pick(&[3, 20, 1000]);
    CostTable::of(n_members, |coalition| {
        let size = u32::try_from(coalition.n_members()).unwrap();
        f64::from(dice.between(0, highest) * size + dice.between(0, 2))
    })
    .unwrap()
}

fn random_game(seed: u64) -> CostTable {
    let mut dice = Dice::new(seed);
    let n_members = dice.between(2, 8) as usize;
    if dice.one_in(2) {
        purchase(&mut dice, n_members)
    } else {
        arbitrary(&mut dice, n_members)
    }
}

/// The other package's games are in values.
fn as_values(game: &CostTable) -> ExplicitGame {
    let value = |index: u64| -game.cost(Coalition::from_index(usize::try_from(index).unwrap()));
    let values: Vec<f64> = (1..1_u64 << game.n_members()).map(value).collect();
    ExplicitGame::from_binary(&values).unwrap()
}

fn check(seed: u64, rule: &str, game: &CostTable, found: &[f64], values: &[f64]) {
    let largest = (1..=game.everyone().index())
        .map(|index| game.cost(Coalition::from_index(index)).abs())
        .fold(1.0, f64::max);
    let apart = found
        .iter()
        .zip(values)
        .map(|(charge, value)| (charge + value).abs());
    let apart = apart.fold(0.0, f64::max);
    assert!(
        apart <= WITHIN * largest,
        "seed {seed}, {rule}: {found:?} for {values:?}"
    );
}

#[test]
fn a_thousand_random_games_are_solved_as_elsewhere() {
    let mut n_with_nucleolus = 0;
    for seed in 1..=1000 {
        let game = random_game(seed);
        let theirs = as_values(&game);
        check(
            seed,
            "shapley",
            &game,
            &shapley(&game),
            &values::shapley(&theirs),
        );
        let pre = other::prenucleolus(&theirs).unwrap();
        check(
            seed,
            "prenucleolus",
            &game,
            &prenucleolus(&game).unwrap(),
            pre.allocation(),
        );
        let least = least_core(&game).unwrap().unwrap();
        let epsilon = other::least_core(&theirs, coopgame::Domain::Preimputation).unwrap();
        check(
            seed,
            "least core",
            &game,
            &[least.excess],
            &[-epsilon.epsilon()],
        );
        if let Some(charges) = nucleolus(&game).unwrap() {
            n_with_nucleolus += 1;
            let their = other::nucleolus(&theirs).unwrap();
            check(seed, "nucleolus", &game, &charges, their.allocation());
        } else {
            assert!(
                game.alone().iter().sum::<f64>() < game.total(),
                "seed {seed}"
            );
        }
    }
    assert!(n_with_nucleolus > 500, "{n_with_nucleolus}");
}
