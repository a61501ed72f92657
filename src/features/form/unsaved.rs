//! Edits that are not on the server yet, kept in this browser until they are: sealed, so that nobody else at the same
//! computer can read them. They outlive a crash, a reload and a session that has ended.

use crate::api::{self, ApiError};
use crate::platform::clock;
use crate::platform::json;
use crate::platform::seal::Seal;
use crate::platform::unsaved as storage;
use domain::form::{Answers, Service, shape};
use domain::wire::draft::Draft;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds at most from a change until it is kept.
const PAUSE: u32 = 200;

/// What is kept.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// The version of the draft that was edited.
    pub(super) version: u32,
    pub(super) answers: Answers,
    /// Answers that are no surprise on the server: those that it had, and those of a save that was on its way.
    pub(super) known: Vec<Answers>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Unsaved {
    draft: StoredValue<String>,
    seal: StoredValue<Option<Seal>, LocalStorage>,
    /// What is to be kept next; empty once everything is on the server.
    next: StoredValue<Option<Kept>>,
    is_waiting: StoredValue<bool>,
}

/// What an earlier visit left behind.
#[derive(Debug, Clone)]
pub(super) struct Recovered {
    pub(super) answers: Answers,
    /// Texts that the form has no place for any more.
    pub(super) left_over: Vec<String>,
    /// The version that was edited, where somebody else has saved other answers since.
    pub(super) conflict: Option<u32>,
}

impl Unsaved {
    pub(super) fn new(draft: String, seal: Option<Seal>) -> Self {
        Self {
            draft: StoredValue::new(draft),
            seal: StoredValue::new_local(seal),
            next: StoredValue::new(None),
            is_waiting: StoredValue::new(false),
        }
    }

    /// The answers have changed.
    pub(super) fn keep(self, kept: Kept) {
        if self.seal.with_value(Option::is_none) {
            return;
        }
        self.next.set_value(Some(kept));
        if self.is_waiting.get_value() {
            return;
        }
        self.is_waiting.set_value(true);
        spawn_local(async move {
            clock::wait(PAUSE).await;
            self.is_waiting.try_set_value(false);
            self.write().await;
        });
    }

    /// Everything is on the server.
    pub(super) fn forget(self) {
        self.next.try_set_value(None);
        if let Some(draft) = self.draft.try_get_value() {
            storage::forget(&draft);
        }
    }

    async fn write(self) -> Option<()> {
        let (draft, seal) = (self.draft.try_get_value()?, self.seal.try_get_value()??);
        let kept = self.next.try_get_value()??;
        let text = written(&kept)?;
        let sealed = seal.close(&draft, &text).await?;
        // Saved, or the citizen has signed out, while it was being sealed.
        if self.next.try_with_value(Option::is_some)? {
            storage::set(&draft, &sealed);
        }
        Some(())
    }
}

/// The key of this citizen; `None` where the browser has no cryptography: then nothing is kept.
///
/// # Errors
/// The server could not be asked.
pub(super) async fn seal() -> Result<Option<Seal>, ApiError> {
    let key = api::auth::seal().await?.key;
    Ok(Seal::new(&key).await)
}

/// Whether something of the draft lies in this browser.
pub(super) fn is_there(draft: &str) -> bool {
    storage::get(draft).is_some()
}

/// What this browser still has of a draft and the server has not.
pub(super) async fn recover(seal: &Seal, service: &Service, draft: &Draft) -> Option<Recovered> {
    let sealed = storage::get(&draft.id)?;
    let kept = read(&seal.open(&draft.id, &sealed).await?)?;
    let (answers, others) = shape::split(service, kept.answers);
    let texts = others.iter().filter_map(|(path, _)| others.text(path).map(str::to_owned));
    let left_over: Vec<_> = texts.collect();
    if answers == draft.answers && left_over.is_empty() {
        storage::forget(&draft.id);
        return None;
    }
    let is_known = kept.version == draft.version || kept.known.contains(&draft.answers);
    Some(Recovered { left_over, answers, conflict: (!is_known).then_some(kept.version) })
}

/// A line for the version, one for the answers, and one for each of the known ones. JSON has no raw line ends.
fn written(kept: &Kept) -> Option<String> {
    let mut text = kept.version.to_string();
    for answers in std::iter::once(&kept.answers).chain(&kept.known) {
        text.push('\n');
        text.push_str(&serde_json::to_string(answers).ok()?);
    }
    Some(text)
}

fn read(text: &str) -> Option<Kept> {
    let mut lines = text.split('\n');
    let version = lines.next()?.parse().ok()?;
    let answers = json::from_str(lines.next()?).ok()?;
    let known = lines.filter_map(|line| json::from_str(line).ok()).collect();
    Some(Kept { version, answers, known })
}
