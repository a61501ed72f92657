//! Saving while the citizen types: a second after a change, one request at a time, also while answers are wrong.

use super::unsaved::{Kept, Unsaved};
use crate::api::{self, ApiError};
use crate::platform::sleep::Sleep;
use crate::platform::{last_save, unsaved};
use crate::state::session::SessionState;
use chrono::{DateTime, Utc};
use domain::form::Answers;
use domain::wire::draft::{Draft, Saved};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds from the last change to the save.
const PAUSE: u32 = 1_000;
/// Milliseconds until another try when the server cannot be reached; doubled up to the limit.
const RETRY: u32 = 2_000;
const RETRY_LIMIT: u32 = 30_000;

/// Where saving stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Saving {
    Saved(DateTime<Utc>),
    Edited,
    InFlight,
    /// Tries again by itself.
    NoConnection,
    /// Tries again by itself.
    ServerDown,
    /// Goes on after signing in.
    SignedOut,
    /// Another tab or device saved other answers; the citizen decides.
    Conflict,
    Failed(ApiError),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Autosave {
    draft: StoredValue<String>,
    version: StoredValue<u32>,
    answers: RwSignal<Answers>,
    pub(super) saving: RwSignal<Saving>,
    /// Counts changes; `saved` is the change that the server has.
    edits: StoredValue<u64>,
    saved: StoredValue<u64>,
    is_running: StoredValue<bool>,
    /// Answers of saves whose reply never came: each may be on the server or not.
    in_doubt: StoredValue<Vec<Answers>>,
    sleep: StoredValue<Sleep, LocalStorage>,
    /// Somebody waits for the save: no pause before it.
    hurry: StoredValue<bool>,
    unsaved: Unsaved,
    /// The step on the screen.
    step: StoredValue<Option<String>>,
    /// The answers that the server is known to have.
    base: StoredValue<Answers>,
    /// The answers of the save that is on its way.
    sent: StoredValue<Option<Answers>>,
}

impl Autosave {
    pub(super) fn new(draft: &Draft, answers: RwSignal<Answers>, unsaved: Unsaved) -> Self {
        let autosave = Self {
            draft: StoredValue::new(draft.id.clone()),
            version: StoredValue::new(draft.version),
            answers,
            unsaved,
            step: StoredValue::new(draft.step.clone()),
            base: StoredValue::new(draft.answers.clone()),
            sent: StoredValue::new(None),
            saving: RwSignal::new(Saving::Saved(draft.saved_at)),
            edits: StoredValue::new(0),
            saved: StoredValue::new(0),
            is_running: StoredValue::new(false),
            in_doubt: StoredValue::new(Vec::new()),
            sleep: StoredValue::new_local(Sleep::default()),
            hurry: StoredValue::new(false),
        };
        autosave.wake_on_return();
        on_cleanup(move || autosave.leave());
        autosave
    }

    /// The form is left within the pause: what was typed is sent all the same, by a task that needs no signals.
    fn leave(self) {
        if self.edits.try_get_value() == self.saved.try_get_value() {
            return;
        }
        // The citizen has not picked yet: the answers stay in the browser until then.
        if self.saving.try_get_untracked() == Some(Saving::Conflict) {
            return;
        }
        let sent = self.sent.try_get_value().flatten();
        let (Some(draft), Some(version)) =
            (self.draft.try_get_value(), self.version.try_get_value())
        else {
            return;
        };
        let Some(answers) = self.answers.try_get_untracked() else { return };
        let step = self.step.try_get_value().flatten();
        spawn_local(async move {
            let mut saved = api::drafts::save(&draft, version, &answers, step.clone()).await;
            let is_conflict =
                saved.as_ref().is_err_and(|error| error.code() == Some(ProblemCode::Conflict));
            // Over our own save that was in flight, but never over that of another tab.
            if is_conflict
                && let Ok(stored) = api::drafts::one(&draft).await
                && Some(stored.answers) == sent
            {
                saved = api::drafts::save(&draft, stored.version, &answers, step).await;
            }
            if saved.is_ok() {
                unsaved::forget(&draft);
            }
        });
    }

