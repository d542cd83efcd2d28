//! A case folder, a plan of it and its run.

use std::fs;
use std::path::PathBuf;

use rochdale::input::{Loaded, read_case};
use rochdale::pipeline::{self, Found, Trace};
use rochdale::plan::{Award, AwardLine, BoundSource, Plan, Proof, RoutePlan, Status};
use rochdale::run::{
    CheckError, PLAN_JSON, Provenance, SearchOptions, SourceHash, Target, WriteError, check,
};
use rochdale::savings::CoalitionCost;
use rochdale::units::{Decimal, DemandLineId, Id, Money, QuoteId};
use rochdale::verify::verify;
use serde_json::Value;
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
pub struct Fixture {
    pub dir: TempDir,
    plan: Plan,
}

impl Fixture {
    pub fn new() -> Self {
        Self::with(plan())
    }

    /// A run with another plan.
    pub fn with(plan: Plan) -> Self {
        let fixture = Self {
            dir: TempDir::new().unwrap(),
            plan,
        };
        fs::create_dir(fixture.case()).unwrap();
        for (name, text) in CASE {
            fs::write(fixture.case().join(name), text).unwrap();
        }
        fixture.write().unwrap();
        fixture
    }

    pub fn case(&self) -> PathBuf {
        self.dir.path().join("case")
    }

    pub fn run(&self) -> PathBuf {
        self.dir.path().join("run")
    }

    pub fn write(&self) -> Result<PathBuf, WriteError> {
        let target = Target::at(&self.run())?;
        self.write_to(&target)
    }

    pub fn write_to(&self, target: &Target) -> Result<PathBuf, WriteError> {
        let loaded = read_case(&self.case()).unwrap();
        let found = Found {
            plan: verify(&loaded.case, &self.plan).unwrap(),
            alone: alone().to_vec(),
            trace: Trace::default(),
        };
        target.write(&pipeline::contents(&loaded, &found, provenance(&loaded)))
    }

    pub fn plan_json(&self) -> Value {
        serde_json::from_str(&fs::read_to_string(self.run().join(PLAN_JSON)).unwrap()).unwrap()
    }

    /// Checks the run with `change` made to its plan.json.
    pub fn doctored(&self, change: impl FnOnce(&mut Value)) -> Result<(), CheckError> {
        let mut file = self.plan_json();
        change(&mut file);
        let path = self.run().join(PLAN_JSON);
        let original = fs::read(&path).unwrap();
        fs::write(&path, file.to_string()).unwrap();
        let checked = check(&self.run(), None);
        fs::write(&path, original).unwrap();
        checked.map(|_| ())
    }

    pub fn hidden(&self) -> usize {
        let entries = fs::read_dir(self.dir.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name());
        names
            .filter(|name| name.to_string_lossy().starts_with('.'))
            .count()
    }
}

pub fn plan() -> Plan {
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
        routes: RoutePlan::default(),
        award_first: None,
        proof: Proof {
            status: Status::Optimal,
            bound: Money::new(Decimal::from(6400)),
            bound_source: BoundSource::Milp,
            nodes: 1,
            work: 12,
            seconds: 0.1,
        },
        prices: None,
    }
}

/// What Garcia and Lee would pay by themselves, as a search could claim.
fn alone() -> [CoalitionCost; 2] {
    let money = |value: u32| Money::new(Decimal::from(value));
    [
        CoalitionCost::between(money(4800), money(4810)),
        CoalitionCost::between(money(2900), money(2900)),
    ]
}

pub fn provenance(loaded: &Loaded) -> Provenance {
    let sources = loaded.sources.iter().map(|file| SourceHash {
        name: file.name.clone(),
        sha256: file.sha256.clone(),
    });
    Provenance {
        schema_version: Provenance::SCHEMA_VERSION,
        program: "rochdale".to_owned(),
        version: "0".to_owned(),
        started: "2026-03-02T00:00:00Z".to_owned(),
        finished: "2026-03-02T00:00:01Z".to_owned(),
        seconds: 0.1,
        case_folder: "case".to_owned(),
        from: None,
        sources: sources.collect(),
        options: SearchOptions {
            time_limit: None,
            alone_time: None,
            work: None,
            gap: 0.02,
            seed: 1,
            threads: 1,
        },
    }
}
