//! Remarks: what the citizen is asked to correct.

use super::parts::Bureau;
use crate::cases::Case;
use crate::fail::{Fail, Result};
use crate::http::language::LANGUAGES;
use crate::services::history;
use domain::form::{Answers, FieldError, Issue, Kind, Service, Text, shape};
use domain::wire::application::Remark;
use domain::wire::problem::ProblemCode;

/// Largest number of remarks, and largest text of one in characters.
const MAX_REMARKS: u16 = 50;
const MAX_TEXT: u32 = 2000;

/// Checks the remarks and points each to an input that the form shows. 422 `invalid` for missing or too many remarks, and for a text
/// that is too long or not in the binding language; 422 `unknown_field` for a pointer to something that the application does not
/// have.
pub(super) async fn resolve(
    bureau: &Bureau,
    case: &Case,
    remarks: Vec<Remark>,
) -> Result<Vec<Remark>> {
    if remarks.is_empty() {
        return Err(Fail::at("/remarks", FieldError::Missing));
    }
    if remarks.len() > usize::from(MAX_REMARKS) {
        return Err(Fail::at("/remarks", FieldError::TooManyEntries { limit: MAX_REMARKS }));
    }
    // A correction uses the present definition, but a remark may also point to a field of the one that was used for sending.
    let sent_under =
        history::definition(&bureau.base.db, &case.service, case.service_version).await?;
    let definitions = [sent_under.as_ref(), bureau.catalogue.get(&case.service)];
    let answers = case.answers(&bureau.base.keys)?;
    let resolved = |(at, remark): (usize, Remark)| {
        let text = remark.text.checked(&LANGUAGES, MAX_TEXT);
        let text = text.map_err(|error| Fail::at(format!("/remarks/{at}/text"), error))?;
        let mut definitions = definitions.into_iter().flatten();
        let pointer =
            definitions.find_map(|service| resolve_pointer(service, &answers, &remark.pointer));
        Ok(Remark { pointer: pointer.ok_or_else(|| unknown(at))?, text })
    };
    remarks.into_iter().enumerate().map(resolved).collect()
}

fn unknown(at: usize) -> Fail {
    let issue = Issue { pointer: format!("/remarks/{at}/pointer"), error: FieldError::NotOffered };
    Fail::Issues(ProblemCode::UnknownField, vec![issue])
}

/// Text for the journal, which keeps the remarks after they have been answered.
pub(super) fn summary(remarks: &[Remark]) -> Text {
    let [ru, en] = [("ru", "Нужны исправления."), ("en", "Corrections are needed.")].map(
        |(language, begin)| {
            let texts = remarks.iter().map(|remark| remark.text.get(language).trim());
            std::iter::once(begin).chain(texts).collect::<Vec<_>>().join(" ")
        },
    );
    Text::from([("ru", ru.as_str()), ("en", en.as_str())])
}

/// Returns the pointer or, if it names a field with several inputs, that of the first one. `None` for anything else.
fn resolve_pointer(service: &Service, answers: &Answers, pointer: &str) -> Option<String> {
    if let Some(path) = pointer.strip_prefix("/answers/") {
        return Some(format!("/answers/{}", input_path(service, answers, path)?));
    }
    let exists = match pointer.strip_prefix("/files/") {
        Some(slot) => service.slot(slot).is_some(),
        None => pointer.is_empty(),
    };
    exists.then(|| pointer.to_owned())
}

fn input_path(service: &Service, answers: &Answers, path: &str) -> Option<String> {
    let field = service.field_at(path)?;
    if let Some((group, key)) = entry(service, path)
        && !answers.many(group).iter().any(|entry| entry == key)
    {
        return None;
    }
    if shape::knows(service, path) {
        return Some(path.to_owned());
    }
    field.paths().next().filter(|_| field.id == path)
}

/// Group and entry that `path` belongs to.
fn entry<'p>(service: &Service, path: &'p str) -> Option<(&'p str, &'p str)> {
    let (id, rest) = path.split_once('.')?;
    let field = service.fields().find(|field| field.id == id)?;
    let key = rest.split('.').next()?;
    matches!(field.kind, Kind::Group { .. }).then_some((id, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::Catalogue;
    use domain::form::Answer;

    #[test]
    fn a_pointer_leads_to_an_input_of_the_service() {
        let catalogue = Catalogue::load(None).unwrap();
        let service = catalogue.get("so_administrative").unwrap();
        let mut answers = Answers::default();
        answers.set("addresses", Answer::Many(vec!["1".to_owned(), "4".to_owned()]));
        let resolved = |pointer: &str| resolve_pointer(service, &answers, pointer);
        for pointer in [
            "",
            "/answers/phone",
            "/answers/name.given",
            "/answers/addresses",
            "/answers/addresses.4.other_address.place",
            "/files/histology",
        ] {
            assert_eq!(resolved(pointer).as_deref(), Some(pointer));
        }
        // The screen has no input for a name as a whole.
        for (field, input) in [
            ("/answers/name", "/answers/name.surname"),
            ("/answers/passport", "/answers/passport.number"),
            ("/answers/addresses.1.other_address", "/answers/addresses.1.other_address.postcode"),
        ] {
            assert_eq!(resolved(field).as_deref(), Some(input));
        }
        for pointer in [
            "/",
            "phone",
            "/answers/dance",
            "/answers/phone.x",
            "/answers/name.surname.x",
            "/files/phone",
            "/answers/",
            // Entries that the application does not have.
            "/answers/addresses.2.other_address.place",
            "/answers/addresses.2.other_address",
            "/answers/addresses.4",
            "/answers/addresses.4.dance",
            "/answers/addresses.",
        ] {
            assert_eq!(resolved(pointer), None, "{pointer}");
        }
    }

    #[test]
    fn the_journal_keeps_the_words() {
        let remark = |text| Remark { pointer: String::new(), text };
        let remarks = [
            remark(Text::from([("ru", "Проверьте телефон."), ("en", "Check the phone.")])),
            remark(Text::from([("ru", "Приложите справку.")])),
        ];
        let text = summary(&remarks);
        assert_eq!(text.get("ru"), "Нужны исправления. Проверьте телефон. Приложите справку.");
        assert_eq!(text.get("en"), "Corrections are needed. Check the phone. Приложите справку.");
    }
}
