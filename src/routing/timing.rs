//! When a route departs and where its driver pauses, so that it takes least time.

use super::model::Model;
use super::route::Route;
use super::segment::Segment;
use crate::problem::delivery::Window;

/// The shortest way to drive a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timing {
    pub duration: i64,
    pub departure: i64,
    pub pause: Option<Pause>,
}

/// A driver's break between slot `after` and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pause {
    pub after: usize,
    /// At the place of the next slot instead of the one before.
    pub is_before_next: bool,
}

impl Timing {
    /// The shortest timing of a route whose segments are known; `None` where the break or the
    /// longest duration leaves none.
    pub fn shortest(m: &Model, route: &Route) -> Option<Self> {
        let t = &m.types[route.of_type as usize];
        let whole = route.slots()[0].onwards;
        let best = match t.driver_break {
            None => Some(Self::of(whole, whole.earliest, None)),
            Some((window, duration)) => {
                Self::unbroken(whole, window).or_else(|| Self::broken(route, window, duration))
            }
        };
        best.filter(|timing| timing.duration <= t.duration_max)
    }

    fn of(whole: Segment, departure: i64, pause: Option<Pause>) -> Self {
        Self {
            duration: whole.duration,
            departure,
            pause,
        }
    }

    /// Without a break: back by the end of its window, or departing only then. No break is ever
    /// shorter.
    fn unbroken(whole: Segment, window: Window) -> Option<Self> {
        let is_back = whole.ready() <= window.latest;
        let departs_later = whole.latest >= window.latest;
        (is_back || departs_later).then(|| {
            let departure = if is_back {
                whole.earliest
            } else {
                whole.earliest.max(window.latest)
            };
            Self::of(whole, departure, None)
        })
    }

    fn broken(route: &Route, window: Window, duration: i64) -> Option<Self> {
        let rest = Segment::halt(duration, window.earliest, window.latest);
        let last = route.slots().len() - 1;
        let mut best: Option<Self> = None;
        for after in 0..last {
            let (here, next) = (&route.slots()[after], &route.slots()[after + 1]);
            let travel = i64::from(here.to_next.duration);
            for is_before_next in [false, true] {
                let is_terminus = if is_before_next {
                    after + 1 == last
                } else {
                    after == 0
                };
                if is_terminus {
                    continue;
                }
                let (to, from) = if is_before_next {
                    (travel, 0)
                } else {
                    (0, travel)
                };
                let whole = here
                    .until
                    .then(to, rest)
                    .and_then(|until| until.then(from, next.onwards));
                let Some(whole) = whole else { continue };
                if best.is_none_or(|best| whole.duration < best.duration) {
                    let pause = Pause {
                        after,
                        is_before_next,
                    };
                    best = Some(Self::of(whole, whole.earliest, Some(pause)));
                }
            }
        }
        best
    }
}
