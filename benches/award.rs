//! The stages of an award on the shipped case: reading it, pricing a plan exactly, finding it.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use rochdale::award::{self, Options, Outcome};
use rochdale::input::read_case;
use rochdale::pricing::exact;
use rochdale::verify::verify;

fn stages(criterion: &mut Criterion) {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("models/cases/camden-produce-delivered");
    let case = read_case(&folder).expect("the shipped case reads").case;
    let options = Options {
        gap: 0.001,
        threads: 1,
        ..Options::default()
    };
    let Ok(Outcome::Plan(plan)) = award::solve(&case, &options, &|_| {}) else {
        panic!("the shipped case has a plan");
    };
    let mut group = criterion.benchmark_group("camden");
    group.sample_size(10).warm_up_time(Duration::from_secs(1));
    group.bench_function("read", |bench| {
        bench.iter(|| read_case(black_box(&folder)));
    });
    group.bench_function("charges", |bench| {
        bench.iter(|| exact::charges(&case, &plan.award));
    });
    group.bench_function("verify", |bench| {
        bench.iter(|| verify(&case, &plan));
    });
    group.bench_function("solve", |bench| {
        bench.iter(|| award::solve(&case, &options, &|_| {}));
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
