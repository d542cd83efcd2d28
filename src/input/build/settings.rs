//! What holds for the whole case.

use std::collections::BTreeMap;

use crate::input::cell::{Cell, Sheet};
use crate::input::codes::Kind;
use crate::input::columns::RateRecord;
use crate::input::fault::Log;
use crate::input::number::Bound;
use crate::input::settings::Settings;
use crate::problem::{Date, Horizon, SettlementTerms};
use crate::units::{Currency, Decimal, Money};

/// Most order cycles in a horizon.
const CYCLES_MAX: u32 = 10_000;

/// Currency, dates and defaults of the case.
#[derive(Debug)]
pub(in crate::input) struct Basis {
    /// Name for people.
    pub name: String,
    /// Currency of the case; `None` after a fault.
    pub currency: Option<Currency>,
    /// Day of the case; `None` after a fault.
    pub as_of: Option<Date>,
    /// The time basis.
    pub horizon: Horizon,
    /// Whether prices include sales tax.
    pub tax_included: bool,
    /// Committed terms.
    pub terms: Vec<String>,
    /// Whether demand lines may be split.
    pub split: bool,
    /// Whether surplus may be bought.
    pub over_buy: bool,
    /// How the cooperative settles with its members.
    pub settlement: SettlementTerms,
    /// How fast vehicles drive, in km an hour; `None` if it is not said.
    pub speed_km_h: Option<Decimal>,
    /// How much longer roads are than the great circle, if it is said.
    pub road_factor: Option<Decimal>,
    /// What one unit of another currency is worth, by code; `None` after a fault.
    pub rates: BTreeMap<String, Option<Decimal>>,
}

/// The settings, with fallbacks where there are faults.
pub(super) fn basis(settings: &Settings, log: &Log) -> Basis {
    macro_rules! key {
        ($name:ident) => {
            settings.cell(stringify!($name), &settings.record.$name, log)
        };
    }
    require(
        settings,
        "name",
        key!(name),
        "name = \"Camden corner stores\"",
    );
    require(settings, "currency", key!(currency), "currency = \"USD\"");
    require(settings, "as_of", key!(as_of), "as_of = 2026-03-02");
    let cycles = key!(cycles).count(1, CYCLES_MAX).unwrap_or(1);
    if cycles > 1 {
        require(settings, "horizon", key!(horizon), "horizon = \"year\"");
    }
    let cycle = key!(cycle).text().unwrap_or("order");
    let currency = key!(currency).currency();
    let as_of = key!(as_of).date();
    Basis {
        name: key!(name).text.to_owned(),
        currency,
        as_of,
        horizon: Horizon {
            cycle: cycle.to_owned(),
            name: key!(horizon).text().unwrap_or(cycle).to_owned(),
            cycles,
        },
        tax_included: key!(tax)
            .choice(&[("excluded", false), ("included", true)])
            .unwrap_or(false),
        terms: key!(terms).words(),
        split: key!(split).flag().unwrap_or(false),
        over_buy: key!(over_buy).flag().unwrap_or(true),
        settlement: settlement(settings, as_of, log),
        speed_km_h: key!(speed_km_h).number(Bound::Positive),
        road_factor: road_factor(key!(road_factor)),
        rates: rates(&settings.rates, currency, log),
    }
}

fn road_factor(cell: Cell<'_>) -> Option<Decimal> {
    let factor = cell.number(Bound::Positive)?;
    if factor < Decimal::ONE {
        let message = "expected at least 1: no road is shorter than the shortest line";
        cell.fault(Kind::OutOfBounds, message, "correct the number");
        return None;
    }
    Some(factor)
}

fn settlement(settings: &Settings, as_of: Option<Date>, log: &Log) -> SettlementTerms {
    macro_rules! key {
        ($key:ident) => {
            settings.cell(stringify!($key), &settings.record.$key, log)
        };
    }
    let share = |cell: Cell<'_>| {
        let percent = cell.number(Bound::Percent).unwrap_or_default();
        percent / Decimal::ONE_HUNDRED
    };
    let fee = key!(admin_fee_member).number(Bound::NotNegative);
    let until = key!(commit_until).date();
    if let (Some(until), Some(as_of)) = (until, as_of)
        && until < as_of
    {
        let message = format!("expected {as_of}, the day of the case, or later");
        let hint = "correct the date, or as_of";
        key!(commit_until).fault(Kind::OutOfBounds, message, hint);
    }
    SettlementTerms {
        transfers: key!(transfers).flag().unwrap_or(true),
        cap_today: key!(cap_today).flag().unwrap_or(false),
        admin_fee_share: share(key!(admin_fee_percent)),
        admin_fee_member: fee.map(Money::new).unwrap_or_default(),
        tax_rate: share(key!(tax_rate)),
        until,
    }
}

fn require(settings: &Settings, key: &str, cell: Cell<'_>, example: &str) {
    if settings.rows.contains_key(key) {
        cell.required();
    } else if cell.is_empty() && !settings.is_unread {
        let message = format!("the required key {key} is missing");
        cell.fault(
            Kind::MissingColumn,
            message,
            format!("add it, for instance {example}"),
        );
    }
}

fn rates(
    sheet: &Sheet<RateRecord>,
    own: Option<Currency>,
    log: &Log,
) -> BTreeMap<String, Option<Decimal>> {
    let mut rates = BTreeMap::new();
    for row in sheet.iter(log) {
        let code = row.record.currency.trim();
        let name = format!("rates.{code}");
        let rate = row.cell(&name, &row.record.rate);
        let value = rate.required().and_then(|rate| rate.rate());
        let key = row.cell(&name, code);
        if let Some(currency) = key.required().and_then(|key| key.currency())
            && Some(currency) == own
        {
            let message = "this is the case's own currency, which needs no rate";
            key.fault(Kind::RateOfItself, message, "remove the rate");
        }
        if rates.insert(code.to_owned(), value).is_some() {
            key.fault(
                Kind::Duplicate,
                "the currency has two rates",
                "remove one of them",
            );
        }
    }
    rates
}
