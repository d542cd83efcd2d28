//! How kinds of fault are declared: one table makes the enum, its numbers and its texts.

/// Declares the kinds: severity, name, letters of the files, number, title, cause, action.
macro_rules! kinds {
    ($($severity:ident $name:ident $letters:literal $number:literal
        $title:literal, $cause:literal, $action:literal;)+) => {
        /// A kind of fault; with the file's letter it makes a
        /// [`Code`](crate::input::Code).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {$(
            #[doc = $title]
            $name,
        )+}

        impl Kind {
            /// Every kind, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Whether it stops the case.
            pub fn severity(self) -> Severity {
                match self {$(Self::$name => Severity::$severity),+}
            }

            /// Number, the same in every file.
            pub fn number(self) -> u16 {
                match self {$(Self::$name => $number),+}
            }

            /// Letters of the files in which it can occur.
            pub fn letters(self) -> &'static str {
                match self {$(Self::$name => $letters),+}
            }

            /// Heading of its entry.
            pub fn title(self) -> &'static str {
                match self {$(Self::$name => $title),+}
            }

            /// Why it arises.
            pub fn cause(self) -> &'static str {
                match self {$(Self::$name => $cause),+}
            }

            /// What to do about it.
            pub fn action(self) -> &'static str {
                match self {$(Self::$name => $action),+}
            }
        }
    };
}
pub(super) use kinds;
