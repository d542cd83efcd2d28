//! Time of a piece of a route, so condensed that two pieces are joined in constant time.
//!
//! A segment knows its least duration and the first and last moment at which it may begin and take
//! no longer than that; beginning earlier only adds waiting, beginning later breaks a window.
//! (Source: Vidal, Crainic, Gendreau and Prins 2013, 10.1016/j.cor.2012.07.018; without time warp,
//! since every route here is feasible.)

/// A feasible piece of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// Least time from the beginning of the first halt to the end of the last.
    pub duration: i64,
    /// First beginning with that duration.
    pub earliest: i64,
    /// Last beginning.
    pub latest: i64,
}

impl Segment {
    /// One halt that may begin between these moments.
    pub const fn halt(duration: i64, earliest: i64, latest: i64) -> Self {
        Self {
            duration,
            earliest,
            latest,
        }
    }

    /// First moment at which the piece can be over.
    pub const fn ready(self) -> i64 {
        self.earliest + self.duration
    }

    /// This piece, then `travel`, then the other; `None` if the other's windows are missed.
    #[inline(always)]
    pub fn then(self, travel: i64, next: Self) -> Option<Self> {
        let until_next = self.duration + travel;
        if self.earliest + until_next > next.latest {
            return None;
        }
        let wait = (next.earliest - until_next - self.latest).max(0);
        Some(Self {
            duration: until_next + next.duration + wait,
            earliest: (next.earliest - until_next).max(self.earliest) - wait,
            latest: (next.latest - until_next).min(self.latest),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departure_moves_so_that_nobody_waits() {
        let start = Segment::halt(0, 0, 100);
        let stop = Segment::halt(5, 50, 60);
        let both = start.then(10, stop).expect("in time");
        assert_eq!(both, Segment::halt(15, 40, 50));
    }

    #[test]
    fn waiting_that_no_departure_avoids_counts() {
        let first = Segment::halt(0, 0, 10);
        let second = Segment::halt(0, 100, 200);
        let both = first.then(10, second).expect("in time");
        assert_eq!(both, Segment::halt(90, 10, 10));
    }

    #[test]
    fn a_window_missed_is_no_segment() {
        let first = Segment::halt(0, 50, 60);
        assert_eq!(first.then(10, Segment::halt(0, 0, 59)), None);
    }
}
