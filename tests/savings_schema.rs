//! `docs/savings.schema.json` is what `savings --json` prints.
//!
//! After a change of the format write it anew:
//!
//!     UPDATE_SCHEMA=1 ./test --test savings_schema

use std::fs;
use std::path::Path;

use rochdale::report::savings::SavingsFile;

#[test]
fn the_schema_is_in_step_with_the_format() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/savings.schema.json");
    let schema = SavingsFile::schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &schema).expect("the schema can be written");
    }
    let written = fs::read_to_string(&path).expect("the schema is there");
    assert_eq!(
        written, schema,
        "UPDATE_SCHEMA=1 ./test --test savings_schema writes it anew"
    );
}
