//! `docs/routes.schema.json` is what `rochdale route --json` prints.
//!
//! After a change of the format write it anew:
//!
//!     UPDATE_SCHEMA=1 ./test --test routes_schema
#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;

use rochdale::cli::routes_schema;

#[test]
fn the_schema_is_in_step_with_the_format() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/routes.schema.json");
    let schema = routes_schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &schema).expect("the schema can be written");
    }
    let written = fs::read_to_string(&path).expect("the schema is there");
    assert_eq!(
        written, schema,
        "UPDATE_SCHEMA=1 ./test --test routes_schema writes it anew"
    );
}
