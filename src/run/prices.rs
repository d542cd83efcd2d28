//! What `prices.csv` says, as internal prices of the case.

use std::str::FromStr;

use csv::StringRecord;

use super::PRICES_CSV;
use super::claims::{CLAIM_MAX, ClaimFault, Keys};
use crate::plan::{
    CapacityPrice, DropPrice, InternalPrices, QuantityPrice, TierPrice, VendorPrice,
};
use crate::report::prices_csv::{CAPACITY, DROP, HEADER, QUANTITY, TIER, VENDOR};
use crate::units::Decimal;

/// The prices of a file's text.
pub(super) fn prices(keys: &Keys, text: &str) -> Result<InternalPrices, ClaimFault> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows = reader.records().enumerate().map(|(index, cells)| {
        let number = index + 1;
        let cells = cells.map_err(|error| ClaimFault {
            file: PRICES_CSV,
            path: format!("row {number}"),
            message: error.to_string(),
        });
        Ok(Row {
            cells: cells?,
            number,
        })
    });
    let nothing = Row {
        cells: StringRecord::new(),
        number: 1,
    };
    rows.next().unwrap_or(Ok(nothing))?.require_header()?;
    let mut prices = InternalPrices::default();
    for row in rows {
        row?.add_to(keys, &mut prices)?;
    }
    Ok(prices)
}

/// One row with its number; the header is row 1.
struct Row {
    cells: StringRecord,
    number: usize,
}

/// The columns, as in [`HEADER`].
#[derive(Clone, Copy)]
enum Column {
    Kind,
    Line,
    Quote,
    Tier,
    Price,
}

impl Row {
    fn require_header(&self) -> Result<(), ClaimFault> {
        if self.cells.iter().eq(HEADER) {
            return Ok(());
        }
        Err(ClaimFault {
            file: PRICES_CSV,
            path: format!("row {}", self.number),
            message: format!("the columns must be {}", HEADER.join(",")),
        })
    }

    fn add_to(&self, keys: &Keys, prices: &mut InternalPrices) -> Result<(), ClaimFault> {
        let line = || {
            self.found(
                Column::Line,
                keys.line(self.cell(Column::Line)),
                "demand line",
            )
        };
        let quote = self.found(Column::Quote, keys.quote(self.cell(Column::Quote)), "quote")?;
        let price = self.price()?;
        match self.cell(Column::Kind) {
            TIER => prices.tiers.push(TierPrice {
                line: line()?,
                quote,
                tier: self.tier()?,
                price,
            }),
            DROP => {
                self.require_empty(Column::Tier)?;
                let line = line()?;
                prices.drops.push(DropPrice { line, quote, price });
            }
            VENDOR => {
                self.require_empty(Column::Line)?;
                self.require_empty(Column::Tier)?;
                prices.vendors.push(VendorPrice { quote, price });
            }
            QUANTITY => {
                self.require_empty(Column::Line)?;
                let tier = self.tier()?;
                prices.quantities.push(QuantityPrice { quote, tier, price });
            }
            CAPACITY => {
                self.require_empty(Column::Line)?;
                let tier = self.tier()?;
                prices.capacities.push(CapacityPrice { quote, tier, price });
            }
            _ => {
                return self.fault(
                    Column::Kind,
                    &format!("must be {TIER}, {DROP}, {VENDOR}, {QUANTITY} or {CAPACITY}"),
                );
            }
        }
        Ok(())
    }

    fn cell(&self, column: Column) -> &str {
        self.cells.get(column as usize).unwrap_or_default()
    }

    fn tier(&self) -> Result<usize, ClaimFault> {
        let tier = self.cell(Column::Tier).parse();
        tier.or_else(|_| self.fault(Column::Tier, "must be a whole number"))
    }

    fn price(&self) -> Result<Decimal, ClaimFault> {
        match Decimal::from_str(self.cell(Column::Price)) {
            Ok(price) if price.abs() <= CLAIM_MAX => Ok(price),
            Ok(_) => self.fault(Column::Price, &format!("is above {CLAIM_MAX}")),
            Err(_) => self.fault(Column::Price, "must be a decimal number"),
        }
    }

    fn found<I>(&self, column: Column, id: Option<I>, what: &str) -> Result<I, ClaimFault> {
        id.map_or_else(
            || self.fault(column, &format!("is no {what} of the case")),
            Ok,
        )
    }

    fn require_empty(&self, column: Column) -> Result<(), ClaimFault> {
        if self.cell(column).is_empty() {
            return Ok(());
        }
        let kind = self.cell(Column::Kind);
        self.fault(column, &format!("must be empty for a price of kind {kind}"))
    }

    fn fault<T>(&self, column: Column, wrong: &str) -> Result<T, ClaimFault> {
        Err(ClaimFault {
            file: PRICES_CSV,
            path: format!("row {}, {}", self.number, HEADER[column as usize]),
            message: format!("{:?} {wrong}", self.cell(column)),
        })
    }
}
