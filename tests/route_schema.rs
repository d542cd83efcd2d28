//! `docs/route.schema.json` is what the program reads.
//!
//! After a change of the format write it anew:
//!
//!     UPDATE_SCHEMA=1 ./test --test route_schema

use std::fs;
use std::path::Path;

use rochdale::input::delivery_json::route_schema;

#[test]
fn the_schema_is_in_step_with_the_format() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/route.schema.json");
    let schema = route_schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &schema).expect("the schema can be written");
    }
    let written = fs::read_to_string(&path).expect("the schema is there");
    assert_eq!(
        written, schema,
        "UPDATE_SCHEMA=1 ./test --test route_schema writes it anew"
    );
}
