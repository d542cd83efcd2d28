//! A run in which a figure was changed is refused.

use std::fs;

use rochdale::run::{AWARDS_CSV, CheckError, STATEMENTS_CSV, check};
use serde_json::{Value, json};

use super::fixture::Fixture;

/// Sets the value at a JSON pointer that exists.
fn set(file: &mut Value, pointer: &str, value: Value) {
    *file.pointer_mut(pointer).expect("the pointer exists") = value;
}

/// Requires that exactly these places differ.
fn differ(result: Result<(), CheckError>, paths: &[&str]) {
    match result {
        Err(CheckError::Differs(differences)) => {
            let found: Vec<_> = differences
                .iter()
                .map(|found| found.path.as_str())
                .collect();
            assert_eq!(found, paths);
        }
        other => panic!("expected differences, found {other:?}"),
    }
}

#[test]
fn one_cent_is_refused_wherever_it_is() {
    let fixture = Fixture::new();
    let one_cent =
        |pointer: &str, claimed: &str| fixture.doctored(|file| set(file, pointer, json!(claimed)));
    differ(one_cent("/landed_cost", "6500.01"), &["landed_cost"]);
    differ(one_cent("/awards/0/amount", "54.01"), &["awards[0].amount"]);
    differ(
        one_cent("/vendors/0/total", "5459.99"),
        &["vendors[0].total"],
    );
    differ(
        one_cent("/vendors/0/statement/2/amount", "15.01"),
        &["vendors[0].statement[2].amount"],
    );
    differ(
        one_cent("/members/1/total", "2652.01"),
        &["members[1].total"],
    );
}

#[test]
fn one_cent_of_what_a_member_is_charged_or_pays_is_refused() {
    let fixture = Fixture::new();
    let one_cent =
        |pointer: &str, claimed: &str| fixture.doctored(|file| set(file, pointer, json!(claimed)));
    differ(
        one_cent("/members/0/charge", "4051.94"),
        &["members[0].charge"],
    );
    differ(
        one_cent("/members/1/admin_fee", "0.01"),
        &["members[1].admin_fee"],
    );
    differ(
        one_cent("/members/1/invoices/0/invoiced", "2652.01"),
        &["members[1].invoices[0].invoiced"],
    );
    differ(
        one_cent("/transfers/0/amount", "203.94"),
        &["transfers[0].amount"],
    );
    differ(one_cent("/sharing/missing", "0.01"), &["sharing.missing"]);
}

#[test]
fn another_cost_alone_is_refused_where_the_charges_do_not_follow_from_it() {
    let fixture = Fixture::new();
    let lower = |claimed: &str| {
        fixture.doctored(|file| set(file, "/members/0/stand_alone_cost/lower", json!(claimed)))
    };
    let Err(CheckError::Differs(differences)) = lower("4700") else {
        panic!("expected differences");
    };
    let is_named = |path: &str| differences.iter().any(|found| found.path == path);
    assert!(is_named("members[0].charge") && is_named("members[1].charge"));
    let Err(CheckError::Claim(fault)) = lower("4811") else {
        panic!("expected a fault");
    };
    assert_eq!(
        fault.to_string(),
        "plan.json, members[0].stand_alone_cost: the lower end is above the upper end"
    );
    assert!(matches!(lower("0"), Err(CheckError::Claim(_))));
}

#[test]
fn statements_csv_is_compared_too() {
    let fixture = Fixture::new();
    let path = fixture.run().join(STATEMENTS_CSV);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("4051.95", "4051.94")).unwrap();
    differ(check(&fixture.run(), None).map(|_| ()), &["row 5"]);
}

#[test]
fn one_unit_is_refused() {
    let fixture = Fixture::new();
    let result = fixture.doctored(|file| set(file, "/awards/0/covered", json!("31")));
    let Err(CheckError::Refused(refused)) = result else {
        panic!("expected a refusal, found {result:?}");
    };
    assert!(
        refused
            .to_string()
            .contains("needs 30 kg, but the plan covers 31 kg")
    );
    let result = fixture.doctored(|file| set(file, "/awards/0/bought", json!("31")));
    differ(result, &["awards[0].bought"]);
}

