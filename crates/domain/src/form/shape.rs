//! What a draft may contain: inputs of the service, each with an answer of the right type. The content may be wrong; `check`
//! finds that.

use super::definition::is_entry;
use super::{Answer, Answers, Field, Kind, Service};

/// Splits answers into those that fit the service and the others.
pub fn split(service: &Service, answers: Answers) -> (Answers, Answers) {
    let (mut fitting, mut others) = (Answers::default(), Answers::default());
    for (path, answer) in answers.iter() {
        let target = if fits(service, path, answer) { &mut fitting } else { &mut others };
        target.set(path, answer.clone());
    }
    (fitting, others)
}

/// Whether `path` is an input of the service and `answer` has the right type for it.
pub fn fits(service: &Service, path: &str, answer: &Answer) -> bool {
    let (id, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(field) = service.fields().find(|field| field.id == id) else { return false };
    match (&field.kind, rest.split_once('.')) {
        (Kind::Group { .. }, None) => rest.is_empty() && are_entries(answer),
        (Kind::Group { .. }, Some((key, _))) => {
            is_entry(key) && field.entry(key).iter().any(|inner| fits_field(inner, path, answer))
        }
        _ => fits_field(field, path, answer),
    }
}

/// Whether `path` is an input of the service.
pub fn knows(service: &Service, path: &str) -> bool {
    let shapes = [Answer::Flag(true), Answer::Text(String::new()), Answer::Many(Vec::new())];
    shapes.iter().any(|answer| fits(service, path, answer))
}

fn fits_field(field: &Field, path: &str, answer: &Answer) -> bool {
    let known = field.paths().any(|known| known == path);
    let is_tick = matches!(field.kind, Kind::Consent { .. }) || path.ends_with(".no_patronymic");
    known
        && match &field.kind {
            _ if is_tick => matches!(answer, Answer::Flag(_)),
            Kind::Choices { .. } => matches!(answer, Answer::Many(_)),
            _ => matches!(answer, Answer::Text(_)),
        }
}

fn are_entries(answer: &Answer) -> bool {
    matches!(answer, Answer::Many(keys) if keys.iter().all(|key| is_entry(key)))
}
