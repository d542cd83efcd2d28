//! Identifiers: one type per table, so that a quote can only be found with a quote's id.

/// An index into one kind of [`Table`](super::Table).
pub trait Id: Copy + Ord + std::hash::Hash + std::fmt::Debug {
    /// The id of the row at `index`.
    ///
    /// # Panics
    /// If `index` does not fit in 32 bits; tables never grow that large.
    fn from_index(index: usize) -> Self;
    /// Position in the table.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).expect("a table has fewer than 2^32 rows"))
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// Position of a member.
    MemberId,
    /// Position of a site.
    SiteId,
    /// Position of an item.
    ItemId,
    /// Position of a demand line.
    DemandLineId,
    /// Position of a vendor.
    VendorId,
    /// Position of a quote.
    QuoteId,
    /// Position of a break group.
    BreakGroupId,
    /// Position of a spend rebate.
    RebateId,
    /// Position of a bundle.
    BundleId,
    /// Position of a rule.
    RuleId,
    /// Position of a hub.
    HubId,
    /// Position of a place in a travel matrix.
    PlaceId,
    /// Position of a stop.
    StopId,
    /// Position of a group of stops of which one is visited.
    GroupId,
    /// Position of a vehicle type.
    VehicleTypeId,
}
