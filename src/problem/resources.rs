//! What fetches goods: hubs, vehicles, and the travel between hubs and vendors.

use super::delivery::{
    DeliveryError, DeliveryProblem, Load, PickupOrder, Stop, TravelMatrix, VehicleType, Window,
};
use super::{Case, DeliveryTerms};
use crate::units::{
    Decimal, HubId, Id as _, Money, PlaceId, Quantity, QuoteId, Table, VehicleTypeId, VendorId,
    Weight,
};

/// Hubs, vehicles and travel. Empty where nothing is collected.
#[derive(Clone, Debug, Default)]
pub struct DeliveryResources {
    /// Where goods arrive and routes start.
    pub hubs: Table<HubId, Hub>,
    /// What fetches them.
    pub vehicles: Table<VehicleTypeId, Vehicle>,
    /// What the rows and columns of `travel` are.
    pub places: Vec<Place>,
    /// Whole metres and seconds between the places; `None` without places.
    pub travel: Option<TravelMatrix>,
    /// In which unit routing counts money.
    pub cost_units: CostUnits,
}

/// Where goods arrive and routes start and end.
#[derive(Clone, Debug)]
pub struct Hub {
    /// Identifier in the files.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Latitude and longitude in degrees.
    pub location: Option<(Decimal, Decimal)>,
}

/// Vehicles that are alike.
#[derive(Clone, Debug)]
pub struct Vehicle {
    /// Identifier in the files.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Where its routes start and end.
    pub hub: HubId,
    /// How many there are.
    pub count: u32,
    /// Most it holds by weight.
    pub weight_max: Option<Weight>,
    /// Most it holds in litres.
    pub volume_max: Option<Decimal>,
    /// Cost of a route, whatever its length.
    pub fixed_cost: Money,
    /// Cost of a kilometre.
    pub cost_per_km: Money,
    /// Cost of an hour between departure and return.
    pub cost_per_hour: Money,
    /// Longest route in metres.
    pub distance_max: Option<i64>,
    /// Longest time between departure and return, in seconds.
    pub duration_max: Option<i64>,
}

/// A place that routes begin, end or stop at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A hub.
    Hub(HubId),
    /// A vendor whose goods are collected.
    Vendor(VendorId),
}

/// How many units of cost one unit of the currency is.
///
/// Routing counts money in whole numbers. The unit is the coarsest of which the fixed cost, the cost
/// of a metre and the cost of a second of every vehicle are whole multiples: 0.80 a kilometre and 25 an
/// hour need 90 000 units, since 0.80/1000 = 1/1250 and 25/3600 = 1/144.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostUnits(i64);

/// Metres in a kilometre, seconds in an hour.
const KM: i64 = 1000;
const HOUR: i64 = 3600;

/// Grams in a kilogram, millilitres in a litre.
const THOUSAND: Decimal = Decimal::ONE_THOUSAND;

/// What a vehicle holds where nothing limits it: the most that routing counts.
const UNLIMITED: i64 = 1 << 40;

impl Default for CostUnits {
    fn default() -> Self {
        Self(1)
    }
}

impl CostUnits {
    /// Finest unit: with it, one kind of cost may still be a million of the currency.
    const MOST: i128 = 1_000_000;

    /// The unit of these vehicles; `None` if it would have to be finer than a millionth.
    pub fn of<'a>(vehicles: impl IntoIterator<Item = &'a Vehicle>) -> Option<Self> {
        let mut units: i128 = 1;
        for vehicle in vehicles {
            for (cost, per) in vehicle.rates() {
                let parts = denominator(cost.value(), per);
                units = units / common(units, parts) * parts;
                if units > Self::MOST {
                    return None;
                }
            }
        }
        i64::try_from(units).ok().map(Self)
    }

    /// Money as the units of it, for one of `per`; whole for every rate of the vehicles.
    fn whole(self, cost: Money, per: i64) -> i64 {
        let units = cost.value() * Decimal::from(self.0) / Decimal::from(per);
        i64::try_from(units.round()).unwrap_or(i64::MAX)
    }

    /// Units as money.
    pub fn money(self, cost: i64) -> Money {
        Money::new(Decimal::from(cost) / Decimal::from(self.0))
    }
}

/// The denominator of `value / per` in lowest terms.
fn denominator(value: Decimal, per: i64) -> i128 {
    let value = value.normalize();
    if value.is_zero() {
        return 1;
    }
    let whole = 10_i128.pow(value.scale()) * i128::from(per);
    whole / common(whole, value.mantissa())
}

