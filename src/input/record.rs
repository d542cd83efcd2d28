//! How records are declared: one list of columns makes the record type, the reader's columns, the
//! JSON Schema and the page about the format.

use schemars::Schema;
use serde_json::{Value, json};

/// One column of a file.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name in the header.
    pub name: &'static str,
    /// Whether its cells must be filled.
    pub is_required: bool,
    /// What it holds and in which unit.
    pub holds: &'static str,
    /// What an empty cell means.
    pub default: &'static str,
    /// A cell as it may look.
    pub example: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// A row as text, one field for each column.
pub trait Record: Clone + Default {
    /// What the file holds.
    const ABOUT: &'static str;

    /// The columns, in the order of the page.
    const COLUMNS: &'static [Column];

    /// The record whose cell in each column is what `cell` returns for the column's name.
    fn from_cells(cell: impl FnMut(&'static str) -> String) -> Self;

    /// The cells, in the order of the columns.
    fn cells(&self) -> Vec<&str>;
}

/// Adds to a record's schema which columns are required, their defaults and examples.
pub(super) fn complete_schema<R: Record>(schema: &mut Schema) {
    let columns = R::COLUMNS;
    let required: Vec<_> = columns
        .iter()
        .filter(|column| column.is_required)
        .map(|column| column.name)
        .collect();
    schema.insert("required".to_owned(), json!(required));
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    for column in columns {
        let Some(Value::Object(property)) = properties.get_mut(column.name) else {
            continue;
        };
        property.remove("default");
        property.insert("examples".to_owned(), json!([column.example]));
        let default = match column.default {
            "" => String::new(),
            text => format!(" Default: {text}."),
        };
        let description = format!("{} ({}).{default}", column.meaning, column.holds);
        property.insert("description".to_owned(), json!(description));
    }
}

/// Declares records: `column: "what it holds" = default, "example", "meaning";` where the default
/// is the word `required` or a text.
macro_rules! records {
    (@required required) => { true };
    (@required $default:literal) => { false };
    (@default required) => { "" };
    (@default $default:literal) => { $default };
    ($(#[doc = $about:tt] $name:ident {
        $($column:ident: $holds:tt = $default:tt, $example:tt, $meaning:tt;)+
    })+) => {$(
        #[doc = $about]
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        #[schemars(transform = complete_schema::<$name>)]
        pub struct $name {$(
            #[doc = $meaning]
            #[serde(skip_serializing_if = "String::is_empty")]
            pub $column: String,
        )+}

        impl Record for $name {
            const ABOUT: &'static str = $about.trim_ascii();

            const COLUMNS: &'static [Column] = &[$(Column {
                name: stringify!($column),
                is_required: records!(@required $default),
                holds: $holds,
                default: records!(@default $default),
                example: $example,
                meaning: $meaning,
            }),+];

            fn from_cells(mut cell: impl FnMut(&'static str) -> String) -> Self {
                Self {$($column: cell(stringify!($column))),+}
            }

            fn cells(&self) -> Vec<&str> {
                vec![$(self.$column.as_str()),+]
            }
        }
    )+};
}
pub(super) use records;
