//! Finding rows by their key, and guessing what a mistyped key meant.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// Longest text, in characters, whose meaning is guessed.
const GUESSED_MAX: usize = 60;

/// Keys of one kind of row. A key whose row has faults is known, but leads nowhere, so that one
/// fault does not raise others.
#[derive(Clone, Debug)]
pub(super) struct Index<I> {
    /// What a row is called in messages, with its article.
    pub what: &'static str,
    /// Whether keys may be missing because of a fault; then an unknown key is no fault.
    pub is_partial: bool,
    ids: BTreeMap<String, Option<I>>,
    guesses: RefCell<BTreeMap<String, Option<String>>>,
}

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found<I> {
    /// To this row.
    Row(I),
    /// To a row that has faults of its own.
    Faulty,
    /// Nowhere.
    Unknown,
}

impl<I: Copy> Index<I> {
    /// An index without keys.
    pub fn new(what: &'static str) -> Self {
        Self {
            what,
            is_partial: false,
            ids: BTreeMap::new(),
            guesses: RefCell::default(),
        }
    }

    /// Adds a key; false if it was there.
    pub fn insert(&mut self, key: &str, id: Option<I>) -> bool {
        if self.ids.contains_key(key) {
            return false;
        }
        self.ids.insert(key.to_owned(), id);
        true
    }

    /// Whether the key is known.
    pub fn contains(&self, key: &str) -> bool {
        self.ids.contains_key(key)
    }

    /// Where the key leads.
    pub fn get(&self, key: &str) -> Found<I> {
        match self.ids.get(key) {
            Some(Some(id)) => Found::Row(*id),
            Some(None) => Found::Faulty,
            None => Found::Unknown,
        }
    }

    /// The known key most like `text`, if one is like it.
    pub fn nearest(&self, text: &str) -> Option<String> {
        // The same slip often stands in many rows.
        let mut guesses = self.guesses.borrow_mut();
        if let Some(guess) = guesses.get(text) {
            return guess.clone();
        }
        let guess = nearest(text, self.ids.keys().map(String::as_str)).map(str::to_owned);
        guesses.insert(text.to_owned(), guess.clone());
        guess
    }
}

/// The candidate most like `text`, if one differs by at most a third of its letters.
pub fn nearest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = text.chars().count();
    if length > GUESSED_MAX {
        return None;
    }
    let most = (length / 3).max(1);
    candidates
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= most)
        .map(|candidate| (edits(text, candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Letters to insert, remove, replace or exchange to turn one text into the other, small and
/// capital letters being equal (optimal string alignment distance).
fn edits(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        rows[i][0] = i;
        for j in 1..=b.len() {
            let replace = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replace.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let candidates = ["apples", "pears", "price", "quantity"];
        assert_eq!(nearest(text, candidates.into_iter()), expected);
    }

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        check("appels", Some("apples"));
        check("Price", Some("price"));
        check("quantitty", Some("quantity"));
        check("walnuts", None);
        check("", None);
        check(&"x".repeat(10_000), None);
    }
}
