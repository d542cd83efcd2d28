//! The questions against changes that are really made, on random problems.

use super::super::insertion::NEVER;
use super::super::slot::Slot;
use super::{Prepared, Roster};
use crate::problem::delivery::DeliveryProblem;
use crate::routing::{Options, route};
use crate::testing::routing::{features, random_delivery_problem};
use crate::units::PlaceId;
use crate::verify::verify_routes;

const SEEDS: u64 = 300;

/// Asks about every seed's problem.
fn check(ask: impl Fn(&DeliveryProblem, &Prepared, &str)) {
    for seed in 0..SEEDS {
        let problem = random_delivery_problem(seed);
        let words = format!("seed {seed}: {}", features(&problem));
        ask(&problem, &Prepared::new(&problem), &words);
    }
}

/// A roster with every stop that finds a place, the last one first.
fn filled<'m>(prepared: &'m Prepared<'m>) -> Roster<'m> {
    let mut roster = Roster::new(prepared);
    for stop in prepared.model.problem.stops().ids().rev() {
        roster.insert(stop);
    }
    roster
}

fn starts(problem: &DeliveryProblem) -> Vec<PlaceId> {
    let vehicles = problem.vehicles().values();
    let mut starts: Vec<PlaceId> = vehicles.map(|vehicle| vehicle.start).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Cost of the routes, computed from scratch.
fn rebuilt_cost<'m>(prepared: &'m Prepared<'m>, roster: &Roster) -> i64 {
    let again = Roster::from_plan(prepared, &roster.plan()).expect("a roster's plan is a plan");
    assert_eq!(again.plan(), roster.plan());
    again.cost()
}

/// Least cost of visiting a task in a gap, each found by building the route anew.
fn least_by_rebuild(roster: &Roster, task: u32) -> i64 {
    let (solution, m) = (&roster.solution, roster.solution.m);
    let data = &m.tasks[task as usize];
    let mut least = NEVER;
    for (index, route) in solution.routes.iter().enumerate() {
        let is_template = index < solution.n_types();
        if is_template != (route.n_visits == 0) || (is_template && !solution.has_vehicle(index)) {
            continue;
        }
        for node in data.nodes.start..data.nodes.start + data.n_windows {
            for gap in 0..route.slots().len() - 1 {
                let changed = route.with(m, gap, &[Slot::visit(m, node, data.units)]);
                least = changed.map_or(least, |changed| least.min(changed.cost - route.cost));
            }
        }
    }
    least
}

#[test]
fn an_insertion_costs_what_was_answered() {
    check(|problem, prepared, words| {
        let mut roster = Roster::new(prepared);
        for stop in problem.stops().ids() {
            let (before, answer) = (roster.plan(), roster.insertion_cost(stop));
            assert_eq!(roster.plan(), before, "{words}");
            if !roster.is_visited(stop) {
                let least = least_by_rebuild(&roster, prepared.task(stop));
                let least = (least != NEVER).then_some(least);
                if prepared.model.has_reloads || prepared.model.has_upgrades {
                    assert!(answer.is_some() || least.is_none(), "{words}");
                } else {
                    assert_eq!(answer, least, "{words}");
                }
            }
            let cost = roster.cost();
            assert_eq!(roster.insert(stop), answer, "{words}");
            assert_eq!(roster.cost() - cost, answer.unwrap_or(0), "{words}");
            assert_eq!(rebuilt_cost(prepared, &roster), roster.cost(), "{words}");
            let verified = verify_routes(problem, &roster.plan());
            assert!(verified.is_ok(), "{words}: {verified:?}");
        }
    });
}

#[test]
fn a_removal_saves_what_was_answered() {
    let n_refused = std::cell::Cell::new(0);
    check(|problem, prepared, words| {
        let mut roster = filled(prepared);
        let before = roster.plan();
        for stop in problem.stops().ids() {
            let answer = roster.removal_saving(stop);
            assert_eq!(roster.plan(), before, "{words}");
            n_refused.set(n_refused.get() + u32::from(answer.is_none() && roster.is_visited(stop)));
            let cost = roster.cost();
            roster.begin();
            assert_eq!(roster.remove(stop), answer, "{words}");
            assert_eq!(cost - roster.cost(), answer.unwrap_or(0), "{words}");
            if answer.is_some() {
                assert!(!roster.is_visited(stop), "{words}");
                assert!(roster.unserved().contains(&stop), "{words}");
            }
            let verified = verify_routes(problem, &roster.plan());
            assert!(verified.is_ok(), "{words}: {verified:?}");
            assert_eq!(rebuilt_cost(prepared, &roster), roster.cost(), "{words}");
            roster.undo();
            assert_eq!(roster.plan(), before, "{words}");
        }
    });
    assert!(n_refused.get() > 0, "some routes break by losing a visit");
}

