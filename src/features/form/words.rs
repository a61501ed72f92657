//! Texts for error codes. The summary and the fields both take them from here.

mod lines;

use crate::i18n;
use crate::i18n::{parts, tr, wrong};
use crate::ui::error_summary::Finding;
use crate::ui::field::parts::show_typed;
use domain::form::{Answers, Field, FieldError, Issue, Kind, Service, SignatureError, Text};
use domain::wire::application::Remark;

pub(super) use crate::i18n::parts::label;
pub(super) use crate::shell::file_rows::add_id as slot_id;
pub(super) use crate::shell::file_words::{file, size, types};
pub(super) use lines::{at_input, in_summary};

/// A text of the definition in the citizen's language.
pub(super) fn text(text: &Text) -> String {
    text.get(i18n::language()).to_owned()
}

/// The id of the input at a path.
pub(super) fn input_id(path: &str) -> String {
    path.replace('.', "-")
}

/// Replaces the text in the input at a path.
pub(super) fn show_in(path: &str, text: &str) {
    show_typed(&input_id(path), text);
}

/// Says what is wrong and how to correct it.
pub(super) fn issue(service: &Service, issue: &Issue) -> String {
    match &issue.error {
        FieldError::Missing | FieldError::NotAgreed => missing(service, issue.place()),
        FieldError::MissingDocument => tr::missing::document(&slot_title(service, issue)),
        FieldError::Contradiction { id } => contradiction(service, id),
        FieldError::File(error) => file(error),
        error => wrong::value(error),
    }
}

/// Says what to enter in an empty input.
fn missing(service: &Service, path: &str) -> String {
    let Some(field) = service.field_at(path) else { return tr::missing::other() };
    parts::missing(&field, part_of(&field, path))
}

/// Error text for a missing document that is still uploading.
pub(super) fn on_its_way(service: &Service, issue: &Issue) -> String {
    tr::missing::document_on_its_way(&slot_title(service, issue))
}

fn slot_title(service: &Service, issue: &Issue) -> String {
    service.slot(issue.place()).map(|slot| text(&slot.title)).unwrap_or_default()
}

fn contradiction(service: &Service, id: &str) -> String {
    let known = service.contradictions.iter().find(|known| known.id == id);
    known.map_or_else(tr::wrong::not_offered, |known| text(&known.text))
}

/// Name of the group's entry that a path belongs to: «Адрес 2».
fn entry(service: &Service, answers: &Answers, path: &str) -> Option<String> {
    let mut parts = path.split('.');
    let (id, key) = (parts.next()?, parts.next()?);
    let group = service.fields().find(|field| field.id == id)?;
    let Kind::Group { item, .. } = &group.kind else { return None };
    let index = group.entries(answers).iter().position(|known| known == key)?;
    Some(entry_name(item, index))
}

/// «Адрес 2» for the second entry.
pub(super) fn entry_name(item: &Text, index: usize) -> String {
    tr::group::Entry { item: &text(item), number: &(index + 1).to_string() }.text()
}

/// The part of a field that a path names; empty for the whole field.
fn part_of<'a>(field: &Field, path: &'a str) -> &'a str {
    path.strip_prefix(field.id.as_str()).unwrap_or_default().trim_start_matches('.')
}

/// Error text for a signature.
pub(super) fn signature(error: SignatureError) -> String {
    wrong::signature(error)
}

/// Line of a summary for a remark of the bureau.
pub(super) fn remark(remark: &Remark) -> Finding {
    let place = remark.place();
    let is_file = remark.pointer.starts_with("/files/");
    let input = if is_file { slot_id(place) } else { input_id(place) };
    Finding { input, text: text(&remark.text) }
}

/// Id of the input or button where an issue can be corrected.
pub(super) fn input_of(issue: &Issue) -> String {
    let place = issue.place();
    if issue.is_file() { slot_id(place) } else { input_id(place) }
}
