//! A case in which buying from given vendors is greedy, as numbers: what the purchaser's search and its
//! bound are made of.

use crate::award::obstacle;
use crate::plan::{Award, AwardLine};
use crate::problem::{Case, DeliveryTerms, Quote, Vendor};
use crate::units::{
    Decimal, DemandLineId, ItemId, Quantity, QuoteId, Table, VehicleTypeId, VendorId,
};

use super::drive::Drive;
use super::number::number;
use super::roads::Roads;

/// Collected vendors, what each offers of every item, and what driving between them costs. All money is
/// over the horizon.
#[derive(Clone, Debug)]
pub(super) struct Market {
    /// Whom to visit, and what that costs: its fee and the time of the visit.
    pub roads: Roads,
    /// The items.
    pub items: Vec<Item>,
    /// By node: the items it offers, each with the offer's rank.
    pub offered: Vec<Vec<(usize, usize)>>,
    vehicle: VehicleTypeId,
}

/// What is needed of an item, and who offers it.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// How much, in base units.
    pub need: f64,
    /// The cheapest first.
    pub offers: Vec<Offer>,
    lines: Vec<DemandLineId>,
}

/// A quote, as far as a search needs it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    /// Who must be visited for it; `None` if the goods come without a visit.
    pub node: Option<usize>,
    /// For one base unit over the horizon.
    pub price: f64,
    /// At most so many base units.
    pub most: f64,
    quote: QuoteId,
    most_exact: Quantity,
}

impl Market {
    /// The market of a case; `None` if buying from given vendors is more than taking the cheapest offers
    /// first, or if one vehicle type without limits is not all there is.
    pub fn of(case: &Case) -> Option<Self> {
        let has_conditions =
            !case.rules.is_empty() || !case.rebates.is_empty() || !case.bundles.is_empty();
        if has_conditions || !case.vendors.values().all(is_plain_vendor) {
            return None;
        }
        let vendors: Vec<VendorId> = case.collected_vendors().collect();
        let mut node_of: Table<VendorId, Option<usize>> =
            case.vendors.values().map(|_| None).collect();
        for (index, vendor) in vendors.iter().enumerate() {
            node_of[*vendor] = Some(index + 1);
        }
        let items = items(case, &node_of)?;
        let drive = Drive::of(case, &vendors)?;
        let mut offered = vec![Vec::new(); vendors.len() + 1];
        for (index, item) in items.iter().enumerate() {
            for (rank, offer) in item.offers.iter().enumerate() {
                if let Some(node) = offer.node {
                    offered[node].push((index, rank));
                }
            }
        }
        Some(Self {
            roads: Roads {
                fees: drive.fees(case, &vendors),
                start_cost: drive.start_cost,
                ways: drive.ways,
                seconds: Vec::new(),
                loading_seconds: Vec::new(),
                vendors,
            },
            items,
            offered,
            vehicle: drive.vehicle,
        })
    }

    /// Number of nodes, the hub included.
    pub fn n_nodes(&self) -> usize {
        self.roads.n_nodes()
    }

    /// Whether all vendors together can supply everything.
    pub fn can_supply(&self) -> bool {
        self.items.iter().all(|item| {
            let most: f64 = item.offers.iter().map(|offer| offer.most).sum();
            most >= item.need
        })
    }

    /// What driving from one node to another costs, or back.
    pub fn way(&self, from: usize, to: usize) -> f64 {
        self.roads.way(from, to)
    }

    /// By node: all others, the nearest first.
    pub fn near(&self) -> Vec<Vec<usize>> {
        let n = self.n_nodes();
        let near = |node: usize| {
            let mut others: Vec<usize> = (0..n).filter(|other| *other != node).collect();
            others.sort_by(|a, b| self.way(node, *a).total_cmp(&self.way(node, *b)));
            others
        };
        (0..n).map(near).collect()
    }

    /// With what routes are driven.
    pub fn vehicle(&self) -> VehicleTypeId {
        self.vehicle
    }

    /// The market in which visiting a vendor costs an estimate, whoever else is visited.
    pub fn estimated(&self) -> Self {
        let mut estimated = self.clone();
        let nodes = 1..self.n_nodes();
        estimated.roads.fees = std::iter::once(0.0)
            .chain(nodes.map(|node| self.roads.estimate(node)))
            .collect();
        estimated.roads.start_cost = 0.0;
        estimated.roads.ways.fill(0.0);
        estimated
    }

