//! Sharing rules side by side, as a person sees them.

use std::fmt::Write;
use std::fs;

use rochdale::report::savings::SavingsFile;

use super::desk::{Desk, err, out};

/// Searches of a small case come to their end, on every machine at the same plan.
const TO_THE_END: [&str; 6] = ["--gap", "0", "--threads", "1", "--work", "1000000"];

/// A desk with the first case solved in `run`.
fn solved() -> Desk {
    let desk = Desk::new();
    solve(&desk);
    desk
}

fn solve(desk: &Desk) {
    let solve = ["solve", "case", "--out", "run", "--quiet"];
    desk.expect(0, &[&solve, &TO_THE_END[..]].concat());
}

fn savings(desk: &Desk, arguments: &[&str]) -> String {
    let text = out(&desk.expect(
        0,
        &[&["savings", "run"], arguments, &TO_THE_END[..]].concat(),
    ));
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    text
}

/// The text as one line, wherever it was wrapped.
fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn data(desk: &Desk, arguments: &[&str]) -> SavingsFile {
    let arguments = [&["savings", "run", "--json"], arguments, &TO_THE_END[..]].concat();
    serde_json::from_str(&out(&desk.expect(0, &arguments))).unwrap()
}

/// Markers of the example in docs/sharing-savings.md.
const EXAMPLE: (&str, &str) = ("<!-- output -->\n```text\n", "```\n<!-- /output -->");

/// After a change of the output: `UPDATE_DOCS=1 ./test --test cli side_by_side` writes it anew.
#[test]
fn every_rule_stands_side_by_side_as_the_docs_show() {
    let text = savings(&solved(), &["--all"]);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sharing-savings.md");
    let mut page = fs::read_to_string(path).unwrap();
    let start = page.find(EXAMPLE.0).unwrap() + EXAMPLE.0.len();
    let end = start + page[start..].find(EXAMPLE.1).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        page.replace_range(start..end, &text);
        fs::write(path, &page).unwrap();
        return;
    }
    assert_eq!(&page[start..end], text);
}

#[test]
fn one_rule_is_told_in_full() {
    let desk = solved();
    insta::assert_snapshot!("savings-first-case", savings(&desk, &[]));
    insta::assert_snapshot!(
        "savings-first-case-nucleolus",
        savings(&desk, &["--sharing", "nucleolus"])
    );
}

#[test]
fn the_runs_own_rule_charges_what_the_statements_say() {
    let desk = solved();
    let text = fs::read_to_string(desk.path("run/plan.json")).unwrap();
    let plan: serde_json::Value = serde_json::from_str(&text).unwrap();
    let file = data(&desk, &[]);
    assert_eq!(
        (file.rules.len(), file.rule_of_run.as_str()),
        (1, "equal_percentage")
    );
    for (member, own) in plan["members"]
        .as_array()
        .unwrap()
        .iter()
        .zip(&file.rules[0].members)
    {
        assert_eq!(member["charge"], own.charge.0.as_str());
        assert_eq!(member["transfer"], own.transfer.0.as_str());
    }
}

#[test]
fn data_and_rows_hold_every_rule_and_member() {
    let desk = solved();
    let file = data(&desk, &["--all"]);
    assert_eq!(
        (file.buyers, file.groups, file.groups_unknown),
        (3, Some(6), Some(0))
    );
    assert_eq!(file.rules.len(), 7);
    assert!(
        file.rules
            .iter()
            .all(|rule| rule.members.len() == 3 && rule.stability.is_some())
    );
    let arguments = [&["savings", "run", "--all", "--csv"], &TO_THE_END[..]].concat();
    let rows = out(&desk.expect(0, &arguments));
    assert_eq!(rows.lines().count(), 1 + 7 * 3, "{rows}");
    assert!(
        rows.starts_with("rule,member,today,alone_at_least,cap,charge,"),
        "{rows}"
    );
}

#[test]
fn a_rule_that_is_none_is_answered_with_the_one_meant() {
    let desk = solved();
    let output = desk.expect(2, &["savings", "run", "--sharing", "shaply"]);
    assert!(
        err(&output).contains("there is no sharing rule \"shaply\""),
        "{}",
        err(&output)
    );
    assert!(
        err(&output).contains("did you mean \"shapley\"?"),
        "{}",
        err(&output)
    );
    let output = desk.expect(2, &["savings", "run", "--all", "--sharing", "shapley"]);
    assert!(
        err(&output).contains("cannot be used with"),
        "{}",
        err(&output)
    );
    desk.expect(3, &["savings", "nowhere"]);
}

#[test]
fn a_run_that_is_not_true_is_not_compared() {
    let desk = solved();
    let text = fs::read_to_string(desk.path("run/plan.json")).unwrap();
    let plan: serde_json::Value = serde_json::from_str(&text).unwrap();
    let charge = format!("\"charge\": {}", plan["members"][0]["charge"]);
    desk.edit("run/plan.json", &charge, "\"charge\": \"1.00\"");
    assert_eq!(out(&desk.expect(8, &["savings", "run"])), "");
}

#[test]
fn without_time_nothing_is_said_of_groups() {
    let desk = solved();
    let none = ["--time-limit", "0.000000001"];
    let asked = [&["savings", "run", "--sharing", "shapley"], &none[..]].concat();
    let text = unwrapped(&out(&desk.expect(5, &asked)));
    assert!(
        text.contains("nothing was proven within the limits"),
        "{text}"
    );
    let all = [&["savings", "run", "--all"], &none[..]].concat();
    let text = unwrapped(&out(&desk.expect(0, &all)));
    assert!(
        text.contains("of 6 of 6 groups nothing is proven"),
        "{text}"
    );
    assert!(
        text.contains("Equal %") && !text.contains("No group does better"),
        "{text}"
    );
}

#[test]
fn more_than_twelve_members_are_proven_together_at_once() {
    let desk = Desk::new();
    let mut members = String::from("id\n");
    let mut demand = String::from("member,item,quantity\n");
    for index in 1..=13 {
        writeln!(members, "shop-{index}").unwrap();
        writeln!(demand, "shop-{index},apples,{}", 40 + index).unwrap();
    }
    fs::write(desk.path("case/members.csv"), members).unwrap();
    fs::write(desk.path("case/demand.csv"), demand).unwrap();
    solve(&desk);
    let text = unwrapped(&savings(&desk, &["--all"]));
    assert!(
        text.contains("Here 13 members buy; groups are priced one by one for 2 to 12"),
        "{text}"
    );
    assert!(
        text.contains("Stable equal saving") && !text.contains("Nucleolus"),
        "{text}"
    );
    let text = unwrapped(&savings(&desk, &["--sharing", "stable-equal-saving"]));
    assert!(text.contains("proven for all groups at once"), "{text}");
    let text = unwrapped(&savings(&desk, &["--sharing", "nucleolus"]));
    assert!(text.contains("Nucleolus asks what every group"), "{text}");
    let file = data(&desk, &["--all"]);
    assert_eq!((file.buyers, file.groups), (13, None));
    let known = file.rules.iter().filter_map(|rule| rule.stability.as_ref());
    assert!(known.clone().all(|stability| stability.groups_at_once));
    assert_eq!(known.count(), 4);
}
