//! `rochdale import`.

use std::path::PathBuf;

use super::arguments::{ImportCommand, PriceBreaksArguments};
use super::{Exit, print};
use crate::input::price_breaks::{
    Columns, DropTerms, ImportError, Options, import as import_table,
};

/// Makes a case folder of recorded quotes.
pub(super) fn import(command: &ImportCommand) -> Exit {
    match command {
        ImportCommand::PriceBreaks(arguments) => price_breaks(arguments),
    }
}

fn price_breaks(arguments: &PriceBreaksArguments) -> Exit {
    match import_table(&arguments.table, &options(arguments)) {
        Ok(summary) => print::answer(&summary.to_string(), Exit::Answer),
        Err(ImportError::Table(faults)) => {
            print::faults(&faults.0);
            Exit::BadInput
        }
        Err(ImportError::Folder(error)) => print::not_written(&error),
    }
}

fn options(arguments: &PriceBreaksArguments) -> Options {
    let out = arguments
        .out
        .clone()
        .unwrap_or_else(|| beside(&arguments.table));
    Options {
        out,
        currency: arguments.currency,
        columns: columns(arguments),
        vendors_min: arguments.vendors_min,
        n_members: arguments.members,
        seed: arguments.seed,
        order_value_max: arguments.order_value_max,
        as_of: arguments.as_of,
        drop: arguments.drop_fee.map(|fee| DropTerms {
            fee,
            free_from: arguments.drop_free_from,
        }),
    }
}

/// The table's name without its ending, in the current folder.
fn beside(table: &std::path::Path) -> PathBuf {
    table
        .file_stem()
        .map_or_else(|| PathBuf::from("imported-case"), PathBuf::from)
}

/// A column with an empty name is one the table does not have.
fn columns(arguments: &PriceBreaksArguments) -> Columns {
    let optional = |name: &String| (!name.is_empty()).then(|| name.clone());
    Columns {
        part: arguments.part.clone(),
        vendor: arguments.vendor.clone(),
        break_quantity: arguments.break_quantity.clone(),
        price: arguments.price.clone(),
        currency: optional(&arguments.currency_column),
        sku: optional(&arguments.sku),
        min_order: optional(&arguments.min_order),
        stock: optional(&arguments.stock),
        manufacturer: optional(&arguments.manufacturer),
        description: optional(&arguments.description),
    }
}
