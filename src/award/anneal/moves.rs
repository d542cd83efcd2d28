//! The moves of the annealing.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts of moves, lines and grains are far below what floats and 32 bits hold"
)]

use super::Search;
use crate::award::prices::Blocks;

/// Of 1,000 moves, how many are of each kind; vendors are traded now and then besides.
const ONE_LINE: u32 = 500;
const TRADE: u32 = 200;
const TOGETHER: u32 = 150;
const LEAVE: u32 = 90;

/// One of so many moves tries another vendor for one that is open, where their number is limited.
const VENDORS_ONE_IN: u32 = 4_000;

/// What is near what.
pub(super) struct Neighbours {
    /// Lines of the same pooled item or, without one, with the same first curve; by line.
    group: Vec<usize>,
    groups: Vec<Vec<usize>>,
    /// Lines at the same site; by line.
    site: Vec<usize>,
    sites: Vec<Vec<usize>>,
    /// Lines that a vendor may serve.
    by_vendor: Vec<Vec<usize>>,
}

impl Neighbours {
    pub fn new(blocks: &Blocks) -> Self {
        let mut near = Self {
            group: vec![0; blocks.n_lines()],
            groups: vec![Vec::new(); blocks.curves.len()],
            site: vec![0; blocks.n_lines()],
            sites: vec![Vec::new(); blocks.drops.len()],
            by_vendor: vec![Vec::new(); blocks.vendors.len()],
        };
        for line in 0..blocks.n_lines() {
            let offers = || blocks.offers_of(line).map(|(_, offer)| offer);
            let Some(first) = offers().map(|offer| offer.curve).min() else {
                continue;
            };
            let item = blocks.curves[first].item;
            let group = item.map_or(first, |item| blocks.items[item].curves.start);
            near.group[line] = group;
            near.groups[group].push(line);
            for offer in offers() {
                let vendor = blocks.curves[offer.curve].vendor;
                if near.by_vendor[vendor].last() != Some(&line) {
                    near.by_vendor[vendor].push(line);
                }
            }
        }
        near.find_sites(blocks);
        near
    }

    /// Lines are at one site if they share a drop.
    fn find_sites(&mut self, blocks: &Blocks) {
        let mut site_of_drop = vec![usize::MAX; blocks.drops.len()];
        for line in 0..blocks.n_lines() {
            let drops = || blocks.offers_of(line).map(|(_, offer)| offer.drop);
            let known = drops().map(|drop| site_of_drop[drop]);
            let known = known.filter(|site| *site != usize::MAX).min();
            let Some(site) = known.or(drops().next()) else {
                continue;
            };
            for drop in drops() {
                site_of_drop[drop] = site;
            }
            self.site[line] = site;
            self.sites[site].push(line);
        }
    }
}

