//! Copies of unsaved edits in this browser. They are encrypted, so that nobody else at the same computer can read them,
//! and survive a crash, a reload and the end of the session (docs/decisions/0011).

use super::mark::Mark;
use crate::api::json;
use crate::platform::random;
use crate::platform::unsaved as storage;
pub(crate) use crate::platform::unsaved::restored;
use crate::state::key;
use domain::form::{Answer, Answers, Service, shape};
use domain::wire::draft::Draft;

/// Content of a copy.
#[derive(Debug, Clone)]
pub(super) struct Content<'a> {
    /// Version of the draft that the citizen edited.
    pub(super) version: u32,
    pub(super) answers: &'a Answers,
    /// Saved answers that the edits started from.
    pub(super) base: &'a Answers,
    /// Marks of the base and of saves without a response. Finding these answers on the server is no conflict.
    pub(super) known: Vec<Mark>,
}

/// Unsaved edits that earlier page loads and other tabs left in this browser.
#[derive(Debug, Clone)]
pub(crate) struct Recovered {
    pub(crate) answers: Answers,
    /// Saved answers that the edits started from.
    pub(super) base: Answers,
    /// Texts whose fields the form no longer has.
    pub(crate) left_over: Vec<String>,
    /// Marks of saves that may still reach the server.
    pub(super) known: Vec<Mark>,
    /// The edited version, if another tab or device has saved other answers since.
    pub(crate) conflict: Option<u32>,
    /// Names of the copies these edits come from; they can go once this tab has written its own.
    pub(super) names: Vec<String>,
}

/// A new name for a copy. Each tab has its own, so that it does not overwrite unsaved edits of another.
pub(super) fn name(draft: &str) -> String {
    format!("{}{}", storage::of_draft(draft), random::id())
}

/// Encrypts and writes at once. Returns the length of the plain text in bytes; `None` without the key.
pub(super) fn write(name: &str, draft: &str, content: &Content<'_>) -> Option<usize> {
    let text = to_text(content)?;
    let sealed = key::close(draft, &text)?;
    storage::set(name, &sealed);
    Some(text.len())
}

/// Removes a copy whose edits are on the server or in another copy.
pub(super) fn forget(name: &str) {
    storage::forget(name);
}

/// Whether this browser has a copy of the draft.
pub(crate) fn has_copy(draft: &str) -> bool {
    !names(draft).is_empty()
}

/// Edits of a draft that this browser has and the server has not.
pub(crate) fn recover(service: &Service, draft: &Draft) -> Option<Recovered> {
    let there = Mark::new(&draft.answers);
    let mut copies = Vec::new();
    let mut names = names(&draft.id);
    names.retain(|name| {
        let text = storage::get(name).and_then(|sealed| key::open(&draft.id, &sealed));
        let copy = text.and_then(|text| from_text(&text));
        copy.map(|copy| copies.push(copy)).is_some()
    });
    let is_known =
        copies.iter().all(|copy| copy.version == draft.version || copy.known.contains(&there));
    let mut newest = copies.pop()?;
    copies.into_iter().rev().for_each(|older| newest.merge(older));
    let Copy { version, known, base, answers } = newest;
    let (answers, others) = shape::split(service, answers);
    let texts = others.iter().filter_map(|(path, _)| others.text(path).map(str::to_owned));
    let left_over: Vec<_> = texts.collect();
    if answers == draft.answers && left_over.is_empty() {
        names.iter().for_each(|name| forget(name));
        return None;
    }
    Some(Recovered {
        left_over,
        answers,
        base,
        known,
        conflict: (!is_known).then_some(version),
        names,
    })
}

fn names(draft: &str) -> Vec<String> {
    storage::names(&storage::of_draft(draft))
}

/// A copy as read from storage.
struct Copy {
    version: u32,
    known: Vec<Mark>,
    base: Answers,
    answers: Answers,
}

impl Copy {
    /// Adds edits of an older copy, for example another tab's, to fields that this copy has not changed.
    fn merge(&mut self, older: Self) {
        let typed = differing(&older.base, &older.answers);
        for path in typed.paths() {
            if self.base.get(path) == self.answers.get(path) {
                put(&mut self.base, path, &older.base);
                put(&mut self.answers, path, &older.answers);
            }
        }
        self.known.extend(older.known);
    }
}

fn put(answers: &mut Answers, path: &str, from: &Answers) {
    match from.get(path) {
        Some(answer) => answers.set(path, answer.clone()),
        None => {
            answers.remove(path);
        }
    }
}

/// Four lines: the version, the marks, the answers of the base that differ, the answers.
fn to_text(content: &Content<'_>) -> Option<String> {
    let known: Vec<_> = content.known.iter().map(|mark| mark.to_text()).collect();
    let base = serde_json::to_string(&differing(content.base, content.answers)).ok()?;
    let answers = serde_json::to_string(content.answers).ok()?;
    Some(format!("{}\n{}\n{base}\n{answers}", content.version, known.join(" ")))
}

fn from_text(text: &str) -> Option<Copy> {
    let mut lines = text.splitn(4, '\n');
    let version = lines.next()?.parse().ok()?;
    let known = lines.next()?.split(' ').filter_map(Mark::from_text).collect();
    let differing: Answers = json::from_str(lines.next()?).ok()?;
    let answers: Answers = json::from_str(lines.next()?).ok()?;
    let base = answers.iter().chain(differing.iter());
    let base = base.map(|(path, answer)| (path.to_owned(), answer.clone())).collect();
    Some(Copy { version, known, base, answers })
}

/// The answers of `base` that differ from `answers`; an empty text where `base` has none.
fn differing(base: &Answers, answers: &Answers) -> Answers {
    let paths = base.paths().chain(answers.paths());
    paths
        .filter(|path| base.get(path) != answers.get(path))
        .map(|path| {
            let answer = base.get(path).cloned().unwrap_or_else(|| Answer::Text(String::new()));
            (path.to_owned(), answer)
        })
        .collect()
}
