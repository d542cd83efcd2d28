//! The statements of three members against a sheet computed by hand.
//!
//! Ten weeks, in all:
//!
//! |                                      |    Ann |    Bea |    Cyd | together |
//! |--------------------------------------|-------:|-------:|-------:|---------:|
//! | flour, 60 kg a week at 1.50          | 450.00 | 300.00 | 150.00 |   900.00 |
//! | drops at 4.00 (Ann's are free)       |        |  40.00 |  40.00 |    80.00 |
//! | Mill's fee, by flour                 |  15.00 |  10.00 |   5.00 |    30.00 |
//! | *Mill invoices*                      | 465.00 | 350.00 | 195.00 |  1010.00 |
//! | oil, at 3.50                         |        | 140.00 | 210.00 |   350.00 |
//! | surplus oil, 7.00 a week by 4 : 6    |        |  28.00 |  42.00 |    70.00 |
//! | *Press invoices*                     |        | 168.00 | 252.00 |   420.00 |
//! | keeping it, 0.07 a week: 0.03 + 0.04 |        |   0.30 |   0.40 |     0.70 |
//! | rebate, 2 % of the flour             |  -9.00 |  -6.00 |  -3.00 |   -18.00 |
//! | *landed cost*                        |        |        |        |  1412.70 |
//! | fee: 1 % of invoices, and 5.00       |   9.65 |  10.18 |   9.47 |    29.30 |
//! | **owed before transfers**            | 465.65 | 522.48 | 453.87 |  1442.00 |
//! | base: alone, alone, today            | 618.00 | 640.70 | 466.00 |          |
//! | cap: today, alone, today             | 510.00 | 640.70 | 466.00 |          |
//! | **charge**                           | 510.00 | 539.56 | 392.44 |  1442.00 |
//! | transfer                             |  44.35 |  17.08 | -61.43 |     0.00 |
//! | saved against today, alone, today    |   0.00 | 101.14 |  73.56 |          |
//! | tax of 6 %                           | exempt |  31.08 |  26.82 |          |
//!
//! At a common share of 1442.00 ÷ 1724.70 Ann would pay 516.70, above her 510.00 of today. The other
//! two share 932.00 over 1106.70: 539.5612… and 392.4387….

use rochdale::report::{View, statement};
use rochdale::savings::{Account, Base, Baseline, CapKind, Savings, TaxKind};
use rochdale::testing::money;
use rochdale::units::{Id, MemberId};
use rust_decimal::dec;

use super::fixture::{ANN, BEA, CYD, alone, case, each, plan_of};

fn with_savings(look: impl Fn(&View, &Savings)) {
    let case = case();
    let plan = plan_of(&case);
    let savings = Savings::of(&case, &plan, &alone());
    look(&View::of(&case, &plan, &savings), &savings);
}

#[test]
fn invoices_and_fees_are_those_of_the_sheet() {
    with_savings(|view, savings| {
        assert_eq!(view.plan.statement_total(), money(dec!(1412.70)));
        let account = |figure: fn(&Account) -> rochdale::units::Money| {
            each(savings, |member| figure(&member.account))
        };
        assert_eq!(
            account(Account::invoiced),
            [dec!(465), dec!(518), dec!(447)]
        );
        assert_eq!(account(Account::paid_back), [dec!(9), dec!(6), dec!(3)]);
        assert_eq!(account(Account::kept), [dec!(0), dec!(0.30), dec!(0.40)]);
        assert_eq!(
            account(|a| a.admin_fee),
            [dec!(9.65), dec!(10.18), dec!(9.47)]
        );
        assert_eq!(
            account(Account::own),
            [dec!(465.65), dec!(522.48), dec!(453.87)]
        );
        let by_vendor = savings.members[BEA].account.invoices.iter();
        let by_vendor: Vec<_> = by_vendor.map(|invoice| invoice.cost.invoiced()).collect();
        assert_eq!(by_vendor, [money(350), money(168)]);
    });
}

#[test]
fn charges_and_transfers_are_those_of_the_sheet() {
    with_savings(|_, savings| {
        assert_eq!(savings.total, money(1442));
        let charges = each(savings, |member| member.charge);
        assert_eq!(charges, [dec!(510), dec!(539.56), dec!(392.44)]);
        let transfers = each(savings, |member| member.transfer);
        assert_eq!(transfers, [dec!(44.35), dec!(17.08), dec!(-61.43)]);
        let paid = savings.transfers.iter();
        let paid: Vec<_> = paid
            .map(|paid| (paid.from.index(), paid.to.index(), paid.amount.value()))
            .collect();
        assert_eq!(paid, [(ANN, CYD, dec!(44.35)), (BEA, CYD, dec!(17.08))]);
        let share = savings.saving_share.unwrap().round_dp(6);
        assert_eq!(share, dec!(0.157857));
        assert_eq!(savings.missing(), money(0));
    });
}

