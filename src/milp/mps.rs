//! A model as a file that other solvers read: free-format MPS.
//!
//! Fields are separated by blanks, names hold none. Sections stand in the usual order:
//!
//! - `ROWS`: the objective `N cost`, to be minimized (MPS has no word for it: every reader minimizes),
//!   then each row as `E`, `L` or `G`. No row has two different finite sides, so there is no `RANGES`.
//! - `COLUMNS`: by column, its cost first; whole-number columns stand between `INTORG` and `INTEND`.
//! - `RHS`: right-hand sides other than 0. The objective has no constant here. Where a program has
//!   one, readers take it from the objective's right-hand side *with the opposite sign*: a constant of
//!   5 is written as −5.
//! - `BOUNDS`: readers differ in what they take for the upper bound of a whole-number column without a
//!   bound (infinity or 1), so that every one of them has a line.
//!
//! Numbers are written in the fewest digits from which the same float is read again. The solver this
//! crate uses drops coefficients below 1e-9 unless told otherwise; other readers may too.
//!
//! Format: IBM, *Mathematical Programming System/360*, 1969; the free form and integer markers as in
//! the Gurobi and CPLEX file format references.

use std::io::{self, Write};

use super::model::{ColumnData, Row};
use super::{Kind, Model};

/// Longest name written, in bytes: readers of free MPS cut or refuse lines above about 255.
const NAME_MAX: usize = 100;

/// Name of the objective's row.
const OBJECTIVE: &str = "cost";

impl Model {
    /// Writes the model as free-format MPS, under `name`; the start is not part of the format.
    ///
    /// `name_of` says what a column stands for, by its index. What a name may not hold becomes `_`;
    /// each name is followed by its number, from 0, so that names differ. Rows have the names they
    /// were added with.
    ///
    /// # Errors
    /// What writing to `out` returns.
    pub fn write_mps(
        &self,
        name: &str,
        name_of: &dyn Fn(usize) -> String,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(out, "NAME {}", word(name))?;
        self.write_rows(out)?;
        self.write_columns(name_of, out)?;
        self.write_right_hand_sides(out)?;
        self.write_bounds(name_of, out)?;
        writeln!(out, "ENDATA")
    }

    fn write_rows(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "ROWS\n N {OBJECTIVE}")?;
        for (index, row) in self.rows.iter().enumerate() {
            let (kind, _) = side(row);
            writeln!(out, " {kind} {}", numbered(row.name, index))?;
        }
        Ok(())
    }

    fn write_columns(
        &self,
        name_of: &dyn Fn(usize) -> String,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(out, "COLUMNS")?;
        let entries = Entries::of(self);
        let mut kind = Kind::Continuous;
        let mut n_markers = 0;
        for (index, column) in self.columns.iter().enumerate() {
            if column.kind != kind {
                write_marker(column.kind, &mut n_markers, out)?;
                kind = column.kind;
            }
            let name = numbered(&name_of(index), index);
            let entries = entries.of_column(index);
            // A column exists for a reader only if it has an entry.
            if column.cost != 0.0 || entries.is_empty() {
                writeln!(out, " {name} {OBJECTIVE} {:?}", column.cost)?;
            }
            for (row, factor) in entries {
                let row_name = numbered(self.rows[*row].name, *row);
                writeln!(out, " {name} {row_name} {factor:?}")?;
            }
        }
        if kind == Kind::Integer {
            write_marker(Kind::Continuous, &mut n_markers, out)?;
        }
        Ok(())
    }

    fn write_right_hand_sides(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "RHS")?;
        for (index, row) in self.rows.iter().enumerate() {
            let (_, value) = side(row);
            if value != 0.0 {
                writeln!(out, " rhs {} {value:?}", numbered(row.name, index))?;
            }
        }
        Ok(())
    }

    fn write_bounds(
        &self,
        name_of: &dyn Fn(usize) -> String,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(out, "BOUNDS")?;
        for (index, column) in self.columns.iter().enumerate() {
            for (kind, value) in bounds(column) {
                let name = numbered(&name_of(index), index);
                match value {
                    Some(value) => writeln!(out, " {kind} bound {name} {value:?}")?,
                    None => writeln!(out, " {kind} bound {name}")?,
                }
            }
        }
        Ok(())
    }
}

/// Letter and right-hand side of a row.
fn side(row: &Row) -> (char, f64) {
    #[allow(
        clippy::float_cmp,
        reason = "an equation has one value, not two near ones"
    )]
    if row.lower == row.upper {
        ('E', row.lower)
    } else if row.upper.is_finite() {
        ('L', row.upper)
    } else {
        ('G', row.lower)
    }
}

