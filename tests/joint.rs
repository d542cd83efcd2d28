//! Award and routes in one search against exhaustive search: every set of vendors, every award from it,
//! every order of visits.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use rochdale::award::{Known, Options, Outcome};
use rochdale::plan::{BoundSource, Plan};
use rochdale::problem::delivery::{Travel, TravelMatrix};
use rochdale::problem::{
    Case, CostUnits, DeliveryTerms, Drop, Fee, Hub, Period, PeriodQuantity, PeriodSpend, Place,
    RuleKind, Vehicle, VendorChoice,
};
use rochdale::search;
use rochdale::testing::{Dice, TestCase, exhaustive, is_tiny, money, qty};
use rochdale::units::{Decimal, HubId, Id, Money, QuoteId, VendorId, Weight};
use rochdale::verify::verify;

/// Random cases of each kind; `ROCHDALE_JOINT` draws more of them.
fn n_cases() -> usize {
    let asked = std::env::var("ROCHDALE_JOINT");
    asked.map_or(60, |asked| asked.parse().unwrap())
}

/// What a random case has beside plain prices.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prices {
    /// Nothing: buying from given vendors is greedy.
    Plain,
    /// Breaks, minimums, lots, rules, and two kinds of vehicles.
    Anything,
}

/// Cases that exhaustive search can take, each with its seed.
fn tiny_cases(prices: Prices) -> impl Iterator<Item = (u64, TestCase)> {
    let cases = (0..).map(move |seed| (seed, random(seed, prices)));
    cases.filter(|(_, case)| is_tiny(case, &[])).take(n_cases())
}

/// Up to four vendors on a small map, one of them perhaps delivering, and up to three items for two shops.
fn random(seed: u64, prices: Prices) -> TestCase {
    let mut dice = Dice::new(seed);
    let mut case = TestCase::new().cycles(dice.between(1, 3));
    let shops = ["ann", "bea"].map(|key| case.shop(key));
    let items: Vec<_> = (0..dice.between(1, 3))
        .map(|index| case.item(&format!("item{index}")))
        .collect();
    for item in &items {
        case.items[*item].split = dice.one_in(2);
        for shop in shops {
            let units = dice.between(1, 3);
            case.demand(shop, *item, units);
        }
    }
    for index in 0..dice.between(2, 4) {
        let vendor = case.vendor(&format!("vendor{index}"));
        if index == 0 || !dice.one_in(5) {
            case.vendors[vendor].delivery = DeliveryTerms::Collect {
                loading_seconds: i64::from(dice.between(0, 2)) * 60,
            };
            case.vendors[vendor].fixed_fee = dice.one_in(3).then(|| Fee {
                amount: money(dice.between(1, 20)),
                per: dice.pick(&[Period::Cycle, Period::Horizon, Period::Once]),
            });
        }
        for item in items.clone() {
            // The first vendor has everything, so that there is always a plan.
            if index > 0 && dice.one_in(3) {
                continue;
            }
            let price = dice.hundredths(100, 3000);
            let quote = case.quote(vendor, item, price);
            let is_limited = index > 0 && case.items[item].split && dice.one_in(2);
            case.quotes[quote].capacity = is_limited.then(|| PeriodQuantity {
                quantity: qty(dice.between(1, 5)),
                per: Period::Cycle,
            });
            if prices == Prices::Anything {
                complicate(&mut case, quote, &mut dice);
            }
        }
    }
    if prices == Prices::Anything && dice.one_in(3) {
        let most = dice.between(1, 2);
        case.rule(RuleKind::MostVendors { most, of: None });
    }
    add_vehicle(&mut case, &mut dice);
    if prices == Prices::Anything && dice.one_in(2) {
        let van = case.resources.vehicles.values().next().unwrap().clone();
        case.resources.vehicles.push(Vehicle {
            key: "truck".into(),
            fixed_cost: money(dice.between(0, 20)),
            cost_per_hour: money(dice.between(0, 9)),
            ..van
        });
        let vehicles = case.resources.vehicles.values();
        case.resources.cost_units = CostUnits::of(vehicles).unwrap();
    }
    case
}

