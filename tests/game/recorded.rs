//! The published games as recorded beside the repository, where they are.
//!
//! The records are other people's and not in the repository; `ROCHDALE_DATA` names their folder.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use rochdale::game::{CostGame, CostTable, nucleolus, prenucleolus, shapley};
use serde_json::Value;

use super::published::published;

/// Records print five or six decimals.
const WITHIN: f64 = 1e-5;

fn file() -> PathBuf {
    let folder = std::env::var_os("ROCHDALE_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    folder.join("games/games.json")
}

fn numbers(value: &Value) -> Vec<f64> {
    let numbers = value.as_array().unwrap().iter();
    numbers.map(|number| number.as_f64().unwrap()).collect()
}

/// Compares with the record, if it has that figure; false if it has none.
fn check(record: &Value, rule: &str, found: &[f64]) -> bool {
    let sign = if record["kind"] == "value" { -1.0 } else { 1.0 };
    if record["ref"][rule].is_null() {
        return false;
    }
    let expected = numbers(&record["ref"][rule]);
    let apart = found
        .iter()
        .zip(&expected)
        .map(|(found, expected)| (sign * found - expected).abs());
    let apart = apart.fold(0.0, f64::max);
    assert!(
        apart <= WITHIN,
        "{}, {rule}: {found:?} for {expected:?}",
        record["name"]
    );
    true
}

#[test]
fn recorded_games_have_the_recorded_figures() {
    let path = file();
    let Ok(text) = fs::read_to_string(&path) else {
        // Said past the test harness, which would keep it to itself.
        let _ = writeln!(
            std::io::stderr(),
            "NOT CHECKED: {} is not there (ROCHDALE_DATA names its folder).",
            path.display()
        );
        return;
    };
    let records: Vec<Value> = serde_json::from_str(&text).unwrap();
    let typed = published();
    assert_eq!(records.len(), typed.len());
    let mut n_checked = [0; 3];
    for record in &records {
        let game = typed
            .iter()
            .find(|game| record["name"] == game.name)
            .unwrap();
        let costs = numbers(&record["v"]);
        let sign = if record["kind"] == "value" { -1.0 } else { 1.0 };
        let n_members = costs.len().ilog2() as usize + 1;
        let table =
            CostTable::of(n_members, |coalition| sign * costs[coalition.index() - 1]).unwrap();
        for (index, cost) in costs.iter().enumerate() {
            let coalition = rochdale::game::Coalition::from_index(index + 1);
            let apart = (game.table.cost(coalition) - sign * cost).abs();
            assert!(
                apart <= 1e-9 * cost.abs().max(1.0),
                "{}: {coalition:?}",
                game.name
            );
        }
        n_checked[0] += usize::from(check(record, "shapley", &shapley(&table)));
        let free = prenucleolus(&table).unwrap();
        n_checked[1] += usize::from(check(record, "prenucleolus", &free));
        if let Some(charges) = nucleolus(&table).unwrap() {
            n_checked[2] += usize::from(check(record, "nucleolus", &charges));
        }
    }
    // The game of ten has no record of the latter two; where everybody alone wins already there is no
    // nucleolus, whatever the record says.
    assert_eq!(n_checked, [24, 23, 22]);
}
