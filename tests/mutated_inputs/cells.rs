//! One cell is wrong: the fault stands at it.

use rochdale::input::{Column, File};
use rochdale::testing::Dice;

use super::base::{Base, is_choice, is_never_negative, is_number, is_reference};
use super::mutant::{Mutant, Mutation};

pub const ALL: &[Mutation] = &[
    bad_number,
    bad_number,
    decimal_comma,
    spreadsheet_error,
    negative,
    negative,
    huge,
    too_fine,
    above_a_hundred,
    no_date,
    no_date,
    no_choice,
    no_choice,
    unknown_id,
    unknown_id,
    unknown_in_list,
    no_id,
    empty,
    empty,
    duplicate_id,
    duplicate_id,
    nul,
    nul,
    megabyte,
    substitute,
    substitute,
    rule,
    rule,
];

fn changed(
    base: &Base,
    dice: &mut Dice,
    is_meant: impl Fn(File, &Column) -> bool,
    cells: &[&str],
    number: u16,
) -> Mutant {
    let (table, row, column) = base.any_cell(dice, is_meant);
    Mutant::of_cell(table, row, column, dice.pick(cells), number)
}

/// A number that is none.
pub fn bad_number(base: &Base, dice: &mut Dice) -> Mutant {
    let cells = [
        "ten",
        "1e3",
        "0x10",
        "--1",
        "1.2.3",
        "NaN",
        "inf",
        "-",
        ".5",
        "5.",
        "+5",
        "1_000",
        "5%",
        "$5",
        "5 kg",
        "½",
        "１２",
        "−5",
        "\u{200b}7",
        "O.5",
        "1/2",
        "=1+1",
        "'12",
    ];
    changed(base, dice, |_, column| is_number(column), &cells, 103)
}

/// Numbers as other countries' spreadsheets write them.
fn decimal_comma(base: &Base, dice: &mut Dice) -> Mutant {
    let cells = [
        "12,50",
        "1,234.50",
        "1.234,50",
        "1 234",
        "1\u{a0}234",
        "1'234",
        "0,5",
    ];
    changed(base, dice, |_, column| is_number(column), &cells, 103)
}

/// What spreadsheets leave where a formula failed.
fn spreadsheet_error(base: &Base, dice: &mut Dice) -> Mutant {
    let cells = [
        "#REF!",
        "#N/A",
        "#DIV/0!",
        "1.23E+05",
        "=SUM(A1:A3)",
        "########",
        "TRUE",
    ];
    changed(base, dice, |_, column| is_number(column), &cells, 103)
}

fn negative(base: &Base, dice: &mut Dice) -> Mutant {
    let cells = ["-1", "-0.01", "-1000000"];
    let is_meant = |_, column: &Column| is_never_negative(column);
    changed(base, dice, is_meant, &cells, 105)
}

fn huge(base: &Base, dice: &mut Dice) -> Mutant {
    let digits = "9".repeat(400);
    let cells = [
        "1000000001",
        "99999999999999999999",
        "79228162514264337593543950336",
        "-1000000001",
        &digits,
    ];
    changed(base, dice, |_, column| is_number(column), &cells, 104)
}

fn too_fine(base: &Base, dice: &mut Dice) -> Mutant {
    let cells = ["0.0000001", "1.00000000000000000000001", "12.1234567"];
    changed(base, dice, |_, column| is_number(column), &cells, 104)
}

fn above_a_hundred(base: &Base, dice: &mut Dice) -> Mutant {
    let is_meant = |_, column: &Column| column.holds.starts_with("percent");
    changed(base, dice, is_meant, &["100.01", "101", "1000"], 105)
}

/// Dates as spreadsheets show them, and days that do not exist.
fn no_date(base: &Base, dice: &mut Dice) -> Mutant {
    let cells = [
        "29/03/2026",
        "3/29/26",
        "29.03.2026",
        "2026-3-9",
        "2026/03/29",
        "46110",
        "2026-02-30",
        "2026-13-01",
        "2026-03-29T00:00",
        "29-Mar-26",
        "tomorrow",
        "20260329",
    ];
    changed(base, dice, |_, column| column.holds == "date", &cells, 108)
}

fn no_choice(base: &Base, dice: &mut Dice) -> Mutant {
    let cells = ["Yes", "TRUE", "Cycle", "cycles", "0", "each", "no way"];
    changed(base, dice, |_, column| is_choice(column), &cells, 107)
}

fn unknown_id(base: &Base, dice: &mut Dice) -> Mutant {
    let cells = ["nobody-knows-it", "Ann", "VALLEY", "apples/valley"];
    changed(base, dice, |_, column| is_reference(column), &cells, 110)
}

fn unknown_in_list(base: &Base, dice: &mut Dice) -> Mutant {
    let (file, column, cell) = dice.pick(&[
        (File::Demand, "substitutes", "plums=1"),
        (File::Demand, "refuse", "tag:import nobody"),
        (File::Demand, "require", "nobody valley"),
        (File::Quotes, "scope", "site:nowhere"),
        (File::Quotes, "scope", "zone:north member:nobody"),
    ]);
    let table = base.table(file);
    let row = table.any_row(dice);
    Mutant::of_cell(table, row, column, cell, 110)
}

