//! Where runs are written.

use std::fs;

use super::desk::Desk;

#[test]
fn a_new_run_replaces_the_earlier_one() {
    let desk = Desk::new();
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    desk.edit(
        "case/quotes.csv",
        "harbor,apples,1.16",
        "harbor,apples,1.17",
    );
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    desk.expect(0, &["verify", "run", "--case", "case"]);
    assert_eq!(fs::read_dir(desk.dir.path()).unwrap().count(), 2);
}
