//! The files of a case folder.

/// A file of the case folder, or the folder itself.
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
}

impl File {
    /// The files a case may hold, in the order of the pages.
    pub const ALL: [Self; 12] = [
        Self::Case,
        Self::Members,
        Self::Sites,
        Self::Items,
        Self::Demand,
        Self::Vendors,
        Self::Drops,
        Self::Quotes,
        Self::Breaks,
        Self::Rebates,
        Self::Bundles,
        Self::Rules,
    ];

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
            Self::Quotes => "quotes.csv",
            Self::Breaks => "breaks.csv",
            Self::Rebates => "rebates.csv",
            Self::Bundles => "bundles.csv",
            Self::Rules => "rules.csv",
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
            Self::Quotes => 'Q',
            Self::Breaks => 'B',
            Self::Rebates => 'E',
            Self::Bundles => 'U',
            Self::Rules => 'R',
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
            | Self::Breaks
            | Self::Rebates
            | Self::Bundles
            | Self::Rules => false,
        }
    }
}
