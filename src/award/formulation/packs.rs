//! Surplus, whole packs, lots and broken packs (A5–A7).

use super::{Formulation, Goods, Meaning};
use crate::award::basket::owner_of;
use crate::award::number::number;
use crate::milp::{Column, Kind};
use crate::plan::Owner;
use crate::problem::PackScope;
use crate::units::{Decimal, DemandLineId, Id, Quantity, QuoteId, SiteId, quantum};

/// A place where surplus under a quote may lie.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub owner: Owner,
    /// What is bought for the slot is a whole multiple of this.
    pub unit: Option<Decimal>,
    /// Whether `unit` is of all that is bought under the quote, not only for this slot.
    pub of_all: bool,
    /// Most surplus.
    pub most: Decimal,
    /// What one unit of its column buys; `None`: any amount, fixed by the pack count.
    pub grain: Option<Decimal>,
}

impl Formulation<'_> {
    /// The slots of a quote in which surplus is possible or a pack count is needed.
    pub(super) fn slots_of(&self, quote: QuoteId) -> Vec<Slot> {
        let offer = &self.case.quotes[quote];
        let lines = &self.lines_by_quote[quote.index()];
        let content = offer.pack.content.value();
        let lot = offer.lot_size.map(Quantity::value);
        let mut owners: Vec<Owner> = lines.iter().map(|line| self.owner(*line, quote)).collect();
        owners.sort_unstable();
        owners.dedup();
        let mut slots: Vec<Slot> = owners
            .into_iter()
            .filter_map(|owner| {
                let unit = match offer.pack.whole {
                    Some(PackScope::Site | PackScope::Member) => Some(content),
                    Some(PackScope::Pool) => Some(lot.unwrap_or(content)),
                    None => lot,
                };
                let own = lines
                    .iter()
                    .filter(|line| self.owner(**line, quote) == owner);
                self.slot(
                    quote,
                    owner,
                    unit,
                    own.map(|line| self.bought_each(*line, quote)),
                )
            })
            .collect();
        if let (Some(lot), Some(PackScope::Site | PackScope::Member), false) =
            (lot, offer.pack.whole, lines.is_empty())
        {
            let pool = self.slot(quote, Owner::Pool, Some(lot), std::iter::once(content));
            slots.extend(pool.map(|slot| Slot {
                of_all: true,
                ..slot
            }));
        }
        slots
    }

    fn slot(
        &self,
        quote: QuoteId,
        owner: Owner,
        unit: Option<Decimal>,
        amounts: impl Iterator<Item = Decimal>,
    ) -> Option<Slot> {
        let item = &self.case.items[self.case.quotes[quote].item];
        let grain = quantum(amounts.chain(unit));
        let forced = unit.map_or(Decimal::ZERO, |unit| unit - grain);
        let useful = if item.over_buy {
            self.useful_surplus(quote)
        } else {
            Decimal::ZERO
        };
        let most = match unit {
            Some(unit) if useful > Decimal::ZERO => (useful / unit).ceil() * unit + forced,
            Some(_) => forced,
            None => (useful / item.step.value()).ceil() * item.step.value(),
        };
        let is_tied = unit.is_some_and(|unit| grain != unit);
        let grain = (!is_tied).then(|| unit.unwrap_or(item.step.value()));
        (most > Decimal::ZERO).then_some(Slot {
            owner,
            unit,
            of_all: false,
            most,
            grain,
        })
    }

    /// Whose surplus a line's packs leave.
    pub(super) fn owner(&self, line: DemandLineId, quote: QuoteId) -> Owner {
        owner_of(self.case, line, quote)
    }

    /// Surplus columns, in every tier within reach.
    pub(super) fn add_surplus(&mut self) {
        for quote in self.case.quotes.ids() {
            let (curve, _) = self.curve_by_quote[quote.index()];
            for slot in self.slots[quote.index()].clone() {
                for tier in self.tiers_within(curve) {
                    self.add_surplus_column(quote, &slot, tier);
                }
                self.only_where_served(quote, &slot);
            }
        }
    }

    fn add_surplus_column(&mut self, quote: QuoteId, slot: &Slot, tier: usize) {
        let (bought, kind) = match slot.grain {
            Some(grain) => (grain, Kind::Integer),
            None => (Decimal::ONE, Kind::Continuous),
        };
        let most = slot.most / bought;
        let meaning = Meaning::Surplus {
            quote,
            owner: slot.owner,
            tier,
        };
        let column = self.column(meaning, kind, number(most));
        let owner = Some(slot.owner);
        self.add_goods(Goods {
            column,
            quote,
            tier,
            line: None,
            owner,
            bought,
            most,
        });
        let cost = self.case.items[self.case.quotes[quote].item].surplus_cost;
        self.model
            .charge(column, number(cost.value() * bought * self.cycles));
    }

    /// A5: surplus lies only where the quote serves a line.
    fn only_where_served(&mut self, quote: QuoteId, slot: &Slot) {
        let mut terms = Vec::new();
        for goods in self.goods_of(quote) {
            match goods.line {
                None if goods.owner == Some(slot.owner) => {
                    terms.push((goods.column, number(goods.bought)));
                }
                Some(line) if slot.of_all || self.owner(line, quote) == slot.owner => {
                    terms.push((goods.column, -number(slot.most)));
                }
                None | Some(_) => {}
            }
        }
        self.model.at_most("A5 surplus where served", terms, 0.0);
    }

    /// A6: what is bought for a slot is a whole number of packs, or of lots in all.
    pub(super) fn buy_whole_packs(&mut self) {
        for quote in self.case.quotes.ids() {
            for slot in self.slots[quote.index()].clone() {
                let (Some(unit), None) = (slot.unit, slot.grain) else {
                    continue;
                };
                let mut terms = self.bought_where(quote, |goods| {
                    slot.of_all
                        || goods.owner == Some(slot.owner)
                        || goods
                            .line
                            .is_some_and(|line| self.owner(line, quote) == slot.owner)
                });
                let meaning = if slot.of_all {
                    Meaning::Lots { quote }
                } else {
                    Meaning::Packs {
                        quote,
                        owner: slot.owner,
                    }
                };
                let packs = self.column(meaning, Kind::Integer, f64::INFINITY);
                terms.push((packs, -number(unit)));
                self.model.exactly("A6 whole packs", terms, 0.0);
            }
        }
    }

    /// A7: a site's quantity is a whole number of packs, or the fee is due.
    pub(super) fn charge_broken_packs(&mut self) {
        for quote in self.case.quotes.ids() {
            let pack = self.case.quotes[quote].pack;
            if pack.broken_fee.is_zero() {
                continue;
            }
            let content = pack.content.value();
            for site in self.sites_of(quote) {
                let amounts = self.lines_by_quote[quote.index()]
                    .iter()
                    .filter(|line| self.case.demand[**line].site == site)
                    .map(|line| self.bought_each(*line, quote));
                let grain = quantum(amounts.chain([content]));
                if grain == content {
                    continue;
                }
                let fee = pack.broken_fee.value() * self.cycles;
                self.charge_broken_pack(quote, site, content - grain, number(fee));
            }
        }
    }

    fn charge_broken_pack(&mut self, quote: QuoteId, site: SiteId, rest: Decimal, fee: f64) {
        let content = number(self.case.quotes[quote].pack.content.value());
        let mut terms = self.bought_where(quote, |goods| {
            goods.owner == Some(Owner::Site(site))
                || goods
                    .line
                    .is_some_and(|line| self.case.demand[line].site == site)
        });
        let broken = self.binary(Meaning::BrokenPack { quote, site });
        let unbroken = self.column(
            Meaning::UnbrokenPacks { quote, site },
            Kind::Integer,
            f64::INFINITY,
        );
        self.model.charge(broken, fee);
        terms.push((unbroken, -content));
        self.model.at_least("A7 broken pack", terms.clone(), 0.0);
        terms.push((broken, -number(rest)));
        self.model.at_most("A7 broken pack", terms, 0.0);
    }

    fn bought_where(&self, quote: QuoteId, wanted: impl Fn(&Goods) -> bool) -> Vec<(Column, f64)> {
        let goods = self.goods_of(quote).filter(|goods| wanted(goods));
        goods
            .map(|goods| (goods.column, number(goods.bought)))
            .collect()
    }

    fn sites_of(&self, quote: QuoteId) -> Vec<SiteId> {
        let lines = self.lines_by_quote[quote.index()].iter();
        let mut sites: Vec<_> = lines.map(|line| self.case.demand[*line].site).collect();
        sites.sort_unstable();
        sites.dedup();
        sites
    }
}
