//! The whole question, and the check that it makes sense.

use super::{Group, Load, Stop, TravelMatrix, VehicleType, Window};
use crate::units::{GroupId, Id as _, PlaceId, StopId, Table, VehicleTypeId};

/// Stops, vehicles and the travel between places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryProblem {
    stops: Table<StopId, Stop>,
    groups: Table<GroupId, Group>,
    vehicles: Table<VehicleTypeId, VehicleType>,
    travel: TravelMatrix,
    n_dimensions: usize,
}

/// Why a question makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    /// A load or capacity has another number of dimensions than the first vehicle type.
    #[error("{name} has {found} load dimensions, the first vehicle type has {expected}")]
    Dimensions {
        /// Stop or vehicle type.
        name: String,
        /// Its number of dimensions.
        found: usize,
        /// The number expected.
        expected: usize,
    },
    /// A place that the travel matrix does not have.
    #[error("{name} is at place {place}, the travel matrix has {n_places} places")]
    Place {
        /// Stop or vehicle type.
        name: String,
        /// The place.
        place: usize,
        /// Number of places.
        n_places: usize,
    },
    /// A number that may not be negative, or is too large to be added up.
    #[error("{name}: {what} is {value}, expected 0 to {most}")]
    Number {
        /// Stop or vehicle type.
        name: String,
        /// What the number is.
        what: &'static str,
        /// The number.
        value: i64,
        /// The greatest allowed.
        most: i64,
    },
    /// A window that ends before it begins, or windows that overlap or are not sorted.
    #[error("{name}: windows must be sorted, apart, and end no earlier than they begin")]
    Windows {
        /// Stop or vehicle type.
        name: String,
    },
    /// A group or vehicle type that does not exist.
    #[error("{name} names a {what} that does not exist")]
    Unknown {
        /// The stop.
        name: String,
        /// What it names.
        what: &'static str,
    },
    /// A stop that may be split and has a pickup or is one of a group.
    #[error("{name} may be split: it can have no pickup and no group")]
    Split {
        /// The stop.
        name: String,
    },
    /// A prize of its own for one alternative of a group.
    #[error("{name} is one of a group: the group has the prize, not the stop")]
    GroupPrize {
        /// The stop.
        name: String,
    },
    /// No vehicle type at all.
    #[error("there is no vehicle type")]
    NoVehicles,
}

/// Greatest number for a time, cost rate or load: sums over any route stay far below 2^63.
const MOST: i64 = 1 << 40;

impl DeliveryProblem {
    /// The question, if it makes sense.
    ///
    /// # Errors
    /// The first [`DeliveryError`] found: vehicle types first, then stops.
    pub fn new(
        stops: Table<StopId, Stop>,
        groups: Table<GroupId, Group>,
        vehicles: Table<VehicleTypeId, VehicleType>,
        travel: TravelMatrix,
    ) -> Result<Self, DeliveryError> {
        let n_dimensions = match vehicles.values().next() {
            Some(first) => first.capacity.len(),
            None => return Err(DeliveryError::NoVehicles),
        };
        let problem = Self {
            stops,
            groups,
            vehicles,
            travel,
            n_dimensions,
        };
        for vehicle in problem.vehicles.values() {
            problem.require_vehicle(vehicle)?;
        }
        for stop in problem.stops.values() {
            problem.require_stop(stop)?;
        }
        for group in problem.groups.values() {
            require_number(&group.name, "prize", group.prize.unwrap_or(0))?;
        }
        Ok(problem)
    }

    /// All stops.
    pub fn stops(&self) -> &Table<StopId, Stop> {
        &self.stops
    }

    /// Groups of stops of which at most one is visited.
    pub fn groups(&self) -> &Table<GroupId, Group> {
        &self.groups
    }

    /// All vehicle types.
    pub fn vehicles(&self) -> &Table<VehicleTypeId, VehicleType> {
        &self.vehicles
    }

    /// Travel between places.
    pub fn travel(&self) -> &TravelMatrix {
        &self.travel
    }

    /// Number of load dimensions.
    pub fn n_dimensions(&self) -> usize {
        self.n_dimensions
    }