/// Something that makes buying more than taking the cheapest offers first.
fn complicate(case: &mut TestCase, quote: QuoteId, dice: &mut Dice) {
    let vendor = case.quotes[quote].vendor;
    match dice.between(0, 5) {
        0 | 1 => {
            case.all_units(&[quote], &[(dice.between(2, 5), dice.hundredths(50, 1500))]);
        }
        // The first vendor has everything, whatever is asked.
        _ if vendor.index() == 0 => {}
        2 => case.quotes[quote].lot_size = Some(qty(2)),
        3 => {
            case.vendors[vendor].min_order = Some(PeriodSpend {
                spend: money(dice.between(5, 40)),
                per: Period::Cycle,
            });
        }
        _ => {}
    }
}

fn add_vehicle(case: &mut Case, dice: &mut Dice) {
    let hub = case.resources.hubs.push(Hub {
        key: "hub".into(),
        name: "hub".into(),
        location: None,
    });
    case.resources.vehicles.push(Vehicle {
        key: "van".into(),
        name: "van".into(),
        hub: HubId::from_index(0),
        count: 1,
        weight_max: None,
        volume_max: None,
        fixed_cost: money(dice.between(0, 10)),
        cost_per_km: dice.pick(&[money(1), money(Decimal::new(8, 1))]),
        cost_per_hour: dice.pick(&[money(0), money(18)]),
        distance_max: None,
        duration_max: None,
    });
    let collected: Vec<VendorId> = case
        .vendors
        .ids()
        .filter(|id| case.is_collected(*id))
        .collect();
    let places = std::iter::once(Place::Hub(hub));
    case.resources.places = places
        .chain(collected.into_iter().map(Place::Vendor))
        .collect();
    // City blocks: alike in both directions, and no detour is shorter.
    let points: Vec<_> = case
        .resources
        .places
        .iter()
        .map(|_| (dice.between(0, 9), dice.between(0, 9)))
        .collect();
    let travel = TravelMatrix::from_fn(points.len(), |from, to| {
        let blocks = points[from].0.abs_diff(points[to].0) + points[from].1.abs_diff(points[to].1);
        let blocks = i32::try_from(blocks).unwrap();
        Travel {
            distance: 1000 * blocks,
            duration: 120 * blocks,
        }
    });
    case.resources.travel = Some(travel);
    case.resources.cost_units = CostUnits::of(case.resources.vehicles.values()).unwrap();
}

/// What the cheapest route to these vendors costs over the horizon, by trying every order and vehicle. On
/// city blocks two routes are never cheaper than one.
fn route_cost(case: &Case, vendors: &[VendorId]) -> Money {
    let vehicles = case.resources.vehicles.values();
    let costs = vehicles.map(|vehicle| route_cost_with(case, vehicle, vendors));
    costs.min().unwrap()
}

fn route_cost_with(case: &Case, vehicle: &Vehicle, vendors: &[VendorId]) -> Money {
    if vendors.is_empty() {
        return Money::ZERO;
    }
    let travel = case.resources.travel.as_ref().unwrap();
    let hub = case.resources.place_of(Place::Hub(vehicle.hub)).unwrap();
    let place = |vendor: VendorId| case.resources.place_of(Place::Vendor(vendor)).unwrap();
    let cost = |order: &[VendorId]| {
        let (mut metres, mut seconds, mut at) = (0, 0, hub);
        for vendor in order {
            let DeliveryTerms::Collect { loading_seconds } = case.vendors[*vendor].delivery else {
                panic!("only collected goods are fetched");
            };
            let way = travel.get(at, place(*vendor));
            metres += i64::from(way.distance);
            seconds += i64::from(way.duration) + loading_seconds;
            at = place(*vendor);
        }
        let back = travel.get(at, hub);
        let km = Decimal::from(metres + i64::from(back.distance)) / Decimal::from(1000);
        let hours = Decimal::from(seconds + i64::from(back.duration)) / Decimal::from(3600);
        vehicle.fixed_cost + vehicle.cost_per_km * km + vehicle.cost_per_hour * hours
    };
    let least = orders(vendors)
        .iter()
        .map(|order| cost(order))
        .min()
        .unwrap();
    least * Decimal::from(case.horizon.cycles)
}

