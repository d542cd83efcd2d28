//! How refusals name things.

use crate::plan::Owner;
use crate::problem::{Case, Period};
use crate::units::{Decimal, Money, Price, Quantity, QuoteId};

/// Whose slot it is: a site, a member or all buyers together.
pub(super) fn owner(case: &Case, owner: Owner) -> String {
    match owner {
        Owner::Site(site) => format!("site `{}`", case.sites[site].key),
        Owner::Member(member) => format!("member `{}`", case.members[member].key),
        Owner::Pool => "all buyers together".into(),
    }
}

/// A quantity of a quote's item, with its unit.
pub(super) fn quantity(case: &Case, quote: QuoteId, quantity: Quantity) -> String {
    format!("{quantity} {}", case.items[case.quotes[quote].item].unit)
}

/// An amount of money with its currency.
pub(super) fn money(case: &Case, amount: Money) -> String {
    format!("{amount} {}", case.currency.code())
}

/// A price with its currency and unit.
pub(super) fn price(case: &Case, price: Price, unit: &str) -> String {
    let amount = money(case, price.amount());
    if price.per().value() == Decimal::ONE {
        format!("{amount} per {unit}")
    } else {
        format!("{amount} per {} {unit}", price.per())
    }
}

/// What a period is called, as in `per week`.
pub(super) fn period(case: &Case, period: Period) -> String {
    match period {
        Period::Cycle => format!("per {}", case.horizon.cycle),
        Period::Horizon | Period::Once => format!("per {}", case.horizon.name),
    }
}
