//! A file as a whole: missing, empty, in another encoding, or written in another manner.

use rochdale::input::File;
use rochdale::testing::Dice;

use super::base::{Base, CsvTable, TABLES};
use super::mutant::{Expect, Mutant, Mutation, fault};

pub const ALL: &[Mutation] = &[
    missing,
    missing_optional,
    nothing,
    header_alone,
    latin_1,
    latin_1,
    utf_16,
    workbook,
    other_separators,
    old_line_ends,
    byte_order_mark,
    windows_line_ends,
    comments_and_blank_lines,
    without_last_line_end,
    columns_in_other_order,
    everything_quoted,
    blanks_around,
    empty_columns,
    nested_quotation,
];

fn any_file(dice: &mut Dice) -> File {
    dice.pick(&File::ALL)
}

fn missing(_: &Base, dice: &mut Dice) -> Mutant {
    let required: Vec<File> = File::ALL
        .into_iter()
        .filter(|file| file.is_required())
        .collect();
    let file = dice.pick(&required);
    Mutant {
        file,
        what: "missing".into(),
        bytes: None,
        expect: fault(file, 2, None, None),
    }
}

/// Whether anything refers to it decides; if so, that is said.
fn missing_optional(_: &Base, dice: &mut Dice) -> Mutant {
    let optional = File::ALL.into_iter().filter(|file| !file.is_required());
    let file = dice.pick(&optional.collect::<Vec<_>>());
    Mutant {
        file,
        what: "missing".into(),
        bytes: None,
        expect: Expect::Either,
    }
}

fn nothing(_: &Base, dice: &mut Dice) -> Mutant {
    let file = dice.pick(&TABLES);
    let text = dice.pick(&["", "\n\n", "  \r\n", "# nothing yet\n", "\u{feff}"]);
    let expect = fault(file, 6, None, None);
    Mutant::new(file, format!("only {text:?}"), text.into(), expect)
}

fn header_alone(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    table.rows.clear();
    let expect = if table.file.is_required() {
        fault(table.file, 7, None, None)
    } else {
        Expect::Either
    };
    Mutant::new(table.file, "header alone", table.csv(b','), expect)
}

/// A letter of another encoding in one of the lines.
fn latin_1(base: &Base, dice: &mut Dice) -> Mutant {
    let file = any_file(dice);
    let text = base.text(file);
    let index = dice.pick(&(0..text.lines().count()).collect::<Vec<_>>());
    let mut bytes = Vec::new();
    for (line, content) in text.lines().enumerate() {
        bytes.extend(content.bytes());
        if line == index {
            bytes.push(dice.pick(&[0xE9, 0xFC, 0x80, 0xA4, 0xC0]));
        }
        bytes.push(b'\n');
    }
    let expect = fault(file, 4, Some(index + 1), None);
    Mutant::new(file, format!("Latin-1 in row {}", index + 1), bytes, expect)
}

fn utf_16(base: &Base, dice: &mut Dice) -> Mutant {
    let file = any_file(dice);
    let is_little = dice.one_in(2);
    let has_mark = dice.one_in(2);
    let mark = has_mark.then_some(0xFEFF);
    let units = mark.into_iter().chain(base.text(file).encode_utf16());
    let bytes = units.flat_map(|unit| {
        if is_little {
            unit.to_le_bytes()
        } else {
            unit.to_be_bytes()
        }
    });
    // Without the mark, plain letters with NUL bytes between them are UTF-8 all the same.
    let expect = if has_mark {
        fault(file, 4, Some(1), None)
    } else {
        Expect::Refused
    };
    Mutant::new(file, "UTF-16", bytes.collect(), expect)
}

/// A workbook that was renamed.
fn workbook(_: &Base, dice: &mut Dice) -> Mutant {
    let file = any_file(dice);
    let bytes = b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xB5\x55\x30\x23".to_vec();
    Mutant::new(file, "a workbook", bytes, fault(file, 4, Some(1), None))
}

