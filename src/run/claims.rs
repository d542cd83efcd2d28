//! What `plan.json` claims was decided and proven, as a plan of the case.
//!
//! Only decisions and claims of the search are read: which line is covered under which quote and
//! how much of it, the surplus, status and bounds, and what members would pay by themselves. Everything else follows from them and is
//! compared afterwards. Internal prices come from `prices.csv`.

use std::collections::HashMap;
use std::str::FromStr;

use rust_decimal::dec;
use serde_json::Value;

use super::{PLAN_JSON, prices, routes};
use crate::plan::{Award, AwardFirstCosts, AwardLine, Owner, Plan, Proof, Surplus};
use crate::problem::Case;
use crate::report::plan_json::{
    KNOWN, NOT_AVAILABLE, SCHEMA_VERSION, UNKNOWN, bound_source_named, status_named,
};
use crate::savings::CoalitionCost;
use crate::units::{Decimal, DemandLineId, MemberId, Money, Quantity, QuoteId, SiteId};

/// Largest amount or quantity read; far above what any valid case can produce, far below what
/// exact arithmetic overflows at.
pub(super) const CLAIM_MAX: Decimal = dec!(1_000_000_000_000_000_000);

/// A place in `plan.json` or `prices.csv` that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, {path}: {message}")]
pub struct ClaimFault {
    /// The file.
    pub file: &'static str,
    /// Key path, for instance `awards[3].quote`, or row and column.
    pub path: String,
    /// What is wrong with it.
    pub message: String,
}

/// The plan that `plan.json` claims, with the prices of `prices.csv`; `seconds` come from elsewhere.
pub(super) fn plan(
    case: &Case,
    file: &Value,
    prices_csv: Option<&str>,
    seconds: f64,
) -> Result<Plan, ClaimFault> {
    let root = Place {
        value: file,
        path: String::new(),
    };
    let version = root.key("schema_version")?;
    if version.whole()? != u64::from(SCHEMA_VERSION) {
        return version.fault(format!("this program reads version {SCHEMA_VERSION}"));
    }
    let keys = Keys::of(case);
    let lines: Result<Vec<_>, _> = root
        .key("awards")?
        .items()?
        .map(|at| line(&keys, &at))
        .collect();
    let surplus: Result<Vec<_>, _> = root
        .key("surplus")?
        .items()?
        .map(|at| surplus(&keys, &at))
        .collect();
    let award = Award {
        lines: lines?,
        surplus: surplus?,
    };
    Ok(Plan {
        routes: routes::routes(case, &award, &root.key("routes")?)?,
        award,
        proof: proof(&root, seconds)?,
        prices: prices_csv
            .map(|text| prices::prices(&keys, text))
            .transpose()?,
        award_first: award_first(&root.key("award_first")?)?,
    })
}

/// What `plan.json` claims every member would pay by itself, in the case's order.
pub(super) fn alone(case: &Case, file: &Value) -> Result<Vec<CoalitionCost>, ClaimFault> {
    let root = Place {
        value: file,
        path: String::new(),
    };
    let members = root.key("members")?;
    let costs: Vec<_> = members
        .items()?
        .map(|at| coalition_cost(&at))
        .collect::<Result<_, _>>()?;
    if costs.len() != case.members.len() {
        let n = case.members.len();
        return members.fault(format!("this must have {n} entries, one for each member"));
    }
    Ok(costs)
}

/// What `plan.json` claims its internal prices to prove.
pub(super) fn certified_bound(file: &Value) -> Result<Option<Money>, ClaimFault> {
    let root = Place {
        value: file,
        path: String::new(),
    };
    let claimed = root.key("certified_bound")?;
    if claimed.value.is_null() {
        return Ok(None);
    }
    Ok(Some(Money::new(claimed.decimal()?)))
}

fn coalition_cost(at: &Place) -> Result<CoalitionCost, ClaimFault> {
    let status = at.key("stand_alone_status")?;
    let known = match status.text()? {
        KNOWN => at.key("stand_alone_cost")?,
        NOT_AVAILABLE => return Ok(CoalitionCost::NotAvailable),
        UNKNOWN => return Ok(CoalitionCost::Unknown),
        _ => return status.fault("this is not known"),
    };
    let lower = Money::new(known.key("lower")?.decimal()?);
    let upper = Money::new(known.key("upper")?.decimal()?);
    if lower > upper {
        return known.fault("the lower end is above the upper end");
    }
    match CoalitionCost::between(lower, upper) {
        CoalitionCost::Unknown => known.fault("a lower end that is not above zero says nothing"),
        cost @ (CoalitionCost::Known { .. } | CoalitionCost::NotAvailable) => Ok(cost),
    }
}

fn line(keys: &Keys, at: &Place) -> Result<AwardLine, ClaimFault> {
    Ok(AwardLine {
        line: at.key("line")?.id(&keys.lines, "demand line")?,
        quote: at.key("quote")?.id(&keys.quotes, "quote")?,
        covered: Quantity::new(at.key("covered")?.decimal()?),
    })
}

