//! Fault codes: the one source of the codes and of `docs/errors.md` is the table in `kinds`.
//!
//! A code is the letter of the file and the number of the [`Kind`]: Q103 is a cell in
//! `quotes.csv` that is no number. Codes are stable: a number is never given another meaning.

use std::fmt;

use super::file::File;
pub use super::kinds::Kind;

/// A fault code, such as Q103.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    file: File,
    kind: Kind,
}

impl Code {
    pub(super) fn new(file: File, kind: Kind) -> Self {
        // A code without an entry is a slip in the program, and no reason to end a person's run.
        #[cfg(test)]
        assert!(
            kind.letters().contains(file.letter()),
            "{kind:?} is not listed for {}",
            file.name()
        );
        Self { file, kind }
    }

    /// Every code there is, in the order of `docs/errors.md`.
    pub fn all() -> impl Iterator<Item = Self> {
        Kind::ALL.iter().flat_map(|kind| {
            File::all()
                .filter(|file| kind.letters().contains(file.letter()))
                .map(|file| Self { file, kind: *kind })
        })
    }

    /// What kind of fault it is.
    pub fn kind(self) -> Kind {
        self.kind
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:03}", self.file.letter(), self.kind.number())
    }
}
