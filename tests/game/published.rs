//! Published games with their figures, typed in with their sources.
//!
//! `shapley`, `nucleolus` and `prenucleolus` are exact, or closed forms, worked out by hand from the
//! coalitions that bind; `printed` is what the source prints.

#![allow(
    clippy::unreadable_literal,
    reason = "figures stand as they were published"
)]

use rochdale::game::CostTable;

use super::families::{
    bankruptcy, costs, equal_pairs, gloves, joint_orders, largest_pays, values, voting,
};

/// A rule that a source gives figures of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    Shapley,
    Nucleolus,
    Prenucleolus,
}

/// What a source prints.
pub struct Printed {
    pub rule: Rule,
    pub figures: Vec<f64>,
    /// To how many decimals.
    pub decimals: i32,
    /// Why it is not what the rule says, if it is not.
    pub error: Option<&'static str>,
}

/// A game as published; figures in its own sign, costs or values.
pub struct Published {
    pub name: &'static str,
    pub source: &'static str,
    pub is_value: bool,
    pub table: CostTable,
    pub shapley: Vec<f64>,
    pub nucleolus: Vec<f64>,
    pub prenucleolus: Vec<f64>,
    pub printed: Vec<Printed>,
}

impl Published {
    /// A game whose nucleolus is its prenucleolus.
    fn new(
        (name, source): (&'static str, &'static str),
        (is_value, table): (bool, CostTable),
        shapley: &[f64],
        nucleolus: &[f64],
    ) -> Self {
        Self {
            name,
            source,
            is_value,
            table,
            shapley: shapley.to_vec(),
            nucleolus: nucleolus.to_vec(),
            prenucleolus: nucleolus.to_vec(),
            printed: Vec::new(),
        }
    }

    fn with_prenucleolus(mut self, figures: &[f64]) -> Self {
        self.prenucleolus = figures.to_vec();
        self
    }

    fn printed(mut self, rule: Rule, figures: &[f64], decimals: i32) -> Self {
        self.printed.push(Printed {
            rule,
            figures: figures.to_vec(),
            decimals,
            error: None,
        });
        self
    }

    fn in_error(mut self, why: &'static str) -> Self {
        self.printed.last_mut().unwrap().error = Some(why);
        self
    }
}

