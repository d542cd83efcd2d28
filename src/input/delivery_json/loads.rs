//! Loads as whole numbers, one for each kind that the file names.

use super::context::{Context, Names};
use super::format::{Amount, Amounts, RouteFile};
use crate::input::codes::Kind;
use crate::input::number::{Bound, parse};
use crate::problem::delivery::Load;

/// Kinds of load, and how fine each is counted.
#[derive(Debug)]
pub(super) struct Loads<'f> {
    kinds: &'f [String],
    names: Names<'f>,
    /// Whole numbers to one of the file's units, for each kind: a power of ten.
    pub scales: Vec<i64>,
}

impl<'f> Loads<'f> {
    /// The kinds of a file; each is counted as fine as its finest amount.
    pub fn of(file: &'f RouteFile, context: &Context<'_>) -> Self {
        if file.loads.is_empty() {
            let message = "expected at least one kind of load";
            let hint = "write [\"weight_kg\"] if nothing else can run out";
            context.fault(Kind::EmptyCell, "loads", "", message, hint);
        }
        let amounts = || {
            let capacities = file.vehicles.iter().map(|vehicle| &vehicle.capacity);
            let loads = file.stops.iter();
            capacities.chain(loads.flat_map(|stop| [&stop.delivery, &stop.pickup]))
        };
        let decimals =
            |amount: &Amount| parse(&amount.0).map_or(0, |value| value.normalize().scale());
        let scale = |name: &String| {
            let finest = amounts()
                .filter_map(|amounts| amounts.get(name))
                .map(decimals);
            10_i64.pow(finest.max().unwrap_or(0))
        };
        let names = file.loads.iter().map(String::as_str);
        Self {
            kinds: &file.loads,
            names: Names::of("kind of load", "loads", names, context),
            scales: file.loads.iter().map(scale).collect(),
        }
    }

    /// The amounts by kind; what is not named is 0.
    pub fn load(&self, path: &str, amounts: &Amounts, context: &Context<'_>) -> Option<Load> {
        let mut load = vec![Some(0); self.kinds.len()];
        let mut is_known = true;
        for (name, amount) in amounts {
            let Some(kind) = self.names.find(path, name, context) else {
                is_known = false;
                continue;
            };
            let path = format!("{path}.{name}");
            load[kind] = context
                .number(&path, amount, Bound::NotNegative)
                .and_then(|_| context.scaled(&path, amount, self.scales[kind]));
        }
        load.into_iter().collect::<Option<_>>().filter(|_| is_known)
    }

    /// Kinds that are not named.
    pub fn missing<'a>(&'a self, amounts: &'a Amounts) -> impl Iterator<Item = &'a String> {
        let kinds = self.kinds.iter();
        kinds.filter(|kind| !amounts.contains_key(*kind))
    }
}
