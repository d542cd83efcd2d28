//! The whole question, and the check that it makes sense.

use super::{Group, Load, Stop, Travel, TravelMatrix, VehicleType, Window};
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
    /// A group that no stop belongs to.
    #[error("no stop belongs to the group {name}")]
    EmptyGroup {
        /// The group.
        name: String,
    },
    /// A distance or time below 0, or a way without its time.
    #[error(
        "from place {from} to place {to}: distance {distance} and time {duration}, expected both from 0 on"
    )]
    Travel {
        /// From.
        from: usize,
        /// To.
        to: usize,
        /// The distance.
        distance: i32,
        /// The time.
        duration: i32,
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
    /// The first [`DeliveryError`] found: vehicle types first, then stops, groups and travel.
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
        for (id, group) in problem.groups.iter() {
            problem.require_group(id, group)?;
        }
        problem.require_travel()?;
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

    fn require_group(&self, id: GroupId, group: &Group) -> Result<(), DeliveryError> {
        require_number(&group.name, "prize", group.prize.unwrap_or(0))?;
        if self.stops.values().any(|stop| stop.group == Some(id)) {
            return Ok(());
        }
        Err(DeliveryError::EmptyGroup {
            name: group.name.clone(),
        })
    }

    fn require_travel(&self) -> Result<(), DeliveryError> {
        let is_wrong = |travel: &Travel| {
            travel.is_reachable()
                && !(travel.distance >= 0 && (0..i32::MAX).contains(&travel.duration))
        };
        let n_places = self.travel.n_places();
        let entries = self.travel.entries();
        entries.iter().position(is_wrong).map_or(Ok(()), |index| {
            Err(DeliveryError::Travel {
                from: index / n_places,
                to: index % n_places,
                distance: entries[index].distance,
                duration: entries[index].duration,
            })
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::delivery::PickupOrder;

    /// One van, no stop, these groups and travel both ways between two places.
    fn problem(groups: Vec<Group>, travel: Travel) -> Result<DeliveryProblem, DeliveryError> {
        let place = PlaceId::from_index(0);
        let van = VehicleType {
            name: "van".to_owned(),
            count: 1,
            start: place,
            end: place,
            capacity: vec![1],
            fixed_cost: 0,
            distance_cost: 1,
            duration_cost: 0,
            shift: Window::ANY,
            duration_max: None,
            distance_max: None,
            reloading: None,
            pickup_order: PickupOrder::Anywhere,
            driver_break: None,
        };
        DeliveryProblem::new(
            Table::default(),
            groups.into_iter().collect(),
            [van].into_iter().collect(),
            TravelMatrix::from_fn(2, |_, _| travel),
        )
    }

    #[test]
    fn a_group_needs_a_stop() {
        let group = Group {
            name: "either".to_owned(),
            prize: None,
        };
        assert_eq!(
            problem(vec![group], Travel::NONE),
            Err(DeliveryError::EmptyGroup {
                name: "either".to_owned()
            })
        );
    }

    #[test]
    fn travel_takes_distance_and_time() {
        let travel = |distance, duration| Travel { distance, duration };
        for wrong in [travel(-1, 0), travel(0, -1), travel(1, i32::MAX)] {
            let found = problem(Vec::new(), wrong);
            assert!(
                matches!(found, Err(DeliveryError::Travel { from: 0, to: 1, .. })),
                "{found:?}"
            );
        }
        for right in [travel(0, 0), travel(3, 4), Travel::UNREACHABLE] {
            assert!(problem(Vec::new(), right).is_ok());
        }
    }
}