/// All of them.
pub fn published() -> Vec<Published> {
    [
        textbook(),
        more_textbook(),
        estates(),
        simple(),
        purchasing(),
        cost_sharing(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const CHURKIN: &str =
    "Guajardo & Jörnsten (2015), European Journal of Operational Research 241: 931";

fn textbook() -> Vec<Published> {
    vec![
        Published::new(
            ("lemaire1991_insurance", "Lemaire (1991), ASTIN Bulletin 21"),
            values([46125.0, 17437.5, 69187.5, 5812.5, 53812.5, 30750.0, 90000.0]),
            &[51750.0, 25875.0, 12375.0],
            &[52687.5, 24468.75, 12843.75],
        )
        .printed(Rule::Nucleolus, &[52687.5, 24468.75, 12843.75], 2),
        Published::new(
            ("oh_shin2012_manufacturing", CHURKIN),
            costs([
                375144.0, 245280.0, 568232.0, 211239.0, 551055.0, 452411.0, 772500.0,
            ]),
            &[
                342205.0 + 2.0 / 3.0,
                227951.0 + 2.0 / 3.0,
                202342.0 + 2.0 / 3.0,
            ],
            &[331695.25, 233051.25, 207753.5],
        )
        .printed(Rule::Nucleolus, &[331695.25, 233051.25, 207753.5], 2),
        Published::new(
            (
                "reijnierse1995",
                "Reijnierse (1995), Games, Graphs and Algorithms, thesis, Nijmegen",
            ),
            values([0.0, 0.0, 5.0, 0.0, 5.0, 1.0, 9.0]),
            &[13.0 / 3.0, 7.0 / 3.0, 7.0 / 3.0],
            &[5.0, 2.0, 2.0],
        )
        .printed(Rule::Nucleolus, &[5.0, 2.0, 2.0], 0),
    ]
}

fn more_textbook() -> Vec<Published> {
    vec![
        Published::new(
            (
                "satyaramesh2009_electricity",
                "Satyaramesh & Radhakrishna (2009), usage of transmission networks",
            ),
            values([1.275, 3.471, 7.005, 1.466, 4.081, 5.672, 11.21]),
            &[19.775 / 6.0, 31.136 / 6.0, 16.349 / 6.0],
            &[3.08925, 5.28525, 2.8355],
        )
        .printed(Rule::Nucleolus, &[3.0893, 5.2853, 2.8355], 4),
        Published::new(
            (
                "coopgame_67_1",
                "R package CoopGame 0.2.2, nucleolus; its core is empty",
            ),
            values([2.0, 6.0, 15.0, 5.0, 1.0, 18.0, 14.0]),
            &[1.0 / 6.0, 64.0 / 6.0, 19.0 / 6.0],
            &[2.0, 7.0, 5.0],
        )
        .with_prenucleolus(&[-1.0, 13.0, 2.0])
        .printed(Rule::Nucleolus, &[2.0, 7.0, 5.0], 0),
        Published::new(
            (
                "peleg_sudholter_5_5_12",
                "Peleg & Sudhölter (2007), Theory of Cooperative Games, p. 96",
            ),
            values([0.0, 0.0, 10.0, 0.0, 0.0, 0.0, 2.0]),
            &[7.0 / 3.0, 7.0 / 3.0, -8.0 / 3.0],
            &[1.0, 1.0, 0.0],
        )
        .with_prenucleolus(&[3.0, 3.0, -4.0])
        .printed(Rule::Prenucleolus, &[3.0, 3.0, -4.0], 0),
        Published::new(
            ("coopgame_15_1", "R package CoopGame 0.2.2, shapleyValue"),
            values([2.0, 4.0, 18.0, 5.0, 14.0, 9.0, 24.0]),
            &[9.5, 8.0, 6.5],
            &[11.5, 7.0, 5.5],
        )
        .printed(Rule::Shapley, &[9.5, 8.0, 6.5], 1),
        Published::new(
            ("tau_73_1", "R package CoopGame 0.2.2, tauValue"),
            values([0.0, 0.0, 2.0, 0.0, 2.0, 3.0, 5.0]),
            &[8.0 / 6.0, 11.0 / 6.0, 11.0 / 6.0],
            &[1.0, 2.0, 2.0],
        ),
    ]
}

const TALMUD: &str = "Aumann & Maschler (1985), Journal of Economic Theory 36";

fn estates() -> Vec<Published> {
    let claims = [100.0, 200.0, 300.0];
    let half_claims = [20.0, 16.0, 5.5, 48.35, 30.0, 56.15];
    vec![
        Published::new(
            ("talmud_E100", TALMUD),
            bankruptcy(100.0, &claims),
            &[100.0 / 3.0; 3],
            &[100.0 / 3.0; 3],
        )
        .printed(Rule::Nucleolus, &[100.0 / 3.0; 3], 9),
        Published::new(
            ("talmud_E200", TALMUD),
            bankruptcy(200.0, &claims),
            &[100.0 / 3.0, 250.0 / 3.0, 250.0 / 3.0],
            &[50.0, 75.0, 75.0],
        )
        .printed(Rule::Nucleolus, &[50.0, 75.0, 75.0], 0),
        Published::new(
            (
                "meinhardt_bankruptcy6",
                "Meinhardt, MatTuGames, getting started: an estate of 176.00",
            ),
            bankruptcy(176.0, &[40.0, 32.0, 11.0, 73.3, 54.95, 81.1]),
            &[
                23.5175,
                18.748_333_333,
                6.495,
                44.300_833_333,
                33.331_666_667,
                49.606_666_667,
            ],
            &half_claims,
        )
        .printed(Rule::Nucleolus, &half_claims, 2)
        .printed(
            Rule::Shapley,
            &[23.5175, 18.7483, 6.495, 44.3008, 33.3317, 49.6067],
            4,
        ),
    ]
}

const WIESE: &str = "R package CoopGame 0.2.2, after Wiese, Kooperative Spieltheorie, p. 65";

fn simple() -> Vec<Published> {
    let sixth = 1.0 / 6.0;
    let twelfth = 1.0 / 12.0;
    let mut ten = [1.0 / 90.0; 10];
    ten[0] = 0.9;
    let mut first_of_ten = [0.0; 10];
    first_of_ten[0] = 1.0;
    let [third, half] = [[1.0 / 3.0; 3], [0.5, 0.5, 0.0]];
    let motions = "R package CoopGame 0.2.2, shapleyValue: votes 50, 49 and 1";
    vec![
        Published::new(
            ("glove_12_3", WIESE),
            gloves(3, &[0, 1]),
            &[sixth, sixth, 4.0 * sixth],
            &[0.0, 0.0, 1.0],
        )
        .printed(Rule::Shapley, &[sixth, sixth, 4.0 * sixth], 9),
        Published::new(
            ("glove_124_3", WIESE),
            gloves(4, &[0, 1, 3]),
            &[twelfth, twelfth, 0.75, twelfth],
            &[0.0, 0.0, 1.0, 0.0],
        )
        .printed(Rule::Shapley, &[twelfth, twelfth, 0.75, twelfth], 9),
        Published::new(("glove_10p", WIESE), gloves(10, &[0]), &ten, &first_of_ten).printed(
            Rule::Shapley,
            &ten,
            9,
        ),
        // Everybody alone wins already: nothing can be given to all three.
        Published::new(
            ("wvg_50_49_1_q1", motions),
            voting(&[50, 49, 1], 1),
            &third,
            &third,
        )
        .printed(Rule::Shapley, &third, 9),
        Published::new(
            ("wvg_50_49_1_q52", motions),
            voting(&[50, 49, 1], 52),
            &half,
            &half,
        )
        .printed(Rule::Shapley, &half, 1),
        Published::new(
            ("wvg_50_49_1_q100", motions),
            voting(&[50, 49, 1], 100),
            &third,
            &third,
        )
        .printed(Rule::Shapley, &third, 9),
    ]
}

fn purchasing() -> Vec<Published> {
    let squares = [5_760_000.0, 3_960_000.0, 4_800_000.0];
    let root = |members: &[usize]| members.iter().map(|i| squares[*i]).sum::<f64>().sqrt();
    let pairs = [root(&[0, 1]), root(&[0, 2]), root(&[1, 2])];
    vec![
        Published::new(
            (
                "eoq_joint_ordering_inventorymodel",
                "R package Inventorymodel 1.1, EOQcoo, after Meca et al. (2004), Mathematical Methods of \
                 Operations Research 57",
            ),
            joint_orders(&squares),
            &[1_448.000_972, 1_098.045_587, 1_264.465_219],
            &equal_pairs(pairs, root(&[0, 1, 2])),
        ),
        Published::new(
            (
                "joint_transport_sti",
                "R package Inventorymodel 1.1, STIcoo: joint transport",
            ),
            costs([
                73.48469, 69.28203, 100.99505, 66.3325, 127.5931, 122.31108, 163.82918,
            ]),
            &[322.979_2 / 6.0, 294.525_16 / 6.0, 365.470_72 / 6.0],
            &[52.263_942_5, 46.981_922_5, 64.583_315],
        ),
        Published::new(
            (
                "fixed_order_cost_mfoc5",
                "R package Inventorymodel 1.1, shapley_mfoc: orders with a fixed cost",
            ),
            largest_pays(&[40.0, 28.0, 30.0, 32.5, 20.0]),
            &[
                15.0 + 5.0 / 12.0,
                6.0,
                6.0 + 2.0 / 3.0,
                7.0 + 11.0 / 12.0,
                4.0,
            ],
            &[14.0, 6.5, 6.5, 6.5, 6.5],
        )
        .printed(Rule::Shapley, &[4.0, 6.0, 6.666667, 7.916667, 15.416667], 6)
        .in_error("printed from the smallest to the largest, not by member"),
    ]
}

fn cost_sharing() -> Vec<Published> {
    vec![
        Published::new(
            (
                "gametheoryallocation_forest",
                "R package GameTheoryAllocation 1.0, nucleolus",
            ),
            costs([0.538, 0.761, 0.554, 1.742, 0.137, 0.293, 0.343]),
            &[-0.106, 0.0835, 0.3655],
            &[0.448 / 3.0, 0.916 / 3.0, -0.335 / 3.0],
        )
        .printed(Rule::Nucleolus, &[0.137, 0.206, 0.0], 3)
        .in_error("called the nucleolus, but its largest excess is not the least"),
        Published::new(
            (
                "apartment_costsharing_savings",
                "R package CoopGame 0.2.2: savings against costs of 300, 270 and 280 apart",
            ),
            values([0.0, 0.0, 160.0, 0.0, 170.0, 140.0, 300.0]),
            &[650.0 / 6.0, 560.0 / 6.0, 590.0 / 6.0],
            &[350.0 / 3.0, 260.0 / 3.0, 290.0 / 3.0],
        ),
        Published::new(
            (
                "airport_1_2_3",
                "Littlechild & Owen (1973), Management Science 20",
            ),
            largest_pays(&[1.0, 2.0, 3.0]),
            &[1.0 / 3.0, 5.0 / 6.0, 11.0 / 6.0],
            &[0.5, 0.75, 1.75],
        )
        .printed(Rule::Shapley, &[1.0 / 3.0, 5.0 / 6.0, 11.0 / 6.0], 9),
        Published::new(
            (
                "tva1930s",
                "Straffin & Heaney (1981), International Journal of Game Theory 10",
            ),
            costs([
                163520.0, 140826.0, 301607.0, 250096.0, 378821.0, 367370.0, 412584.0,
            ]),
            &[117829.0, 100756.5, 193998.5],
            &[116234.0, 93540.0, 202810.0],
        )
        .printed(Rule::Shapley, &[117829.0, 100756.5, 193998.5], 1),
    ]
}
