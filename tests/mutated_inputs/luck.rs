//! Damage whose harm depends on where it falls.

use rochdale::input::File;
use rochdale::testing::Dice;

use super::base::{Base, TABLES, columns};
use super::mutant::{Expect, Mutant, Mutation};

pub const ALL: &[Mutation] = &[
    byte_changed,
    byte_changed,
    cut_off,
    range_removed,
    range_repeated,
    row_removed,
    row_removed,
    rows_exchanged,
    cells_exchanged,
    optional_column_removed,
    optional_cell_emptied,
    long_text,
    strange_text,
];

fn either(file: File, what: impl Into<String>, bytes: Vec<u8>) -> Mutant {
    Mutant::new(file, what, bytes, Expect::Either)
}

fn any_position(dice: &mut Dice, bytes: &[u8]) -> usize {
    let last = u32::try_from(bytes.len() - 1).unwrap();
    usize::try_from(dice.between(0, last)).unwrap()
}

fn any_file(base: &Base, dice: &mut Dice) -> (File, Vec<u8>) {
    let file = dice.pick(&File::ALL);
    (file, base.files[&file].clone())
}

fn byte_changed(base: &Base, dice: &mut Dice) -> Mutant {
    let (file, mut bytes) = any_file(base, dice);
    let position = any_position(dice, &bytes);
    bytes[position] = dice.pick(b"\0\t\n\r ,;\"#'-.=09aZ\x7F\x80\xFF");
    let what = format!("byte {position} is {:?}", char::from(bytes[position]));
    either(file, what, bytes)
}

fn cut_off(base: &Base, dice: &mut Dice) -> Mutant {
    let (file, mut bytes) = any_file(base, dice);
    let position = any_position(dice, &bytes);
    bytes.truncate(position);
    either(file, format!("cut off at byte {position}"), bytes)
}

fn any_range(dice: &mut Dice, bytes: &[u8]) -> std::ops::Range<usize> {
    let start = any_position(dice, bytes);
    let length = usize::try_from(dice.between(1, 40)).unwrap();
    start..(start + length).min(bytes.len())
}

fn range_removed(base: &Base, dice: &mut Dice) -> Mutant {
    let (file, mut bytes) = any_file(base, dice);
    let range = any_range(dice, &bytes);
    bytes.drain(range.clone());
    either(file, format!("bytes {range:?} removed"), bytes)
}

fn range_repeated(base: &Base, dice: &mut Dice) -> Mutant {
    let (file, mut bytes) = any_file(base, dice);
    let range = any_range(dice, &bytes);
    let copy = bytes[range.clone()].to_vec();
    bytes.splice(range.start..range.start, copy);
    either(file, format!("bytes {range:?} repeated"), bytes)
}

fn row_removed(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let row = table.any_row(dice);
    table.rows.remove(row);
    either(
        table.file,
        format!("row {} removed", row + 2),
        table.csv(b','),
    )
}

fn rows_exchanged(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let (a, b) = (table.any_row(dice), table.any_row(dice));
    table.rows.swap(a, b);
    let what = format!("rows {} and {} exchanged", a + 2, b + 2);
    either(table.file, what, table.csv(b','))
}

fn cells_exchanged(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let row = table.any_row(dice);
    let positions: Vec<usize> = (0..table.header.len()).collect();
    let (a, b) = (dice.pick(&positions), dice.pick(&positions));
    table.rows[row].swap(a, b);
    let (a, b) = (&table.header[a], &table.header[b]);
    let what = format!("{a} and {b} of row {} exchanged", row + 2);
    either(table.file, what, table.csv(b','))
}

fn optional_column_removed(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let optional = columns(table.file)
        .iter()
        .filter(|column| !column.is_required);
    let names: Vec<&str> = optional.map(|column| column.name).collect();
    if names.is_empty() {
        return row_removed(base, dice);
    }
    let name = dice.pick(&names);
    let position = table.header.iter().position(|other| other == name).unwrap();
    for row in std::iter::once(&mut table.header).chain(&mut table.rows) {
        row.remove(position);
    }
    either(table.file, format!("no column {name}"), table.csv(b','))
}

fn optional_cell_emptied(base: &Base, dice: &mut Dice) -> Mutant {
    let (mut table, row, column) = base.any_cell(dice, |_, column| !column.is_required);
    table.set(row, column, "");
    let what = format!("{column} of row {} emptied", row + 2);
    either(table.file, what, table.csv(b','))
}

/// A megabyte where any text may stand: it is read, and the case is another.
fn long_text(base: &Base, dice: &mut Dice) -> Mutant {
    let (mut table, row, column) = base.any_cell(dice, |file, column| {
        let is_shown = file != File::Items || column.name != "unit";
        column.holds == "text" && is_shown
    });
    table.set(row, column, &"long, \u{e9} ".repeat(1 << 17));
    let what = format!("{column} of row {} is a megabyte", row + 2);
    Mutant::new(table.file, what, table.csv(b','), Expect::Other)
}

/// Text that other programs stumble over, anywhere.
fn strange_text(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.table(dice.pick(&TABLES));
    let row = table.any_row(dice);
    let column = dice.pick(&table.header);
    let cell = dice.pick(&[
        "\0",
        "\u{1b}[31m",
        "\u{202e}abc",
        "-0",
        "00000000000000000001",
        "NULL",
        "../../etc/passwd",
        "{{name}}",
        "\u{85}\u{2028}",
        "👩‍🌾",
        "=1",
        "a=1 b=2",
        "tag:",
        "share:2",
        "members:0",
    ]);
    table.set(row, &column, cell);
    let what = format!("{column} of row {} is {cell:?}", row + 2);
    either(table.file, what, table.csv(b','))
}