/// Lines about a column's bounds; none where it is what every reader assumes: 0 and infinity for a
/// continuous column.
fn bounds(column: &ColumnData) -> Vec<(&'static str, Option<f64>)> {
    #[allow(clippy::float_cmp, reason = "a fixed column has one value")]
    if column.lower == column.upper {
        return vec![("FX", Some(column.lower))];
    }
    let mut lines = Vec::new();
    if column.lower != 0.0 {
        lines.push(("LO", Some(column.lower)));
    }
    if column.upper.is_finite() {
        lines.push(("UP", Some(column.upper)));
    } else if column.kind == Kind::Integer {
        lines.push(("PL", None));
    }
    lines
}

/// From here on columns are of this kind.
fn write_marker(kind: Kind, n_markers: &mut usize, out: &mut dyn Write) -> io::Result<()> {
    let word = match kind {
        Kind::Integer => "INTORG",
        Kind::Continuous => "INTEND",
    };
    writeln!(out, " MARKER{n_markers} 'MARKER' '{word}'")?;
    *n_markers += 1;
    Ok(())
}

/// A name with its number.
fn numbered(name: &str, index: usize) -> String {
    format!("{}.{index}", word(name))
}

/// A text without what a name may not hold: letters and digits of ASCII, `.`, `-` and `_` stay. It
/// begins with a letter, whatever the text.
fn word(text: &str) -> String {
    let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let letters = text.chars().map(|c| if of_name(c) { c } else { '_' });
    let begins_well = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let first = (!begins_well).then_some('n');
    first.into_iter().chain(letters).take(NAME_MAX).collect()
}

/// The rows' terms by column; several terms of one row with the same column are added up.
struct Entries {
    /// Where each column's entries begin, and where the last one's end.
    starts: Vec<usize>,
    /// Row and factor, in the order of columns, then rows.
    entries: Vec<(usize, f64)>,
}

impl Entries {
    fn of(model: &Model) -> Self {
        let mut entries: Vec<(usize, usize, f64)> = Vec::new();
        for (index, row) in model.rows.iter().enumerate() {
            let terms = row.terms.iter();
            entries.extend(terms.map(|(column, factor)| (column.index(), index, *factor)));
        }
        entries.sort_unstable_by_key(|(column, row, _)| (*column, *row));
        entries.dedup_by(|later, kept| {
            let is_same = (later.0, later.1) == (kept.0, kept.1);
            if is_same {
                kept.2 += later.2;
            }
            is_same
        });
        entries.retain(|(_, _, factor)| *factor != 0.0);
        let starts = (0..=model.columns.len())
            .map(|column| entries.partition_point(|entry| entry.0 < column));
        Self {
            starts: starts.collect(),
            entries: entries
                .iter()
                .map(|(_, row, factor)| (*row, *factor))
                .collect(),
        }
    }