impl Search<'_> {
    /// Changes the state; what was moved is in `undo`.
    pub(super) fn propose(&mut self) {
        let limit = self.state.blocks.vendors_max;
        if limit < self.state.blocks.vendors.len() && self.below(VENDORS_ONE_IN as usize) == 0 {
            return self.trade_vendors();
        }
        let line = self.below(self.state.offer.len());
        let kind = self.below(1_000) as u32;
        if kind < ONE_LINE {
            self.move_line(line);
        } else if kind < ONE_LINE + TRADE {
            self.trade(line);
        } else if kind < ONE_LINE + TRADE + TOGETHER {
            self.move_together(line);
        } else if kind < ONE_LINE + TRADE + TOGETHER + LEAVE {
            self.leave_vendor(line);
        } else {
            self.come_to_vendor(line);
        }
    }

    /// An offer of the line, of an open vendor, other than its own.
    fn other_offer(&mut self, line: usize) -> Option<usize> {
        let first = self.state.blocks.first_offer[line];
        let n = self.state.blocks.first_offer[line + 1] - first;
        let offer = first + self.below(n);
        let is_open = self.state.is_open[self.state.vendor_of(offer)];
        (is_open && offer != self.state.offer[line]).then_some(offer)
    }

    /// The offer of a line under a quote's curve.
    fn offer_at(&self, line: usize, curve: usize) -> Option<usize> {
        let mut offers = self.state.blocks.offers_of(line);
        let found = offers.find(|(_, offer)| offer.curve == curve);
        found.map(|(number, _)| number)
    }

    fn curve_of(&self, line: usize) -> usize {
        self.state.blocks.offers[self.state.offer[line]].curve
    }

    fn put(&mut self, line: usize, offer: usize) {
        self.undo.push((line, self.state.offer[line]));
        self.state.assign(line, offer);
    }

    fn move_line(&mut self, line: usize) {
        if let Some(offer) = self.other_offer(line) {
            self.put(line, offer);
        }
    }

    fn trade(&mut self, line: usize) {
        let group = &self.near.groups[self.near.group[line]];
        let n = group.len();
        let other = self.below(n);
        let other = self.near.groups[self.near.group[line]][other];
        let (mine, theirs) = (self.curve_of(line), self.curve_of(other));
        if mine == theirs {
            return;
        }
        if let (Some(there), Some(here)) = (self.offer_at(line, theirs), self.offer_at(other, mine))
        {
            self.put(line, there);
            self.put(other, here);
        }
    }

    /// Lines that share the line's curve to another curve, all or some of them.
    fn move_together(&mut self, line: usize) {
        let Some(offer) = self.other_offer(line) else {
            return;
        };
        let from = self.curve_of(line);
        let to = self.state.blocks.offers[offer].curve;
        let share = if self.below(2) == 0 {
            1.0
        } else {
            self.chance()
        };
        self.put(line, offer);
        let group = self.near.group[line];
        for index in 0..self.near.groups[group].len() {
            let other = self.near.groups[group][index];
            if self.curve_of(other) == from
                && let Some(offer) = self.offer_at(other, to)
                && self.chance() < share
            {
                self.put(other, offer);
            }
        }
    }

    /// All lines of the line's site at its vendor to their cheapest other offers.
    fn leave_vendor(&mut self, line: usize) {
        let vendor = self.state.vendor_of(self.state.offer[line]);
        let site = self.near.site[line];
        for index in 0..self.near.sites[site].len() {
            let other = self.near.sites[site][index];
            if self.state.vendor_of(self.state.offer[other]) == vendor {
                self.move_to_cheapest_but(other, vendor);
            }
        }
    }

    /// The lines of a site to a vendor, where that pays or where they leave another alone.
    fn come_to_vendor(&mut self, line: usize) {
        let Some(offer) = self.other_offer(line) else {
            return;
        };
        let vendor = self.state.vendor_of(offer);
        let site = self.near.site[line];
        for index in 0..self.near.sites[site].len() {
            let other = self.near.sites[site][index];
            self.come(other, vendor, true);
        }
    }

    /// The line to the vendor, if that pays.
    fn come(&mut self, line: usize, vendor: usize, or_last: bool) {
        let now = self.state.offer[line];
        let mut offers = self.state.blocks.offers_of(line).map(|(number, _)| number);
        let at = |offer: &usize| self.state.vendor_of(*offer) == vendor;
        let Some(offer) = offers.find(at).filter(|offer| *offer != now) else {
            return;
        };
        let is_last = or_last && self.state.n_lines_in_drop(now) == 1;
        if is_last || self.state.added(offer) < self.state.freed(now) {
            self.put(line, offer);
        }
    }

    pub(super) fn move_to_cheapest(&mut self, line: usize) {
        self.move_to_cheapest_but(line, usize::MAX);
    }

    /// The line to its cheapest offer of an open vendor that is not `vendor`.
    fn move_to_cheapest_but(&mut self, line: usize, vendor: usize) {
        let now = self.state.offer[line];
        let offers = self.state.blocks.offers_of(line).map(|(number, _)| number);
        let best = offers
            .filter(|offer| {
                let at = self.state.vendor_of(*offer);
                *offer != now && at != vendor && self.state.is_open[at]
            })
            .map(|offer| (self.state.added(offer), offer))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, offer)) = best {
            self.put(line, offer);
        }
    }

    /// Closes one vendor for another: its lines go elsewhere, and what pays comes to the new one.
    fn trade_vendors(&mut self) {
        let n = self.state.blocks.vendors.len();
        let (closed, opened) = (self.below(n), self.below(n));
        if !self.state.is_open[closed] || self.state.is_open[opened] {
            return;
        }
        let before = self.state.score();
        self.state.is_open[closed] = false;
        self.state.is_open[opened] = true;
        for index in 0..self.near.by_vendor[opened].len() {
            let line = self.near.by_vendor[opened][index];
            self.come(line, opened, false);
        }
        for index in 0..self.near.by_vendor[closed].len() {
            let line = self.near.by_vendor[closed][index];
            if self.state.vendor_of(self.state.offer[line]) == closed {
                self.move_to_cheapest_but(line, closed);
            }
        }
        let rise = self.state.score() - before;
        let is_left = self.state.is_used(closed);
        if is_left || (rise > 0.0 && self.chance() >= (-rise / self.temperature).exp()) {
            self.state.is_open[closed] = true;
            self.state.is_open[opened] = false;
            self.take_back();
        }
        self.undo.clear();
        self.keep_best();
    }
}
