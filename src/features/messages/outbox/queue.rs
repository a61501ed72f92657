//! The queue of a conversation: one request at a time, until the server has answered.

use super::super::copy::Outgoing;
use super::entry::{Entry, Way};
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::state::action::commit;
use crate::state::announcer::Announcer;
use crate::state::retry::Pauses;
use domain::wire::message::NewMessage;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::rc::Rc;

/// Milliseconds between retries while the citizen is signed out.
const SIGNED_OUT_PAUSE: u32 = 30_000;

impl Entry {
    pub(super) fn start(self: &Rc<Self>) {
        if !self.is_running.replace(true) {
            commit(Rc::clone(self).run());
        }
    }

    async fn run(self: Rc<Self>) {
        let mut pauses = Pauses::new();
        while let Some(message) = self.next() {
            self.set_way(&message.key, Way::InFlight);
            let answer = api::messages::send(&self.talk, &content(&message), &message.key).await;
            if self.is_over.get() {
                break;
            }
            let (way, pause) = match answer {
                Ok(sent) => {
                    pauses = Pauses::new();
                    self.sent(&message.key, sent);
                    if let Some(announcer) = Announcer::current() {
                        announcer.say(tr::msg::said_sent());
                    }
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
                    self.take_back(&message, error);
                    continue;
                }
            };
            self.set_way(&message.key, way);
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

fn content(message: &Outgoing) -> NewMessage {
    NewMessage {
        text: message.text.clone(),
        files: message.files.iter().map(|file| file.id.clone()).collect(),
        answers: message.answers.clone(),
    }
}
