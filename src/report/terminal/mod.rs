//! The report as text, within 100 columns.
//!
//! In the order a coordinator asks: what do we pay and against what, can it be cheaper, which
//! vendors and where do their breaks stand, which member causes what.

mod members;
mod routes;
mod rules;
mod vendors;

use crate::plan::{BoundSource, Proof, Status, gap};

use super::format::{
    amount, count, money_per, rounded_down, rounded_up, share, share_at_least, share_at_most,
};
use super::table::{Align, TextTable, printable, wrapped};
use super::view::{Comparison, CostKind, View};

/// The whole report.
pub fn text(view: &View) -> String {
    let parts = [
        headline(view),
        proof(view),
        kinds(view),
        vendors::text(view),
        routes::text(view),
        rules::text(view),
        members::text(view),
    ];
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn headline(view: &View) -> String {
    let case = view.case;
    let basis = if case.horizon.cycles == 1 {
        format!("one {}", case.horizon.name)
    } else {
        let cycles = count(case.horizon.cycles as usize, &case.horizon.cycle);
        format!("{cycles} per {}", case.horizon.name)
    };
    let tax = if case.tax_included {
        "included"
    } else {
        "excluded"
    };
    let size = format!(
        "{}, {}, {} of {} in use; {basis}; tax {tax}",
        count(case.members.len(), "member"),
        count(case.demand.len(), "demand line"),
        view.vendors.len(),
        count(case.vendors.len(), "vendor"),
    );
    let mut text = format!("{}\n{}\n", printable(&case.name), wrapped(&size, 0));
    let mut table = TextTable::new(&[("", Align::Left), ("", Align::Right), ("", Align::Left)]);
    table.row(sum_row(view, "The cooperative pays", view.cost.total()));
    text.push_str(&table.render(0));
    text.push_str(&today(view));
    text
}

fn sum_row(view: &View, label: &str, value: crate::units::Money) -> [String; 3] {
    let unit = format!(
        "{} per {}",
        view.case.currency.code(),
        view.case.horizon.name
    );
    [label.to_owned(), amount(value, view.case.currency), unit]
}

fn today(view: &View) -> String {
    let Some(comparison) = &view.today else {
        return "No price of today is declared, so no saving is stated.\n".to_owned();
    };
    let mut table = TextTable::new(&[("", Align::Left), ("", Align::Right), ("", Align::Left)]);
    table.row(sum_row(view, "At today's prices", comparison.today));
    table.row(sum_row(view, "With this plan", comparison.plan));
    let mut saved = sum_row(view, "Saved", comparison.saved());
    if let Some(part) = comparison.saved_share() {
        saved[2] = format!("{} ({})", saved[2], share(part));
    }
    table.row(saved);
    format!("{}\n{}", known(comparison), table.render(2))
}

fn known(comparison: &Comparison) -> String {
    if comparison.n_lines == comparison.n_lines_all {
        return "Today's price is known for every line (100 % of the spend):".to_owned();
    }
    let known = format!(
        "Today's price is known for {} of {} ({} of the spend). For those lines alone, with their \
         proportional part of fees and discounts:",
        comparison.n_lines,
        count(comparison.n_lines_all, "line"),
        share_at_least(comparison.share),
    );
    wrapped(&known, 0).trim_end().to_owned()
}

/// The bound compares unrounded costs and was computed in floating point; the amounts above it are
/// rounded, so the claim says both.
fn proof(view: &View) -> String {
    let case = view.case;
    let proof = &view.plan.plan().proof;
    let claim = if view.cheaper_at_most.is_zero() {
        "No plan can be cheaper, before invoice lines are rounded.".to_owned()
    } else {
        format!(
            "No plan can be more than {} cheaper ({}), before invoice lines are rounded.",
            money_per(
                rounded_up(view.cheaper_at_most, case.currency),
                case.currency,
                &case.horizon.name
            ),
            share_at_most(view.gap)
        )
    };
    let source = source(proof.bound_source);
    format!(
        "{}  {}\n  {source}\n{}",
        wrapped(&claim, 2),
        status(proof),
        certified(view)
    )
}

/// What the verifier found that internal prices prove, if the plan has any.
fn certified(view: &View) -> String {
    let Some(bound) = view.plan.certified_bound() else {
        return String::new();
    };
    let (currency, horizon) = (view.case.currency, &view.case.horizon.name);
    let how = match view.plan.plan().proof.bound_source {
        BoundSource::Prices => "Certified without the search",
        BoundSource::Milp | BoundSource::Vendors | BoundSource::Routes => {
            "Certified without the search, by a weaker proof"
        }
    };
    let text = format!(
        "  {how}: no plan costs less than {} (gap {}).",
        money_per(rounded_down(bound, currency), currency, horizon),
        share_at_most(gap(view.plan.objective(), bound)),
    );
    wrapped(&text, 2)
}

fn status(proof: &Proof) -> String {
    let seconds = format!("{:.1} s", proof.seconds);
    match proof.status {
        Status::Optimal => format!("The search was completed in {seconds}."),
        Status::TimeLimit => format!("The search stopped at the time limit, after {seconds}."),
        Status::Imprecise => {
            format!("The solver's arithmetic could prove no more, after {seconds}.")
        }
        Status::AwardFirst => {
            format!("The award was made before its routes, as was asked, in {seconds}.")
        }
        Status::Exhausted => {
            format!("The search came to its end after {seconds}, and can prove no more.")
        }
        Status::WorkLimit => format!("The search used up its work budget, after {seconds}."),
        Status::Interrupted => format!("The search was interrupted after {seconds}."),
    }
}

fn source(source: BoundSource) -> &'static str {
    match source {
        BoundSource::Milp => "Proven by branch and bound over every possible award.",
        BoundSource::Prices => "Proven by internal prices.",
        BoundSource::Vendors => "Proven by internal prices for every choice of the vendors used.",
        BoundSource::Routes => "Proven by branch and bound over awards and what routes must cost.",
    }
}

