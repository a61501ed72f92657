//! Turns answers of a sent application back into answers for the form.

use domain::form::tidy::written;
use domain::form::{Answer, Answers, Kind, Service};

/// Formats canonical answers as people write them.
pub(super) fn to_screen(service: &Service, canonical: &Answers) -> Answers {
    let shown = |(path, answer): (&str, &Answer)| {
        let answer = match (answer, service.field_at(path)) {
            (Answer::Text(text), Some(field)) => {
                let input = path.strip_prefix(&field.id).unwrap_or_default();
                Answer::Text(written(&field.kind, input.trim_start_matches('.'), text))
            }
            _ => answer.clone(),
        };
        (path.to_owned(), answer)
    };
    canonical.iter().map(shown).collect()
}

/// Removes what was given for one sending only: the signature and, unless `consents_stay`, the consents.
pub(super) fn without_agreements(
    service: &Service,
    mut answers: Answers,
    consents_stay: bool,
) -> Answers {
    for field in service.fields() {
        let once = match field.kind {
            Kind::Signature => true,
            Kind::Consent { .. } => !consents_stay,
            _ => false,
        };
        if once {
            answers.remove(&field.id);
        }
    }
    answers
}
