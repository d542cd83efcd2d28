//! A run with internal prices proves its certified bound, and no more.

use std::fs;

use rochdale::plan::{BoundSource, InternalPrices, Plan, QuantityPrice, Status, TierPrice};
use rochdale::run::{CheckError, Difference, PLAN_JSON, PRICES_CSV, Target, check};
use rochdale::units::{Decimal, Id, Money};
use serde_json::json;

use super::fixture::{Fixture, plan};

/// Garcia's apples pay 52 a year for Penn's tier from 50 on, and each of the 50 takes 1 more from
/// who buys it: the year's 5,720.00 for everything at its cheapest stay as they are.
fn prices() -> InternalPrices {
    let quote = Id::from_index(0);
    let (line, tier) = (Id::from_index(0), 1);
    InternalPrices {
        tiers: vec![TierPrice {
            line,
            quote,
            tier,
            price: Decimal::from(52),
        }],
        drops: Vec::new(),
        vendors: Vec::new(),
        quantities: vec![QuantityPrice {
            quote,
            tier,
            price: Decimal::NEGATIVE_ONE,
        }],
        capacities: Vec::new(),
    }
}

fn priced() -> Plan {
    Plan {
        prices: Some(prices()),
        ..plan()
    }
}

/// The run's prices.csv with one text replaced by another.
fn edit(fixture: &Fixture, from: &str, to: &str) {
    let path = fixture.run().join(PRICES_CSV);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(&path, text.replace(from, to)).unwrap();
}

/// Checks the run with another text for the certified bound in its plan.json.
fn claim(fixture: &Fixture, bound: &str) -> Result<(), CheckError> {
    let path = fixture.run().join(PLAN_JSON);
    let original = fs::read_to_string(&path).unwrap();
    let changed = original.replace(
        "\"certified_bound\": \"5720\"",
        &format!("\"certified_bound\": {bound}"),
    );
    assert_ne!(changed, original);
    fs::write(&path, changed).unwrap();
    let checked = check(&fixture.run(), None);
    fs::write(&path, original).unwrap();
    checked.map(|_| ())
}

fn difference(result: Result<(), CheckError>) -> Difference {
    let Err(CheckError::Differs(mut differences)) = result else {
        panic!("expected differences, found {result:?}");
    };
    assert_eq!(differences.len(), 1, "{differences:?}");
    differences.remove(0)
}

#[test]
fn prices_are_written_and_read_back() {
    let fixture = Fixture::with(priced());
    let text = fs::read_to_string(fixture.run().join(PRICES_CSV)).unwrap();
    assert_eq!(
        text,
        "kind,line,quote,tier,price\n\
         tier,garcia/apples,penn/apples,1,52\n\
         quantity,,penn/apples,1,-1\n"
    );
    assert_eq!(fixture.plan_json()["certified_bound"], json!("5720"));
    let checked = check(&fixture.run(), None).unwrap().plan;
    assert_eq!(checked.certified_bound().unwrap().to_string(), "5720");
    assert_eq!(checked.plan().prices, Some(prices()));
}

#[test]
fn a_run_without_prices_has_no_such_file() {
    let fixture = Fixture::with(priced());
    let target = Target::at(&fixture.run()).unwrap();
    Fixture::new().write_to(&target).unwrap();
    assert!(!fixture.run().join(PRICES_CSV).exists());
    assert_eq!(fixture.plan_json()["certified_bound"], json!(null));
    check(&fixture.run(), None).unwrap();
}

#[test]
fn other_prices_prove_another_bound_and_no_more() {
    let fixture = Fixture::with(priced());
    // From 312 on Garcia would rather buy below the break; the other 88 are lost.
    edit(&fixture, "1,52\n", "1,400\n");
    edit(&fixture, "quantity,,penn/apples,1,-1\n", "");
    let refused = difference(check(&fixture.run(), None).map(|_| ()));
    assert_eq!(
        refused.to_string(),
        "plan.json, certified_bound: the file says \"5720\", re-computed it is \"5632\""
    );
    let above = difference(claim(&fixture, "\"5632.01\""));
    assert_eq!(above.recomputed, "\"5632\"");
    claim(&fixture, "\"5632\"").unwrap();
    claim(&fixture, "\"5000.5\"").unwrap();
    claim(&fixture, "null").unwrap();
    let unread = claim(&fixture, "\"much\"");
    assert!(matches!(unread, Err(CheckError::Claim(_))), "{unread:?}");
}