fn other_separators(base: &Base, dice: &mut Dice) -> Mutant {
    let table = base.any_table(dice);
    let (delimiter, number) = dice.pick(&[(b';', 120), (b'\t', 120), (b'|', 102)]);
    let expect = fault(table.file, number, Some(1), None);
    let what = format!("separated by {:?}", char::from(delimiter));
    Mutant::new(table.file, what, table.csv(delimiter), expect)
}

/// Lines that end as on old Macintoshes.
fn old_line_ends(base: &Base, dice: &mut Dice) -> Mutant {
    let file = dice.pick(&TABLES);
    let text = base.text(file).replace('\n', "\r");
    same(file, "lines end with CR", text.into())
}

fn same(file: File, what: &str, bytes: Vec<u8>) -> Mutant {
    Mutant::new(file, what, bytes, Expect::Same)
}

fn byte_order_mark(base: &Base, dice: &mut Dice) -> Mutant {
    let file = any_file(dice);
    let text = format!("\u{feff}{}", base.text(file));
    same(file, "byte order mark", text.into())
}

fn windows_line_ends(base: &Base, dice: &mut Dice) -> Mutant {
    let file = any_file(dice);
    let text = base.text(file).replace('\n', "\r\n");
    same(file, "lines end with CR LF", text.into())
}

fn comments_and_blank_lines(base: &Base, dice: &mut Dice) -> Mutant {
    let file = any_file(dice);
    let mut text = String::from("# who, \"what\n\n");
    for line in base.text(file).lines() {
        text.push_str(line);
        text.push('\n');
        if dice.one_in(3) {
            text.push_str(dice.pick(&["\n", "   \n", "# note, more\n", "\t# note\n"]));
        }
    }
    same(file, "comments and blank lines", text.into())
}

fn without_last_line_end(base: &Base, dice: &mut Dice) -> Mutant {
    let file = any_file(dice);
    let text = base.text(file).trim_end();
    same(file, "no line end at the end", text.into())
}

fn columns_in_other_order(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let by = usize::try_from(dice.between(1, 3)).unwrap();
    for row in std::iter::once(&mut table.header).chain(&mut table.rows) {
        row.rotate_left(by);
        row.reverse();
    }
    same(table.file, "columns in another order", table.csv(b','))
}

fn everything_quoted(base: &Base, dice: &mut Dice) -> Mutant {
    let table = base.any_table(dice);
    let mut how = csv::WriterBuilder::new();
    how.quote_style(csv::QuoteStyle::Always);
    how.terminator(dice.pick(&[csv::Terminator::CRLF, csv::Terminator::Any(b'\n')]));
    same(
        table.file,
        "every cell in quotation marks",
        table.written(&mut how),
    )
}

fn blanks_around(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    for row in std::iter::once(&mut table.header).chain(&mut table.rows) {
        for cell in row {
            let (before, after) = dice.pick(&[("", ""), (" ", ""), ("", "  "), ("\t", " ")]);
            *cell = format!("{before}{cell}{after}");
        }
    }
    same(table.file, "blanks around cells", table.csv(b','))
}

/// What a spreadsheet leaves where cells were emptied.
fn empty_columns(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.any_table(dice);
    let n = usize::try_from(dice.between(1, 4)).unwrap();
    let empty = vec![String::new(); table.header.len()];
    table.rows.extend([empty.clone(), empty]);
    for row in std::iter::once(&mut table.header).chain(&mut table.rows) {
        row.resize(row.len() + n, String::new());
    }
    same(table.file, "empty columns and rows", table.csv(b','))
}

/// A cell with quotation marks, commas and a line end in it.
fn nested_quotation(base: &Base, dice: &mut Dice) -> Mutant {
    let mut table = base.table(dice.pick(&[File::Members, File::Items, File::Vendors]));
    let row = table.any_row(dice);
    let (name, has_line_end) = dice.pick(&[
        ("The \"good\", the, bad", false),
        ("\"\"", false),
        ("two\nlines", true),
    ]);
    table.set(row, "name", name);
    let expect = if has_line_end {
        fault(table.file, 114, Some(CsvTable::line(row)), None)
    } else {
        Expect::Other
    };
    Mutant::new(
        table.file,
        format!("the name {name:?}"),
        table.csv(b','),
        expect,
    )
}
