//! A provider's number as a whole one.

/// Greatest distance or duration: one less than what means that there is no way.
pub(super) const MOST: i32 = i32::MAX - 1;

/// The nearest whole number; `None` if it is below zero, above [`MOST`] or no number.
pub(super) fn whole(value: f64) -> Option<i32> {
    let rounded = value.round();
    if !(0.0..=f64::from(MOST)).contains(&rounded) || value < 0.0 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and within MOST")]
    Some(rounded as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_rounded_to_the_nearest() {
        assert_eq!(whole(1.4), Some(1));
        assert_eq!(whole(1.5), Some(2));
        assert_eq!(whole(-0.0), Some(0));
        assert_eq!(whole(2_147_483_646.0), Some(MOST));
    }

    #[test]
    fn what_is_no_distance_is_refused() {
        for value in [-0.1, -5.0, 2_147_483_646.5, f64::NAN, f64::INFINITY] {
            assert_eq!(whole(value), None, "{value}");
        }
    }
}
