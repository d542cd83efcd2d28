//! A minimization over columns and named rows, kept in a form that can be inspected.

/// A column of one [`Model`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Column(usize);

impl Column {
    /// The column at a position.
    pub(super) fn at(index: usize) -> Self {
        Self(index)
    }

    /// Position among the model's columns.
    pub fn index(self) -> usize {
        self.0
    }
}

/// Which values a column may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any value between the bounds.
    Continuous,
    /// Whole numbers between the bounds.
    Integer,
}

/// Bounds, kind and objective coefficient of a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct ColumnData {
    pub cost: f64,
    pub lower: f64,
    pub upper: f64,
    pub kind: Kind,
}

/// `lower ≤ Σ coefficient × column ≤ upper`.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Which equation of `models/award.md` it is.
    pub name: &'static str,
    /// Least value; may be −∞.
    pub lower: f64,
    /// Greatest value; may be ∞.
    pub upper: f64,
    /// Columns and their coefficients.
    pub terms: Vec<(Column, f64)>,
    /// By what the row was multiplied when it was added.
    pub scale: f64,
}

/// How large a row's largest term may be, about. The solver's tolerances are absolute: in rows of
/// millions of units, rounding alone would break them, and it would then take rows that hold for
/// broken and prune what is best. A thousand leaves small rows in whole numbers, which cuts need.
const TERM_MAX: f64 = 1024.0;

/// A minimization problem.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub(super) columns: Vec<ColumnData>,
    pub(super) rows: Vec<Row>,
    pub(super) start: Option<Vec<f64>>,
}

/// A row or bound that values break.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// Name of the row; `bounds` or `integrality` for a column.
    pub name: &'static str,
    /// Index of the row or column.
    pub index: usize,
    /// By how much.
    pub amount: f64,
}

impl Model {
    /// A column with values from 0 to `upper`.
    pub fn add(&mut self, kind: Kind, upper: f64) -> Column {
        /// The solver counts the steps of a whole-number column in 32 bits and never ends where a
        /// finite bound is larger; without a bound it does not count them.
        const COUNTED_MAX: f64 = 1e9;
        let is_uncounted = kind == Kind::Integer && upper > COUNTED_MAX;
        let upper = if is_uncounted { f64::INFINITY } else { upper };
        self.columns.push(ColumnData {
            cost: 0.0,
            lower: 0.0,
            upper,
            kind,
        });
        Column(self.columns.len() - 1)
    }

    /// A column with any value, below zero too.
    pub fn add_unbounded(&mut self, kind: Kind) -> Column {
        let column = self.add(kind, f64::INFINITY);
        self.columns[column.0].lower = f64::NEG_INFINITY;
        column
    }

    /// A column that is 0 or 1.
    pub fn add_binary(&mut self) -> Column {
        self.add(Kind::Integer, 1.0)
    }

    /// Adds to a column's objective coefficient.
    pub fn charge(&mut self, column: Column, cost: f64) {
        self.columns[column.0].cost += cost;
    }

    /// What every column adds to the objective.
    pub fn costs(&self) -> Vec<f64> {
        self.columns.iter().map(|column| column.cost).collect()
    }

    /// Replaces the whole objective.
    pub fn minimize_only(&mut self, objective: &[(Column, f64)]) {
        for column in &mut self.columns {
            column.cost = 0.0;
        }
        for (column, cost) in objective {
            self.charge(*column, *cost);
        }
    }

    /// Requires `Σ terms ≥ least`.
    pub fn at_least(&mut self, name: &'static str, terms: Vec<(Column, f64)>, least: f64) {
        self.between(name, terms, least, f64::INFINITY);
    }

    /// Requires `Σ terms ≤ most`.
    pub fn at_most(&mut self, name: &'static str, terms: Vec<(Column, f64)>, most: f64) {
        self.between(name, terms, f64::NEG_INFINITY, most);
    }

    /// Requires `Σ terms = value`.
    pub fn exactly(&mut self, name: &'static str, terms: Vec<(Column, f64)>, value: f64) {
        self.between(name, terms, value, value);
    }

