//! What is written and not at the office yet, sealed in this browser: it survives a reload, a crash and the end of the session
//! (docs/decisions/0005, 0011). Only its owner can open it. All tabs share one copy for each conversation.

pub(super) use crate::platform::unsaved::restored;

use crate::api::messages::Talk;
use crate::api::{ApiError, json};
use crate::platform::unsaved::{self, MESSAGES};
use crate::state::key;
use serde::{Deserialize, Serialize};

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Copy {
    pub(super) typed: Typed,
    /// Messages without an answer of the server, the oldest first.
    pub(super) sending: Vec<Outgoing>,
}

/// What stands in the field.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub(super) text: String,
    /// Id of the message that it answers.
    #[serde(default)]
    pub(super) answers: Option<String>,
}

/// A message for which «Отправить» was pressed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Outgoing {
    /// Its `Idempotency-Key`, as long as it lives: however often it is sent, it arrives once.
    pub(super) key: String,
    /// When it was pressed, in milliseconds since 1970 by the server's clock.
    pub(super) at: i64,
    pub(super) text: String,
    pub(super) answers: Option<String>,
    pub(super) files: Vec<Attachment>,
    /// Files are missing that only the page has from which it was sent: it cannot go without them.
    #[serde(default)]
    pub(super) is_waiting: bool,
}

/// An accepted file that goes with a message.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Attachment {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) bytes: u64,
}

impl Typed {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.answers.is_none()
    }
}

/// Whether the copy of a conversation can be read, if there is one. `fetched`: whether the key could be fetched.
///
/// # Errors
/// The key could not be fetched although there is a copy: continuing without it would overwrite the copy.
pub(super) fn check(talk: &Talk, fetched: Result<(), ApiError>) -> Result<(), ApiError> {
    match unsaved::get(&name(talk)) {
        Some(_) => fetched,
        None => Ok(()),
    }
}

pub(super) fn read(talk: &Talk) -> Option<Copy> {
    let name = name(talk);
    let sealed = unsaved::get(&name)?;
    json::from_str(&key::open(&name, &sealed)?).ok()
}

/// Changes the copy, and deletes it when nothing is left. Without the key nothing happens.
pub(super) fn change(talk: &Talk, change: impl FnOnce(&mut Copy)) {
    if !key::is_there() {
        return;
    }
    let before = read(talk);
    let mut copy = before.clone().unwrap_or_default();
    change(&mut copy);
    if before.as_ref() == Some(&copy) {
        return;
    }
    let name = name(talk);
    if copy.typed.is_empty() && copy.sending.is_empty() {
        if before.is_some() {
            unsaved::forget(&name);
        }
        return;
    }
    let text = serde_json::to_string(&copy).ok();
    let sealed = text.and_then(|text| key::close(&name, &text));
    sealed.iter().for_each(|sealed| unsaved::set(&name, sealed));
}

/// The conversations about which this browser has something.
pub(super) fn talks() -> Vec<Talk> {
    let names = unsaved::names(MESSAGES).into_iter();
    names.filter_map(|name| talk(name.strip_prefix(MESSAGES)?)).collect()
}

/// Runs `act` when another tab changes the copy, until the owner is disposed.
pub(super) fn on_change(talk: &Talk, act: impl Fn() + 'static) {
    unsaved::on_change(&name(talk), act);
}

const CASE: &str = "case.";
const QUESTION: &str = "question.";

fn name(talk: &Talk) -> String {
    match talk {
        Talk::Case(id) => [MESSAGES, CASE, id].concat(),
        Talk::Question(id) => [MESSAGES, QUESTION, id].concat(),
    }
}

fn talk(name: &str) -> Option<Talk> {
    let case = name.strip_prefix(CASE).map(|id| Talk::Case(id.to_owned()));
    case.or_else(|| name.strip_prefix(QUESTION).map(|id| Talk::Question(id.to_owned())))
}
