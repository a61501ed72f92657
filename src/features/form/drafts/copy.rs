//! Edits that are not on the server yet, kept in this browser until they are: sealed, so that nobody else at the same
//! computer can read them. They outlive a crash, a reload and a session that has ended (docs/decisions/0011).

use super::mark::Mark;
use crate::api::json;
use crate::platform::random;
use crate::platform::unsaved as storage;
pub(crate) use crate::platform::unsaved::restored;
use crate::state::key;
use domain::form::{Answer, Answers, Service, shape};
use domain::wire::draft::Draft;

/// What is kept.
#[derive(Debug, Clone)]
pub(super) struct Kept<'a> {
    /// The version of the draft that was edited.
    pub(super) version: u32,
    pub(super) answers: &'a Answers,
    /// The answers that these were made from.
    pub(super) base: &'a Answers,
    /// Answers that are no surprise on the server: the base, and those of saves whose answer has not come.
    pub(super) known: Vec<Mark>,
}

/// What earlier visits and other tabs left behind.
#[derive(Debug, Clone)]
pub(crate) struct Recovered {
    pub(crate) answers: Answers,
    /// The answers that these were made from.
    pub(super) base: Answers,
    /// Texts that the form has no place for any more.
    pub(crate) left_over: Vec<String>,
    /// Answers of saves that may still be on their way.
    pub(super) known: Vec<Mark>,
    /// The version that was edited, where somebody else has saved other answers since.
    pub(crate) conflict: Option<u32>,
    /// The copies that all this comes from, until there is one of its own.
    pub(super) names: Vec<String>,
}

/// A name for a copy: no tab writes over what another one has not saved.
pub(super) fn name(draft: &str) -> String {
    format!("{}{}", storage::of_draft(draft), random::id())
}

/// Seals and writes at once. The length of what was written, in bytes; nothing is without the key.
pub(super) fn write(name: &str, draft: &str, kept: &Kept<'_>) -> Option<usize> {
    let text = written(kept)?;
    let sealed = key::close(draft, &text)?;
    storage::set(name, &sealed);
    Some(text.len())
}

/// What it had is on the server, or in another copy.
pub(super) fn forget(name: &str) {
    storage::forget(name);
}

/// Whether something of the draft lies in this browser.
pub(crate) fn is_kept(draft: &str) -> bool {
    !names(draft).is_empty()
}

/// What this browser still has of a draft and the server has not.
pub(crate) fn recover(service: &Service, draft: &Draft) -> Option<Recovered> {
    let there = Mark::of(&draft.answers);
    let mut copies = Vec::new();
    let mut names = names(&draft.id);
    names.retain(|name| {
        let text = storage::get(name).and_then(|sealed| key::open(&draft.id, &sealed));
        let copy = text.and_then(|text| read(&text));
        copy.map(|copy| copies.push(copy)).is_some()
    });
    let is_known =
        copies.iter().all(|copy| copy.version == draft.version || copy.known.contains(&there));
    let mut newest = copies.pop()?;
    copies.into_iter().rev().for_each(|older| newest.take_in(older));
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

/// A copy as it was read.
struct Copy {
    version: u32,
    known: Vec<Mark>,
    base: Answers,
    answers: Answers,
}

impl Copy {
    /// What was typed in another tab before, where nothing was typed here.
    fn take_in(&mut self, older: Self) {
        let typed = otherwise(&older.base, &older.answers);
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

/// A line for the version, one for the known answers, one for what the base has otherwise, one for the answers.
fn written(kept: &Kept<'_>) -> Option<String> {
    let known: Vec<_> = kept.known.iter().map(|mark| mark.written()).collect();
    let base = serde_json::to_string(&otherwise(kept.base, kept.answers)).ok()?;
    let answers = serde_json::to_string(kept.answers).ok()?;
    Some(format!("{}\n{}\n{base}\n{answers}", kept.version, known.join(" ")))
}

fn read(text: &str) -> Option<Copy> {
    let mut lines = text.splitn(4, '\n');
    let version = lines.next()?.parse().ok()?;
    let known = lines.next()?.split(' ').filter_map(Mark::read).collect();
    let otherwise: Answers = json::from_str(lines.next()?).ok()?;
    let answers: Answers = json::from_str(lines.next()?).ok()?;
    let base = answers.iter().chain(otherwise.iter());
    let base = base.map(|(path, answer)| (path.to_owned(), answer.clone())).collect();
    Some(Copy { version, known, base, answers })
}

/// The answers of `base` that are others than in `answers`; a blank one where it has none.
fn otherwise(base: &Answers, answers: &Answers) -> Answers {
    let paths = base.paths().chain(answers.paths());
    paths
        .filter(|path| base.get(path) != answers.get(path))
        .map(|path| {
            let answer = base.get(path).cloned().unwrap_or_else(|| Answer::Text(String::new()));
            (path.to_owned(), answer)
        })
        .collect()
}
