//! Goods that are fetched: award and routes together.

use std::fs;

use super::desk::{Desk, err, out};

/// Two stores; two vendors whose goods are fetched, and one that brings them for 18 a drop.
const CASE: [(&str, &str); 8] = [
    (
        "case.toml",
        "name = \"Two stores\"\ncurrency = \"USD\"\nas_of = 2026-03-02\ncycle = \"week\"\n\
         horizon = \"year\"\ncycles = 52\nspeed_km_h = 35\n",
    ),
    ("members.csv", "id,name\nann,Ann's Market\nbea,Bea & Son\n"),
    (
        "items.csv",
        "id,unit,weight\napples,lb,0.4536\npears,lb,0.4536\nrice,lb,0.4536\n",
    ),
    (
        "demand.csv",
        "member,item,quantity\nann,apples,120\nann,pears,40\nbea,apples,80\nbea,rice,100\n",
    ),
    (
        "vendors.csv",
        "id,delivery,loading_minutes,lat,lon,drop_fee\nvalley,collect,15,39.9064,-75.1715,\n\
         galvin,collect,10,39.9101,-75.1695,\nharbor,delivered,,,,18\n",
    ),
    (
        "quotes.csv",
        "vendor,item,price\nvalley,apples,1.10\nvalley,rice,0.70\ngalvin,apples,1.25\n\
         galvin,pears,1.40\nharbor,apples,1.50\nharbor,pears,1.80\nharbor,rice,0.90\n",
    ),
    ("hubs.csv", "id,lat,lon\ndepot,39.9370,-75.1080\n"),
    (
        "vehicles.csv",
        "id,fixed_cost,cost_per_km,cost_per_hour,weight_max\nvan,10,0.80,25,160\n",
    ),
];

/// A desk on which the case lies in `case`.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::remove_dir_all(desk.path("case")).unwrap();
    fs::create_dir(desk.path("case")).unwrap();
    for (name, text) in CASE {
        fs::write(desk.path("case").join(name), text).unwrap();
    }
    desk
}

fn objective(desk: &Desk, run: &str) -> f64 {
    let text = fs::read_to_string(desk.path(run).join("plan.json")).unwrap();
    let plan: serde_json::Value = serde_json::from_str(&text).unwrap();
    plan["objective"].as_str().unwrap().parse().unwrap()
}

#[test]
fn routes_are_reported_verified_and_charged() {
    let desk = desk();
    let solve = ["solve", "case", "--out", "run", "--gap", "0"];
    let report = out(&desk.expect(0, &solve));
    assert!(report.contains("Routes of one week, USD"), "{report}");
    assert!(report.contains("van: depot → "), "{report}");
    assert!(
        report.contains("Deciding award and routes together saves"),
        "{report}"
    );
    let verified = out(&desk.expect(0, &["verify", "run", "--case", "case"]));
    assert!(
        verified.contains("what plans cost whose award is made before its routes"),
        "{verified}"
    );
    let statement = out(&desk.expect(0, &["statement", "run", "--for", "ann"]));
    assert!(statement.contains("fetching the goods"), "{statement}");
}

#[test]
fn an_award_that_is_made_first_is_never_cheaper() {
    let desk = desk();
    desk.expect(0, &["solve", "case", "--out", "joint", "--quiet"]);
    for way in ["price", "estimate"] {
        let solve = ["solve", "case", "--sequential", way, "--out", way];
        let report = out(&desk.expect(0, &solve));
        let is_best = report.contains("The search was completed");
        assert!(
            is_best || report.contains("The award was made before its routes, as was asked"),
            "{report}"
        );
        desk.expect(0, &["verify", way]);
        assert!(objective(&desk, "joint") <= objective(&desk, way) + 1e-6);
    }
}

#[test]
fn vehicles_that_are_too_small_are_named() {
    let desk = desk();
    // Nobody brings pears any more, and 40 lb of them are 18 kg.
    desk.edit("case/quotes.csv", "harbor,pears,1.80\n", "");
    desk.edit("case/vehicles.csv", "25,160", "25,9");
    let output = desk.expect(5, &["solve", "case", "--out", "run"]);
    let error = err(&output);
    assert!(
        error.contains("no vehicle was found for what must be fetched"),
        "{error}"
    );
    assert!(!desk.path("run").exists());
}