fn surplus(keys: &Keys, at: &Place) -> Result<Surplus, ClaimFault> {
    Ok(Surplus {
        quote: at.key("quote")?.id(&keys.quotes, "quote")?,
        owner: owner(keys, &at.key("owner")?)?,
        quantity: Quantity::new(at.key("quantity")?.decimal()?),
    })
}

fn owner(keys: &Keys, at: &Place) -> Result<Owner, ClaimFault> {
    if at.value.as_str() == Some("pool") {
        return Ok(Owner::Pool);
    }
    if let Ok(site) = at.key("site") {
        return Ok(Owner::Site(site.id(&keys.sites, "site")?));
    }
    Ok(Owner::Member(
        at.key("member")?.id(&keys.members, "member")?,
    ))
}

fn proof(root: &Place, seconds: f64) -> Result<Proof, ClaimFault> {
    let status = root.key("status")?;
    let source = root.key("bound_source")?;
    let work = root.key("proof")?;
    Ok(Proof {
        status: status.named(status_named)?,
        bound: Money::new(root.key("bound")?.decimal()?),
        bound_source: source.named(bound_source_named)?,
        nodes: work.key("nodes")?.whole()?,
        work: work.key("work")?.whole()?,
        seconds,
    })
}

fn award_first(at: &Place) -> Result<Option<AwardFirstCosts>, ClaimFault> {
    if at.is_null() {
        return Ok(None);
    }
    let cost = |name: &str| {
        let at = at.key(name)?;
        if at.is_null() {
            return Ok(None);
        }
        at.decimal().map(|cost| Some(Money::new(cost)))
    };
    Ok(Some(AwardFirstCosts {
        by_price: cost("by_price")?,
        by_estimate: cost("by_estimate")?,
    }))
}

/// The case's ids by key.
pub(super) struct Keys<'a> {
    lines: HashMap<&'a str, DemandLineId>,
    quotes: HashMap<&'a str, QuoteId>,
    sites: HashMap<&'a str, SiteId>,
    members: HashMap<&'a str, MemberId>,
}

impl<'a> Keys<'a> {
    fn of(case: &'a Case) -> Self {
        let lines = case.demand.iter();
        let quotes = case.quotes.iter();
        let sites = case.sites.iter();
        let members = case.members.iter();
        Self {
            lines: lines.map(|(id, row)| (row.key.as_str(), id)).collect(),
            quotes: quotes.map(|(id, row)| (row.key.as_str(), id)).collect(),
            sites: sites.map(|(id, row)| (row.key.as_str(), id)).collect(),
            members: members.map(|(id, row)| (row.key.as_str(), id)).collect(),
        }
    }
}

impl Keys<'_> {
    /// The demand line of a key.
    pub fn line(&self, key: &str) -> Option<DemandLineId> {
        self.lines.get(key).copied()
    }

    /// The quote of a key.
    pub fn quote(&self, key: &str) -> Option<QuoteId> {
        self.quotes.get(key).copied()
    }
}

/// A value with its key path.
pub(super) struct Place<'a> {
    value: &'a Value,
    path: String,
}

impl<'a> Place<'a> {
    pub fn fault<T>(&self, message: impl Into<String>) -> Result<T, ClaimFault> {
        Err(ClaimFault {
            file: PLAN_JSON,
            path: self.path.clone(),
            message: message.into(),
        })
    }

    pub fn key(&self, name: &str) -> Result<Self, ClaimFault> {
        let path = if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        };
        match self.value.get(name) {
            Some(value) => Ok(Self { value, path }),
            None => Err(ClaimFault {
                file: PLAN_JSON,
                path,
                message: "the key is missing".to_owned(),
            }),
        }
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        self.value.is_null()
    }

    pub fn items(&self) -> Result<impl Iterator<Item = Self> + use<'a>, ClaimFault> {
        let Some(values) = self.value.as_array() else {
            return self.fault("this must be a list");
        };
        let path = self.path.clone();
        Ok(values.iter().enumerate().map(move |(index, value)| Self {
            value,
            path: format!("{path}[{index}]"),
        }))
    }

    pub fn text(&self) -> Result<&'a str, ClaimFault> {
        self.value
            .as_str()
            .map_or_else(|| self.fault("this must be text"), Ok)
    }

    fn whole(&self) -> Result<u64, ClaimFault> {
        self.value
            .as_u64()
            .map_or_else(|| self.fault("this must be a whole number"), Ok)
    }

    pub fn decimal(&self) -> Result<Decimal, ClaimFault> {
        match Decimal::from_str(self.text()?) {
            Ok(value) if value.abs() <= CLAIM_MAX => Ok(value),
            Ok(_) => self.fault(format!("this is above {CLAIM_MAX}")),
            Err(_) => self.fault("this must be a decimal number as text"),
        }
    }

    fn id<I: Copy>(&self, ids: &HashMap<&str, I>, what: &str) -> Result<I, ClaimFault> {
        let key = self.text()?;
        ids.get(key)
            .copied()
            .map_or_else(|| self.fault(format!("the case has no {what} {key:?}")), Ok)
    }

    fn named<T>(&self, find: impl Fn(&str) -> Option<T>) -> Result<T, ClaimFault> {
        let name = self.text()?;
        find(name).map_or_else(|| self.fault(format!("{name:?} is not known")), Ok)
    }
}
