//! One break group from its rows.
//!
//! A row speaks about one quote, or about every quote of the group. For each quote the rows must
//! ascend. A price in the first row is the list price itself if the row starts at 0, at 1 (counting
//! units or packs) or at the quote's own minimum. If quotes.csv states another, that is a fault;
//! but one that starts at 1 is an ordinary break where less than 1 can be bought.

use std::collections::BTreeSet;

use super::all_units::all_units;
use super::incremental::incremental;
use super::quotes::Draft;
use super::vendors::PERIODS;
use super::{Built, Context};
use crate::input::cell::{Cell, Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::BreakRecord;
use crate::input::number::Bound;
use crate::problem::{BreakGroup, Counted, Period, QuoteStructure};
use crate::units::rounding::settled;
use crate::units::{Decimal, Quantity, QuoteId, Weight};

/// The rows of one group.
#[derive(Debug)]
pub(super) struct GroupRows<'a> {
    /// Name of the group or of its only quote.
    pub name: &'a str,
    /// The rows, in file order; never empty.
    pub rows: Vec<Row<'a, BreakRecord>>,
    /// The quotes, in table order; never empty.
    pub quotes: Vec<QuoteId>,
    /// Whether it is a quote's own.
    pub is_own: bool,
}

/// What a break says about the price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The new price.
    Price(Decimal),
    /// Percent off the list price.
    PercentOff(Decimal),
    /// Money off.
    AmountOff(Decimal),
}

/// One row of a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Break<'a> {
    /// Where it starts, as stated.
    pub from: Decimal,
    /// For which quote; `None`: for all.
    pub quote: Option<QuoteId>,
    /// What changes.
    pub change: Change,
    /// Where it stands.
    pub row: Row<'a, BreakRecord>,
}

impl Break<'_> {
    /// The cell that states the change.
    pub fn cell(&self) -> Cell<'_> {
        match self.change {
            Change::Price(_) => cell!(self.row, price),
            Change::PercentOff(_) => cell!(self.row, percent_off),
            Change::AmountOff(_) => cell!(self.row, amount_off),
        }
    }
}

/// What is stated once for a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// Whether each price holds only above its break.
    pub is_incremental: bool,
    /// What is counted.
    pub counted: Counted,
    /// Counted over what.
    pub per: Period,
}

/// The group, if its rows have no fault.
pub(super) fn group(
    context: &Context<'_>,
    drafts: &mut Built<QuoteId, Draft>,
    rows: &GroupRows<'_>,
) -> Option<BreakGroup> {
    let head = head(&rows.rows);
    let n_rows = rows.rows.len();
    let breaks: Vec<_> = rows
        .rows
        .iter()
        .filter_map(|row| read_break(*row, drafts, rows))
        .collect();
    if breaks.len() < n_rows || !ascend(&breaks, &rows.quotes) {
        return None;
    }
    require_weight(context, drafts, rows, head)?;
    let first = &drafts.table[rows.quotes[0]];
    let unit = match head.counted {
        Counted::Units if rows.is_own => first.quoted,
        Counted::Spend => first.rate,
        Counted::Units | Counted::Packs | Counted::Weight => Decimal::ONE,
    };
    for step in &breaks {
        cell!(step.row, from).times(step.from, unit)?;
    }
    let mut ladders = Vec::new();
    let mut is_list = Vec::new();
    for quote in &rows.quotes {
        let ladder: Vec<_> = breaks
            .iter()
            .filter(|step| step.quote.is_none_or(|id| id == *quote))
            .copied()
            .collect();
        let draft = &mut drafts.table[*quote];
        let step = context.items.table[draft.quote.item].step;
        is_list.push(is_list_price(draft, step, ladder.first(), head, rows));
        ladders.push(ladder);
    }
    let is_list: Vec<bool> = is_list.into_iter().collect::<Option<_>>()?;
    remove_list_prices(&mut ladders, &is_list);
    let members: Vec<&Draft> = rows.quotes.iter().map(|id| &drafts.table[*id]).collect();
    let (counted, structure) = if head.is_incremental {
        incremental(&members, &ladders, head, rows)?
    } else {
        let tiers = all_units(&members, &ladders, head, rows)?;
        (head.counted, QuoteStructure::AllUnits(tiers))
    };
    Some(BreakGroup {
        key: rows.name.to_owned(),
        vendor: members[0].quote.vendor,
        quotes: rows.quotes.clone(),
        counted,
        per: head.per,
        structure,
    })
}