    /// The answers have changed.
    pub(super) fn edited(self) {
        self.edits.update_value(|edits| *edits += 1);
        let mut known = vec![self.base.get_value()];
        known.extend(self.sent.get_value());
        let (version, answers) = (self.version.get_value(), self.answers.get_untracked());
        self.unsaved.keep(Kept { version, answers, known });
        if self.is_running.get_value() {
            return;
        }
        // A conflict is settled first; saving would only meet it again.
        if self.saving.get_untracked() == Saving::Conflict {
            return;
        }
        self.is_running.set_value(true);
        self.saving.set(Saving::Edited);
        spawn_local(self.run());
    }

    /// [`flush`](Self::flush), for those who may outlive the page.
    pub(super) fn saved(self) -> impl Future<Output = Result<u32, ApiError>> + 'static {
        self.flush()
    }

    /// Saves now and waits for it; the version that the server has then.
    ///
    /// # Errors
    /// Why the last change is not on the server.
    pub(super) async fn flush(self) -> Result<u32, ApiError> {
        self.hurry.set_value(true);
        if matches!(
            self.saving.try_get_untracked(),
            Some(Saving::NoConnection | Saving::ServerDown | Saving::SignedOut)
        ) {
            // What went wrong before this try says nothing of it.
            self.saving.set(Saving::Edited);
        }
        self.wake();
        let failed = matches!(self.saving.try_get_untracked(), Some(Saving::Failed(_)));
        if failed && self.is_running.try_get_value() == Some(false) {
            self.edited();
        }
        while self.is_running.try_get_value().unwrap_or_default() {
            match self.saving.try_get_untracked() {
                Some(Saving::NoConnection) => return Err(ApiError::NoConnection),
                Some(Saving::ServerDown) => return Err(ApiError::Unavailable),
                Some(Saving::SignedOut) => {
                    return Err(ApiError::of(ProblemCode::SignInRequired));
                }
                _ => crate::platform::clock::wait(50).await,
            }
        }
        match self.saving.try_get_untracked() {
            Some(Saving::Failed(error)) => Err(error),
            Some(Saving::Conflict) => Err(ApiError::of(ProblemCode::Conflict)),
            // The form was left meanwhile, and with it whoever waited.
            _ => self.version.try_get_value().ok_or(ApiError::NoConnection),
        }
    }

    /// This step is on the screen: the draft opens here next time if something is changed.
    pub(super) fn shows(self, step: &str) {
        self.step.set_value(Some(step.to_owned()));
    }

    /// The citizen has finished a step and goes on to this one: the draft opens there next time.
    pub(super) fn goes_on_to(self, step: &str) {
        self.shows(step);
        self.edited();
    }

    /// Other answers were saved elsewhere than those on this screen, which stand on `version`.
    pub(super) fn conflict(self, version: u32) {
        self.version.set_value(version);
        self.edits.update_value(|edits| *edits += 1);
        self.saving.set(Saving::Conflict);
    }

    /// Goes on after a conflict: the answers on this screen are saved over those that were saved elsewhere.
    pub(super) fn settle(self, version: u32) {
        self.version.set_value(version);
        self.saving.set(Saving::Edited);
        self.edited();
    }

    async fn run(self) {
        let mut retry = RETRY;
        loop {
            self.pause().await;
            let Some(edits) = self.edits.try_get_value() else { return };
            let Some(result) = self.save().await else { return };
            let next = match result {
                Ok(saved) => {
                    last_save::forget();
                    retry = RETRY;
                    self.saved.try_update_value(|saved| *saved = edits);
                    if self.edits.try_get_value() == Some(edits) {
                        self.unsaved.forget();
                    }
                    Saving::Saved(saved)
                }
                Err(error) if error.is_passing() => {
                    let down = error != ApiError::NoConnection;
                    self.saving.try_set(if down {
                        Saving::ServerDown
                    } else {
                        Saving::NoConnection
                    });
                    self.sleep(retry).await;
                    retry = (retry * 2).min(RETRY_LIMIT);
                    continue;
                }
                Err(error) if error.code() == Some(ProblemCode::SignInRequired) => {
                    self.saving.try_set(Saving::SignedOut);
                    self.sleep(RETRY_LIMIT).await;
                    continue;
                }
                Err(error) if error.code() == Some(ProblemCode::Conflict) => Saving::Conflict,
                Err(error) => Saving::Failed(error),
            };
            let is_done =
                self.edits.try_get_value() == Some(edits) || !matches!(next, Saving::Saved(_));
            if is_done {
                self.hurry.try_update_value(|hurry| *hurry = false);
                self.is_running.try_update_value(|running| *running = false);
            }
            self.saving.try_set(next);
            if is_done {
                return;
            }
        }
    }

    /// Waits until the typing pauses for a second.
    async fn pause(self) {
        loop {
            let before = self.edits.try_get_value();
            if self.hurry.try_get_value() != Some(false) {
                return;
            }
            self.sleep(PAUSE).await;
            if self.edits.try_get_value() == before {
                return;
            }
        }
    }

    /// One request; `None` when the form is gone.
    async fn save(self) -> Option<Result<DateTime<Utc>, ApiError>> {
        let (draft, version) = (self.draft.try_get_value()?, self.version.try_get_value()?);
        let answers = self.answers.try_get_untracked()?;
        if matches!(self.saving.try_get_untracked()?, Saving::Edited | Saving::Saved(_)) {
            self.saving.try_set(Saving::InFlight);
        }
        let step = self.step.try_get_value()?;
        self.sent.try_set_value(Some(answers.clone()));
        let mut result = api::drafts::save(&draft, version, &answers, step.clone()).await;
        if result.as_ref().is_err_and(|error| error.code() == Some(ProblemCode::Conflict))
            && let Ok(stored) = api::drafts::one(&draft).await
        {
            if stored.answers == answers {
                // Browsers repeat a request by themselves when a kept-alive connection breaks: the first one arrived.
                result = Ok(Saved { version: stored.version, saved_at: stored.saved_at });
            } else if self.is_known(&stored.answers) {
                result = api::drafts::save(&draft, stored.version, &answers, step).await;
            }
        }
        self.in_doubt.try_update_value(|in_doubt| match &result {
            Ok(_) => in_doubt.clear(),
            Err(error) if error.is_passing() && in_doubt.last() != Some(&answers) => {
                in_doubt.push(answers)
            }
            Err(_) => {}
        });
        Some(result.map(|saved| {
            self.version.try_update_value(|version| *version = saved.version);
            if let Some(sent) = self.sent.try_get_value().flatten() {
                self.base.try_update_value(|base| *base = sent);
            }
            saved.saved_at
        }))
    }

    /// Whether answers on the server are no news: this page had them from there, or sent them without hearing of it. Only
    /// a version without a change of the answers lies between.
    fn is_known(self, stored: &Answers) -> bool {
        let is_base = self.base.try_with_value(|base| base == stored);
        let is_lost = self.in_doubt.try_with_value(|lost| lost.contains(stored));
        is_base == Some(true) || is_lost == Some(true)
    }

    async fn sleep(self, ms: u32) {
        if let Some(sleep) = self.sleep.try_get_value() {
            sleep.sleep(ms).await;
        }
    }

    fn wake(self) {
        if let Some(sleep) = self.sleep.try_get_value() {
            sleep.wake();
        }
    }

    /// Does not wait out a pause when there is news: the network or the session is back, or the page is being left.
    fn wake_on_return(self) {
        let session = SessionState::current();
        Effect::watch(move || session.renewals(), move |_, _, _| self.wake(), false);
        crate::platform::network::on_online(move || self.wake());
        crate::platform::page::on_hidden(move || {
            if self.is_running.try_get_value() == Some(true) {
                if let Some(draft) = self.draft.try_get_value() {
                    last_save::remember(&draft, self.version.get_value());
                }
                self.hurry.set_value(true);
                self.wake();
            }
        });
    }
}
