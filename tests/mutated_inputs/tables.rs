//! A table's header or rows are wrong.

use rochdale::input::File;
use rochdale::testing::Dice;

use super::base::{Base, CsvTable, TABLES, columns};
use super::mutant::{Expect, Mutant, Mutation, fault};

pub const ALL: &[Mutation] = &[
    missing_column,
    missing_column,
    extra_column,
    misspelt_column,
    column_twice,
    nameless_column,
    cell_too_many,
    cell_too_few,
    open_quotation,
    open_quotation,
    separated_row,
    row_twice,
    row_twice,
    tiers_exchanged,
    tiers_exchanged,
    tier_twice,
    header_again,
    a_row_of_commas,
];

/// The header is the first line.
const HEADER: Option<usize> = Some(1);

/// A required column is not there.
fn missing_column(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let required = columns(table.file)
        .iter()
        .filter(|column| column.is_required);
    let names: Vec<&str> = required.map(|column| column.name).collect();
    let name = dice.pick(&names);
    let position = table.header.iter().position(|other| other == name).unwrap();
    for row in std::iter::once(&mut table.header).chain(&mut table.rows) {
        row.remove(position);
    }
    Mutant::of_table(&table, format!("no column {name}"), (102, HEADER, None))
}

fn extra_column(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let name = dice.pick(&["zzz", "remark", "prices", "Unnamed: 0", "\u{feff}id"]);
    table.header.push(name.to_owned());
    for row in &mut table.rows {
        row.push("1".to_owned());
    }
    let what = format!("a column {name}");
    Mutant::of_table(&table, what, (101, HEADER, Some(name)))
}

fn misspelt_column(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let position = usize::try_from(dice.between(0, 1)).unwrap();
    let name = table.header[position].clone();
    let wrong = dice.pick(&[
        name.to_uppercase(),
        format!("{name}s"),
        format!("the {name}"),
    ]);
    table.header[position].clone_from(&wrong);
    let what = format!("{name} is spelt {wrong}");
    Mutant::of_table(&table, what, (101, HEADER, Some(&wrong)))
}

fn column_twice(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let name = dice.pick(&table.header);
    table.header.push(name.clone());
    for row in &mut table.rows {
        row.push(String::new());
    }
    let what = format!("two columns {name}");
    Mutant::of_table(&table, what, (113, HEADER, Some(&name)))
}

/// A column without a name that has something in one row.
fn nameless_column(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let full = table.any_row(dice);
    table.header.push(String::new());
    for (index, row) in table.rows.iter_mut().enumerate() {
        row.push(if index == full { "?" } else { "" }.to_owned());
    }
    let place = (101, Some(CsvTable::line(full)), None);
    Mutant::of_table(&table, "a cell in a column without a name", place)
}

fn cell_too_many(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let row = table.any_row(dice);
    table.rows[row].push(dice.pick(&["", "x"]).to_owned());
    let place = (112, Some(CsvTable::line(row)), None);
    Mutant::of_table(&table, format!("a cell too many in row {}", row + 2), place)
}

fn cell_too_few(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let row = table.any_row(dice);
    table.rows[row].pop();
    let place = (112, Some(CsvTable::line(row)), None);
    Mutant::of_table(&table, format!("a cell too few in row {}", row + 2), place)
}

/// A quotation mark somewhere in a line.
fn open_quotation(base: &Base, dice: &mut Dice) -> Mutant {
    let file = dice.pick(&TABLES);
    let mut lines: Vec<String> = base.text(file).lines().map(str::to_owned).collect();
    let index = dice.pick(&(0..lines.len()).collect::<Vec<_>>());
    let starts: Vec<usize> = lines[index]
        .char_indices()
        .map(|(start, _)| start)
        .collect();
    lines[index].insert(dice.pick(&starts), '"');
    let what = format!("a quotation mark in row {}", index + 1);
    let expect = fault(file, 114, Some(index + 1), None);
    Mutant::new(file, what, lines.join("\n").into_bytes(), expect)
}

