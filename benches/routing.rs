//! The routing engine on generated instances: one insertion question, a short descent, and a
//! thousand iterations.
//!
//! The question is about the stop with the least load, for which most routes have room; the routes are
//! those of inserting all others one after the other.
//!
//! Stops lie at random in a square, the depot in its middle; about ten fill a vehicle. With windows,
//! each stop has one of a tenth to a fifth of the shift. The time of a descent or a search has in it
//! what comes with every call: making the problem ready, and the last choice among the routes met. The
//! cost of the plan found is printed beside it: a faster search may be a worse one.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use rochdale::problem::delivery::{
    DeliveryProblem, PickupOrder, Stop, Travel, TravelMatrix, VehicleType, Window,
};
use rochdale::routing::{Options, Prepared, Roster, route};
use rochdale::units::{Id as _, PlaceId, StopId, Table};

/// Side of the square.
const SIDE: u64 = 1_000;
/// Shift, in units in which a unit of distance takes one.
const SHIFT: i64 = 4_000;
const SERVICE: i64 = 10;
const CAPACITY: i64 = 500;
const LOAD_MAX: u64 = 100;
const SIZES: [usize; 2] = [100, 500];

/// Equal numbers in every run (Source: Steele, Lea & Flood 2014, 10.1145/2660193.2660195).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % n
    }

    fn signed_below(&mut self, n: i64) -> i64 {
        let n = u64::try_from(n).expect("not negative");
        i64::try_from(self.below(n)).expect("small")
    }
}

fn uniform(n_stops: usize, has_windows: bool) -> DeliveryProblem {
    let mut numbers = Numbers(1);
    let middle = i32::try_from(SIDE / 2).expect("small");
    let mut points = vec![(middle, middle)];
    for _ in 0..n_stops {
        let mut coordinate = || i32::try_from(numbers.below(SIDE)).expect("small");
        points.push((coordinate(), coordinate()));
    }
    let travel = TravelMatrix::from_fn(points.len(), |from, to| {
        let (a, b) = (points[from], points[to]);
        let distance = ((a.0 - b.0).pow(2) + (a.1 - b.1).pow(2)).isqrt();
        Travel {
            distance,
            duration: distance,
        }
    });
    let stops = (1..=n_stops).map(|place| stop(place, has_windows, &mut numbers));
    let count = u32::try_from(n_stops).expect("small");
    DeliveryProblem::new(
        Table::new(stops.collect()),
        Table::default(),
        Table::new(vec![van(count)]),
        travel,
    )
    .expect("the instance makes sense")
}

fn stop(place: usize, has_windows: bool, numbers: &mut Numbers) -> Stop {
    let load = 1 + numbers.signed_below(i64::try_from(LOAD_MAX).expect("small"));
    let length = SHIFT / 10 + numbers.signed_below(SHIFT / 10);
    let reach = i64::try_from(SIDE).expect("small");
    let earliest = reach + numbers.signed_below(SHIFT - 2 * reach - length);
    Stop {
        name: format!("stop {place}"),
        place: PlaceId::from_index(place),
        delivery: vec![load],
        pickup: vec![0],
        service: SERVICE,
        windows: if has_windows {
            vec![Window::new(earliest, earliest + length)]
        } else {
            vec![]
        },
        prize: None,
        group: None,
        vehicles: None,
        is_splittable: false,
    }
}

fn van(count: u32) -> VehicleType {
    VehicleType {
        name: "van".to_owned(),
        count,
        start: PlaceId::from_index(0),
        end: PlaceId::from_index(0),
        capacity: vec![CAPACITY],
        fixed_cost: 0,
        distance_cost: 1,
        duration_cost: 0,
        shift: Window::new(0, SHIFT),
        duration_max: None,
        distance_max: None,
        reloading: None,
        pickup_order: PickupOrder::Anywhere,
        driver_break: None,
    }
}

/// Size, and whether with windows, for the name of a measurement.
fn instances() -> impl Iterator<Item = (String, DeliveryProblem)> {
    let all = SIZES.into_iter().flat_map(|n| [(n, false), (n, true)]);
    all.map(|(n, has_windows)| {
        let kind = if has_windows { "windows" } else { "capacity" };
        (format!("{kind}/{n}"), uniform(n, has_windows))
    })
}

fn questions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("routing");
    for (name, problem) in instances() {
        let prepared = Prepared::new(&problem);
        let mut roster = Roster::new(&prepared);
        let mut stops: Vec<StopId> = problem.stops().ids().collect();
        stops.sort_by_key(|&stop| problem.stops()[stop].delivery[0]);
        let (asked, visited) = (stops[0], stops[1]);
        for &stop in &stops[1..] {
            roster.insert(stop).expect("there are vehicles enough");
        }
        group.bench_function(BenchmarkId::new("insertion_cost", &name), |bench| {
            bench.iter(|| roster.insertion_cost(black_box(asked)));
        });
        group.bench_function(BenchmarkId::new("removal_saving", &name), |bench| {
            bench.iter(|| roster.removal_saving(black_box(visited)));
        });
        group.bench_function(BenchmarkId::new("insert_and_undo", &name), |bench| {
            bench.iter(|| {
                roster.begin();
                roster.insert(black_box(asked));
                roster.undo();
            });
        });
    }
    group.finish();
}

fn searches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("routing");
    group
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500));
    for (name, problem) in instances() {
        for (stage, iterations) in [("descent", 100), ("search", 1_000)] {
            let options = Options {
                iterations: Some(iterations),
                ..Options::default()
            };
            let cost = route(&problem, &options, &|_| {}).plan.cost;
            eprintln!("routing/{stage}/{name}: cost {cost}");
            group.bench_function(BenchmarkId::new(stage, &name), |bench| {
                bench.iter(|| route(&problem, &options, &|_| {}));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, questions, searches);
criterion_main!(benches);