    /// The award that buys from these nodes and from whoever needs no visit, the cheapest offers first;
    /// `None` if they cannot supply everything.
    pub fn award(&self, case: &Case, is_visited: &[bool]) -> Option<Award> {
        let mut award = Award::default();
        for item in &self.items {
            let mut offers = item.offers.iter();
            let open = |offers: &mut std::slice::Iter<'_, Offer>| {
                offers
                    .find(|offer| offer.node.is_none_or(|node| is_visited[node]))
                    .map(|offer| (offer.quote, offer.most_exact))
            };
            let mut offer = open(&mut offers);
            for line in &item.lines {
                let mut missing = case.demand[*line].quantity;
                while !missing.is_zero() {
                    let (quote, left) = offer.as_mut()?;
                    let covered = missing.min(*left);
                    if !covered.is_zero() {
                        let (line, quote) = (*line, *quote);
                        award.lines.push(AwardLine {
                            line,
                            quote,
                            covered,
                        });
                    }
                    missing -= covered;
                    *left -= covered;
                    if left.is_zero() {
                        offer = open(&mut offers);
                    }
                }
            }
        }
        award.sort();
        Some(award)
    }
}

/// Whether a vendor asks for nothing that depends on the whole of what is bought from it.
fn is_plain_vendor(vendor: &Vendor) -> bool {
    let mut drops = vendor.delivery.drops();
    let is_free = drops.all(|drop| drop.fee.is_zero() && drop.value_min.is_none());
    let needs_visit = matches!(vendor.delivery, DeliveryTerms::Collect { .. });
    is_free
        && vendor.min_order.is_none()
        && vendor.capacity.is_none()
        && (needs_visit || vendor.fixed_fee.is_none())
}

fn is_plain_quote(quote: &Quote) -> bool {
    quote.group.is_none()
        && quote.pack.whole.is_none()
        && quote.pack.broken_fee.is_zero()
        && quote.min_order.is_none()
        && quote.lot_size.is_none()
        && quote.conditions.is_empty()
}

/// The items with their offers; `None` if one of them is not plain.
fn items(case: &Case, node_of: &Table<VendorId, Option<usize>>) -> Option<Vec<Item>> {
    let mut quotes_of: Table<ItemId, Vec<QuoteId>> = case.items.values().map(|_| vec![]).collect();
    for (id, quote) in case.quotes.iter() {
        quotes_of[quote.item].push(id);
    }
    let mut lines_of: Table<ItemId, Vec<DemandLineId>> =
        case.items.values().map(|_| vec![]).collect();
    for (id, line) in case.demand.iter() {
        if !line.substitutes.is_empty() {
            return None;
        }
        lines_of[line.item].push(id);
    }
    let ids = case.items.ids().filter(|id| !lines_of[*id].is_empty());
    ids.map(|id| item(case, &lines_of[id], &quotes_of[id], node_of))
        .collect()
}

fn item(
    case: &Case,
    lines: &[DemandLineId],
    quotes: &[QuoteId],
    node_of: &Table<VendorId, Option<usize>>,
) -> Option<Item> {
    let admissible = |line: DemandLineId| -> Vec<QuoteId> {
        let ceiling = case.demand[line].price_ceiling;
        let quotes = quotes.iter().copied();
        quotes
            .filter(|quote| obstacle(case, line, *quote).is_none())
            .filter(|quote| {
                let price = case.quotes[*quote].price;
                ceiling.is_none_or(|most| !price.exceeds(most))
            })
            .collect()
    };
    let shared = admissible(lines[0]);
    let is_same = lines[1..].iter().all(|line| admissible(*line) == shared);
    let item = &case.items[case.demand[lines[0]].item];
    let is_free_of_limits = shared
        .iter()
        .all(|quote| case.quotes[*quote].capacity.is_none());
    let are_plain = shared
        .iter()
        .all(|quote| is_plain_quote(&case.quotes[*quote]));
    if !is_same || !are_plain || !(item.split || is_free_of_limits) {
        return None;
    }
    let need: Quantity = lines.iter().map(|line| case.demand[*line].quantity).sum();
    let mut offers: Vec<Offer> = shared
        .iter()
        .map(|quote| offer(case, *quote, (need, item.step), node_of))
        .collect();
    offers.sort_by(|a, b| a.price.total_cmp(&b.price).then(a.quote.cmp(&b.quote)));
    Some(Item {
        need: number(need.value()),
        offers,
        lines: lines.to_vec(),
    })
}

