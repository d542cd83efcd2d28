//! A set of members as bits.

use std::fmt;

/// Some of the members of a game, who are counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coalition(u32);

impl Coalition {
    /// Nobody.
    pub const EMPTY: Self = Self(0);

    /// All of `n_members`.
    ///
    /// # Panics
    /// If there are more than 31.
    pub fn everyone(n_members: usize) -> Self {
        assert!(n_members < 32, "a coalition holds at most 31 members");
        Self((1 << n_members) - 1)
    }

    /// The coalition at a place of a table of all coalitions: member *i* is in it where bit *i* of
    /// `index` is set.
    ///
    /// # Panics
    /// If the index has more than 32 bits.
    pub fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).expect("a coalition has at most 32 bits"))
    }

    /// Its place in a table of all coalitions.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// One member alone.
    pub fn of(member: usize) -> Self {
        Self::EMPTY.with(member)
    }

    /// This coalition with a member.
    #[must_use]
    pub fn with(self, member: usize) -> Self {
        Self(self.0 | (1 << member))
    }

    /// This coalition without the members of another.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether a member is in it.
    pub fn contains(self, member: usize) -> bool {
        (self.0 >> member) & 1 == 1
    }

    /// Whether it is nobody.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many members it has.
    pub fn n_members(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Its members, in order.
    pub fn members(self) -> impl Iterator<Item = usize> {
        (0..u32::BITS as usize).filter(move |member| self.contains(*member))
    }

    /// Every coalition of `n_members` that is neither nobody nor everybody.
    pub fn proper(n_members: usize) -> impl Iterator<Item = Self> {
        let everyone = Self::everyone(n_members);
        (1..everyone.0).map(Self)
    }
}

impl FromIterator<usize> for Coalition {
    fn from_iter<I: IntoIterator<Item = usize>>(members: I) -> Self {
        members.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl fmt::Debug for Coalition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.members()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_bits() {
        let pair: Coalition = [0, 2].into_iter().collect();
        assert_eq!((pair.index(), pair.n_members()), (5, 2));
        assert_eq!(pair.members().collect::<Vec<_>>(), [0, 2]);
        assert_eq!(Coalition::everyone(3).without(pair), Coalition::of(1));
        assert_eq!(format!("{pair:?}"), "{0, 2}");
    }

    #[test]
    fn proper_coalitions_leave_out_nobody_and_everybody() {
        assert_eq!(Coalition::proper(3).count(), 6);
        assert_eq!(Coalition::proper(1).count(), 0);
    }
}