/// Greatest common divisor of two numbers above 0.
fn common(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Vehicle {
    fn rates(&self) -> [(Money, i64); 3] {
        [
            (self.fixed_cost, 1),
            (self.cost_per_km, KM),
            (self.cost_per_hour, HOUR),
        ]
    }
}

impl DeliveryResources {
    /// Where a hub is among the places.
    pub fn place_of(&self, place: Place) -> Option<PlaceId> {
        let position = self.places.iter().position(|other| *other == place);
        position.map(PlaceId::from_index)
    }

    /// Whether some vehicle holds only so much weight.
    pub fn counts_weight(&self) -> bool {
        self.vehicles
            .values()
            .any(|vehicle| vehicle.weight_max.is_some())
    }

    /// Whether some vehicle holds only so much volume.
    pub fn counts_volume(&self) -> bool {
        self.vehicles
            .values()
            .any(|vehicle| vehicle.volume_max.is_some())
    }

    /// A vehicle as routing sees it; `None` if its hub is no place.
    fn vehicle_type(&self, vehicle: &Vehicle) -> Option<VehicleType> {
        let hub = self.place_of(Place::Hub(vehicle.hub))?;
        let units = self.cost_units;
        let grams = vehicle.weight_max.map(Weight::value);
        Some(VehicleType {
            name: vehicle.key.clone(),
            count: vehicle.count,
            start: hub,
            end: hub,
            capacity: vec![capacity(grams), capacity(vehicle.volume_max)],
            fixed_cost: units.whole(vehicle.fixed_cost, 1),
            distance_cost: units.whole(vehicle.cost_per_km, KM),
            duration_cost: units.whole(vehicle.cost_per_hour, HOUR),
            shift: Window::ANY,
            duration_max: vehicle.duration_max,
            distance_max: vehicle.distance_max,
            reloading: None,
            pickup_order: PickupOrder::Anywhere,
            driver_break: None,
        })
    }
}

/// What fits in whole thousandths, rounded down.
fn capacity(most: Option<Decimal>) -> i64 {
    let most = most.map(|most| (most * THOUSAND).floor());
    most.map_or(UNLIMITED, |most| {
        i64::try_from(most).unwrap_or(UNLIMITED).min(UNLIMITED)
    })
}

/// What is loaded in whole thousandths, rounded up.
fn loaded(amount: Decimal) -> i64 {
    i64::try_from((amount * THOUSAND).ceil()).unwrap_or(i64::MAX)
}

impl Case {
    /// Whether the cooperative's vehicles fetch what is bought from the vendor.
    pub fn is_collected(&self, vendor: VendorId) -> bool {
        matches!(self.vendors[vendor].delivery, DeliveryTerms::Collect { .. })
    }

    /// The vendors whose goods the cooperative's vehicles fetch.
    pub fn collected_vendors(&self) -> impl Iterator<Item = VendorId> {
        self.vendors.ids().filter(|id| self.is_collected(*id))
    }

    /// What is asked of routing if everybody whose goods are collected is visited, whatever the loads.
    ///
    /// # Errors
    /// As [`collection`](Self::collection).
    pub fn collection_of_all(&self) -> Result<DeliveryProblem, DeliveryError> {
        let loads = self.collected_vendors().map(|vendor| (vendor, vec![0, 0]));
        self.collection(&loads.collect::<Vec<_>>())
    }

    /// What the goods of one order cycle weigh and take up, in whole grams and millilitres rounded up;
    /// 0 where no vehicle's capacity asks for it.
    pub fn load(&self, bought: impl IntoIterator<Item = (QuoteId, Quantity)>) -> Load {
        let (mut weight, mut volume) = (Decimal::ZERO, Decimal::ZERO);
        for (quote, quantity) in bought {
            let item = &self.items[self.quotes[quote].item];
            weight += item.weight.unwrap_or_default().value() * quantity.value();
            volume += item.volume.unwrap_or_default() * quantity.value();
        }
        let counted = |is_counted: bool, amount| if is_counted { loaded(amount) } else { 0 };
        vec![
            counted(self.resources.counts_weight(), weight),
            counted(self.resources.counts_volume(), volume),
        ]
    }

    /// What routing is asked in one order cycle if these loads are fetched: one stop for each, in their
    /// order.
    ///
    /// On a trip that only fetches, all is aboard at the end, as on one that only brings all is aboard
    /// at the start. So loads are stated as deliveries, which several visits may share: a vendor's goods
    /// need not fit in one vehicle.
    ///
    /// # Errors
    /// [`DeliveryError`] if a load is larger than routing counts.
    ///
    /// # Panics
    /// If a vendor is not one whose goods are collected.
    pub fn collection(&self, loads: &[(VendorId, Load)]) -> Result<DeliveryProblem, DeliveryError> {
        let resources = &self.resources;
        let is_limited = resources.counts_weight() || resources.counts_volume();
        let stop = |(vendor, load): &(VendorId, Load)| {
            let row = &self.vendors[*vendor];
            let DeliveryTerms::Collect { loading_seconds } = row.delivery else {
                panic!("only collected goods are routed");
            };
            let place = resources.place_of(Place::Vendor(*vendor));
            Stop {
                name: row.key.clone(),
                place: place.expect("a vendor whose goods are collected has a place"),
                delivery: load.clone(),
                pickup: vec![0; load.len()],
                service: loading_seconds,
                windows: Vec::new(),
                prize: None,
                group: None,
                vehicles: None,
                is_splittable: is_limited,
            }
        };
        let vehicles = resources.vehicles.values();
        let vehicles = vehicles.filter_map(|vehicle| resources.vehicle_type(vehicle));
        let none = || TravelMatrix::from_fn(0, |_, _| unreachable!("there are no places"));
        DeliveryProblem::new(
            loads.iter().map(stop).collect(),
            Table::default(),
            vehicles.collect(),
            resources.travel.clone().unwrap_or_else(none),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::delivery::Travel;
    use crate::testing::{TestCase, money, qty};
    use rust_decimal::dec;

    fn van(fixed: Decimal, km: Decimal, hour: Decimal) -> Vehicle {
        Vehicle {
            key: "van".into(),
            name: "van".into(),
            hub: HubId::from_index(0),
            count: 1,
            weight_max: None,
            volume_max: None,
            fixed_cost: money(fixed),
            cost_per_km: money(km),
            cost_per_hour: money(hour),
            distance_max: None,
            duration_max: None,
        }
    }

    #[test]
    fn money_is_counted_in_the_coarsest_common_unit() {
        let units = |van| CostUnits::of([&van]);
        assert_eq!(units(van(dec!(40), dec!(0), dec!(0))), Some(CostUnits(1)));
        let both = van(dec!(40), dec!(0.80), dec!(25));
        assert_eq!(units(both.clone()), Some(CostUnits(90_000)));
        assert_eq!(units(van(dec!(0), dec!(0.000001), dec!(0))), None);
        let units = CostUnits(90_000);
        // 72 units a metre, 625 a second.
        assert_eq!(units.whole(both.cost_per_km, KM), 72);
        assert_eq!(units.whole(both.cost_per_hour, HOUR), 625);
        assert_eq!(units.money(72 * 1000), money(dec!(0.8)));
    }

    #[test]
    fn loads_are_rounded_up_and_capacities_down() {
        let mut case = TestCase::new();
        let flour = case.item("flour");
        case.items[flour].weight = Some(Weight::new(dec!(0.4536)));
        let mill = case.vendor("mill");
        let quote = case.quote(mill, flour, 9);
        assert_eq!(case.load([(quote, qty(3))]), [0, 0]);
        let mut small = van(dec!(0), dec!(1), dec!(0));
        small.weight_max = Some(Weight::new(dec!(1.5007)));
        case.resources.vehicles.push(small);
        // 1.3608 kg.
        assert_eq!(case.load([(quote, qty(3))]), [1361, 0]);
        assert_eq!(capacity(Some(dec!(1.5007))), 1500);
    }

    #[test]
    fn routing_is_asked_of_what_is_fetched_alone() {
        let mut case = TestCase::new();
        let [near, far] = ["near", "far"].map(|key| case.vendor(key));
        for vendor in [near, far] {
            case.vendors[vendor].delivery = DeliveryTerms::Collect {
                loading_seconds: 60,
            };
        }
        let hub = case.resources.hubs.push(Hub {
            key: "hub".into(),
            name: "hub".into(),
            location: None,
        });
        case.resources.vehicles.push(van(dec!(5), dec!(1), dec!(0)));
        case.resources.places = vec![Place::Hub(hub), Place::Vendor(near), Place::Vendor(far)];
        let travel = TravelMatrix::from_fn(3, |_, _| Travel::NONE);
        case.resources.travel = Some(travel);
        let problem = case.collection(&[(far, vec![7, 0])]).unwrap();
        let stop = problem.stops().values().next().unwrap();
        assert_eq!((stop.name.as_str(), stop.place.index()), ("far", 2));
        assert_eq!((stop.service, &stop.delivery[..]), (60, &[7, 0][..]));
        assert!(!stop.is_splittable);
    }
}
