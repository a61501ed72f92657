//! The queue of a conversation: one request at a time, until the server has answered.

use super::super::copy::Outgoing;
use super::batch::Pending;
use super::entry::{Entry, Refusal, Way};
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::state::action::commit;
use crate::state::announcer::Announcer;
use crate::state::retry::Pauses;
use domain::message::FILES;
use domain::wire::message::NewMessage;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::rc::Rc;

/// Milliseconds between retries while the citizen is signed out.
const SIGNED_OUT_PAUSE: u32 = 30_000;
/// Milliseconds between looks whether the files of a message are at the server.
const FILES_PAUSE: u32 = 300;

impl Entry {
    pub(super) fn start(self: &Rc<Self>) {
        if !self.is_running.replace(true) {
            commit(Rc::clone(self).run());
        }
    }

    async fn run(self: Rc<Self>) {
        let mut pauses = Pauses::new();
        // Key of the message of which the citizen knows that it waits.
        let mut waits = String::new();
        while let Some(mut message) = self.next() {
            match self.pending(&message.key) {
                Some(Pending::Ready(files)) if message.files != files || message.is_waiting => {
                    self.complete(&message.key, &files);
                    message.files = files;
                }
                None | Some(Pending::Ready(_)) => {}
                Some(Pending::Waits(count, _)) => {
                    self.set_way(&message.key, Way::Files(count));
                    self.sleep.sleep(FILES_PAUSE).await;
                    if self.is_over.get() {
                        break;
                    }
                    continue;
                }
                Some(Pending::Failed) => {
                    self.take_back(&message, Refusal::File);
                    continue;
                }
            }
            if waits != message.key {
                self.set_way(&message.key, Way::InFlight);
            }
            let answer = api::messages::send(&self.talk, &content(&message), &message.key).await;
            if self.is_over.get() {
                break;
            }
            let (way, pause) = match answer {
                Ok(sent) => {
                    pauses = Pauses::new();
                    self.sent(&message.key, sent);
                    say(tr::msg::said_sent());
                    continue;
                }
                Err(ApiError::NoConnection) => (Way::NoConnection, pauses.next()),
                Err(error) if error.is_passing() => {
                    let asked = error.retry_after().unwrap_or_default().saturating_mul(1_000);
                    (Way::ServerBusy, pauses.next().max(asked))
                }
                Err(error) if error.code() == Some(ProblemCode::SignInRequired) => {
                    (Way::SignedOut, SIGNED_OUT_PAUSE)
                }
                Err(error) => {
                    // A file has expired, or another window has sent it.
                    let refusal = match blames_files(&error) {
                        true => Refusal::File,
                        false => Refusal::Error(error),
                    };
                    self.take_back(&message, refusal);
                    continue;
                }
            };
            match way {
                Way::NoConnection if waits != message.key => say(tr::msg::offline()),
                Way::ServerBusy if waits != message.key => say(tr::msg::busy()),
                // A dialog says it.
                _ => {}
            }
            self.set_way(&message.key, way);
            waits.clone_from(&message.key);
            self.sleep.sleep(pause).await;
            if self.is_over.get() {
                break;
            }
        }
        self.is_running.set(false);
    }

    /// The oldest message that the server does not have.
    fn next(&self) -> Option<Outgoing> {
        self.sending.with_untracked(|sending| {
            let mut waiting = sending.iter().filter(|one| !matches!(one.way, Way::Sent(_)));
            waiting.next().map(|one| one.message.clone())
        })
    }
}

/// Whether the server finds one of the files wrong.
fn blames_files(error: &ApiError) -> bool {
    (0..FILES).any(|index| error.points_at(&format!("/files/{index}")))
}

fn say(text: String) {
    if let Some(announcer) = Announcer::current() {
        announcer.say(text);
    }
}

fn content(message: &Outgoing) -> NewMessage {
    NewMessage {
        text: message.text.clone(),
        files: message.files.iter().map(|file| file.id.clone()).collect(),
        answers: message.answers.clone(),
    }
}
