//! Differences between what a file claims and what was re-computed.

use std::collections::BTreeSet;

use serde_json::Value;

/// One figure that differs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, {path}: the file says {claimed}, re-computed it is {recomputed}")]
pub struct Difference {
    /// The file.
    pub file: String,
    /// Key path, or row.
    pub path: String,
    /// What the file says.
    pub claimed: String,
    /// What it should say.
    pub recomputed: String,
}

/// What a missing value is called.
const NOTHING: &str = "nothing";

/// Every value of a JSON file that differs; keys in any order.
pub(super) fn json(file: &str, claimed: &Value, recomputed: &Value) -> Vec<Difference> {
    let mut differences = Vec::new();
    values(file, "", Some(claimed), Some(recomputed), &mut differences);
    differences
}

fn values(
    file: &str,
    path: &str,
    claimed: Option<&Value>,
    recomputed: Option<&Value>,
    out: &mut Vec<Difference>,
) {
    match (claimed, recomputed) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                values(file, &path, a.get(key), b.get(key), out);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for index in 0..a.len().max(b.len()) {
                let path = format!("{path}[{index}]");
                values(file, &path, a.get(index), b.get(index), out);
            }
        }
        (a, b) if a == b => {}
        (a, b) => out.push(Difference {
            file: file.to_owned(),
            path: path.to_owned(),
            claimed: shown(a),
            recomputed: shown(b),
        }),
    }
}

/// Every line of a text file that differs.
pub(super) fn text(file: &str, claimed: &str, recomputed: &str) -> Vec<Difference> {
    let (mut a, mut b) = (claimed.lines(), recomputed.lines());
    let mut differences = Vec::new();
    let mut row = 1;
    loop {
        let (claimed, recomputed) = (a.next(), b.next());
        if claimed.is_none() && recomputed.is_none() {
            return differences;
        }
        if claimed != recomputed {
            differences.push(Difference {
                file: file.to_owned(),
                path: format!("row {row}"),
                claimed: claimed.unwrap_or(NOTHING).to_owned(),
                recomputed: recomputed.unwrap_or(NOTHING).to_owned(),
            });
        }
        row += 1;
    }
}

fn shown(value: Option<&Value>) -> String {
    match value {
        None => NOTHING.to_owned(),
        Some(Value::Object(_)) => "an entry".to_owned(),
        Some(Value::Array(_)) => "a list".to_owned(),
        Some(value @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_))) => {
            value.to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(claimed: &Value, recomputed: &Value, expected: &[&str]) {
        let found: Vec<String> = json("f", claimed, recomputed)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn equal_values_in_another_key_order_do_not_differ() {
        check(&json!({"a": 1, "b": [2]}), &json!({"b": [2], "a": 1}), &[]);
    }

    #[test]
    fn every_difference_has_its_key_path() {
        check(
            &json!({"a": [{"b": "1.00"}, {}], "c": 1}),
            &json!({"a": [{"b": "1.01"}], "d": null}),
            &[
                "f, a[0].b: the file says \"1.00\", re-computed it is \"1.01\"",
                "f, a[1]: the file says an entry, re-computed it is nothing",
                "f, c: the file says 1, re-computed it is nothing",
                "f, d: the file says nothing, re-computed it is null",
            ],
        );
    }

    #[test]
    fn a_changed_row_of_a_table_is_named() {
        let differences = text("t", "h\n1,2\n", "h\n1,3\n4\n");
        assert_eq!(differences.len(), 2);
        assert_eq!(differences[0].path, "row 2");
        assert_eq!(differences[1].claimed, NOTHING);
    }
}