    /// Adds a row; one whose largest term is far above [`TERM_MAX`] is scaled down to it. The factor
    /// is a power of two, so that nothing is rounded here.
    fn between(
        &mut self,
        name: &'static str,
        mut terms: Vec<(Column, f64)>,
        mut lower: f64,
        mut upper: f64,
    ) {
        let sizes = terms.iter().map(|(column, factor)| {
            let most = self.upper(*column);
            factor.abs() * if most.is_finite() { most } else { 1.0 }
        });
        let size = sizes.fold(0.0, f64::max);
        let mut scale = 1.0;
        if size > TERM_MAX && size.is_finite() {
            scale = (-(size / TERM_MAX).log2().round()).exp2();
            for (_, factor) in &mut terms {
                *factor *= scale;
            }
            lower *= scale;
            upper *= scale;
        }
        self.rows.push(Row {
            name,
            lower,
            upper,
            terms,
            scale,
        });
    }

    /// What the objective cannot go below, whatever the rows: every column at its cheaper end;
    /// −∞ if that end is open.
    pub fn floor(&self) -> f64 {
        let least = self.columns.iter().map(|column| {
            if column.cost == 0.0 {
                0.0
            } else {
                (column.cost * column.lower).min(column.cost * column.upper)
            }
        });
        least.sum()
    }

    /// The values to start from, one per column.
    ///
    /// # Panics
    /// If there are not as many values as columns.
    pub fn start_from(&mut self, values: Vec<f64>) {
        assert_eq!(
            values.len(),
            self.columns.len(),
            "a start names every column"
        );
        self.start = Some(values);
    }

    /// The values to start from.
    pub fn start(&self) -> Option<&[f64]> {
        self.start.as_deref()
    }

    /// Lets a column take any value between its bounds.
    pub fn relax(&mut self, column: Column) {
        self.columns[column.0].kind = Kind::Continuous;
    }

    /// Fixes a column at a value.
    pub fn fix(&mut self, column: Column, value: f64) {
        self.columns[column.0].lower = value;
        self.columns[column.0].upper = value;
    }

    /// Sets the greatest value of a column.
    pub fn limit(&mut self, column: Column, upper: f64) {
        self.columns[column.0].upper = upper;
    }

    /// Kind of a column.
    pub fn kind(&self, column: Column) -> Kind {
        self.columns[column.0].kind
    }

    /// Starts from nothing.
    pub fn forget_start(&mut self) {
        self.start = None;
    }

    /// All columns in order.
    pub fn columns(&self) -> impl Iterator<Item = Column> + use<> {
        (0..self.columns.len()).map(Column)
    }

    /// How many rows there are.
    pub fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// Greatest value of a column.
    pub fn upper(&self, column: Column) -> f64 {
        self.columns[column.0].upper
    }

    /// Objective at these values.
    pub fn objective(&self, values: &[f64]) -> f64 {
        let costs = self
            .columns
            .iter()
            .zip(values)
            .map(|(column, value)| column.cost * value);
        costs.sum()
    }

    /// Every row and bound that the values break by more than `tolerance`, relative to the size
    /// of what is summed.
    pub fn violations(&self, values: &[f64], tolerance: f64) -> Vec<Violation> {
        let rows = self.rows.iter().enumerate().filter_map(|(index, row)| {
            let products = row
                .terms
                .iter()
                .map(|(column, factor)| factor * values[column.0]);
            let (sum, size) = products.fold((0.0, 1.0_f64), |(sum, size), x| {
                (sum + x, size.max(x.abs()))
            });
            let amount = (row.lower - sum).max(sum - row.upper);
            (amount > tolerance * size).then_some(Violation {
                name: row.name,
                index,
                amount,
            })
        });
        let columns =
            self.columns
                .iter()
                .zip(values)
                .enumerate()
                .filter_map(|(index, (column, value))| {
                    let outside = (column.lower - value).max(value - column.upper);
                    let fraction = match column.kind {
                        Kind::Integer => (value - value.round()).abs(),
                        Kind::Continuous => 0.0,
                    };
                    let name = if outside > fraction {
                        "bounds"
                    } else {
                        "integrality"
                    };
                    let amount = outside.max(fraction);
                    (amount > tolerance * value.abs().max(1.0)).then_some(Violation {
                        name,
                        index,
                        amount,
                    })
                });
        rows.chain(columns).collect()
    }
}
