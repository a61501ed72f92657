//! Texts about messages.

use super::outbox::Way;
use crate::i18n::dates;
use crate::i18n::tr;
use domain::wire::message::{ActionKind, Author, Message, MessageAction};

/// Who wrote it, and when.
pub(super) fn heading(message: &Message) -> String {
    let author = author(message);
    tr::msg::Heading { author: &author, moment: &dates::moment(message.at) }.text()
}

pub(super) fn author(message: &Message) -> String {
    match (&message.author, &message.name) {
        (Author::Citizen, _) => tr::msg::you(),
        (_, Some(name)) => name.clone(),
        (_, None) => tr::msg::office(),
    }
}

/// Whether the office has written it and the citizen has not read it.
pub(super) fn is_new(message: &Message) -> bool {
    message.author != Author::Citizen && message.read_at.is_none()
}

/// What becomes of a message of the citizen.
pub(super) fn state(message: &Message, way: Option<&Way>) -> String {
    match (way, message.read_at) {
        (Some(Way::InFlight), _) => tr::msg::sending(),
        (Some(Way::Files(count)), _) => tr::msg::waits_files(*count),
        (Some(Way::NoConnection), _) => tr::msg::offline(),
        (Some(Way::ServerBusy), _) => tr::msg::busy(),
        (Some(Way::SignedOut), _) => tr::msg::signed_out(),
        (_, Some(read_at)) => tr::msg::read(&dates::moment(read_at)),
        (_, None) => tr::msg::sent(&dates::moment(message.at)),
    }
}

/// The action that waits for the citizen.
pub(super) fn open_action(message: &Message) -> Option<&MessageAction> {
    message.action.as_ref().filter(|action| action.done_at.is_none())
}

/// What the office waits for.
pub(super) fn awaited(kind: ActionKind) -> String {
    match kind {
        ActionKind::Confirm => tr::msg::awaits_consent(),
        ActionKind::Upload => tr::msg::awaits_document(),
        ActionKind::Answer => tr::msg::awaits_answer(),
        ActionKind::Other => tr::msg::awaits(),
    }
}

/// What the office waited for and has got.
pub(super) fn done(action: &MessageAction) -> Option<String> {
    let moment = dates::moment(action.done_at?);
    Some(match action.kind {
        ActionKind::Confirm if action.declined => tr::msg::consent_declined(&moment),
        ActionKind::Confirm => tr::msg::consent_given(&moment),
        _ => tr::msg::done(&moment),
    })
}
