//! A run is found true from its files alone, and a doctored one is refused.

use std::fs;
use std::path::{Path, PathBuf};

use rochdale::input::read_case;
use rochdale::pipeline;
use rochdale::plan::{Award, AwardLine, BoundSource, Plan, Proof, Status};
use rochdale::run::{
    AWARDS_CSV, CheckError, FILES, PLAN_JSON, Provenance, SearchOptions, Target, WriteError, check,
};
use rochdale::units::{Decimal, DemandLineId, Id, Money, QuoteId};
use rochdale::verify::verify;
use serde_json::{Value, json};
use tempfile::TempDir;

const CASE: [(&str, &str); 7] = [
    (
        "case.toml",
        "name = \"Two shops\"\ncurrency = \"USD\"\nas_of = 2026-03-02\n\
         cycle = \"week\"\nhorizon = \"year\"\ncycles = 52\n",
    ),
    (
        "members.csv",
        "id,name,tags\ngarcia,Garcia,small\nlee,Lee,\n",
    ),
    ("items.csv", "id,unit\napples,kg\nbread,kg\n"),
    (
        "demand.csv",
        "member,item,quantity,today_price\ngarcia,apples,30,2.2\nlee,apples,20,\ngarcia,bread,5,\n",
    ),
    (
        "vendors.csv",
        "id,delivery,drop_fee,drop_free_from\npenn,delivered,15,50\nvalley,none,,\n",
    ),
    (
        "quotes.csv",
        "vendor,item,price\npenn,apples,2\nvalley,apples,2.5\nvalley,bread,4\n",
    ),
    (
        "breaks.csv",
        "group,structure,counts,from,price\npenn/apples,all_units,units,50,1.8\n",
    ),
];

/// A case folder and a run of it: 90.00 goods, one drop of 15.00, 20.00 bread, each week.
struct Fixture {
    dir: TempDir,
}

impl Fixture {
    fn new() -> Self {
        let fixture = Self {
            dir: TempDir::new().unwrap(),
        };
        fs::create_dir(fixture.case()).unwrap();
        for (name, text) in CASE {
            fs::write(fixture.case().join(name), text).unwrap();
        }
        fixture.write().unwrap();
        fixture
    }

    fn case(&self) -> PathBuf {
        self.dir.path().join("case")
    }

    fn run(&self) -> PathBuf {
        self.dir.path().join("run")
    }

    fn write(&self) -> Result<(), WriteError> {
        let target = Target::at(&self.run())?;
        self.write_to(&target)
    }

    fn write_to(&self, target: &Target) -> Result<(), WriteError> {
        let loaded = read_case(&self.case()).unwrap();
        let plan = verify(&loaded.case, &plan()).unwrap();
        target.write(&pipeline::contents(&loaded, &plan, provenance()))
    }

    fn plan_json(&self) -> Value {
        serde_json::from_str(&fs::read_to_string(self.run().join(PLAN_JSON)).unwrap()).unwrap()
    }

    /// Checks the run with `change` made to its plan.json.
    fn doctored(&self, change: impl FnOnce(&mut Value)) -> Result<(), CheckError> {
        let mut file = self.plan_json();
        change(&mut file);
        let path = self.run().join(PLAN_JSON);
        let original = fs::read(&path).unwrap();
        fs::write(&path, file.to_string()).unwrap();
        let checked = check(&self.run(), None);
        fs::write(&path, original).unwrap();
        checked.map(|_| ())
    }

    fn hidden(&self) -> usize {
        let entries = fs::read_dir(self.dir.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name());
        names
            .filter(|name| name.to_string_lossy().starts_with('.'))
            .count()
    }
}

fn plan() -> Plan {
    let entry = |line, quote, covered: u32| AwardLine {
        line: DemandLineId::from_index(line),
        quote: QuoteId::from_index(quote),
        covered: rochdale::units::Quantity::new(Decimal::from(covered)),
    };
    Plan {
        award: Award {
            lines: vec![entry(0, 0, 30), entry(1, 0, 20), entry(2, 2, 5)],
            surplus: Vec::new(),
        },
        proof: Proof {
            status: Status::Optimal,
            bound: Money::new(Decimal::from(6400)),
            bound_source: BoundSource::Milp,
            nodes: 1,
            work: 12,
            seconds: 0.1,
        },
    }
}

