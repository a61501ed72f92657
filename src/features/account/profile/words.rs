use crate::api::ApiError;
use crate::i18n::{dates, letters, parts, tr, wrong};
use crate::shell::faults::Faults;
use crate::ui::error_summary::Finding;
use chrono::NaiveDate;
use domain::form::{Answer, Answers, Attribute, Field, FieldError, Issue};
use domain::profile::{self, ATTRIBUTES};
use domain::values::address;
use domain::wire::profile::Person;

pub(super) fn label(attribute: Attribute) -> String {
    match attribute {
        Attribute::Name => tr::profile::name(),
        Attribute::BirthDate => tr::profile::birth_date(),
        Attribute::Passport => tr::profile::passport(),
        Attribute::Snils => tr::profile::snils(),
        Attribute::Inn => tr::profile::inn(),
        Attribute::Oms => tr::profile::oms(),
        _ => tr::profile::address(),
    }
}

/// Label of an input: that of its part, or of the whole field.
pub(super) fn input_label(attribute: Attribute, field: &Field, part: &str) -> String {
    if part.is_empty() { label(attribute) } else { parts::label(field, part) }
}

/// The id of the input at a path.
pub(super) fn input_id(path: &str) -> String {
    path.replace('.', "-")
}

/// Shows what is wrong. The summary is read away from the inputs, so its lines name them (WCAG 3.3.1).
pub(super) fn mend(faults: Faults, issues: &[Issue], title: String) {
    let inputs = inputs();
    let (mut lines, mut at_inputs) = (Vec::new(), Vec::new());
    for issue in issues {
        let found = inputs.iter().find(|(_, field, part)| field.path(part) == issue.place());
        let Some((attribute, field, part)) = found else { continue };
        let finding =
            |text: &str| Finding { input: input_id(issue.place()), text: text.to_owned() };
        let (line, text) = if issue.error == FieldError::Missing {
            let text = parts::missing(field, part);
            (text.clone(), text)
        } else {
            let text = wrong::value(&issue.error);
            let entry = input_label(*attribute, field, part);
            let line = tr::group::Line { entry: &entry, label: &letters::in_sentence(&text) };
            (line.text(), text)
        };
        lines.push(finding(&line));
        at_inputs.push(finding(&text));
    }
    faults.say_named(title, lines, at_inputs);
}

/// All inputs of the profile.
fn inputs() -> Vec<(Attribute, Field, &'static str)> {
    let of = |attribute| {
        let field = profile::field(attribute);
        let inputs = field.kind.inputs().iter();
        inputs.map(|part| (attribute, field.clone(), *part)).collect::<Vec<_>>()
    };
    ATTRIBUTES.into_iter().flat_map(of).collect()
}

/// Shows why the profile is not saved. What the server finds wrong with an input passed the check here: its rules are newer.
pub(super) fn refused(faults: Faults, error: &ApiError) {
    let blamed = inputs().into_iter().filter_map(|(attribute, field, part)| {
        let path = field.path(part);
        let label = input_label(attribute, &field, part);
        error
            .blames(&path)
            .then(|| Finding { input: input_id(&path), text: tr::profile::refused(&label) })
    });
    let findings: Vec<_> = blamed.collect();
    if findings.is_empty() {
        faults.tell(tr::profile::not_saved(), tr::profile::kept(&error.text()), None);
    } else {
        faults.mend(findings);
    }
}

/// Whether the input at this path belongs to the field.
pub(super) fn has(attribute: Attribute, path: &str) -> bool {
    path.split('.').next() == Some(&profile::field(attribute).id)
}

/// Warns of a passport that is not valid any more since that day.
pub(super) fn expired(since: NaiveDate) -> String {
    tr::profile::passport_expired(&dates::day_and_year(since))
}

/// Whether the answers to a field differ. A blank answer equals a missing one.
pub(super) fn differs(attribute: Attribute, one: &Answers, other: &Answers) -> bool {
    let filled = |answers: &Answers, path: &str| {
        answers.get(path).filter(|answer| !answer.is_blank()).cloned()
    };
    profile::field(attribute).paths().any(|path| filled(one, &path) != filled(other, &path))
}

/// What the profile says of one field, in one line; `None` if nothing.
pub(super) fn of_person(person: &Person, attribute: Attribute) -> Option<String> {
    joined(profile::inputs(person, attribute).into_iter().map(|(_, answer)| answer), attribute)
}

/// [`of_person`] of answers as they were typed.
pub(super) fn of_answers(answers: &Answers, attribute: Attribute) -> Option<String> {
    let paths: Vec<_> = profile::field(attribute).paths().collect();
    joined(paths.iter().filter_map(|path| answers.get(path).cloned()), attribute)
}

fn joined(answers: impl Iterator<Item = Answer>, attribute: Attribute) -> Option<String> {
    let between = if attribute == Attribute::Name { " " } else { ", " };
    let texts = answers.filter_map(|answer| match answer {
        Answer::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    });
    let texts: Vec<_> = texts.collect();
    match texts.as_slice() {
        [] => None,
        [postcode, region, place, street] if attribute == Attribute::Address => {
            Some(address::joined([postcode, region, place, street]))
        }
        texts => Some(texts.join(between)),
    }
}
