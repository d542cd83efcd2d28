//! Minimum order, fixed fee and capacity of a vendor (A10, A11); drops (A12, A13).

use super::{Formulation, Goods, Meaning};
use crate::award::infeasible::Element;
use crate::award::number::number;
use crate::milp::Column;
use crate::plan::Owner;
use crate::pricing::lower::Sum;
use crate::problem::{CapacityUnit, Drop};
use crate::units::{Decimal, Id, QuoteId, SiteId, VendorId};

impl Formulation<'_> {
    /// A10 minimum order and fixed fee, A11 capacity.
    pub(super) fn keep_vendor_limits(&mut self) {
        for (vendor, terms) in self.case.vendors.iter() {
            if let Some(capacity) = terms.capacity {
                let most = capacity.amount / self.case.horizon.counted_cycles(capacity.per);
                let supplied = self.supplied(vendor, capacity.unit);
                self.model
                    .at_most("A11 vendor capacity", supplied, number(most));
            }
            if terms.fixed_fee.is_some() || terms.min_order.is_some() {
                self.use_vendor(vendor);
            }
        }
    }

    fn use_vendor(&mut self, vendor: VendorId) {
        let terms = &self.case.vendors[vendor];
        let used = self.binary(Meaning::VendorUsed { vendor });
        let quotes: Vec<QuoteId> = self.case.quotes_of(vendor).collect();
        let served = self.served_by_line(quotes.iter().copied(), |_| true);
        self.switch_on("A10 vendor used", used, served);
        if let Some(fee) = terms.fixed_fee {
            let times = Decimal::from(self.case.horizon.occurrences(fee.per));
            self.model.charge(used, number(fee.amount.value() * times));
        }
        let is_left_out = self.left_out == Some(Element::VendorMinimum(vendor));
        if let Some(min) = terms.min_order.filter(|_| !is_left_out) {
            let times = Decimal::from(self.case.horizon.occurrences(min.per));
            let mut spend = self.sum(&Sum::Spend(quotes));
            spend.push((used, -number(min.spend.value() * times)));
            self.model.at_least("A10 minimum order", spend, 0.0);
        }
    }

    pub fn supplied(&self, vendor: VendorId, unit: CapacityUnit) -> Vec<(Column, f64)> {
        let weight = |goods: &Goods| match unit {
            CapacityUnit::Units => Decimal::ONE,
            CapacityUnit::Weight => {
                let item = self.case.quotes[goods.quote].item;
                let weight = self.case.items[item].weight;
                weight.expect("capacity in weight needs weights").value()
            }
        };
        self.case
            .quotes_of(vendor)
            .flat_map(|quote| self.goods_of(quote))
            .map(|goods| (goods.column, number(goods.bought * weight(goods))))
            .collect()
    }

    /// A12 drops and their fees, A13 free drops and least drop values.
    pub(super) fn charge_drops(&mut self) {
        for (vendor, terms) in self.case.vendors.iter() {
            for (site, place) in self.case.sites.iter() {
                let Some(drop) = terms.delivery.drop_in(place.zone.as_deref()) else {
                    continue;
                };
                if !drop.fee.is_zero() || drop.value_min.is_some() {
                    self.charge_drop(vendor, site, drop);
                }
            }
        }
    }

    fn charge_drop(&mut self, vendor: VendorId, site: SiteId, terms: &Drop) {
        let quotes = self.case.quotes_of(vendor);
        let case = self.case;
        let served = self.served_by_line(quotes, |line| case.demand[line].site == site);
        if served.is_empty() {
            return;
        }
        let drop = self.binary(Meaning::Drop { vendor, site });
        self.switch_on("A12 drop", drop, served);
        let fee = number(terms.fee.value() * self.cycles);
        self.model.charge(drop, fee);
        if let Some(least) = terms.value_min {
            let mut value = self.site_value(vendor, site);
            value.push((drop, -number(least.value())));
            self.model.at_least("A13 least drop", value, 0.0);
        }
        if let Some(from) = terms.free_from.filter(|_| !terms.fee.is_zero()) {
            let waived = self.binary(Meaning::FreeDrop { vendor, site });
            self.model.charge(waived, -fee);
            self.model
                .at_most("A13 free drop", vec![(waived, 1.0), (drop, -1.0)], 0.0);
            let mut value = self.site_value(vendor, site);
            value.push((waived, -number(from.value())));
            self.model.at_least("A13 free drop", value, 0.0);
        }
    }

    /// Value of what one drop brings, in one cycle.
    fn site_value(&self, vendor: VendorId, site: SiteId) -> Vec<(Column, f64)> {
        self.case
            .quotes_of(vendor)
            .flat_map(|quote| self.goods_of(quote))
            .filter(|goods| {
                goods.owner == Some(Owner::Site(site))
                    || goods
                        .line
                        .is_some_and(|line| self.case.demand[line].site == site)
            })
            .map(|goods| (goods.column, self.value_of(goods)))
            .collect()
    }

    /// Value of one unit of a goods column in one cycle.
    pub fn value_of(&self, goods: &Goods) -> f64 {
        let (curve, part) = self.curve_by_quote[goods.quote.index()];
        let price = self.curves[curve].tiers[goods.tier].values[part];
        number(price.of(crate::units::Quantity::new(goods.bought)).value())
    }
}