#[test]
fn without_its_prices_a_certified_bound_is_refused() {
    let fixture = Fixture::with(priced());
    fs::remove_file(fixture.run().join(PRICES_CSV)).unwrap();
    let refused = difference(check(&fixture.run(), None).map(|_| ()));
    assert_eq!(refused.path, "certified_bound");
}

#[test]
fn a_bound_that_comes_from_prices_falls_with_them() {
    let mut plan = priced();
    plan.proof.status = Status::TimeLimit;
    plan.proof.bound = Money::new(Decimal::from(5720));
    plan.proof.bound_source = BoundSource::Prices;
    let fixture = Fixture::with(plan);
    assert_eq!(fixture.plan_json()["bound_source"], json!("prices"));
    check(&fixture.run(), None).unwrap();
    edit(&fixture, "1,52\n", "1,500\n");
    let error = check(&fixture.run(), None).unwrap_err();
    assert!(matches!(error, CheckError::Refused(_)), "{error}");
    let text = "the plan claims that internal prices prove its bound of 5720 USD, but they prove \
                no more than";
    assert!(error.to_string().starts_with(text), "{error}");
}

#[test]
fn what_prices_csv_may_not_say_is_refused_with_row_and_column() {
    let fixture = Fixture::with(priced());
    let path = fixture.run().join(PRICES_CSV);
    let check_text = |text: &str, expected: &str| {
        fs::write(&path, text).unwrap();
        let error = check(&fixture.run(), None).unwrap_err();
        assert_eq!(error.to_string(), expected);
    };
    let check_row = |row: &str, expected: &str| {
        let text = format!("kind,line,quote,tier,price\n{row}\n");
        check_text(&text, &format!("prices.csv, row 2, {expected}"));
    };
    let header = "prices.csv, row 1: the columns must be kind,line,quote,tier,price";
    check_text("", header);
    check_text("kind,line,quote,price\n", header);
    check_row(
        "toll,,penn/apples,1,2",
        "kind: \"toll\" must be tier, drop, vendor, quantity or capacity",
    );
    check_row(
        "drop,nobody,penn/apples,,2",
        "line: \"nobody\" is no demand line of the case",
    );
    check_row(
        "quantity,,penn/pears,1,2",
        "quote: \"penn/pears\" is no quote of the case",
    );
    let of_garcia = |kind: &str, rest: &str| format!("{kind},garcia/apples,penn/apples,{rest}");
    check_row(
        &of_garcia("tier", "x,2"),
        "tier: \"x\" must be a whole number",
    );
    check_row(
        &of_garcia("tier", "1,2e3x"),
        "price: \"2e3x\" must be a decimal number",
    );
    check_row(
        &of_garcia("drop", "1,2"),
        "tier: \"1\" must be empty for a price of kind drop",
    );
    check_row(
        &of_garcia("quantity", "1,2"),
        "line: \"garcia/apples\" must be empty for a price of kind quantity",
    );
    let enormous = "79228162514264337593543950335";
    check_row(
        &of_garcia("drop", &format!(",{enormous}")),
        &format!("price: \"{enormous}\" is above 1000000000000000000"),
    );
}

#[test]
fn prices_that_cannot_be_evaluated_are_refused() {
    let fixture = Fixture::with(priced());
    for (from, to) in [
        ("1,52\n", "1,-52\n"),
        ("1,-52\n", "2,52\n"),
        ("2,52\n", "1,0.0000000001\n"),
    ] {
        edit(&fixture, from, to);
        let error = check(&fixture.run(), None).unwrap_err();
        assert!(matches!(error, CheckError::Refused(_)), "{error}");
    }
}
