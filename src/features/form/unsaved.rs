//! Edits that are not on the server yet, kept in this browser until they are: sealed, so that nobody else at the same
//! computer can read them. They outlive a crash, a reload and a session that has ended.

use crate::api;
use crate::platform::clock;
use crate::platform::json;
use crate::platform::seal::Seal;
use crate::platform::unsaved as storage;
use domain::form::Answers;
use domain::wire::draft::Draft;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds at most from a change until it is kept.
const PAUSE: u32 = 200;

/// What is kept: the version of the draft that was edited, the answers, and those of a save that was on its way.
type Kept = (u32, Answers, Option<Answers>);

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
    /// Somebody else has saved other answers since.
    pub(super) is_conflict: bool,
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

    /// The answers have changed; they stand on `version`. `sent` are those of a save that is on its way.
    pub(super) fn keep(self, version: u32, answers: Answers, sent: Option<Answers>) {
        if self.seal.with_value(Option::is_none) {
            return;
        }
        self.next.set_value(Some((version, answers, sent)));
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

/// The key of this citizen; `None` where it cannot be had: then nothing is kept.
pub(super) async fn seal() -> Option<Seal> {
    let key = api::auth::seal().await.ok()?.key;
    Seal::new(&key).await
}

/// What this browser still has of a draft and the server has not.
pub(super) async fn recover(seal: Option<&Seal>, draft: &Draft) -> Option<Recovered> {
    let sealed = storage::get(&draft.id)?;
    // Another citizen's cannot be opened: it stays until its owner comes or somebody signs out.
    let (version, answers, sent) = read(&seal?.open(&draft.id, &sealed).await?)?;
    if answers == draft.answers {
        storage::forget(&draft.id);
        return None;
    }
    let is_own_save = sent.is_some_and(|sent| sent == draft.answers);
    Some(Recovered { answers, is_conflict: version != draft.version && !is_own_save })
}

/// Three lines: the version, the answers, and the answers of a save on its way or nothing. JSON has no raw line ends.
fn written((version, answers, sent): &Kept) -> Option<String> {
    let json = |answers: &Answers| serde_json::to_string(answers).ok();
    let sent = match sent {
        Some(sent) => json(sent)?,
        None => String::new(),
    };
    Some(format!("{version}\n{}\n{sent}", json(answers)?))
}

fn read(text: &str) -> Option<Kept> {
    let mut lines = text.split('\n');
    let (version, answers, sent) = (lines.next()?, lines.next()?, lines.next()?);
    let sent = (!sent.is_empty()).then(|| json::from_str(sent).ok()).flatten();
    Some((version.parse().ok()?, json::from_str(answers).ok()?, sent))
}
