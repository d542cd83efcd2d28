//! Why routes are refused.

/// Everything that speaks against a plan's routes; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutesRefused {
    /// Each reason.
    pub refusals: Vec<RouteRefusal>,
}

impl std::fmt::Display for RoutesRefused {
    /// One reason per line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, refusal) in self.refusals.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{refusal}")?;
        }
        Ok(())
    }
}

impl std::error::Error for RoutesRefused {}

/// One thing that speaks against a plan's routes. Routes, trips, halts and load dimensions are
/// numbered from 1; ids and places from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(
    missing_docs,
    reason = "the message above each variant names every field"
)]
pub enum RouteRefusal {
    // The plan does not fit the problem.
    #[error("the plan refers to {what} number {number}, but the problem has {count}")]
    Unknown {
        what: &'static str,
        number: usize,
        count: usize,
    },
    #[error(
        "the {what} at stop `{stop}` of route {route} has {found} dimensions, expected {expected}"
    )]
    Dimensions {
        route: usize,
        stop: String,
        what: &'static str,
        found: usize,
        expected: usize,
    },

    // Who is visited.
    #[error("stop `{stop}` may not be split, but is visited {n_visits} times")]
    VisitedAgain { stop: String, n_visits: usize },
    #[error(
        "route {route} has a {what} of {found} at stop `{stop}` in dimension {dimension}, \
         expected {expected}"
    )]
    Amount {
        route: usize,
        stop: String,
        what: &'static str,
        dimension: usize,
        found: i64,
        expected: i64,
    },
    #[error("route {route} brings {found:?} to stop `{stop}`, expected one or more times {unit:?}")]
    NotWholeUnits {
        route: usize,
        stop: String,
        found: Vec<i64>,
        unit: Vec<i64>,
    },
    #[error(
        "the visits of stop `{stop}` bring {found} in dimension {dimension}, expected {expected}"
    )]
    SplitSum {
        stop: String,
        dimension: usize,
        found: i128,
        expected: i64,
    },
    #[error("of group `{group}` at most one stop may be visited, but {n_stops} are")]
    GroupVisitedAgain { group: String, n_stops: usize },
    #[error("nobody visits stop `{stop}`, but it is not listed as unserved")]
    NotListed { stop: String },
    #[error("stop `{stop}` is listed as unserved, but it or its group is visited")]
    WronglyListed { stop: String },
    #[error("unserved stops must be listed once and in order: stop `{stop}` comes after `{after}`")]
    OutOfOrder { stop: String, after: String },

    // Vehicles.
    #[error("{found} routes are of vehicle type `{vehicle}`, but there are {most}")]
    TooManyVehicles {
        vehicle: String,
        found: usize,
        most: u32,
    },
    #[error("route {route} visits stop `{stop}`, where vehicle type `{vehicle}` may not go")]
    VehicleNotAllowed {
        route: usize,
        stop: String,
        vehicle: String,
    },
    #[error("trip {trip} of route {route} visits no stop")]
    EmptyTrip { route: usize, trip: usize },

    // Travel and time.
    #[error("route {route} goes from {from} to {to}, but there is no way")]
    Unreachable {
        route: usize,
        from: String,
        to: String,
    },
    #[error("route {route} is at {to} at {found}, but after {from} it is there at {expected}")]
    Arrival {
        route: usize,
        from: String,
        to: String,
        found: i64,
        expected: i128,
    },
    #[error("route {route} begins {halt} at {begin}, before it is there at {arrival}")]
    BeginsTooEarly {
        route: usize,
        halt: String,
        begin: i64,
        arrival: i64,
    },
    #[error("route {route} leaves {halt} at {found}, expected {expected}")]
    Leave {
        route: usize,
        halt: String,
        found: i64,
        expected: i128,
    },
    #[error("route {route} begins stop `{stop}` at {begin}, which is in none of its windows")]
    OutsideWindows {
        route: usize,
        stop: String,
        begin: i64,
    },
    #[error("route {route} departs at {found}, but the shift begins at {earliest}")]
    DepartsTooEarly {
        route: usize,
        found: i64,
        earliest: i64,
    },
    #[error("route {route} is back at {found}, but the shift ends at {latest}")]
    BackTooLate {
        route: usize,
        found: i64,
        latest: i64,
    },
    #[error("route {route} takes {found}, but may take at most {most}")]
    TooLong {
        route: usize,
        found: i128,
        most: i64,
    },
    #[error("route {route} drives {found}, but may drive at most {most}")]
    TooFar {
        route: usize,
        found: i128,
        most: i64,
    },

    // Load.
    #[error(
        "route {route} carries {found} in dimension {dimension} after {after}, but holds {most}"
    )]
    Overloaded {
        route: usize,
        dimension: usize,
        after: String,
        found: i128,
        most: i64,
    },
    #[error("route {route} picks up at stop `{stop}` before it delivers to stop `{later}`")]
    PickupBeforeDelivery {
        route: usize,
        stop: String,
        later: String,
    },
    #[error("route {route} picks up at stop `{stop}` on a trip that delivers nothing")]
    PickupWithoutDelivery { route: usize, stop: String },
    #[error("route {route} reloads, but vehicle type `{vehicle}` may not")]
    MayNotReload { route: usize, vehicle: String },
    #[error("route {route} reloads at place {place}, where vehicle type `{vehicle}` may not")]
    ReloadPlace {
        route: usize,
        place: usize,
        vehicle: String,
    },
    #[error("route {route} reloads {found} times, but may {most} times")]
    TooManyReloads {
        route: usize,
        found: usize,
        most: u32,
    },

    // The driver's break.
    #[error("route {route} has a break, but vehicle type `{vehicle}` has none")]
    NoBreakToTake { route: usize, vehicle: String },
    #[error("route {route} has {found} breaks, but may have one")]
    TooManyBreaks { route: usize, found: usize },
    #[error(
        "route {route} is under way from {departure} to {arrival} without a break, which must \
         begin by {latest}"
    )]
    BreakMissing {
        route: usize,
        departure: i64,
        arrival: i64,
        latest: i64,
    },
    #[error("the break of route {route} begins at {begin}, expected {earliest} to {latest}")]
    BreakOutsideWindow {
        route: usize,
        begin: i64,
        earliest: i64,
        latest: i64,
    },
    #[error("the break of route {route} is at its {place}, expected at a stop or reload")]
    BreakPlace { route: usize, place: &'static str },

    // Figures.
    #[error("route {route} says it drives {found}, but it drives {expected}")]
    Distance {
        route: usize,
        found: i64,
        expected: i128,
    },
    #[error("route {route} says it costs {found}, but it costs {expected}")]
    RouteCost {
        route: usize,
        found: i64,
        expected: i128,
    },
    #[error("the plan says it costs {found}, but it costs {expected}")]
    PlanCost { found: i64, expected: i128 },
}
