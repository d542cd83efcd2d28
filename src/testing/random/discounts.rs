//! Random breaks, rebates and bundles.

use super::{Dice, TestCase, money, period, qty, stated};
use crate::pricing::exact::Counting;
use crate::problem::{
    AllUnitsTier, Bundle, BundlePart, Counted, Discount, IncrementalTier, Period, QuoteStructure,
};
use crate::units::{Decimal, ItemId, QuoteId, VendorId};

/// Break groups on single quotes, on items, on categories and on whole baskets.
pub(super) fn groups(case: &mut TestCase, dice: &mut Dice) {
    let vendors: Vec<VendorId> = case.vendors.ids().collect();
    for vendor in vendors {
        let mut free: Vec<QuoteId> = case.quotes_of(vendor).collect();
        while let Some(first) = free.first().copied() {
            let members = group_of(case, dice, &free, first);
            free.retain(|quote| !members.contains(quote));
            if !dice.one_in(4) {
                group(case, dice, &members);
            }
        }
    }
}

fn group_of(case: &TestCase, dice: &mut Dice, free: &[QuoteId], first: QuoteId) -> Vec<QuoteId> {
    let item = case.quotes[first].item;
    let width = dice.between(1, 4);
    let mut members = free.to_vec();
    members.retain(|quote| match width {
        1 => *quote == first,
        2 => case.quotes[*quote].item == item,
        3 => case.same_category(case.quotes[*quote].item, item),
        _ => true,
    });
    members
}

fn group(case: &mut TestCase, dice: &mut Dice, quotes: &[QuoteId]) {
    let counted = dice.pick(&[
        Counted::Units,
        Counted::Units,
        Counted::Packs,
        Counted::Weight,
        Counted::Spend,
    ]);
    let per = period(dice);
    let froms: Vec<Decimal> = froms(dice, counted)
        .into_iter()
        .map(|from| stated(case, per, from))
        .collect();
    let structure = if dice.one_in(2) {
        all_units(case, dice, quotes, &froms)
    } else {
        incremental(case, dice, quotes, counted, &froms)
    };
    let group = case.group(quotes, structure);
    case.groups[group].counted = counted;
    case.groups[group].per = per;
}

fn froms(dice: &mut Dice, counted: Counted) -> Vec<u32> {
    let most = match counted {
        Counted::Units | Counted::Weight => 5,
        Counted::Packs => 2,
        Counted::Spend => 14,
    };
    let mut from = 0;
    (0..dice.between(1, 3))
        .map(|_| {
            from += dice.between(1, most);
            from
        })
        .collect()
}

fn all_units(
    case: &TestCase,
    dice: &mut Dice,
    quotes: &[QuoteId],
    froms: &[Decimal],
) -> QuoteStructure {
    let list: Vec<_> = quotes
        .iter()
        .map(|quote| case.quotes[*quote].price)
        .collect();
    let mut tiers = vec![AllUnitsTier {
        from: Decimal::ZERO,
        prices: list.clone(),
    }];
    let mut share = Decimal::ONE;
    for from in froms {
        // Now and then a ladder rises.
        share -= if dice.one_in(8) {
            -dice.hundredths(1, 5)
        } else {
            dice.hundredths(2, 13)
        };
        tiers.push(AllUnitsTier {
            from: *from,
            prices: list.iter().map(|price| price.times(share)).collect(),
        });
    }
    QuoteStructure::AllUnits(tiers)
}

fn incremental(
    case: &TestCase,
    dice: &mut Dice,
    quotes: &[QuoteId],
    counted: Counted,
    froms: &[Decimal],
) -> QuoteStructure {
    let one = qty(1);
    let dearest_off = quotes
        .iter()
        .map(|quote| {
            let quote = &case.quotes[*quote];
            quote.price.of(one).value() / quote.counts(case, counted, one)
        })
        .min()
        .expect("a group has quotes");
    let mut tiers = vec![IncrementalTier {
        from: Decimal::ZERO,
        off: money(0),
    }];
    for from in froms {
        let share = dice.hundredths(2, 40);
        let off = (dearest_off * share).round_dp(2);
        let rises = dice.one_in(10);
        tiers.push(IncrementalTier {
            from: *from,
            off: money(if rises { -off } else { off }),
        });
    }
    QuoteStructure::Incremental(tiers)
}

pub(super) fn rebates(case: &mut TestCase, dice: &mut Dice) {
    let vendors: Vec<VendorId> = case.vendors.ids().collect();
    for vendor in vendors {
        if !dice.one_in(3) {
            continue;
        }
        let per = dice.pick(&[Period::Cycle, Period::Horizon]);
        let mut from = 0;
        let mut levels = Vec::new();
        for _ in 0..dice.between(1, 2) {
            from += dice.between(4, 12);
            levels.push((stated(case, per, from), discount(dice)));
        }
        let rebate = case.rebate(vendor, per, &levels);
        if dice.one_in(3) && !mixes_categories(case, vendor) {
            case.rebates[rebate].category = Some("food".into());
        }
    }
}

/// Whether incremental breaks of the vendor count several categories together: their discount is
/// of no single category.
fn mixes_categories(case: &TestCase, vendor: VendorId) -> bool {
    let mut groups = case.groups.values().filter(|group| group.vendor == vendor);
    groups.any(|group| {
        let category = |quote: &QuoteId| &case.items[case.quotes[*quote].item].category;
        let first = category(&group.quotes[0]);
        group.quotes.iter().any(|quote| category(quote) != first)
    })
}

pub(super) fn bundles(case: &mut TestCase, dice: &mut Dice) {
    let vendors: Vec<VendorId> = case.vendors.ids().collect();
    for vendor in vendors {
        let mut items: Vec<ItemId> = case
            .quotes_of(vendor)
            .map(|quote| case.quotes[quote].item)
            .collect();
        items.sort_unstable();
        items.dedup();
        if items.is_empty() || !dice.one_in(3) {
            continue;
        }
        items.truncate(2);
        let per = period(dice);
        let part = |item| BundlePart {
            item,
            quantity_min: qty(stated(case, per, dice.between(1, 4))),
        };
        let bundle = Bundle {
            key: format!("bundle-{}", case.bundles.len() + 1),
            vendor,
            parts: items.into_iter().map(part).collect(),
            per,
            discount: discount(dice),
        };
        case.bundles.push(bundle);
    }
}

fn discount(dice: &mut Dice) -> Discount {
    if dice.one_in(2) {
        Discount::Share(dice.hundredths(1, 15))
    } else {
        Discount::Lump(money(dice.hundredths(20, 300)))
    }
}