#[test]
fn one_vendor_is_refused() {
    let fixture = Fixture::new();
    let result = fixture.doctored(|file| set(file, "/awards/2/vendor", json!("penn")));
    differ(result, &["awards[2].vendor"]);
    // With the quote exchanged as well the award is possible, but costs something else.
    let result = fixture.doctored(|file| {
        set(file, "/awards/0/vendor", json!("valley"));
        set(file, "/awards/0/quote", json!("valley/apples"));
    });
    let Err(CheckError::Differs(differences)) = result else {
        panic!("expected differences, found {result:?}");
    };
    assert!(differences.iter().any(|found| found.path == "landed_cost"));
}

#[test]
fn a_bound_above_the_cost_is_refused() {
    let fixture = Fixture::new();
    let result = fixture.doctored(|file| set(file, "/bound", json!("6500.02")));
    assert!(matches!(result, Err(CheckError::Refused(_))), "{result:?}");
    let result = fixture.doctored(|file| set(file, "/bound", json!("6450")));
    differ(result, &["gap"]);
}

#[test]
fn a_plan_called_optimal_beyond_the_gap_asked_for_is_refused() {
    let fixture = Fixture::new();
    let provenance = fixture.run().join("provenance.json");
    let text = fs::read_to_string(&provenance).unwrap();
    fs::write(&provenance, text.replace("0.02", "0.01")).unwrap();
    let error = check(&fixture.run(), None).unwrap_err();
    assert!(matches!(error, CheckError::NotOptimal(_)), "{error}");
}

#[test]
fn a_key_given_twice_is_refused() {
    let fixture = Fixture::new();
    let path = fixture.run().join("plan.json");
    let text = fs::read_to_string(&path).unwrap();
    let twice = text.replacen('{', "{\n  \"landed_cost\": \"1\",", 1);
    fs::write(&path, twice).unwrap();
    let result = check(&fixture.run(), None);
    assert!(matches!(result, Err(CheckError::Differs(_))), "{result:?}");
}

#[test]
fn what_the_case_does_not_have_is_refused_with_its_key_path() {
    let fixture = Fixture::new();
    let result = fixture.doctored(|file| set(file, "/awards/1/quote", json!("nobody")));
    let Err(CheckError::Claim(fault)) = result else {
        panic!("expected a fault, found {result:?}");
    };
    assert_eq!(
        fault.to_string(),
        "plan.json, awards[1].quote: the case has no quote \"nobody\""
    );
}

#[test]
fn lines_left_out_added_or_repeated_are_refused() {
    let fixture = Fixture::new();
    let awards = |change: &dyn Fn(&mut Vec<Value>)| {
        fixture.doctored(|file| change(file["awards"].as_array_mut().unwrap()))
    };
    assert!(awards(&|awards| drop(awards.pop())).is_err());
    assert!(awards(&|awards| awards.push(awards[0].clone())).is_err());
    assert!(awards(&|awards| awards.swap(0, 1)).is_err());
    assert!(awards(&Vec::clear).is_err());
}

#[test]
fn awards_csv_is_compared_too() {
    let fixture = Fixture::new();
    let path = fixture.run().join(AWARDS_CSV);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("54.00", "53.00")).unwrap();
    differ(check(&fixture.run(), None).map(|_| ()), &["row 2"]);
}

/// Every place of a JSON value, as pointers.
fn pointers(value: &Value, at: &str, out: &mut Vec<String>) {
    out.push(at.to_owned());
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                pointers(value, &format!("{at}/{key}"), out);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                pointers(value, &format!("{at}/{index}"), out);
            }
        }
        _ => {}
    }
}

#[test]
fn no_hostile_value_anywhere_is_accepted_or_makes_the_program_fail() {
    let fixture = Fixture::new();
    let mut places = Vec::new();
    let file = fixture.plan_json();
    pointers(&file, "", &mut places);
    let hostile = [
        json!(null),
        json!(-1),
        json!(1.5e300),
        json!(""),
        json!("-0.01"),
        json!("79228162514264337593543950335"),
        json!("-79228162514264337593543950335"),
        json!("0.0000000000000000000000000001"),
        json!([[]]),
        json!({"pool": {}}),
    ];
    for place in &places {
        for value in &hostile {
            if file.pointer(place) == Some(value) {
                continue;
            }
            let result = fixture.doctored(|file| set(file, place, value.clone()));
            assert!(result.is_err(), "{place} = {value}");
        }
    }
}