fn no_id(base: &Base, dice: &mut Dice) -> Mutant {
    let cells = ["be a", "a/b", "a:b", "(x)", "a,b", "\u{200b}a", "🍎"];
    changed(base, dice, |_, column| column.holds == "id", &cells, 109)
}

fn empty(base: &Base, dice: &mut Dice) -> Mutant {
    changed(base, dice, |_, column| column.is_required, &["", "  "], 106)
}

/// Two rows with one id.
fn duplicate_id(base: &Base, dice: &mut Dice) -> Mutant {
    let file = dice.pick(&[
        File::Members,
        File::Sites,
        File::Items,
        File::Demand,
        File::Vendors,
        File::Vehicles,
        File::Quotes,
        File::Rules,
    ]);
    let table = base.table(file);
    let id = table.get(0, "id").to_owned();
    let rows: Vec<usize> = (1..table.rows.len()).collect();
    let row = dice.pick(&rows);
    Mutant::of_cell(table, row, "id", &id, 111)
}

/// A NUL byte where it spoils what the cell means.
fn nul(base: &Base, dice: &mut Dice) -> Mutant {
    let (number, is_meant): (u16, fn(&Column) -> bool) = dice.pick(&[
        (103, is_number as fn(&Column) -> bool),
        (107, is_choice),
        (108, |column| column.holds == "date"),
        (109, |column| column.holds == "id"),
        (110, is_reference),
    ]);
    let (table, row, column) = base.any_cell(dice, |_, column| is_meant(column));
    let cell = format!("{}\0", table.get(row, column));
    Mutant::of_cell(table, row, column, &cell, number)
}

/// A cell of a megabyte.
fn megabyte(base: &Base, dice: &mut Dice) -> Mutant {
    let (number, letter, is_meant): (u16, &str, fn(&Column) -> bool) = dice.pick(&[
        (103, "x", is_number as fn(&Column) -> bool),
        (104, "9", is_number),
        (107, "y", is_choice),
        (108, "2", |column| column.holds == "date"),
        (109, "é,", |column| column.holds == "id"),
        (110, "a", is_reference),
    ]);
    let (table, row, column) = base.any_cell(dice, |_, column| is_meant(column));
    let cell = letter.repeat((1 << 20) / letter.len());
    Mutant::of_cell(table, row, column, &cell, number)
}

/// The item itself, an item twice, factors that are none.
fn substitute(base: &Base, dice: &mut Dice) -> Mutant {
    let table = base.table(File::Demand);
    let row = table.any_row(dice);
    let item = table.get(row, "item");
    let others = ["apples", "pears", "rice", "beans", "milk", "paper"].map(str::to_owned);
    let others: Vec<String> = others.into_iter().filter(|other| other != item).collect();
    let other = dice.pick(&others);
    let (cell, number) = dice.pick(&[
        (format!("{item}=1"), 216),
        (format!("{other}=1.2 {item}=0.5"), 216),
        (format!("{other}=1.2 {other}=1.2"), 216),
        (format!("{other}=1.2 {other}=1.3"), 216),
        (format!("{other}=0"), 105),
        (format!("{other}=-1"), 105),
        (format!("{other}=1,2"), 103),
        (format!("{other}="), 103),
        (other.clone(), 115),
        (format!("{other}=1000000001"), 104),
    ]);
    Mutant::of_cell(table, row, "substitutes", &cell, number)
}

/// A limit that is missing or out of its bounds, and cells that the kind does not use.
fn rule(base: &Base, dice: &mut Dice) -> Mutant {
    let (key, column, cell, number) = dice.pick(&[
        ("no-import", "limit", "3", 303),
        ("sealed", "each", "member", 303),
        ("one-truck", "limit", "", 304),
        ("one-truck", "limit", "2.5", 105),
        ("one-truck", "counts", "units", 303),
        ("two-sources", "limit", "0", 105),
        ("two-sources", "per", "cycle", 303),
        ("same-dry", "vendor", "valley", 303),
        ("same-dry", "limit", "1", 303),
        ("not-all-harbor", "limit", "100.5", 105),
        ("not-all-harbor", "counts", "kg", 107),
        ("local", "limit", "", 304),
        ("half-fruit", "per", "horizon", 303),
        ("keep-milk", "limit", "0", 303),
        ("keep-milk", "vendor_tag", "local", 303),
        ("few-switches", "limit", "1.5", 105),
        ("switch", "price", "25", 303),
        ("switch", "limit", "0", 105),
        ("ann-budget", "limit", "", 304),
        ("ann-budget", "per", "year", 107),
        ("ann-budget", "price", "0", 105),
        ("saving", "each", "site", 303),
        ("saving", "limit", "101", 105),
        ("fair", "limit", "5", 303),
        ("fair", "each", "category", 303),
    ]);
    let table = base.table(File::Rules);
    let mut rows = 0..table.rows.len();
    let row = rows.find(|row| table.get(*row, "id") == key).unwrap();
    Mutant::of_cell(table, row, column, cell, number)
}
