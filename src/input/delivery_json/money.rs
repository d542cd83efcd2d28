//! Money as whole numbers, exactly.
//!
//! A problem counts cost in one unit, while rates are money for a kilometre (1000 metres) or an
//! hour (3600 seconds). The unit is the coarsest of which every rate, fixed cost and prize of the
//! file is a whole multiple: 0.80 a kilometre and 25 an hour need 90 000 units to one of the
//! currency, since 0.80/1000 = 1/1250 and 25/3600 = 1/144.

use super::context::Context;
use super::format::{Amount, RouteFile};
use crate::input::codes::Kind;
use crate::input::number::Bound;
use crate::units::Decimal;

/// Finest unit: with it, one kind of cost may still be a million of the currency.
const UNITS_MAX: i128 = 1_000_000;

/// Metres in a kilometre.
pub(super) const KM: i64 = 1000;

/// Seconds in an hour.
pub(super) const HOUR: i64 = 3600;

/// How many units of cost one unit of the currency is; nothing if the rates are too fine.
pub(super) fn units(file: &RouteFile, context: &Context<'_>) -> Option<i64> {
    let rates = file.vehicles.iter().flat_map(|vehicle| {
        [
            (&vehicle.fixed_cost, 1),
            (&vehicle.cost_per_km, KM),
            (&vehicle.cost_per_hour, HOUR),
        ]
    });
    let prizes = file.stops.iter().map(|stop| (&stop.prize, 1));
    let group_prizes = file.groups.iter().map(|group| (&group.prize, 1));
    let amounts = rates.chain(prizes).chain(group_prizes);
    let mut units: i128 = 1;
    for (amount, per) in amounts {
        // What is no number is noted where it is read.
        let value = amount.as_ref().and_then(value);
        let parts = value.map_or(1, |value| parts(value, per));
        units = units / common(units, parts) * parts;
        if units > UNITS_MAX {
            let message = "the costs have no common unit that is coarse enough";
            let hint = "round rates for a kilometre to 0.01, for an hour to 0.36, others to 0.01";
            context.fault(Kind::OutOfRange, "vehicles", "", message, hint);
            return None;
        }
    }
    i64::try_from(units).ok()
}

/// A cost for `per` small units as whole units of cost, for one.
pub(super) fn whole(
    context: &Context<'_>,
    path: &str,
    amount: Option<&Amount>,
    units: i64,
    per: i64,
) -> Option<i64> {
    let Some(amount) = amount else {
        return Some(0);
    };
    let value = context.number(path, amount, Bound::NotNegative)?;
    let whole = value.checked_mul(Decimal::from(units))? / Decimal::from(per);
    let most = 1 << 40;
    let whole = i64::try_from(whole.round())
        .ok()
        .filter(|whole| *whole <= most);
    if whole.is_none() {
        let message = format!("expected at most {}", most / units * per);
        context.fault(
            Kind::OutOfRange,
            path,
            &amount.0,
            &message,
            "use a larger unit",
        );
    }
    whole
}

fn value(amount: &Amount) -> Option<Decimal> {
    let value = crate::input::number::parse(&amount.0).ok()?;
    (value > Decimal::ZERO).then(|| value.normalize())
}

/// The denominator of `value / per`, in lowest terms.
fn parts(value: Decimal, per: i64) -> i128 {
    let denominator = 10_i128.pow(value.scale()) * i128::from(per);
    denominator / common(denominator, value.mantissa())
}

/// Greatest common divisor of two numbers above 0.
fn common(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_rate_has_the_denominator_of_its_lowest_terms() {
        assert_eq!(parts(dec!(0.8), KM), 1250);
        assert_eq!(parts(dec!(25), HOUR), 144);
        assert_eq!(parts(dec!(40), 1), 1);
        assert_eq!(parts(dec!(12.5), 1), 2);
    }
}
