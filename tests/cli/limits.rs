//! A search that a limit ends.

use super::desk::{Desk, SHIPPED};

#[test]
fn a_plan_that_is_not_proven_ends_with_6_only_where_proof_is_required() {
    let desk = Desk::new();
    let limits = [
        "solve",
        SHIPPED,
        "--work",
        "1",
        "--threads",
        "1",
        "--gap",
        "0",
        "--quiet",
    ];
    desk.expect(0, &[&limits[..], &["--out", "a"]].concat());
    desk.expect(
        6,
        &[&limits[..], &["--out", "b", "--require-optimal"]].concat(),
    );
    desk.expect(0, &["verify", "b"]);
}