fn orders(vendors: &[VendorId]) -> Vec<Vec<VendorId>> {
    if vendors.is_empty() {
        return vec![Vec::new()];
    }
    let first = |index: usize| {
        let mut rest = vendors.to_vec();
        let first = rest.remove(index);
        let rest = orders(&rest).into_iter();
        rest.map(move |order| std::iter::once(first).chain(order).collect::<Vec<_>>())
    };
    (0..vendors.len()).flat_map(first).collect()
}

/// The least objective over every set of vendors that may be visited.
fn least(case: &Case) -> Money {
    let collected: Vec<VendorId> = case
        .vendors
        .ids()
        .filter(|id| case.is_collected(*id))
        .collect();
    let sets = 0..1_u32 << collected.len();
    let objective = |set: u32| {
        let is_in = |index: usize| set & (1 << index) != 0;
        let (mut part, mut visited) = (case.clone(), Vec::new());
        for (index, vendor) in collected.iter().enumerate() {
            if is_in(index) {
                visited.push(*vendor);
                continue;
            }
            for line in case.demand.ids() {
                part.demand[line]
                    .refuses
                    .push(VendorChoice::Vendor(*vendor));
            }
        }
        let (_, award) = exhaustive(&part)?;
        Some(award + route_cost(case, &visited))
    };
    sets.filter_map(objective).min().unwrap()
}

fn solved(case: &Case) -> Plan {
    let options = Options {
        time_limit: None,
        work_limit: Some(200_000),
        gap: 0.0,
        threads: 1,
        ..Options::default()
    };
    match search::solve(case, &options, None, &|_| {}).unwrap() {
        Outcome::Plan(plan) => plan,
        other => panic!("the first vendor has everything, but {other:?}"),
    }
}

/// What floats may leave between a cost and its bound.
fn is_near(a: Money, b: Money) -> bool {
    (a - b).value().abs() < Decimal::new(1, 3)
}

#[test]
fn plain_cases_are_solved_to_the_exhaustive_optimum_and_proven() {
    for (seed, case) in tiny_cases(Prices::Plain) {
        let plan = solved(&case);
        let objective = verify(&case, &plan).unwrap().objective();
        let best = least(&case);
        assert!(
            is_near(objective, best),
            "seed {seed}: {objective} not {best}"
        );
        let bound = plan.proof.bound;
        assert!(
            is_near(bound, best),
            "seed {seed}: {bound} proves not {best}, {:?} {:?}",
            plan.proof,
            case.0
        );
        assert_eq!(plan.proof.bound_source, BoundSource::Routes);
    }
}

#[test]
fn other_cases_are_solved_to_the_exhaustive_optimum_and_proven() {
    for (seed, case) in tiny_cases(Prices::Anything) {
        let plan = solved(&case);
        let objective = verify(&case, &plan).unwrap().objective();
        let best = least(&case);
        assert!(
            is_near(objective, best),
            "seed {seed}: {objective} not {best}"
        );
        let bound = plan.proof.bound;
        assert!(
            is_near(bound, best),
            "seed {seed}: {bound} proves not {best}"
        );
    }
}