fn provenance() -> Provenance {
    Provenance {
        schema_version: Provenance::SCHEMA_VERSION,
        program: "rochdale".to_owned(),
        version: "0".to_owned(),
        started: "2026-03-02T00:00:00Z".to_owned(),
        finished: "2026-03-02T00:00:01Z".to_owned(),
        seconds: 0.1,
        case_folder: "case".to_owned(),
        sources: Vec::new(),
        options: SearchOptions {
            time_limit: None,
            work: None,
            gap: 0.0,
            seed: 1,
            threads: 1,
        },
    }
}

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
fn a_run_is_found_true_from_its_files() {
    let fixture = Fixture::new();
    let checked = check(&fixture.run(), None).unwrap();
    assert_eq!(checked.plan.landed_cost().to_string(), "6500");
    let checked = check(&fixture.run(), Some(&fixture.case())).unwrap();
    assert_eq!(checked.case_differences, []);
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
    pointers(&fixture.plan_json(), "", &mut places);
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
            let result = fixture.doctored(|file| set(file, place, value.clone()));
            assert!(result.is_err(), "{place} = {value}");
        }
    }
}

#[test]
fn a_case_folder_that_has_changed_is_said_so() {
    let fixture = Fixture::new();
    let path = fixture.case().join("members.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("small", "large")).unwrap();
    let checked = check(&fixture.run(), Some(&fixture.case())).unwrap();
    let paths: Vec<_> = checked
        .case_differences
        .iter()
        .map(|found| &found.path)
        .collect();
    assert_eq!(paths, ["members[0].tags"]);
    let path = fixture.case().join("quotes.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("bread,4", "bread,4.01")).unwrap();
    assert!(check(&fixture.run(), Some(&fixture.case())).is_err());
}

#[test]
fn missing_and_broken_files_are_named() {
    for name in FILES {
        let fixture = Fixture::new();
        let path = fixture.run().join(name);
        if name != AWARDS_CSV {
            fs::write(&path, "{").unwrap();
            let error = check(&fixture.run(), None).unwrap_err().to_string();
            assert!(error.contains(name), "{error}");
        }
        fs::remove_file(&path).unwrap();
        let error = check(&fixture.run(), None).unwrap_err().to_string();
        assert!(error.contains(name), "{error}");
    }
    assert!(check(Path::new("/no/such/run"), None).is_err());
}

#[test]
fn an_earlier_run_is_replaced_and_nothing_else_is_left() {
    let fixture = Fixture::new();
    let stale = fixture.run().join(AWARDS_CSV);
    fs::write(&stale, "stale").unwrap();
    fixture.write().unwrap();
    check(&fixture.run(), None).unwrap();
    assert_eq!(fixture.hidden(), 0);
}

#[test]
fn a_folder_that_is_no_run_is_never_replaced() {
    let fixture = Fixture::new();
    let target = Target::at(&fixture.run()).unwrap();
    let note = fixture.run().join("notes.txt");
    fs::write(&note, "mine").unwrap();
    assert!(matches!(fixture.write(), Err(WriteError::Taken { .. })));
    assert!(matches!(
        fixture.write_to(&target),
        Err(WriteError::Taken { .. })
    ));
    assert_eq!(fs::read_to_string(&note).unwrap(), "mine");
    assert_eq!(fixture.hidden(), 0);
    fs::remove_file(&note).unwrap();
    check(&fixture.run(), None).unwrap();
    assert!(matches!(
        Target::at(&fixture.case()),
        Err(WriteError::Taken { .. })
    ));
    assert!(matches!(
        Target::at(&fixture.run().join(PLAN_JSON)),
        Err(WriteError::Taken { .. })
    ));
}

#[test]
fn asking_for_a_place_leaves_nothing_behind() {
    let fixture = Fixture::new();
    let place = fixture.dir.path().join("a/b/run");
    let target = Target::at(&place).unwrap();
    assert!(!fixture.dir.path().join("a").exists());
    fixture.write_to(&target).unwrap();
    check(&place, None).unwrap();
}