    fn of_column(&self, column: usize) -> &[(usize, f64)] {
        &self.entries[self.starts[column]..self.starts[column + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::Limits;
    use crate::testing::{exhaustive, random_case};
    use rust_decimal::prelude::ToPrimitive;
    use std::sync::Arc;

    /// Two items at 3 and 5, the second with a fee of 4; at least 7 in all, exactly twice as many of
    /// the first as there are packs, and a column without rows.
    fn small() -> Model {
        let mut model = Model::default();
        let first = model.add(Kind::Continuous, f64::INFINITY);
        let second = model.add(Kind::Integer, 10.0);
        let fee = model.add_binary();
        let packs = model.add(Kind::Integer, f64::INFINITY);
        let fixed = model.add(Kind::Continuous, 9.0);
        let _alone = model.add(Kind::Continuous, 2.5);
        for (column, cost) in [(first, 3.0), (second, 0.1), (fee, 4.0), (fixed, 1e-7)] {
            model.charge(column, cost);
        }
        model.fix(fixed, 2.0);
        model.at_least("B1 enough", vec![(first, 1.0), (second, 1.0)], 7.0);
        model.at_most("B2 fee", vec![(second, 1.0), (fee, -10.0)], 0.0);
        // The same column twice in one row.
        let packed = vec![(first, 1.0), (packs, -1.0), (packs, -1.0)];
        model.exactly("B3 packs/2", packed, 0.0);
        model.at_most("B4 most", vec![(first, 0.5), (fixed, 0.25)], 8.5);
        model
    }

    fn written(model: &Model) -> String {
        let names = ["first", "zweites Stück", "fee", "3 packs", "fixed", "alone"];
        let name_of = |index: usize| names[index].to_owned();
        let mut out = Vec::new();
        model.write_mps("A small one", &name_of, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_small_model_as_mps() {
        let expected = "\
NAME A_small_one
ROWS
 N cost
 G B1_enough.0
 L B2_fee.1
 E B3_packs_2.2
 L B4_most.3
COLUMNS
 first.0 cost 3.0
 first.0 B1_enough.0 1.0
 first.0 B3_packs_2.2 1.0
 first.0 B4_most.3 0.5
 MARKER0 'MARKER' 'INTORG'
 zweites_St_ck.1 cost 0.1
 zweites_St_ck.1 B1_enough.0 1.0
 zweites_St_ck.1 B2_fee.1 1.0
 fee.2 cost 4.0
 fee.2 B2_fee.1 -10.0
 n3_packs.3 B3_packs_2.2 -2.0
 MARKER1 'MARKER' 'INTEND'
 fixed.4 cost 1e-7
 fixed.4 B4_most.3 0.25
 alone.5 cost 0.0
RHS
 rhs B1_enough.0 7.0
 rhs B4_most.3 8.5
BOUNDS
 UP bound zweites_St_ck.1 10.0
 UP bound fee.2 1.0
 PL bound n3_packs.3
 FX bound fixed.4 2.0
 UP bound alone.5 2.5
ENDATA
";
        assert_eq!(written(&small()), expected);
    }

    #[test]
    fn long_names_are_cut_and_still_differ() {
        let mut model = Model::default();
        for _ in 0..2 {
            let column = model.add_binary();
            model.at_most("C1 most", vec![(column, 1.0)], 1.0);
        }
        let mut out = Vec::new();
        model
            .write_mps("", &|_| "ä b".repeat(200), &mut out)
            .unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("NAME n\n"));
        assert!(text.lines().all(|line| line.len() < 255 && line.is_ascii()));
        let named = |number: &str| {
            let bounds = text.lines().filter(|line| line.starts_with(" UP bound"));
            bounds.filter(|line| line.contains(number)).count()
        };
        assert_eq!((named(".0 "), named(".1 ")), (1, 1));
    }

    /// The least objective that the solver finds for a file of this text; `None` if it finds that
    /// there is none.
    fn least_of_file(text: &str) -> Option<f64> {
        use highs_sys::{
            Highs_create, Highs_destroy, Highs_getModelStatus, Highs_getObjectiveValue,
            Highs_readModel, Highs_run, Highs_setBoolOptionValue, Highs_setDoubleOptionValue,
            kHighsModelStatusOptimal, kHighsStatusOk,
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("model.mps");
        std::fs::write(&path, text).unwrap();
        let path = std::ffi::CString::new(path.to_str().unwrap()).unwrap();
        // SAFETY: the solver is live between creation and destruction; texts end with a zero.
        unsafe {
            let highs = Highs_create();
            Highs_setBoolOptionValue(highs, c"output_flag".as_ptr(), 0);
            Highs_setDoubleOptionValue(highs, c"mip_rel_gap".as_ptr(), 0.0);
            let read = Highs_readModel(highs, path.as_ptr());
            assert_eq!(
                read, kHighsStatusOk,
                "the file was not read without warning"
            );
            assert_eq!(Highs_run(highs), kHighsStatusOk);
            let is_optimal = Highs_getModelStatus(highs) == kHighsModelStatusOptimal;
            let least = Highs_getObjectiveValue(highs);
            Highs_destroy(highs);
            is_optimal.then_some(least)
        }
    }

    #[test]
    fn the_solver_reads_a_written_model_and_finds_the_same_optimum() {
        let model = small();
        let limits = Limits {
            time: None,
            work: None,
            gap: 0.0,
            seed: 1,
            threads: 1,
            interrupt: Arc::default(),
        };
        let solved = model.solve(&limits, &|_| {}).unwrap();
        let expected = model.objective(&solved.values.unwrap());
        let least = least_of_file(&written(&model)).unwrap();
        assert!((least - expected).abs() < 1e-6, "{least} is not {expected}");
    }

    #[test]
    fn the_optimum_of_a_written_award_program_is_the_cheapest_award() {
        let mut n_possible = 0;
        for seed in 1..=30 {
            let case = random_case(seed);
            let mut out = Vec::new();
            crate::award::write_mps(&case, &mut out).unwrap();
            let least = least_of_file(&String::from_utf8(out).unwrap());
            let best = exhaustive(&case).map(|(_, cost)| cost.value().to_f64().unwrap());
            match (least, best) {
                (Some(least), Some(best)) => {
                    let near = 1e-6 * best.abs().max(1.0);
                    assert!((least - best).abs() < near, "{seed}: {least} is not {best}");
                    n_possible += 1;
                }
                (least, best) => assert_eq!(least, best, "{seed}"),
            }
        }
        assert!(n_possible >= 15, "{n_possible}");
    }
}
