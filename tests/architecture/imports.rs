//! The paths that a source file names, found without a Rust parser.
//!
//! Items under `#[cfg(test)]` are skipped; a path starts at `crate`, `self`, `super` or the
//! package's own name.

use super::tokens::{Token, is_word, text_at, tokens};

/// A path into the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// From the package's root; empty for the root itself.
    pub path: Vec<String>,
    pub line: usize,
}

/// What a source file names.
#[derive(Debug, Default)]
pub struct Found {
    pub imports: Vec<Import>,
    /// Every word with its line, to look for the names of other packages.
    pub words: Vec<(String, usize)>,
    /// Submodules in files of their own that exist only in tests.
    pub test_modules: Vec<String>,
}

/// Everything that `text`, the source of `module`, names.
pub fn found(text: &str, module: &[String], package: &str) -> Found {
    let mut found = Found::default();
    let tokens = without_tests(&tokens(text), &mut found.test_modules);
    let mut inside = Inside::default();
    for (at, token) in tokens.iter().enumerate() {
        inside.step(&tokens, at);
        if is_word(&token.text) {
            found.words.push((token.text.clone(), token.line));
        }
        let starts_path = at == 0 || tokens[at - 1].text != "::";
        let here = module.iter().chain(inside.modules());
        let base: Vec<String> = match token.text.as_str() {
            "crate" => Vec::new(),
            word if word == package => Vec::new(),
            "self" | "super" => here.cloned().collect(),
            _ => continue,
        };
        if starts_path && text_at(&tokens, at + 1) == "::" {
            let at = if token.text == "super" { at } else { at + 2 };
            paths(&tokens, at, base, &mut found.imports);
        }
    }
    found
}

/// The inline modules that a place in the file lies in.
#[derive(Default)]
struct Inside {
    depth: usize,
    open: Vec<(String, usize)>,
}

impl Inside {
    fn step(&mut self, tokens: &[Token], at: usize) {
        match tokens[at].text.as_str() {
            "{" => {
                self.depth += 1;
                if at >= 2 && tokens[at - 2].text == "mod" {
                    self.open.push((tokens[at - 1].text.clone(), self.depth));
                }
            }
            "}" => {
                self.open.retain(|(_, depth)| *depth < self.depth);
                self.depth = self.depth.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn modules(&self) -> impl Iterator<Item = &String> {
        self.open.iter().map(|(name, _)| name)
    }
}

/// Reads one path or tree of paths that starts at `at`; returns where it ends.
fn paths(tokens: &[Token], at: usize, base: Vec<String>, imports: &mut Vec<Import>) -> usize {
    let mut path = base;
    let mut at = at;
    let line = tokens[at.min(tokens.len() - 1)].line;
    loop {
        match text_at(tokens, at) {
            "super" => {
                path.pop();
            }
            "self" => {}
            "{" => return tree(tokens, at + 1, &path, imports),
            word if is_word(word) => path.push(word.to_owned()),
            _ => break,
        }
        at += 1;
        if text_at(tokens, at) != "::" {
            break;
        }
        at += 1;
    }
    imports.push(Import { path, line });
    at
}

/// Reads the branches between `{` and `}`; returns the place after `}`.
fn tree(tokens: &[Token], at: usize, base: &[String], imports: &mut Vec<Import>) -> usize {
    let mut at = at;
    while at < tokens.len() && tokens[at].text != "}" {
        at = match tokens[at].text.as_str() {
            "," | "as" | "*" => {
                if tokens[at].text == "*" {
                    let line = tokens[at].line;
                    imports.push(Import {
                        path: base.to_vec(),
                        line,
                    });
                }
                // The word after `as` is a new name, not a path.
                at + if tokens[at].text == "as" { 2 } else { 1 }
            }
            _ => paths(tokens, at, base.to_vec(), imports).max(at + 1),
        };
    }
    at + 1
}

/// Drops every item that stands under `#[cfg(test)]`.
fn without_tests(tokens: &[Token], test_modules: &mut Vec<String>) -> Vec<Token> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let marked = MARK
            .iter()
            .enumerate()
            .all(|(offset, text)| text_at(tokens, at + offset) == *text);
        if !marked {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        at += MARK.len();
        let start = at;
        at = end_of_item(tokens, at);
        let item = &tokens[start..at.min(tokens.len())];
        if let [.., keyword, name, end] = item
            && keyword.text == "mod"
            && end.text == ";"
        {
            test_modules.push(name.text.clone());
        }
    }
    kept
}

/// The place after the item at `at`, which a `;` or a closing brace ends.
fn end_of_item(tokens: &[Token], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            "{" | "(" | "[" => depth += 1,
            // A field or variant ends where what it lies in ends.
            ")" | "]" | "}" if depth == 0 => return at,
            ")" | "]" => depth -= 1,
            "}" => {
                depth -= 1;
                if depth == 0 && text_at(tokens, at + 1) != ";" {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
        at += 1;
    }
    at
}
