//! The whole numbers of a problem as people read them.

use crate::input::{RoutingFile, Units};
use crate::problem::delivery::Load;
use crate::report::format::{money, quantity};
use crate::report::printable;
use crate::units::{Decimal, Money};

/// Shows distance, time, money and load of one file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'f> {
    units: &'f Units,
}

impl<'f> Shown<'f> {
    /// For the numbers of this file.
    pub fn of(file: &'f RoutingFile) -> Self {
        Self { units: &file.units }
    }

    /// `12.50 USD`.
    pub fn money(self, value: i64) -> String {
        match self.units {
            Units::Natural {
                currency,
                money: units,
                ..
            } => money(Money::new(parts(value, *units)), *currency),
            Units::Plain { scale } => quantity(parts(value, *scale)),
        }
    }

    /// Money as a plain decimal, not rounded to cents beyond six decimals.
    pub fn cost(self, value: i64) -> Decimal {
        let units = match self.units {
            Units::Natural { money, .. } => *money,
            Units::Plain { scale } => *scale,
        };
        parts(value, units).round_dp(6).normalize()
    }

    /// Kilometres, or the file's own unit.
    pub fn length(self, value: i64) -> Decimal {
        match self.units {
            Units::Natural { .. } => parts(value, 1000),
            Units::Plain { scale } => parts(value, *scale),
        }
    }

    /// `12.3 km`.
    pub fn distance(self, value: i64) -> String {
        match self.units {
            Units::Natural { .. } => format!("{} km", quantity(self.length(value).round_dp(1))),
            Units::Plain { .. } => quantity(self.length(value)),
        }
    }

    /// `08:30`, seconds left out; hours go on after midnight.
    pub fn moment(self, value: i64) -> String {
        match self.units {
            Units::Natural { .. } => clock(value.div_euclid(60)),
            Units::Plain { scale } => quantity(parts(value, *scale)),
        }
    }

    /// `08:30:00`, for programs.
    pub fn exact_moment(self, value: i64) -> String {
        match self.units {
            Units::Natural { .. } => {
                format!(
                    "{}:{:02}",
                    clock(value.div_euclid(60)),
                    value.rem_euclid(60)
                )
            }
            Units::Plain { scale } => parts(value, *scale).to_string(),
        }
    }

    /// `2 h 05 min`.
    pub fn span(self, value: i64) -> String {
        match self.units {
            Units::Natural { .. } => {
                let minutes = value.div_euclid(60);
                format!("{} h {:02} min", minutes / 60, minutes % 60)
            }
            Units::Plain { scale } => quantity(parts(value, *scale)),
        }
    }

    /// Names of the load dimensions, with the amount of each.
    pub fn amounts(self, load: &Load) -> Vec<(String, Decimal)> {
        let named = |(index, &amount): (usize, &i64)| match self.units {
            Units::Natural { loads, .. } => {
                (loads[index].name.clone(), parts(amount, loads[index].scale))
            }
            Units::Plain { .. } => (format!("load_{}", index + 1), Decimal::from(amount)),
        };
        load.iter().enumerate().map(named).collect()
    }

    /// Whether numbers are in people's units.
    pub fn is_natural(self) -> bool {
        matches!(self.units, Units::Natural { .. })
    }

    /// `120.5 kg weight, 8 crates`: what is not 0; `nothing` if all is.
    pub fn load(self, load: &Load) -> String {
        let amounts = self.amounts(load).into_iter();
        let words: Vec<String> = amounts
            .filter(|(_, amount)| !amount.is_zero())
            .map(|(name, amount)| format!("{} {}", quantity(amount), self.unit(&name)))
            .collect();
        if words.is_empty() {
            return "nothing".to_owned();
        }
        words.join(", ")
    }

    /// A load's name ends with its unit: `weight_kg` reads `kg weight`.
    fn unit(self, name: &str) -> String {
        let words = match name.rsplit_once('_') {
            Some((what, unit)) if self.is_natural() && !what.is_empty() => {
                format!("{unit} {what}").replace('_', " ")
            }
            _ => name.to_owned(),
        };
        printable(words.trim())
    }

    /// The currency's code, if there is one.
    pub fn currency(self) -> Option<&'static str> {
        match self.units {
            Units::Natural { currency, .. } => Some(currency.code()),
            Units::Plain { .. } => None,
        }
    }
}

fn parts(value: i64, units: i64) -> Decimal {
    (Decimal::from(value) / Decimal::from(units)).normalize()
}

fn clock(minutes: i64) -> String {
    let (hours, minutes) = (minutes.div_euclid(60), minutes.rem_euclid(60));
    format!("{hours:02}:{minutes:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Currency;

    #[test]
    fn numbers_are_shown_in_peoples_units() {
        let units = Units::Natural {
            currency: Currency::from_code("USD").unwrap(),
            money: 90_000,
            loads: vec![crate::input::LoadUnit {
                name: "weight_kg".to_owned(),
                scale: 10,
            }],
        };
        let shown = Shown { units: &units };
        assert_eq!(shown.money(1_125_000), "12.50 USD");
        assert_eq!(shown.distance(12_345), "12.3 km");
        assert_eq!(shown.moment(8 * 3600 + 1859), "08:30");
        assert_eq!(shown.exact_moment(26 * 3600 + 5), "26:00:05");
        assert_eq!(shown.span(7500), "2 h 05 min");
        assert_eq!(shown.load(&vec![1205]), "120.5 kg weight");
        assert_eq!(shown.load(&vec![0]), "nothing");
    }

    #[test]
    fn numbers_of_published_problems_are_in_their_own_unit() {
        let units = Units::Plain { scale: 10 };
        let shown = Shown { units: &units };
        assert_eq!(
            (shown.money(8273), shown.moment(905)),
            ("827.3".into(), "90.5".into())
        );
    }
}
