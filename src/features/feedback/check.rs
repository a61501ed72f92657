//! What is wrong with the form, and the question that it becomes.

use super::number::{self, NumberError};
use super::typed::Typed;
use crate::i18n::{letters, tr, wrong};
use crate::ui::error_summary::Finding;
use domain::form::FieldError;
use domain::message::checked_text;
use domain::values::{Email, Phone};
use domain::wire::question::{Ask, Category};

pub(super) const TOPIC: &str = "topic";
pub(super) const WHICH: &str = "which";
pub(super) const NUMBER: &str = "number";
pub(super) const TEXT: &str = "question";
pub(super) const EMAIL: &str = "email";
pub(super) const NAME: &str = "name";
pub(super) const PHONE: &str = "phone";
pub(super) const CONSENT: &str = "consent";

/// A value with its words.
pub(super) type Want = (&'static str, fn() -> String);

/// What can be asked of an application.
pub(super) const WANTS: [Want; 4] = [
    ("stage", tr::fb::stage),
    ("term", tr::fb::when),
    ("documents", tr::fb::documents),
    ("result", tr::fb::result),
];

/// The question, or all that is wrong in the order of the form.
pub(super) fn check(typed: &Typed, is_signed_in: bool) -> Result<Ask, Vec<Finding>> {
    let mut findings = Vec::new();
    let mut note = |input: &str, text: String| {
        findings.push(Finding { input: input.to_owned(), text });
    };
    let is_about_status = typed.topic == Some(Category::Status);
    if typed.topic.is_none() {
        note(TOPIC, tr::fb::topic_missing());
    }
    let mut number = None;
    if is_signed_in {
        if is_about_status && typed.application.is_none() {
            note(WHICH, tr::fb::which_missing());
        }
    } else {
        match number::read(&typed.number) {
            Ok(None) if is_about_status => note(NUMBER, tr::fb::number_missing()),
            Ok(read) => number = read,
            Err(NumberError::Decision) => note(NUMBER, tr::fb::number_decision()),
            Err(NumberError::Other) => note(NUMBER, tr::fb::number_wrong()),
        }
    }
    let text = match checked_text(&text(typed, number.as_deref()), false) {
        Ok(text) => text,
        Err(error) => {
            note(TEXT, of_text(&error));
            String::new()
        }
    };
    let email = match typed.email.trim() {
        "" if is_signed_in => None,
        "" => {
            note(EMAIL, tr::missing::email());
            None
        }
        typed => match Email::parse(typed) {
            Ok(email) => Some(email.to_string()),
            Err(error) => {
                note(EMAIL, wrong::email(&error));
                None
            }
        },
    };
    let name = Some(typed.name.trim().to_owned()).filter(|name| !name.is_empty());
    if !is_signed_in && name.is_none() {
        note(NAME, tr::fb::name_missing());
    }
    let phone = match typed.phone.trim() {
        "" => None,
        typed => match Phone::parse(typed) {
            Ok(phone) => Some(phone.to_string()),
            Err(error) => {
                note(PHONE, wrong::phone(&error));
                None
            }
        },
    };
    if !is_signed_in && !typed.agrees {
        note(CONSENT, tr::missing::consent(&tr::fb::consent()));
    }
    match typed.topic {
        Some(category) if findings.is_empty() => {
            let application = typed.application.clone().filter(|id| is_signed_in && !id.is_empty());
            Ok(Ask {
                category,
                text,
                application,
                name,
                email,
                phone,
                files: Vec::new(),
                as_citizen: is_signed_in,
            })
        }
        _ => Err(findings),
    }
}

/// What was ticked stands above what was written: the office reads one text.
fn text(typed: &Typed, number: Option<&str>) -> String {
    let wants = WANTS.iter().filter(|(want, _)| typed.wants.iter().any(|chosen| chosen == want));
    let wants: Vec<_> = wants.map(|(_, words)| letters::in_sentence(&words())).collect();
    let is_about_status = typed.topic == Some(Category::Status);
    let wants = (is_about_status && !wants.is_empty()).then(|| tr::fb::wants(&wants.join(", ")));
    let number = number.map(tr::fb::about);
    let written = Some(typed.text.trim().to_owned()).filter(|text| !text.is_empty());
    // The number alone asks nothing.
    if written.is_none() && wants.is_none() {
        return String::new();
    }
    [number, wants, written].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn of_text(error: &FieldError) -> String {
    match error {
        FieldError::Missing => tr::fb::text_missing(),
        FieldError::TooLong { by, .. } => tr::fb::too_long(*by),
        _ => tr::wrong::unprintable(),
    }
}
