//! Figures as people read them: thousands separators, currency and period with every amount.

use rust_decimal::RoundingStrategy;

use crate::problem::{Counted, Horizon, Item, Period};
use crate::units::rounding::statement_amount;
pub use crate::units::rounding::{rounded_down, rounded_up};
use crate::units::{Currency, DECIMALS_MAX, Decimal, Money};

/// `1,234.50`: an amount in the currency's minor unit, without the currency.
pub fn amount(money: Money, currency: Currency) -> String {
    let rounded = statement_amount(money, currency).value();
    let rounded = if rounded.is_zero() {
        rounded.abs()
    } else {
        rounded
    };
    grouped(&rounded.to_string())
}

/// `1,234.50 USD`.
pub fn money(money: Money, currency: Currency) -> String {
    format!("{} {}", amount(money, currency), currency.code())
}

/// `1,234.50 USD per year`.
pub fn money_per(value: Money, currency: Currency, period: &str) -> String {
    format!("{} per {period}", money(value, currency))
}

/// `1,234.5`: a quantity without needless zeros, with as many decimals as a case can state.
pub fn quantity(value: Decimal) -> String {
    grouped(&value.round_dp(DECIMALS_MAX).normalize().to_string())
}

/// `0.02 %`: a share that is never shown smaller than it is.
pub fn share_at_most(share: Decimal) -> String {
    percent(share, RoundingStrategy::ToPositiveInfinity, 2)
}

/// `99.9 %`: a share that is never shown larger than it is.
pub fn share_at_least(share: Decimal) -> String {
    percent(share, RoundingStrategy::ToNegativeInfinity, 1)
}

/// `12.4 %`: a share to the nearest tenth of a percent.
pub fn share(share: Decimal) -> String {
    percent(share, RoundingStrategy::MidpointAwayFromZero, 1)
}

fn percent(share: Decimal, strategy: RoundingStrategy, digits: u32) -> String {
    let percent = (share * Decimal::ONE_HUNDRED).round_dp_with_strategy(digits, strategy);
    format!("{} %", grouped(&percent.normalize().to_string()))
}

/// What the case calls a period: `week`, `year`; a single time is called by the horizon, in which
/// it falls due.
pub fn period_name(horizon: &Horizon, period: Period) -> &str {
    match period {
        Period::Cycle => &horizon.cycle,
        Period::Horizon | Period::Once => &horizon.name,
    }
}

/// Name of what a break group counts: the unit its items share, packs, kilograms or money.
pub fn counted_unit<'a>(
    counted: Counted,
    currency: Currency,
    mut items: impl Iterator<Item = &'a Item>,
) -> String {
    match counted {
        Counted::Units => {
            let first = items.next().map_or("units", |item| item.unit.as_str());
            if items.all(|item| item.unit == first) {
                first.to_owned()
            } else {
                "units".to_owned()
            }
        }
        Counted::Packs => "packs".to_owned(),
        Counted::Weight => "kg".to_owned(),
        Counted::Spend => currency.code().to_owned(),
    }
}

/// `1 line`, `2 lines`: a count with its noun.
pub fn count(n: usize, noun: &str) -> String {
    let number = grouped(&n.to_string());
    if n == 1 {
        format!("{number} {noun}")
    } else {
        format!("{number} {}", plural(noun))
    }
}

/// `weeks`, `deliveries`, `batches`: a case names its own periods.
fn plural(noun: &str) -> String {
    let vowels = ['a', 'e', 'i', 'o', 'u'];
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(vowels) => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// Puts a comma before every third digit of the whole part.
fn grouped(number: &str) -> String {
    let (sign, digits) = number
        .strip_prefix('-')
        .map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + fraction
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn usd(value: Decimal) -> String {
        amount(Money::new(value), Currency::from_code("USD").unwrap())
    }

    #[test]
    fn amounts_carry_separators_and_cents() {
        assert_eq!(usd(dec!(0)), "0.00");
        assert_eq!(usd(dec!(999.995)), "1,000.00");
        assert_eq!(usd(dec!(-1234567.8)), "-1,234,567.80");
        assert_eq!(usd(dec!(-0.001)), "0.00");
    }

    #[test]
    fn a_bound_is_never_shown_higher_than_it_is() {
        let usd = Currency::from_code("USD").unwrap();
        let (down, up) = (dec!(54.00), dec!(54.01));
        let bound = Money::new(dec!(54.009));
        assert_eq!(rounded_down(bound, usd).value(), down);
        assert_eq!(rounded_up(bound, usd).value(), up);
        assert_eq!(rounded_down(-bound, usd).value(), -up);
    }

    #[test]
    fn a_count_has_its_noun_in_the_plural() {
        assert_eq!(count(1, "delivery"), "1 delivery");
        assert_eq!(count(52, "delivery"), "52 deliveries");
        assert_eq!(count(1000, "day"), "1,000 days");
        assert_eq!(count(6, "batch"), "6 batches");
        assert_eq!(count(2, "demand line"), "2 demand lines");
    }

    #[test]
    fn an_open_gap_is_never_shown_as_none() {
        assert_eq!(share_at_most(dec!(0)), "0 %");
        assert_eq!(share_at_most(dec!(0.0000001)), "0.01 %");
        assert_eq!(share_at_least(dec!(0.99999)), "99.9 %");
        assert_eq!(share_at_least(dec!(1)), "100 %");
    }

    #[test]
    fn quantities_lose_needless_zeros() {
        assert_eq!(quantity(dec!(12500.50)), "12,500.5");
        assert_eq!(quantity(dec!(100)), "100");
        assert_eq!(quantity(dec!(10) / dec!(3)), "3.333333");
    }
}