/// What the rows state once for all.
fn head(rows: &[Row<'_, BreakRecord>]) -> Head {
    let structures = rows.iter().map(|row| cell!(row, structure));
    let counts = rows.iter().map(|row| cell!(row, counts));
    let periods = rows.iter().map(|row| cell!(row, per));
    Head {
        is_incremental: once(structures, &[("all_units", false), ("incremental", true)])
            .unwrap_or(false),
        counted: once(counts, &COUNTS).unwrap_or(Counted::Units),
        per: once(periods, &PERIODS).unwrap_or(Period::Cycle),
    }
}

const COUNTS: [(&str, Counted); 4] = [
    ("units", Counted::Units),
    ("packs", Counted::Packs),
    ("weight", Counted::Weight),
    ("spend", Counted::Spend),
];

fn once<'a, T: Copy + PartialEq>(
    cells: impl Iterator<Item = Cell<'a>>,
    choices: &[(&str, T)],
) -> Option<T> {
    let mut stated: Option<T> = None;
    for cell in cells {
        let Some(value) = cell.choice(choices) else {
            continue;
        };
        if stated.is_some_and(|earlier| earlier != value) {
            let message = "an earlier row of the group states something else";
            cell.fault(Kind::GroupDisagrees, message, "leave the cell empty");
        }
        stated.get_or_insert(value);
    }
    stated
}

fn read_break<'a>(
    row: Row<'a, BreakRecord>,
    drafts: &Built<QuoteId, Draft>,
    rows: &GroupRows<'_>,
) -> Option<Break<'a>> {
    let from = cell!(row, from).required();
    let from = from.and_then(|cell| cell.number(Bound::NotNegative));
    let name = cell!(row, quote);
    let quote = name.lookup(&drafts.index);
    if let Some(quote) = quote
        && !rows.quotes.contains(&quote)
    {
        let message = format!("the quote is not in group {}", rows.name);
        name.fault(
            Kind::NotInGroup,
            message,
            "correct it, or the quote's group in quotes.csv",
        );
        return None;
    }
    let stated = [
        cell!(row, price),
        cell!(row, percent_off),
        cell!(row, amount_off),
    ];
    if stated.iter().filter(|cell| !cell.is_empty()).count() != 1 {
        let message = "expected exactly one of price, percent_off and amount_off";
        row.fault(Kind::NotOneChange, message, "fill one of the three cells");
        return None;
    }
    let price = cell!(row, price).number(Bound::NotNegative);
    let percent = cell!(row, percent_off).number(Bound::Percent);
    let amount = cell!(row, amount_off).number(Bound::NotNegative);
    let change = price
        .map(Change::Price)
        .or(percent.map(Change::PercentOff))
        .or(amount.map(Change::AmountOff));
    if quote.is_none() && !name.is_empty() {
        return None;
    }
    Some(Break {
        from: from?,
        quote,
        change: change?,
        row,
    })
}