fn offer(
    case: &Case,
    id: QuoteId,
    (need, step): (Quantity, Quantity),
    node_of: &Table<VendorId, Option<usize>>,
) -> Offer {
    let quote = &case.quotes[id];
    let most_exact = quote.capacity.map_or(need, |capacity| {
        let per_cycle = capacity.quantity.value() / case.horizon.counted_cycles(capacity.per);
        let steps = (per_cycle / step.value()).floor();
        Quantity::new(steps * step.value()).min(need)
    });
    let price = quote.price.amount().value() / quote.price.per().value();
    Offer {
        node: node_of[quote.vendor],
        price: number(price * Decimal::from(case.horizon.cycles)),
        most: number(most_exact.value()),
        quote: id,
        most_exact,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::problem::delivery::Travel;
    use crate::problem::delivery::TravelMatrix;
    use crate::problem::{CostUnits, DeliveryTerms, Hub, Place, RuleKind};
    use crate::testing::{Dice, TestCase, money, qty};
    use crate::units::{HubId, Id as _};

    /// A hub, so many vendors at random on a map of ten by ten kilometres at 1 a kilometre, and three
    /// items that may be split, of which each vendor offers some.
    pub fn random_case(seed: u64, n_vendors: u32) -> TestCase {
        let mut dice = Dice::new(seed);
        let mut case = TestCase::new();
        let shop = case.shop("corner");
        for key in ["flour", "oats", "salt"] {
            let item = case.item(key);
            case.items[item].split = true;
            case.demand(shop, item, dice.between(4, 9));
        }
        let items: Vec<_> = case.items.ids().collect();
        for index in 0..n_vendors {
            let vendor = case.vendor(&format!("vendor{index}"));
            case.vendors[vendor].delivery = DeliveryTerms::Collect { loading_seconds: 0 };
            for item in &items {
                if dice.one_in(4) {
                    continue;
                }
                let quote = case.quote(vendor, *item, dice.between(1, 9));
                case.quotes[quote].capacity = Some(crate::problem::PeriodQuantity {
                    quantity: qty(dice.between(1, 9)),
                    per: crate::problem::Period::Cycle,
                });
            }
        }
        add_van(&mut case, &mut dice);
        case
    }

    fn add_van(case: &mut TestCase, dice: &mut Dice) {
        let hub = case.resources.hubs.push(Hub {
            key: "hub".into(),
            name: "hub".into(),
            location: None,
        });
        case.resources.vehicles.push(crate::problem::Vehicle {
            key: "van".into(),
            name: "van".into(),
            hub: HubId::from_index(0),
            count: 1,
            weight_max: None,
            volume_max: None,
            fixed_cost: money(3),
            cost_per_km: money(1),
            cost_per_hour: money(0),
            distance_max: None,
            duration_max: None,
        });
        let vendors: Vec<_> = case.vendors.ids().map(Place::Vendor).collect();
        case.resources.places = std::iter::once(Place::Hub(hub)).chain(vendors).collect();
        let places = case.resources.places.iter();
        let points: Vec<_> = places
            .map(|_| (dice.between(0, 9), dice.between(0, 9)))
            .collect();
        let travel = TravelMatrix::from_fn(points.len(), |from, to| {
            let across = points[from].0.abs_diff(points[to].0);
            let along = points[from].1.abs_diff(points[to].1);
            let distance = 1000 * i32::try_from(across + along).unwrap();
            Travel {
                distance,
                duration: 0,
            }
        });
        case.resources.travel = Some(travel);
        case.resources.cost_units = CostUnits::of(case.resources.vehicles.values()).unwrap();
    }

    #[test]
    fn whatever_makes_buying_more_than_greedy_is_no_market() {
        let case = random_case(1, 3);
        assert!(Market::of(&case).is_some());
        let is_market = |change: &dyn Fn(&mut TestCase)| {
            let mut changed = case.clone();
            change(&mut changed);
            Market::of(&changed).is_some()
        };
        let quote = case.quotes.ids().next().unwrap();
        let vendor = case.vendors.ids().next().unwrap();
        assert!(!is_market(&|case| {
            case.rule(RuleKind::SameVendor);
        }));
        assert!(!is_market(&|case| {
            case.all_units(&[quote], &[(3, 1)]);
        }));
        assert!(!is_market(
            &|case| case.quotes[quote].lot_size = Some(qty(2))
        ));
        assert!(!is_market(&|case| {
            case.vendors[vendor].capacity = Some(crate::problem::Capacity {
                amount: Decimal::ONE,
                unit: crate::problem::CapacityUnit::Units,
                per: crate::problem::Period::Cycle,
            });
        }));
        assert!(!is_market(&|case| {
            let van = case.resources.vehicles.ids().next().unwrap();
            case.resources.vehicles[van].distance_max = Some(9);
        }));
    }

    #[test]
    fn the_award_takes_the_cheapest_offers_of_those_visited() {
        let case = random_case(2, 5);
        let market = Market::of(&case).unwrap();
        let award = market.award(&case, &vec![true; market.n_nodes()]).unwrap();
        let charges = crate::pricing::exact::charges(&case, &award);
        let cost = number(crate::pricing::exact::cost(&case, &charges).value());
        let mut purchase = crate::search::purchase::Purchase::new(&market);
        purchase.visit_only(&vec![true; market.n_nodes()]);
        assert!((purchase.cost - cost).abs() < 1e-9);
        assert!(
            market
                .award(&case, &vec![false; market.n_nodes()])
                .is_none()
        );
    }
}