    /// Whether this type may visit this stop at all.
    pub fn may_visit(&self, vehicle: VehicleTypeId, stop: StopId) -> bool {
        let allowed = &self.stops[stop].vehicles;
        allowed
            .as_ref()
            .is_none_or(|types| types.contains(&vehicle))
    }

    fn require_vehicle(&self, vehicle: &VehicleType) -> Result<(), DeliveryError> {
        let name = &vehicle.name;
        self.require_load(name, "capacity", &vehicle.capacity)?;
        for place in [vehicle.start, vehicle.end] {
            self.require_place(name, place)?;
        }
        require_number(name, "fixed cost", vehicle.fixed_cost)?;
        require_number(name, "cost per distance", vehicle.distance_cost)?;
        require_number(name, "cost per time", vehicle.duration_cost)?;
        require_number(name, "longest duration", vehicle.duration_max.unwrap_or(0))?;
        require_number(name, "longest distance", vehicle.distance_max.unwrap_or(0))?;
        require_windows(name, &[vehicle.shift])?;
        if let Some(reloading) = &vehicle.reloading {
            require_number(name, "reload duration", reloading.duration)?;
            for &place in &reloading.places {
                self.require_place(name, place)?;
            }
        }
        if let Some(pause) = vehicle.driver_break {
            require_number(name, "break", pause.duration)?;
            require_windows(name, &[pause.window])?;
        }
        Ok(())
    }

    fn require_stop(&self, stop: &Stop) -> Result<(), DeliveryError> {
        let name = &stop.name;
        self.require_load(name, "delivery", &stop.delivery)?;
        self.require_load(name, "pickup", &stop.pickup)?;
        self.require_place(name, stop.place)?;
        require_number(name, "service", stop.service)?;
        require_number(name, "prize", stop.prize.unwrap_or(0))?;
        require_windows(name, &stop.windows)?;
        let types = stop.vehicles.iter().flatten();
        if types.clone().any(|id| id.index() >= self.vehicles.len()) {
            return Err(unknown(name, "vehicle type"));
        }
        if let Some(group) = stop.group {
            if group.index() >= self.groups.len() {
                return Err(unknown(name, "group"));
            }
            if stop.prize.is_some() {
                return Err(DeliveryError::GroupPrize { name: name.clone() });
            }
        }
        let has_pickup = stop.pickup.iter().any(|&amount| amount > 0);
        if stop.is_splittable && (has_pickup || stop.group.is_some()) {
            return Err(DeliveryError::Split { name: name.clone() });
        }
        Ok(())
    }

    fn require_load(
        &self,
        name: &str,
        what: &'static str,
        load: &Load,
    ) -> Result<(), DeliveryError> {
        if load.len() != self.n_dimensions {
            return Err(DeliveryError::Dimensions {
                name: name.to_owned(),
                found: load.len(),
                expected: self.n_dimensions,
            });
        }
        load.iter()
            .try_for_each(|&amount| require_number(name, what, amount))
    }

    fn require_place(&self, name: &str, place: PlaceId) -> Result<(), DeliveryError> {
        if place.index() < self.travel.n_places() {
            return Ok(());
        }
        Err(DeliveryError::Place {
            name: name.to_owned(),
            place: place.index(),
            n_places: self.travel.n_places(),
        })
    }
}

fn unknown(name: &str, what: &'static str) -> DeliveryError {
    DeliveryError::Unknown {
        name: name.to_owned(),
        what,
    }
}

fn require_number(name: &str, what: &'static str, value: i64) -> Result<(), DeliveryError> {
    if (0..=MOST).contains(&value) {
        return Ok(());
    }
    Err(DeliveryError::Number {
        name: name.to_owned(),
        what,
        value,
        most: MOST,
    })
}

fn require_windows(name: &str, windows: &[Window]) -> Result<(), DeliveryError> {
    let is_forward = windows
        .iter()
        .all(|window| window.earliest <= window.latest && *window >= Window::ANY);
    let is_sorted = windows
        .windows(2)
        .all(|pair| pair[0].latest < pair[1].earliest);
    if is_forward && is_sorted {
        return Ok(());
    }
    Err(DeliveryError::Windows {
        name: name.to_owned(),
    })
}
