//! `case.toml` is wrong.

use rochdale::input::File;
use rochdale::testing::Dice;

use super::base::Base;
use super::mutant::{Mutant, Mutation, fault};

pub const ALL: &[Mutation] = &[setting, setting, setting, setting];

/// What is replaced, by what, number of the fault, its row and column.
type Edit = (
    &'static str,
    &'static str,
    u16,
    Option<usize>,
    Option<&'static str>,
);

const EDITS: [Edit; 37] = [
    ("name = \"Four stores\"\n", "", 102, None, Some("name")),
    ("currency = \"USD\"\n", "", 102, None, Some("currency")),
    ("as_of = 2026-03-02\n", "", 102, None, Some("as_of")),
    ("horizon = \"year\"\n", "", 102, None, Some("horizon")),
    ("\"Four stores\"", "\"\"", 106, Some(1), Some("name")),
    ("\"Four stores\"", "[\"Four\"]", 119, Some(1), Some("name")),
    ("\"Four stores\"", "Four stores", 118, Some(1), None),
    ("\"Four stores\"", "\"Four stores", 118, Some(1), None),
    ("\"USD\"", "\"usd\"", 107, Some(2), Some("currency")),
    ("\"USD\"", "\"US$\"", 107, Some(2), Some("currency")),
    ("\"USD\"", "5", 107, Some(2), Some("currency")),
    ("2026-03-02", "\"02/03/2026\"", 108, Some(3), Some("as_of")),
    ("2026-03-02", "\"2026-02-30\"", 108, Some(3), Some("as_of")),
    ("2026-03-02", "46083", 108, Some(3), Some("as_of")),
    ("2026-03-02", "2026-02-30", 118, Some(3), None),
    ("52", "0", 105, Some(6), Some("cycles")),
    ("52", "-52", 105, Some(6), Some("cycles")),
    ("52", "5.2", 105, Some(6), Some("cycles")),
    ("52", "10001", 105, Some(6), Some("cycles")),
    ("52", "99999999999999999999", 104, Some(6), Some("cycles")),
    ("52", "\"5e1\"", 103, Some(6), Some("cycles")),
    ("52", "0x34", 119, Some(6), Some("cycles")),
    (
        "cycles = 52",
        "cycles = 52\ncycles = 52",
        118,
        Some(7),
        None,
    ),
    ("cycles =", "Cycles =", 101, Some(6), Some("Cycles")),
    (
        "split = false",
        "split = \"nein\"",
        107,
        Some(7),
        Some("split"),
    ),
    ("\"excluded\"", "\"none\"", 107, Some(9), Some("tax")),
    (
        "\"early-pay\"",
        "\"early pay\"",
        109,
        Some(10),
        Some("terms"),
    ),
    ("\"early-pay\"", "3", 119, Some(10), Some("terms")),
    ("= 35", "= 0", 105, Some(11), Some("speed_km_h")),
    ("= 35", "= \"35 km\"", 103, Some(11), Some("speed_km_h")),
    ("1.25", "0.9", 105, Some(12), Some("road_factor")),
    ("1.25", "\"1,25\"", 103, Some(12), Some("road_factor")),
    ("1.08", "\"1,08\"", 103, Some(15), Some("rates.EUR")),
    ("1.08", "0", 105, Some(15), Some("rates.EUR")),
    ("1.08", "1.0800000000001", 104, Some(15), Some("rates.EUR")),
    ("EUR = 1.08", "USD = 1", 201, Some(15), Some("rates.USD")),
    ("[rates]", "[rates", 118, Some(14), None),
];

fn setting(base: &Base, dice: &mut Dice) -> Mutant {
    let (from, to, number, row, column) = dice.pick(&EDITS);
    let text = base.text(File::Case);
    assert!(text.contains(from), "{from}");
    let expect = fault(File::Case, number, row, column);
    let bytes = text.replacen(from, to, 1).into_bytes();
    Mutant::new(File::Case, format!("{from:?} is {to:?}"), bytes, expect)
}