#[test]
fn the_shortcut_of_a_removal_is_a_rebuild() {
    check(|problem, prepared, words| {
        let mut roster = filled(prepared);
        for stop in problem.stops().ids() {
            let (answer, task) = (roster.removal_saving(stop), prepared.task(stop));
            if roster.is_visited(stop) {
                assert_eq!(
                    roster.ask(|roster| roster.take_out(task)),
                    answer,
                    "{words}"
                );
            }
        }
    });
}

#[test]
fn a_depot_closes_at_the_cost_answered() {
    check(|problem, prepared, words| {
        let mut roster = filled(prepared);
        let before = roster.plan();
        for place in starts(problem) {
            let answer = roster.closing_cost(place);
            assert_eq!(roster.plan(), before, "{words}");
            let cost = roster.cost();
            roster.begin();
            assert_eq!(roster.close_depot(place), answer, "{words}");
            let plan = roster.plan();
            assert!(verify_routes(problem, &plan).is_ok(), "{words}");
            if let Some(answer) = answer {
                assert_eq!(roster.cost() - cost, answer, "{words}");
                assert_eq!(plan.unserved, before.unserved, "{words}");
                let mut routes = plan.routes.iter();
                assert!(routes.all(|route| problem.vehicles()[route.vehicle].start != place));
            }
            assert_eq!(roster.closing_cost(place), answer.map(|_| 0), "{words}");
            roster.undo();
            assert_eq!(roster.plan(), before, "{words}");
            assert_eq!(roster.closing_cost(place), answer, "{words}");
        }
    });
}

#[test]
fn a_depot_opens_with_the_saving_answered() {
    let n_saving = std::cell::Cell::new(0);
    check(|problem, prepared, words| {
        for place in starts(problem) {
            let mut roster = Roster::new(prepared);
            roster.close_depot(place);
            for stop in problem.stops().ids() {
                roster.insert(stop);
            }
            let (before, cost) = (roster.plan(), roster.cost());
            let answer = roster.opening_saving(place);
            assert_eq!(roster.plan(), before, "{words}");
            roster.begin();
            assert_eq!(roster.open_depot(place), answer, "{words}");
            assert_eq!(cost - roster.cost(), answer, "{words}");
            n_saving.set(n_saving.get() + u32::from(answer > 0));
            let plan = roster.plan();
            assert!(verify_routes(problem, &plan).is_ok(), "{words}");
            assert_eq!(plan.unserved, before.unserved, "{words}");
            roster.undo();
            assert_eq!(roster.plan(), before, "{words}");
            assert_eq!(
                roster.closing_cost(place),
                Some(0),
                "it is closed again: {words}"
            );
        }
    });
    assert!(n_saving.get() > 0, "some depots are worth opening");
}

#[test]
fn many_changes_are_undone_at_once() {
    check(|problem, prepared, words| {
        let mut roster = filled(prepared);
        let before = roster.plan();
        roster.begin();
        for stop in problem.stops().ids() {
            roster.remove(stop);
            for place in starts(problem) {
                roster.closing_cost(place);
                roster.opening_saving(place);
            }
            roster.insert(stop);
        }
        for place in starts(problem) {
            roster.close_depot(place);
            roster.open_depot(place);
        }
        assert!(verify_routes(problem, &roster.plan()).is_ok(), "{words}");
        assert_eq!(rebuilt_cost(prepared, &roster), roster.cost(), "{words}");
        roster.undo();
        assert_eq!(roster.plan(), before, "{words}");
        assert_eq!(rebuilt_cost(prepared, &roster), roster.cost(), "{words}");
    });
}

#[test]
fn plans_of_the_search_are_read_back() {
    check(|problem, prepared, words| {
        let options = Options {
            iterations: Some(200),
            ..Options::default()
        };
        let plan = route(problem, &options, &|_| {}).plan;
        let mut roster = Roster::from_plan(prepared, &plan).expect(words);
        assert_eq!(roster.plan(), plan, "{words}");
        for stop in problem.stops().ids() {
            let (cost, answer) = (roster.cost(), roster.removal_saving(stop));
            roster.begin();
            assert_eq!(roster.remove(stop), answer, "{words}");
            assert_eq!(cost - roster.cost(), answer.unwrap_or(0), "{words}");
            assert!(verify_routes(problem, &roster.plan()).is_ok(), "{words}");
            roster.undo();
            assert_eq!(roster.plan(), plan, "{words}");
        }
    });
}

#[test]
fn a_plan_that_breaks_a_limit_is_not_read() {
    let problem = random_delivery_problem(0);
    let prepared = Prepared::new(&problem);
    let mut plan = filled(&prepared).plan();
    assert!(Roster::from_plan(&prepared, &plan).is_some());
    plan.routes.extend(plan.routes.clone());
    assert!(Roster::from_plan(&prepared, &plan).is_none());
}
