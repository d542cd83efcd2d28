//! Aligned text columns within a fixed width.
//!
//! Numbers are never cut. Where a row does not fit, the first column (a name) is shortened.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Widest line of a report, in columns.
pub const WIDTH: usize = 100;

/// Narrowest a shortened first column becomes.
const NAME_MIN: usize = 8;

/// Space between two columns.
const SPACE: &str = "  ";

/// Which side a column's text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Names and words.
    Left,
    /// Figures.
    Right,
}

/// Rows of text under headings.
#[derive(Clone, Debug)]
pub struct TextTable {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl TextTable {
    /// A table with these columns and no row.
    pub fn new(columns: &[(&str, Align)]) -> Self {
        Self {
            columns: columns
                .iter()
                .map(|(heading, align)| (printable(heading), *align))
                .collect(),
            rows: Vec::new(),
        }
    }

    /// Appends a row; missing cells are empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        let mut row: Vec<String> = cells
            .into_iter()
            .map(|cell| printable(&cell.into()))
            .collect();
        row.resize(self.columns.len(), String::new());
        self.rows.push(row);
    }

    /// The table as lines, each starting with `indent` spaces; headings first unless all are empty.
    pub fn render(&self, indent: usize) -> String {
        let widths = self.widths(indent);
        let headings: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let mut text = String::new();
        if headings.iter().any(|heading| !heading.is_empty()) {
            text.push_str(&self.line(&headings, &widths, indent));
        }
        for row in &self.rows {
            text.push_str(&self.line(row, &widths, indent));
        }
        text
    }

    fn widths(&self, indent: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                let cells = self.rows.iter().map(|row| row[column].width());
                cells
                    .chain([self.columns[column].0.width()])
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let spaces = SPACE.len() * widths.len().saturating_sub(1);
        let total: usize = indent + spaces + widths.iter().sum::<usize>();
        if let Some(name) = widths.first_mut() {
            let excess = total.saturating_sub(WIDTH);
            *name = name.saturating_sub(excess).max(NAME_MIN.min(*name));
        }
        widths
    }

    fn line(&self, cells: &[String], widths: &[usize], indent: usize) -> String {
        let cells: Vec<String> = cells
            .iter()
            .zip(widths)
            .zip(&self.columns)
            .map(|((cell, width), (_, align))| padded(&shortened(cell, *width), *width, *align))
            .collect();
        let line = format!("{}{}", " ".repeat(indent), cells.join(SPACE));
        format!("{}\n", line.trim_end())
    }
}

fn padded(text: &str, width: usize, align: Align) -> String {
    let space = " ".repeat(width.saturating_sub(text.width()));
    match align {
        Align::Left => format!("{text}{space}"),
        Align::Right => format!("{space}{text}"),
    }
}

/// The text, cut with an ellipsis where it is wider than `width`.
pub fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 1;
    for letter in text.chars() {
        used += letter.width().unwrap_or(0);
        if used > width {
            break;
        }
        short.push(letter);
    }
    format!("{}…", short.trim_end())
}

/// The text as lines within the report's width; lines after the first start with `hang` spaces.
/// Control characters are left out, as in [`printable`].
pub fn wrapped(text: &str, hang: usize) -> String {
    let text = &printable(text);
    let mut lines = String::new();
    let mut used = 0;
    let start = text.len() - text.trim_start().len();
    lines.push_str(&text[..start]);
    used += start;
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 && used + 1 + word.width() > WIDTH {
            lines.push('\n');
            lines.push_str(&" ".repeat(hang));
            used = hang;
        } else if index > 0 {
            lines.push(' ');
            used += 1;
        }
        lines.push_str(word);
        used += word.width();
    }
    lines.push('\n');
    lines
}

/// The text without control characters, so that a name from a file cannot steer a terminal.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_on_the_right_and_no_line_ends_in_spaces() {
        let mut table = TextTable::new(&[("Name", Align::Left), ("Cost", Align::Right)]);
        table.row(["Ana", "5.00"]);
        table.row(["Bernardo", "1,200.00"]);
        assert_eq!(
            table.render(2),
            "  Name          Cost\n  Ana           5.00\n  Bernardo  1,200.00\n"
        );
    }

    #[test]
    fn a_long_name_is_shortened_and_its_figures_are_kept() {
        let mut table = TextTable::new(&[("", Align::Left), ("", Align::Right)]);
        table.row(["x".repeat(200), "1,234,567.89".to_owned()]);
        let text = table.render(0);
        assert_eq!(text.trim_end().width(), WIDTH);
        assert!(text.contains('…') && text.ends_with("1,234,567.89\n"));
    }

    #[test]
    fn long_text_is_wrapped_within_the_width() {
        let text = wrapped(&format!("  {}", "word ".repeat(60)), 4);
        assert!(text.lines().all(|line| line.width() <= WIDTH));
        assert!(text.starts_with("  word word") && text.contains("\n    word"));
        assert_eq!(text.split_whitespace().count(), 60);
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\nc"), "a [31mb c");
        assert_eq!(wrapped("unit a\u{1b}[31mb", 2), "unit a [31mb\n");
        let heading = TextTable::new(&[("per\u{1b}[31m week", Align::Left)]).render(0);
        assert_eq!(heading, "per [31m week\n");
    }
}
