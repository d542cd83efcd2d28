//! The award program as a file for other solvers.

use std::io::{self, Write};

use super::formulation::{Coverage, Formulation};
use super::merge::Merged;
use crate::problem::Case;

/// Writes the program that the search solves for a case, A1 to A16 and the rules, as free-format MPS:
/// interchangeable lines merged, without a start.
///
/// Its objective is the landed cost with the penalties of broken rules over the horizon, in the case's
/// currency. Columns are named by what they stand for: `serve_LINE_QUOTE_t0.17` is column 17, grains of
/// the line bought under the quote in its first tier (of merged lines, the first is named). Rows are
/// named by their equation.
///
/// # Errors
/// What writing to `out` returns.
pub fn write_mps(case: &Case, out: &mut dyn Write) -> io::Result<()> {
    let merged = Merged::new(case);
    let formulation = Formulation::new(&merged.case, Coverage::Required);
    let name_of = |index| formulation.name_of(index);
    formulation.model.write_mps(&case.name, &name_of, out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestCase;

    /// Six kilograms from a mill with a break at five, or from a corner shop that delivers for 12.
    const ONE_SHOP: &str = "\
NAME one_shop
ROWS
 N cost
 E A1_cover.0
 L A3_goods_in_tier.1
 L A4_stay_in_tier.2
 L A3_goods_in_tier.3
 G A4_reach_tier.4
 L A2_one_tier.5
 L A12_drop.6
COLUMNS
 MARKER0 'MARKER' 'INTORG'
 serve_shop_flour_mill_flour_t0.0 cost 54.0
 serve_shop_flour_mill_flour_t0.0 A1_cover.0 1.0
 serve_shop_flour_mill_flour_t0.0 A3_goods_in_tier.1 1.0
 serve_shop_flour_mill_flour_t0.0 A4_stay_in_tier.2 6.0
 serve_shop_flour_mill_flour_t1.1 cost 48.0
 serve_shop_flour_mill_flour_t1.1 A1_cover.0 1.0
 serve_shop_flour_mill_flour_t1.1 A3_goods_in_tier.3 1.0
 serve_shop_flour_mill_flour_t1.1 A4_reach_tier.4 6.0
 serve_shop_flour_corner_flour_t0.2 cost 42.0
 serve_shop_flour_corner_flour_t0.2 A1_cover.0 1.0
 serve_shop_flour_corner_flour_t0.2 A12_drop.6 1.0
 tier_mill_flour_t0.3 A3_goods_in_tier.1 -1.0
 tier_mill_flour_t0.3 A2_one_tier.5 1.0
 tier_mill_flour_t1.4 A3_goods_in_tier.3 -1.0
 tier_mill_flour_t1.4 A4_reach_tier.4 -5.0
 tier_mill_flour_t1.4 A2_one_tier.5 1.0
 drop_corner_shop.5 cost 12.0
 drop_corner_shop.5 A12_drop.6 -1.0
 MARKER1 'MARKER' 'INTEND'
RHS
 rhs A1_cover.0 1.0
 rhs A2_one_tier.5 1.0
BOUNDS
 UP bound serve_shop_flour_mill_flour_t0.0 1.0
 UP bound serve_shop_flour_mill_flour_t1.1 1.0
 UP bound serve_shop_flour_corner_flour_t0.2 1.0
 UP bound tier_mill_flour_t0.3 1.0
 UP bound tier_mill_flour_t1.4 1.0
 UP bound drop_corner_shop.5 1.0
ENDATA
";

    #[test]
    fn a_small_case_as_mps() {
        let mut case = TestCase::new();
        case.name = "one shop".into();
        let shop = case.shop("shop");
        let flour = case.item("flour");
        case.demand(shop, flour, 6);
        let mill = case.vendor("mill");
        let quote = case.quote(mill, flour, 9);
        case.all_units(&[quote], &[(5, 8)]);
        let corner = case.vendor("corner");
        case.quote(corner, flour, 7);
        let fee = crate::problem::Drop {
            fee: crate::testing::money(12),
            ..crate::problem::Drop::default()
        };
        case.delivered(corner, fee);
        let mut out = Vec::new();
        write_mps(&case, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), ONE_SHOP);
    }
}
