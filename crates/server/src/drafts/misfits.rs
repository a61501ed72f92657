//! Finds answers in a request that do not fit the service.

use domain::form::{Answers, FieldError, Issue, Service, shape};

/// Largest number of issues. A request with more comes from a program, not from a citizen.
const REPORTED: usize = 20;

/// An issue for each answer that does not fit the service.
pub(super) fn misfits(service: &Service, answers: &Answers) -> Vec<Issue> {
    answers
        .iter()
        .filter(|(path, answer)| !shape::fits(service, path, answer))
        .take(REPORTED)
        .map(|(path, _)| Issue::answer(&escape(path), FieldError::NotOffered))
        .collect()
}

/// Escapes a path for a JSON pointer (RFC 6901). It comes from the request, so it is cut to 100 characters.
fn escape(path: &str) -> String {
    path.chars().take(100).collect::<String>().replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::Catalogue;
    use domain::form::Answer;

    fn pointers(answers: &str) -> Vec<String> {
        let catalogue = Catalogue::load(None).unwrap();
        let service = catalogue.get("mse_application").unwrap();
        let answers = serde_json::from_str(answers).unwrap();
        misfits(service, &answers).into_iter().map(|issue| issue.pointer).collect()
    }

    #[test]
    fn wrong_text_fits_but_not_a_wrong_shape() {
        let wrong_text =
            r#"{"snils":"abc","name.no_patronymic":true,"purposes":["x"],"consent_terms":false}"#;
        assert_eq!(pointers(wrong_text), [""; 0]);
        let wrong_shape =
            r#"{"consent_terms":"yes","name.surname":true,"purposes":"x","snils":["1"]}"#;
        let expected = [
            "/answers/consent_terms",
            "/answers/name.surname",
            "/answers/purposes",
            "/answers/snils",
        ];
        assert_eq!(pointers(wrong_shape), expected);
    }

    #[test]
    fn unknown_inputs_are_named_safely() {
        assert_eq!(pointers(r#"{"name":"a"}"#), ["/answers/name"]);
        assert_eq!(pointers(r#"{"name.":"a"}"#), ["/answers/name."]);
        assert_eq!(pointers(r#"{"a/b~c":"a"}"#), ["/answers/a~1b~0c"]);
        let many: Answers = (0..100).map(|n| (format!("x{n}"), Answer::Flag(true))).collect();
        let catalogue = Catalogue::load(None).unwrap();
        assert_eq!(misfits(catalogue.get("mse_application").unwrap(), &many).len(), REPORTED);
    }
}