/// One row has other separators than the rest.
fn separated_row(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let row = table.any_row(dice);
    let cells = table.rows[row].join(dice.pick(&[";", "\t", "|"]));
    table.rows[row] = vec![cells];
    let place = (112, Some(CsvTable::line(row)), None);
    Mutant::of_table(
        &table,
        format!("other separators in row {}", row + 2),
        place,
    )
}

/// The number and column of the fault of a row that stands twice.
fn repeated(table: &CsvTable, row: usize) -> (u16, &'static str) {
    match table.file {
        File::Drops => (111, "zone"),
        File::Travel => (111, "to"),
        File::Bundles => (111, "item"),
        File::Breaks => (265, "from"),
        File::Rebates => (282, "from"),
        File::Demand | File::Quotes if table.get(row, "id").is_empty() => (242, "id"),
        File::Members
        | File::Sites
        | File::Items
        | File::Demand
        | File::Vendors
        | File::Hubs
        | File::Vehicles
        | File::Quotes
        | File::Rules => (111, "id"),
        File::Folder | File::Case | File::Routing => unreachable!("these are no tables"),
    }
}

/// A row is pasted again at the end.
fn row_twice(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let row = table.any_row(dice);
    let (number, column) = repeated(&table, row);
    table.rows.push(table.rows[row].clone());
    let last = CsvTable::line(table.rows.len() - 1);
    let what = format!("row {} stands twice", row + 2);
    Mutant::of_table(&table, what, (number, Some(last), Some(column)))
}

/// A table of ladders: breaks or rebates, and two rows of one ladder that follow each other.
fn rungs(base: &Base, dice: &mut Dice) -> (CsvTable, usize, u16) {
    let (file, name, number) =
        dice.pick(&[(File::Breaks, "group", 265), (File::Rebates, "id", 282)]);
    let table = base.table(file);
    let follows = |row: &usize| {
        table.get(*row, name) == table.get(row - 1, name)
            && table.get(*row, "from") != table.get(row - 1, "from")
    };
    let rows: Vec<usize> = (1..table.rows.len()).filter(follows).collect();
    let row = dice.pick(&rows);
    (table, row, number)
}

/// A tier begins before the one below it ends.
fn tiers_exchanged(base: &Base, dice: &mut Dice) -> Mutant {
    let (mut table, row, number) = rungs(base, dice);
    let [lower, upper] = [row - 1, row].map(|row| table.get(row, "from").to_owned());
    table.set(row - 1, "from", &upper);
    table.set(row, "from", &lower);
    let place = (number, Some(CsvTable::line(row)), Some("from"));
    Mutant::of_table(
        &table,
        format!("rows {} and {} exchanged", row + 1, row + 2),
        place,
    )
}

fn tier_twice(base: &Base, dice: &mut Dice) -> Mutant {
    let (mut table, row, number) = rungs(base, dice);
    let lower = table.get(row - 1, "from").to_owned();
    table.set(row, "from", &lower);
    let place = (number, Some(CsvTable::line(row)), Some("from"));
    Mutant::of_table(&table, format!("two tiers from {lower}"), place)
}

/// Two tables were pasted below each other.
fn header_again(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    table.rows.push(table.header.clone());
    let what = "the header stands below the rows too";
    Mutant::new(table.file, what, table.csv(b','), Expect::Refused)
}

/// A row of very many cells.
fn a_row_of_commas(base: &Base, dice: &mut Dice) -> Mutant {
    let table = base.any_table(dice);
    let mut bytes = table.csv(b',');
    bytes.extend(b"x");
    bytes.resize(bytes.len() + 200_000, b',');
    let expect = fault(
        table.file,
        112,
        Some(CsvTable::line(table.rows.len())),
        None,
    );
    Mutant::new(table.file, "a row of 200 000 commas", bytes, expect)
}
