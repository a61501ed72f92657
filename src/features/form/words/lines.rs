//! Error lines at an input and in the error summary. The summary is read away from the inputs, so its lines name them
//! (WCAG 3.3.1).

use super::{entry, issue, label, part_of, slot_title, text};
use crate::i18n::letters;
use crate::i18n::tr;
use domain::form::{Answers, Field, FieldError, Issue, Service};
use std::mem::discriminant;

/// Error line at an input. In a group it names the entry, so that a screen reader's user knows which one is wrong.
pub(crate) fn at_input(service: &Service, answers: &Answers, found: &Issue) -> String {
    line(entry(service, answers, found.place()), &issue(service, found))
}

/// Error line in the summary: «СНИЛС: нужно 11 цифр, а здесь 9».
pub(crate) fn in_summary(service: &Service, answers: &Answers, found: &Issue) -> String {
    let place = found.place();
    let parts = [entry(service, answers, place), whose(service, found), input(service, found)];
    let subject = parts.into_iter().flatten().reduce(|all, part| {
        tr::group::Part { entry: &all, label: &letters::in_sentence(&part) }.text()
    });
    line(subject, &issue(service, found))
}

fn line(subject: Option<String>, words: &str) -> String {
    match subject {
        Some(question) if question.ends_with('?') => format!("{question} {words}"),
        Some(subject) => {
            tr::group::Line { entry: &subject, label: &letters::in_sentence(words) }.text()
        }
        None => words.to_owned(),
    }
}

/// Label of the input, unless the error text names it already.
fn input(service: &Service, found: &Issue) -> Option<String> {
    match found.error {
        FieldError::Missing
        | FieldError::MissingDocument
        | FieldError::NotAgreed
        | FieldError::TooManyEntries { .. }
        | FieldError::Contradiction { .. }
        | FieldError::Signature(_) => None,
        _ if found.is_file() => Some(slot_title(service, found)),
        _ => {
            let field = service.field_at(found.place())?;
            Some(label(&field, part_of(&field, found.place())))
        }
    }
}

/// Legend of the field, if its step has another field of the same kind: the citizen's name and somebody else's.
fn whose(service: &Service, found: &Issue) -> Option<String> {
    if matches!(found.error, FieldError::Contradiction { .. }) {
        return None;
    }
    let path = found.place();
    let field = service.field_at(path)?;
    let is_twin = |other: &&Field| discriminant(&other.kind) == discriminant(&field.kind);
    let step =
        service.steps.iter().find(|step| step.fields.iter().any(|one| one.id == field.id))?;
    let has_twin = step.fields.iter().filter(is_twin).count() > 1;
    (has_twin && !part_of(&field, path).is_empty()).then(|| text(&field.label))
}
