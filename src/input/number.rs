//! Numbers from their text, without guessing.

use crate::units::{DECIMALS_MAX, Decimal, VALUE_MAX};

/// Why a text is no number that a case may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFault {
    /// It is no number; with the advice that fits.
    Malformed(&'static str),
    /// More decimals or a larger value than allowed.
    OutOfRange,
}

/// What may lie between a number's bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// Zero or more.
    NotNegative,
    /// Above zero.
    Positive,
    /// Above zero, at most one.
    Share,
    /// Zero to a hundred.
    Percent,
    /// Up to this far from zero.
    Within(u32),
}

impl Bound {
    /// Whether the bound holds.
    pub fn admits(self, value: Decimal) -> bool {
        match self {
            Self::NotNegative => value >= Decimal::ZERO,
            Self::Positive => value > Decimal::ZERO,
            Self::Share => value > Decimal::ZERO && value <= Decimal::ONE,
            Self::Percent => value >= Decimal::ZERO && value <= Decimal::ONE_HUNDRED,
            Self::Within(most) => value.abs() <= Decimal::from(most),
        }
    }

    /// The bound in words, after "expected".
    pub fn words(self) -> String {
        match self {
            Self::NotNegative => "zero or more".to_owned(),
            Self::Positive => "more than zero".to_owned(),
            Self::Share => "more than 0 and at most 1".to_owned(),
            Self::Percent => "a percentage from 0 to 100".to_owned(),
            Self::Within(most) => format!("-{most} to {most}"),
        }
    }
}

/// The decimal that `text` writes out in digits.
pub(super) fn parse(text: &str) -> Result<Decimal, NumberFault> {
    parse_to(DECIMALS_MAX, text)
}

/// The decimal that `text` writes out in digits, with at most so many decimals.
pub(super) fn parse_to(decimals_max: u32, text: &str) -> Result<Decimal, NumberFault> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || fraction.is_some_and(|part| !is_digits(part)) {
        return Err(NumberFault::Malformed(advice(text)));
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.unwrap_or("").trim_end_matches('0');
    let n_decimals = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
    if whole.len() > VALUE_MAX.to_string().len() || n_decimals > decimals_max {
        return Err(NumberFault::OutOfRange);
    }
    let digits: i128 = format!("0{whole}{fraction}")
        .parse()
        .expect("at most 22 digits fit");
    let value = Decimal::from_i128_with_scale(digits, n_decimals);
    if value > Decimal::from(VALUE_MAX) {
        return Err(NumberFault::OutOfRange);
    }
    Ok(if text.starts_with('-') { -value } else { value })
}

fn advice(text: &str) -> &'static str {
    let has = |characters: &str| text.chars().any(|c| characters.contains(c));
    if !text.chars().any(|character| character.is_ascii_digit()) {
        "write digits, or leave the cell empty"
    } else if has(",") {
        "write a decimal point, and no thousands separators"
    } else if has("'_") || text.chars().any(char::is_whitespace) {
        "leave out thousands separators"
    } else if has("%") {
        "leave out the percent sign"
    } else if has("$€£¥") {
        "leave out the currency sign"
    } else if has("eE") {
        "write the number without an exponent"
    } else {
        "write only digits and one decimal point, such as 0.5"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::RATE_DECIMALS_MAX;
    use rust_decimal::dec;

    #[test]
    fn digits_with_one_point_are_a_number() {
        for (text, value) in [
            ("12.50", dec!(12.5)),
            ("-0.000001", dec!(-0.000001)),
            ("007", dec!(7)),
            ("1.2300000000", dec!(1.23)),
            ("1000000000", dec!(1000000000)),
            ("0", dec!(0)),
        ] {
            assert_eq!(parse(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_advice() {
        for (text, word) in [
            ("12,50", "decimal point"),
            ("1,234.5", "thousands"),
            ("1 234", "thousands"),
            ("1'234", "thousands"),
            ("$5", "currency"),
            ("5 €", "thousands"),
            ("5%", "percent"),
            ("1e3", "exponent"),
            ("NaN", "digits"),
            ("inf", "digits"),
            (".5", "0.5"),
            ("5.", "0.5"),
            ("1.2.3", "0.5"),
            ("+5", "0.5"),
            ("-", "digits"),
            ("٣", "digits"),
        ] {
            match parse(text) {
                Err(NumberFault::Malformed(advice)) => assert!(advice.contains(word), "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_rate_may_be_finer_than_other_numbers() {
        assert_eq!(parse("0.0000613"), Err(NumberFault::OutOfRange));
        let parse_rate = |text| parse_to(RATE_DECIMALS_MAX, text);
        assert_eq!(parse_rate("0.0000613"), Ok(dec!(0.0000613)));
        assert_eq!(parse_rate("0.0000000000001"), Err(NumberFault::OutOfRange));
    }

    #[test]
    fn huge_and_too_fine_numbers_are_out_of_range() {
        let long = "9".repeat(400);
        for text in ["1000000001", "0.0000001", "1000000000.000001", &long] {
            assert_eq!(parse(text), Err(NumberFault::OutOfRange), "{text}");
        }
    }
}
