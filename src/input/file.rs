//! The files that are read: those of a case folder, and a routing file.

/// A file of the case folder, the folder itself, or a routing file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// The folder and the reading of its files.
    Folder,
    /// `case.toml`.
    Case,
    /// `members.csv`.
    Members,
    /// `sites.csv`.
    Sites,
    /// `items.csv`.
    Items,
    /// `demand.csv`.
    Demand,
    /// `vendors.csv`.
    Vendors,
    /// `drops.csv`.
    Drops,
    /// `hubs.csv`.
    Hubs,
    /// `vehicles.csv`.
    Vehicles,
    /// `travel.csv`.
    Travel,
    /// `quotes.csv`.
    Quotes,
    /// `breaks.csv`.
    Breaks,
    /// `rebates.csv`.
    Rebates,
    /// `bundles.csv`.
    Bundles,
    /// `rules.csv`.
    Rules,
    /// A routing file, whatever its name: VRPLIB text or JSON; no part of a case.
    Routing,
}

impl File {
    /// The files a case may hold, in the order of the pages.
    pub const ALL: [Self; 15] = [
        Self::Case,
        Self::Members,
        Self::Sites,
        Self::Items,
        Self::Demand,
        Self::Vendors,
        Self::Drops,
        Self::Hubs,
        Self::Vehicles,
        Self::Travel,
        Self::Quotes,
        Self::Breaks,
        Self::Rebates,
        Self::Bundles,
        Self::Rules,
    ];

    /// Everything that can have faults, in the order of `docs/errors.md`.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Folder)
            .chain(Self::ALL)
            .chain(std::iter::once(Self::Routing))
    }

    /// Name in the folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Folder => "the case folder",
            Self::Case => "case.toml",
            Self::Members => "members.csv",
            Self::Sites => "sites.csv",
            Self::Items => "items.csv",
            Self::Demand => "demand.csv",
            Self::Vendors => "vendors.csv",
            Self::Drops => "drops.csv",
            Self::Hubs => "hubs.csv",
            Self::Vehicles => "vehicles.csv",
            Self::Travel => "travel.csv",
            Self::Quotes => "quotes.csv",
            Self::Breaks => "breaks.csv",
            Self::Rebates => "rebates.csv",
            Self::Bundles => "bundles.csv",
            Self::Rules => "rules.csv",
            Self::Routing => "a routing file",
        }
    }

    /// First letter of its fault codes.
    pub fn letter(self) -> char {
        match self {
            Self::Folder => 'F',
            Self::Case => 'C',
            Self::Members => 'M',
            Self::Sites => 'S',
            Self::Items => 'I',
            Self::Demand => 'D',
            Self::Vendors => 'V',
            Self::Drops => 'P',
            Self::Hubs => 'H',
            Self::Vehicles => 'L',
            Self::Travel => 'W',
            Self::Quotes => 'Q',
            Self::Breaks => 'B',
            Self::Rebates => 'E',
            Self::Bundles => 'U',
            Self::Rules => 'R',
            Self::Routing => 'T',
        }
    }

    /// Whether a case needs it.
    pub fn is_required(self) -> bool {
        match self {
            Self::Case
            | Self::Members
            | Self::Items
            | Self::Demand
            | Self::Vendors
            | Self::Quotes => true,
            Self::Folder
            | Self::Sites
            | Self::Drops
            | Self::Hubs
            | Self::Vehicles
            | Self::Travel
            | Self::Breaks
            | Self::Rebates
            | Self::Bundles
            | Self::Rules
            | Self::Routing => false,
        }
    }
}