fn kinds(view: &View) -> String {
    let mut table = TextTable::new(&[("", Align::Left), ("", Align::Right)]);
    for (kind, value) in view.cost.iter() {
        table.row([
            kind_name(kind).to_owned(),
            amount(value, view.case.currency),
        ]);
    }
    table.row([
        "Total".to_owned(),
        amount(view.cost.total(), view.case.currency),
    ]);
    format!(
        "{}\n{}{}",
        heading(view, "Cost"),
        table.render(2),
        rounding(view)
    )
}

/// Says so where rounding every line as an invoice does makes a difference.
fn rounding(view: &View) -> String {
    let exact = view.plan.landed_cost();
    if exact == view.cost.total() {
        return String::new();
    }
    let horizon = &view.case.horizon.name;
    let exact = money_per(exact, view.case.currency, horizon);
    let note =
        format!("Every line is rounded as it is invoiced; unrounded the plan costs {exact}.");
    wrapped(&note, 2)
}

/// `Vendors, USD per year`.
fn heading(view: &View, what: &str) -> String {
    let period = printable(&view.case.horizon.name);
    format!("{what}, {} per {period}", view.case.currency.code())
}

/// What people call a kind of cost.
fn kind_name(kind: CostKind) -> &'static str {
    match kind {
        CostKind::Goods => "Goods",
        CostKind::SurplusGoods => "Goods beyond the need",
        CostKind::SurplusCost => "Keeping what is beyond the need",
        CostKind::BreakDiscount => "Discount on units above breaks",
        CostKind::Bundle => "Bundle discounts",
        CostKind::Rebate => "Rebates, paid back later",
        CostKind::BrokenPack => "Fees for broken packs",
        CostKind::FixedFee => "Vendor fees",
        CostKind::Drop => "Delivery fees",
        CostKind::Collection => "Fetching goods from vendors",
        CostKind::Switching => "Changing vendors",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::report::table::WIDTH;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn the_report_of_a_small_case() {
        let case = fixture::case();
        let plan = fixture::verified(&case);
        insta::assert_snapshot!(text(&View::of(
            &case,
            &plan,
            &fixture::savings(&case, &plan)
        )));
    }

    #[test]
    fn no_line_is_wider_than_the_report() {
        let mut case = fixture::case();
        for member in case.members.ids() {
            case.members[member].name = "A cooperative store with a very long name, ".repeat(4);
        }
        for line in case.demand.ids() {
            let demand = &mut case.demand[line];
            demand.quantity = demand.quantity * crate::units::Decimal::from(10_000);
        }
        let mut plan = fixture::claimed();
        for line in &mut plan.award.lines {
            line.covered = line.covered * crate::units::Decimal::from(10_000);
        }
        for surplus in &mut plan.award.surplus {
            surplus.quantity = crate::testing::qty(8);
        }
        let plan = crate::verify::verify(&case, &plan).unwrap();
        let text = text(&View::of(&case, &plan, &fixture::savings(&case, &plan)));
        for line in text.lines() {
            assert!(line.width() <= WIDTH, "{} columns: {line}", line.width());
        }
    }

    #[test]
    fn what_internal_prices_prove_is_said_beside_the_bound() {
        let case = fixture::case();
        let mut plan = fixture::claimed();
        plan.prices = Some(crate::plan::InternalPrices::default());
        let said = |plan: &crate::plan::Plan| {
            let plan = crate::verify::verify(&case, plan).unwrap();
            let text = text(&View::of(&case, &plan, &fixture::savings(&case, &plan)));
            (plan.certified_bound().unwrap(), text)
        };
        let (bound, by_solver) = said(&plan);
        let line = "  Certified without the search, by a weaker proof: no plan costs less than";
        assert!(by_solver.contains(line) && by_solver.contains("branch and bound"));
        plan.proof.bound = bound;
        plan.proof.bound_source = BoundSource::Prices;
        let (_, by_prices) = said(&plan);
        let source = "  Proven by internal prices.\n  Certified without the search: no plan costs";
        assert!(by_prices.contains(source), "{by_prices}");
    }

    #[test]
    fn a_proven_optimum_says_how_exact_it_is() {
        let case = fixture::case();
        let mut plan = fixture::claimed();
        plan.proof.bound = fixture::verified(&case).objective();
        let plan = crate::verify::verify(&case, &plan).unwrap();
        let claim = "No plan can be cheaper, before invoice lines are rounded.";
        assert!(text(&View::of(&case, &plan, &fixture::savings(&case, &plan))).contains(claim));
    }
}
