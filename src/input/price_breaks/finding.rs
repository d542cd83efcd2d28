//! What an import noticed about the table.

use std::fmt::Write;

/// One thing noticed: nothing that was read is left out or changed without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was noticed.
    pub kind: FindingKind,
    /// Line of the table, counted from 1; the first of several.
    pub line: usize,
    /// The quote or cell, and what was done.
    pub what: String,
}

macro_rules! finding_kinds {
    ($($name:ident $title:literal;)+) => {
        /// A kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FindingKind {$(
            #[doc = $title]
            $name,
        )+}

        impl FindingKind {
            /// Every kind, in the order of the report.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// What was noticed and what was done about it.
            pub fn title(self) -> &'static str {
                match self {$(Self::$name => $title),+}
            }
        }
    };
}

finding_kinds! {
    OpenQuotation "quotation mark not closed: row left out";
    RaggedRow "more or fewer cells than the header: row left out";
    BadCell "cell that cannot be read: row left out";
    ZeroPrice "price of zero: row left out";
    SameBreakTwice "break recorded twice at one price: kept once";
    TwoPrices "break recorded twice at two prices: the higher one kept";
    RecordedTwice "quote recorded twice: the larger minimum and the smaller stock kept";
    BreakBelowMinimum "breaks below the minimum order: left out";
    MinimumBelowBreak "minimum order below the first break: raised to it";
    PriceRises "price rises with quantity: kept as recorded";
    SameStockTwice "same prices, minimum and stock under another order number: kept once";
    TwoManufacturers "part with several manufacturers' names: kept as one part";
    OtherCurrency "quote in another currency: left out";
    TooFewVendors "part with too few vendors: left out";
    NoStock "quote without stock: left out";
    StockBelowMinimum "quote with less stock than its minimum order: left out";
    NoUsableQuote "part without a usable quote: left out";
    Renamed "name with characters that an id cannot have: replaced";
}

/// How often each kind was found; kinds that were not are left out.
pub(super) fn counts(findings: &[Finding]) -> Vec<(FindingKind, usize)> {
    let count = |kind: FindingKind| findings.iter().filter(|f| f.kind == kind).count();
    let kinds = FindingKind::ALL.iter().map(|kind| (*kind, count(*kind)));
    kinds.filter(|(_, n)| *n > 0).collect()
}

/// Every finding, by kind and line.
pub(super) fn listed(findings: &[Finding]) -> String {
    let mut text = String::new();
    for (kind, n) in counts(findings) {
        write!(text, "\n{} ({n})\n", kind.title()).expect("writing to a string cannot fail");
        let mut of_kind: Vec<_> = findings.iter().filter(|f| f.kind == kind).collect();
        of_kind.sort_by_key(|finding| finding.line);
        for finding in of_kind {
            writeln!(text, "  row {}: {}", finding.line, finding.what)
                .expect("writing to a string cannot fail");
        }
    }
    text
}