/// Whether the rows about each quote ascend.
fn ascend(breaks: &[Break<'_>], quotes: &[QuoteId]) -> bool {
    let mut good = true;
    for quote in quotes {
        let mut last: Option<Decimal> = None;
        for step in breaks {
            if step.quote.is_some_and(|id| id != *quote) {
                continue;
            }
            if let Some(last) = last.filter(|last| step.from <= *last) {
                let message = format!("expected more than {last}, where the break before starts");
                let hint = "put the rows in order; let every break start once";
                cell!(step.row, from).fault(Kind::TiersOverlap, message, hint);
                good = false;
            }
            last = Some(step.from);
        }
    }
    good
}

fn require_weight(
    context: &Context<'_>,
    drafts: &Built<QuoteId, Draft>,
    rows: &GroupRows<'_>,
    head: Head,
) -> Option<()> {
    let item = |quote: &QuoteId| &context.items.table[drafts.table[*quote].quote.item];
    let mut items = rows.quotes.iter().map(item);
    match items.find(|item| item.weight.is_none_or(Weight::is_zero)) {
        Some(item) if head.counted == Counted::Weight => {
            let message = format!("the breaks count weight, but {} has none", item.key);
            let hint = "fill in weight in items.csv";
            cell!(rows.rows[0], counts).fault(Kind::NoWeight, message, hint);
            None
        }
        _ => Some(()),
    }
}

/// Whether the first row states the list price, which is set where it was missing.
fn is_list_price(
    draft: &mut Draft,
    step: Quantity,
    first: Option<&Break<'_>>,
    head: Head,
    rows: &GroupRows<'_>,
) -> Option<bool> {
    let stated = first.and_then(|first| match first.change {
        Change::Price(price) => Some((price, first)),
        Change::PercentOff(_) | Change::AmountOff(_) => None,
    });
    let stated = stated.filter(|(_, first)| starts_at_list(draft, first.from, head, rows));
    match (draft.list, stated) {
        (Some(list), Some((price, first))) if list != price => {
            if first.from == Decimal::ONE && is_divisible(draft, step, head, rows) {
                return Some(false);
            }
            let message = format!("quotes.csv states {list} as the price from the start");
            let hint = "empty the price in quotes.csv, or start the first break later";
            first.cell().fault(Kind::TwoListPrices, message, hint);
            None
        }
        (_, Some((price, first))) => {
            draft.price_in(&first.cell(), price)?;
            draft.list = Some(price);
            Some(true)
        }
        (Some(_), None) => Some(false),
        (None, None) => {
            draft.is_reported = false;
            None
        }
    }
}

/// Removes first rows that state the list price, unless another quote has a break with that start.
fn remove_list_prices(ladders: &mut [Vec<Break<'_>>], is_list: &[bool]) {
    let breaks = ladders.iter().zip(is_list);
    let kept: BTreeSet<Decimal> = breaks
        .flat_map(|(ladder, is_list)| &ladder[usize::from(*is_list)..])
        .map(|step| step.from)
        .collect();
    for (ladder, is_list) in ladders.iter_mut().zip(is_list) {
        if *is_list && !kept.contains(&ladder[0].from) {
            ladder.remove(0);
        }
    }
}

/// Whether a price from `from` on is meant as the price of every quantity that can be bought.
fn starts_at_list(draft: &Draft, from: Decimal, head: Head, rows: &GroupRows<'_>) -> bool {
    let Some(unit) = base_units(draft, head, rows) else {
        return from.is_zero();
    };
    let min = draft.quote.min_order.filter(|min| min.per == head.per);
    let is_min = min.is_some_and(|min| min.quantity.value() == from * unit);
    from.is_zero() || from == Decimal::ONE || (rows.quotes.len() == 1 && is_min)
}

/// Whether less than one counted unit can be bought.
fn is_divisible(draft: &Draft, step: Quantity, head: Head, rows: &GroupRows<'_>) -> bool {
    let pack = draft.quote.pack;
    let least = pack.whole.map_or(step, |_| pack.content);
    let least = draft.quote.lot_size.map_or(least, |lot| lot.max(least));
    base_units(draft, head, rows).is_some_and(|unit| least.value() < unit)
}

/// Base units of one counted unit; `None` if weight or spend is counted.
fn base_units(draft: &Draft, head: Head, rows: &GroupRows<'_>) -> Option<Decimal> {
    match head.counted {
        Counted::Units if rows.is_own => Some(draft.quoted),
        Counted::Units => Some(Decimal::ONE),
        Counted::Packs => Some(draft.quote.pack.content.value()),
        Counted::Weight | Counted::Spend => None,
    }
}

/// Where a break starts, in what is counted and in the case's currency.
pub(super) fn start(from: Decimal, draft: &Draft, counted: Counted, is_own: bool) -> Decimal {
    match counted {
        Counted::Units if is_own => from * draft.quoted,
        Counted::Spend => settled(from * draft.rate),
        Counted::Units | Counted::Packs | Counted::Weight => from,
    }
}

/// Every start that some quote's ladder has, ascending.
pub(super) fn starts(ladders: &[Vec<Break<'_>>]) -> BTreeSet<Decimal> {
    ladders.iter().flatten().map(|step| step.from).collect()
}

/// The row of a ladder that starts at `from`; a fault if there is none.
pub(super) fn step_at<'a>(
    ladder: &'a [Break<'a>],
    from: Decimal,
    draft: &Draft,
    rows: &GroupRows<'_>,
) -> Option<&'a Break<'a>> {
    let step = ladder.iter().find(|step| step.from == from);
    if step.is_none() {
        let row = rows
            .rows
            .iter()
            .find(|row| crate::input::number::parse(row.record.from.trim()) == Ok(from));
        let message = format!("quote {} has no price from {from} on", draft.quote.key);
        let hint = "add a row for it, or one with an empty quote that holds for all";
        cell!(row.unwrap_or(&rows.rows[0]), from).fault(Kind::TierIncomplete, message, hint);
    }
    step
}

/// Notes that a break raises the price.
pub(super) fn warn_rise(step: &Break<'_>) {
    let message = "the price is higher than before this break";
    step.cell().fault(
        Kind::PriceRises,
        message,
        "check the break; it is used as it stands",
    );
}

/// Notes that a reduction exceeds the list price.
pub(super) fn below_zero(draft: &Draft, step: &Break<'_>) {
    let message = format!("the price of {} would fall below zero", draft.quote.key);
    step.cell().fault(
        Kind::BelowZero,
        message,
        "correct the reduction or the list price",
    );
}