/// A search that has no time of its own keeps the plan that it begins from.
#[test]
fn a_plan_that_is_known_is_never_lost() {
    for prices in [Prices::Plain, Prices::Anything] {
        for (seed, case) in tiny_cases(prices).take(20) {
            let plan = solved(&case);
            let known = Known {
                award: plan.award.clone(),
                prices: None,
            };
            let options = Options {
                time_limit: None,
                work_limit: Some(1),
                threads: 1,
                ..Options::default()
            };
            let found = search::solve(&case, &options, Some(&known), &|_| {}).unwrap();
            let Outcome::Plan(found) = found else {
                panic!("seed {seed}: {found:?}");
            };
            let [first, again] =
                [&plan, &found].map(|plan| verify(&case, plan).unwrap().objective());
            assert!(again <= first || is_near(again, first), "seed {seed}");
        }
    }
}

/// Whatever vehicles can carry or drive: what is found is verified, its bound holds, and it is no dearer than
/// the exhaustive optimum over awards that one route can fetch.
#[test]
fn limits_of_vehicles_are_kept() {
    let mut n_limited = 0;
    for (seed, mut case) in tiny_cases(Prices::Anything) {
        let mut dice = Dice::new(seed);
        bring_from_the_first(&mut case);
        let free = least(&case);
        limit_vehicles(&mut case, &mut dice);
        let plan = solved(&case);
        let objective = verify(&case, &plan).unwrap().objective();
        assert!(plan.proof.bound <= objective, "seed {seed}");
        assert!(
            objective >= free || is_near(objective, free),
            "seed {seed}: limits made it cheaper"
        );
        n_limited += usize::from(!is_near(objective, free));
    }
    assert!(n_limited > 0, "no limit was ever felt");
}

/// The first vendor, who has everything, brings it for nothing, so that there is always a plan.
fn bring_from_the_first(case: &mut TestCase) {
    let first = case.vendors.ids().next().unwrap();
    case.vendors[first].delivery = DeliveryTerms::Delivered {
        by_zone: Vec::new(),
        otherwise: Drop {
            fee: Money::ZERO,
            free_from: None,
            value_min: None,
        },
    };
    case.vendors[first].fixed_fee = None;
}

/// Vehicles that carry a part of what is needed, or that drive so far.
fn limit_vehicles(case: &mut TestCase, dice: &mut Dice) {
    for item in case.items.ids().collect::<Vec<_>>() {
        case.items[item].weight = Some(Weight::new(Decimal::ONE));
    }
    let carried = Decimal::from(dice.between(1, 12));
    for vehicle in case.resources.vehicles.ids().collect::<Vec<_>>() {
        case.resources.vehicles[vehicle].weight_max = Some(Weight::new(carried));
        let metres = i64::from(dice.between(10, 40)) * 1000;
        case.resources.vehicles[vehicle].distance_max = dice.one_in(2).then_some(metres);
    }
}

#[test]
fn the_verifier_refuses_routes_that_miss_a_vendor_or_cost_less() {
    let solved_cases = tiny_cases(Prices::Plain).map(|(_, case)| (solved(&case), case));
    let mut with_routes = solved_cases.filter(|(plan, _)| !plan.routes.routes.is_empty());
    let (plan, case) = with_routes.next().unwrap();
    let refusal = |change: &dyn Fn(&mut Plan)| {
        let mut plan = plan.clone();
        change(&mut plan);
        verify(&case, &plan).unwrap_err().to_string()
    };
    let nobody = refusal(&|plan| plan.routes = rochdale::plan::RoutePlan::default());
    assert!(nobody.contains("routes are refused"), "{nobody}");
    let cheap = refusal(&|plan| plan.routes.routes[0].cost -= 1);
    assert!(cheap.contains("cost"), "{cheap}");
    let free = refusal(&|plan| {
        let sold = |quote: QuoteId| !case.is_collected(case.quotes[quote].vendor);
        plan.award.lines.retain(|line| sold(line.quote));
    });
    assert!(free.contains("nothing is collected"), "{free}");
}