#[test]
fn baselines_and_caps_are_named() {
    with_savings(|_, savings| {
        let member = |index: usize| &savings.members[index];
        assert_eq!(member(ANN).base, Base::StandAlone(money(618)));
        assert_eq!(member(CYD).base, Base::Incumbent(money(466)));
        let caps = savings
            .members
            .iter()
            .map(|member| member.cap.unwrap().kind);
        let expected = [CapKind::Today, CapKind::StandAlone, CapKind::Today];
        assert_eq!(caps.collect::<Vec<_>>(), expected);
        let saving = |index: usize| {
            let saving = member(index).saving().unwrap();
            (saving.baseline, saving.amount.value())
        };
        assert_eq!(saving(ANN), (Baseline::Incumbent, dec!(0)));
        // Not all of Bea's prices of today are known.
        assert_eq!(saving(BEA), (Baseline::StandAlone, dec!(101.14)));
        assert_eq!(saving(CYD), (Baseline::Incumbent, dec!(73.56)));
        assert_eq!(member(BEA).incumbent.as_ref().unwrap().cost, money(420));
    });
}

#[test]
fn tax_stands_apart_and_an_exempt_member_owes_none() {
    with_savings(|_, savings| {
        let tax = |index: usize| {
            let tax = savings.members[index].account.tax.unwrap();
            (tax.kind, tax.amount.value())
        };
        assert_eq!(tax(ANN), (TaxKind::Exempt, dec!(27.90)));
        assert_eq!(tax(BEA), (TaxKind::OnTop, dec!(31.08)));
        assert_eq!(tax(CYD), (TaxKind::OnTop, dec!(26.82)));
    });
}

#[test]
fn prices_with_tax_show_what_an_exempt_member_does_not_owe() {
    let mut case = case();
    case.tax_included = true;
    let plan = plan_of(&case);
    let savings = Savings::of(&case, &plan, &alone());
    let tax = savings.members[ANN].account.tax.unwrap();
    // 6 ÷ 106 of 465.00.
    assert_eq!(
        (tax.kind, tax.amount.value()),
        (TaxKind::ExemptButIncluded, dec!(26.32))
    );
    assert_eq!(savings.total, money(1442));
}

#[test]
fn the_statements_as_they_are_read() {
    with_savings(|view, _| {
        let bea = Some(MemberId::from_index(BEA));
        insta::assert_snapshot!("bea", statement::text(view, bea));
        insta::assert_snapshot!("all", statement::text(view, None));
        insta::assert_snapshot!("csv", statement::csv(view, None));
    });
}

#[test]
fn one_members_rows_are_those_in_the_file_for_all() {
    with_savings(|view, savings| {
        let all = statement::csv(view, None);
        for member in &savings.members {
            let key = format!("{},", view.case.members[member.member].key);
            let rows = all.lines().enumerate();
            let own = rows.filter(|(index, row)| *index == 0 || row.starts_with(&key));
            let own: String = own.flat_map(|(_, row)| [row, "\n"]).collect();
            assert_eq!(statement::csv(view, Some(member.member)), own);
        }
    });
}

#[test]
fn one_members_statement_shows_no_other_members_name_or_figures() {
    // What only the others and the cooperative have, from the sheet.
    let of_others = [
        (
            ANN,
            &[
                "640.70", "539.56", "522.48", "518.00", "392.44", "453.87", "466.00", "61.43",
                "17.08", "31.08",
            ],
        ),
        (
            BEA,
            &[
                "618.00", "510.00", "465.00", "44.35", "392.44", "453.87", "466.00", "61.43",
                "252.00", "26.82",
            ],
        ),
        (
            CYD,
            &[
                "618.00", "510.00", "465.00", "44.35", "640.70", "539.56", "522.48", "17.08",
                "168.00", "31.08",
            ],
        ),
    ];
    let of_all = [
        "1442", "1,442", "1412.70", "1,412.70", "29.30", "900.00", "1,010.00", "420.00 ", "60 kg",
    ];
    with_savings(|view, _| {
        for (index, figures) in of_others {
            let member = MemberId::from_index(index);
            let text = statement::text(view, Some(member)) + &statement::csv(view, Some(member));
            for (id, other) in view.case.members.iter() {
                let is_own = id == member;
                assert_eq!(
                    text.contains(&other.name),
                    is_own,
                    "{}:\n{text}",
                    other.name
                );
                let as_word = |word: &str| word == other.key;
                let words = text.split(|c: char| !c.is_alphanumeric()).any(as_word);
                assert_eq!(words, is_own, "{}:\n{text}", other.key);
            }
            for figure in figures.iter().chain(&of_all) {
                let is_bea_today = index == BEA && *figure == "420.00 ";
                assert!(is_bea_today || !text.contains(figure), "{figure}:\n{text}");
            }
        }
    });
}

#[test]
fn no_line_of_a_statement_is_wider_than_a_hundred_columns() {
    let mut case = case();
    case.name = "A cooperative with a very long name, ".repeat(5);
    for member in case.members.ids() {
        case.members[member].name = "A shop with a very long name, ".repeat(5);
        case.members[member].today_source = Some("receipts and invoices, ".repeat(10));
    }
    for item in case.items.ids() {
        case.items[item].name = "An item with a very long name, ".repeat(5);
    }
    let plan = plan_of(&case);
    let savings = Savings::of(&case, &plan, &alone());
    let text = statement::text(&View::of(&case, &plan, &savings), None);
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}
