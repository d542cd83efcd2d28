//! The import table, read from markdown.

/// One row: a module, what it may import, and whether it may compute in floats.
#[derive(Debug)]
pub struct Row {
    pub module: Vec<String>,
    pub imports: Vec<Vec<String>>,
    pub floats: bool,
}

/// The rows, in the order of the document.
#[derive(Debug)]
pub struct Table {
    pub rows: Vec<Row>,
}

impl Table {
    /// Reads the one table whose heading is `| module | holds | imports | floats |`.
    ///
    /// In a cell, names stand in backticks; a cell without a name lists nothing.
    pub fn from_markdown(text: &str) -> Result<Self, String> {
        let mut lines = text.lines().skip_while(|line| {
            cells(line).is_none_or(|cells| cells != ["module", "holds", "imports", "floats"])
        });
        lines.next().ok_or("there is no import table")?;
        let rows = lines
            .skip(1)
            .map_while(cells)
            .map(|cells| row(&cells))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self { rows })
    }

    /// The most specific row for `module`, if any.
    pub fn row_of(&self, module: &[String]) -> Option<&Row> {
        self.rows
            .iter()
            .filter(|row| module.starts_with(&row.module))
            .max_by_key(|row| row.module.len())
    }
}

fn row(cells: &[&str]) -> Result<Row, String> {
    let [module, _, imports, floats] = cells else {
        return Err(format!("a row without four cells: {cells:?}"));
    };
    let mut modules = names(module);
    let floats = match *floats {
        "yes" => true,
        "no" => false,
        other => return Err(format!("floats is yes or no, not {other:?}")),
    };
    match (modules.pop(), modules.pop()) {
        (Some(module), None) => Ok(Row {
            module,
            imports: names(imports),
            floats,
        }),
        _ => Err(format!("a row is for one module, not {module:?}")),
    }
}

fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(str::trim).collect())
}

/// What stands in backticks, each as the parts of its path.
fn names(cell: &str) -> Vec<Vec<String>> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(|name| name.split("::").map(str::to_owned).collect())
        .collect()
}

#[test]
fn rows_are_read_with_their_submodules() {
    let text = "words\n\n| module | holds | imports | floats |\n|---|---|---|---|\n\
        | `units` | money | nothing | no |\n| `a::b` | x | `units` `c::d` | yes |\n\nwords | more\n";
    let table = Table::from_markdown(text).unwrap();
    let modules: Vec<_> = table.rows.iter().map(|row| row.module.join("::")).collect();
    assert_eq!(modules, ["units", "a::b"]);
    assert!(table.rows[0].imports.is_empty());
    assert_eq!(table.rows[1].imports, [vec!["units"], vec!["c", "d"]]);
    assert!(table.rows[1].floats);
}

#[test]
fn a_document_without_the_table_is_a_fault() {
    assert!(Table::from_markdown("| module | imports |\n").is_err());
}
