//! The lines of a conversation: messages of the server, and those on their way to it.

use super::copy::{Attachment, Outgoing};
use super::outbox::{Sending, Way};
use crate::i18n::dates;
use chrono::{DateTime, Utc};
use domain::wire::file::{FileInfo, FileState};
use domain::wire::message::{Author, Message};
use leptos::prelude::*;

/// A message as the conversation shows it.
#[derive(Clone, PartialEq)]
pub(super) struct Line {
    /// Stays the same from the press of «Отправить» on: the line keeps its place and its focus.
    pub(super) key: String,
    pub(super) message: Message,
    /// Present while the server may not have it.
    pub(super) way: Option<Way>,
}

/// All lines, the newest first.
pub(super) fn lines(messages: &[Message], sending: &[Sending]) -> Vec<Line> {
    let there = messages.iter().map(of_server);
    let is_there = |key: &str| messages.iter().any(|message| message.key.as_deref() == Some(key));
    let out = sending.iter().filter(|one| !is_there(&one.message.key)).map(of_outbox);
    let mut lines: Vec<_> = there.chain(out).collect();
    lines.reverse();
    lines
}

/// When the answered message was written, if the conversation has it; tracked.
pub(super) fn answered_at(lines: Memo<Vec<Line>>, answered: &str) -> Option<String> {
    lines.with(|lines| {
        let found = lines.iter().find(|line| line.message.id == answered)?;
        Some(dates::moment(found.message.at))
    })
}

/// Id of the heading of a line.
pub(super) fn heading_id(key: &str) -> String {
    format!("m-{key}")
}

fn of_server(message: &Message) -> Line {
    let key = message.key.as_ref().unwrap_or(&message.id).clone();
    Line { key, message: message.clone(), way: None }
}

fn of_outbox(Sending { message, way }: &Sending) -> Line {
    let key = message.key.clone();
    match way {
        Way::Sent(sent) => Line { key, message: Message::clone(sent), way: None },
        way => Line { key, message: as_typed(message), way: Some(way.clone()) },
    }
}

/// The message as the citizen has written it; it has no id yet.
fn as_typed(message: &Outgoing) -> Message {
    Message {
        id: String::new(),
        at: DateTime::<Utc>::from_timestamp_millis(message.at).unwrap_or_default(),
        author: Author::Citizen,
        name: None,
        text: message.text.clone(),
        files: message.files.iter().map(file).collect(),
        action: None,
        answers: message.answers.clone(),
        read_at: None,
        key: Some(message.key.clone()),
    }
}

fn file(Attachment { id, name, bytes }: &Attachment) -> FileInfo {
    FileInfo {
        id: id.clone(),
        slot: String::new(),
        name: name.clone(),
        bytes: *bytes,
        received: *bytes,
        state: FileState::Accepted,
        error: None,
        sha256: None,
        expires_at: None,
        received_at: None,
        opened_at: None,
        mark: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(key: &str, at: i64) -> Outgoing {
        Outgoing {
            key: key.to_owned(),
            at,
            text: key.to_owned(),
            answers: None,
            files: Vec::new(),
            is_waiting: false,
        }
    }

    #[test]
    fn a_message_stands_once_and_in_its_place() {
        let there = Message { id: "1".to_owned(), ..as_typed(&message("a", 1)) };
        let of_office = Message { id: "2".to_owned(), key: None, ..as_typed(&message("", 2)) };
        let on_its_way = |key: &str, way| Sending { message: message(key, 3), way };
        let sending = [
            on_its_way("a", Way::InFlight),
            on_its_way("b", Way::Sent(Box::new(Message { id: "3".to_owned(), ..there.clone() }))),
            on_its_way("c", Way::NoConnection),
        ];
        let lines = lines(&[there, of_office], &sending);
        let keys: Vec<_> = lines.iter().map(|line| line.key.as_str()).collect();
        assert_eq!(keys, ["c", "b", "2", "a"]);
        let waits: Vec<_> = lines.iter().map(|line| line.way.is_some()).collect();
        assert_eq!(waits, [true, false, false, false]);
    }
}
