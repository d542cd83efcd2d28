//! Currencies by their ISO 4217 code.

/// A currency: its code and how many digits its minor unit has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    code: iso_currency::Currency,
}

/// The text is no ISO 4217 code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a currency code of ISO 4217")]
pub struct UnknownCurrency(pub String);

impl Currency {
    /// The currency with this three-letter code.
    ///
    /// # Errors
    /// [`UnknownCurrency`] if ISO 4217 has no such code in upper case.
    pub fn from_code(code: &str) -> Result<Self, UnknownCurrency> {
        iso_currency::Currency::from_code(code)
            .map(|code| Self { code })
            .ok_or_else(|| UnknownCurrency(code.to_owned()))
    }

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        self.code.code()
    }

    /// Digits after the point in statements: 2 for USD, 0 for JPY.
    pub fn minor_digits(self) -> u32 {
        self.code.exponent().map_or(2, u32::from)
    }
}
