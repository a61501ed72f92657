//! What the citizen is asked to mend.

use crate::app::App;
use crate::applications::Row;
use crate::fail::Result;
use crate::http::language::LANGUAGES;
use crate::services::history;
use domain::form::{Service, Text, shape};
use domain::wire::application::Remark;
use domain::wire::problem::ProblemCode;

/// Remarks at most, and bytes of one text at most: a letter, not a book.
const MANY: usize = 50;
const LONG: usize = 4000;

/// Whether the remarks say something, in the binding language, of places that the application has. 422 otherwise.
pub(super) async fn check(app: &App, case: &Row, remarks: &[Remark]) -> Result<()> {
    let is_said = |remark: &Remark| {
        let short = |language: &&str| remark.text.get(language).len() <= LONG;
        remark.text.has(LANGUAGES[0]) && LANGUAGES.iter().all(short)
    };
    if remarks.is_empty() || remarks.len() > MANY || !remarks.iter().all(is_said) {
        return Err(ProblemCode::Invalid.into());
    }
    // A correction follows the present definition; what was sent under an older one may be named too.
    let sent_under = history::definition(app, &case.service, case.service_version).await?;
    let definitions = [sent_under.as_ref(), app.catalogue.get(&case.service)];
    let is_known = |remark: &Remark| {
        definitions.into_iter().flatten().any(|service| is_place(service, &remark.pointer))
    };
    if remarks.iter().all(is_known) { Ok(()) } else { Err(ProblemCode::UnknownField.into()) }
}

/// What the journal says: it keeps the words after the remarks have been answered.
pub(super) fn summary(remarks: &[Remark]) -> Text {
    let [ru, en] = [("ru", "Нужны исправления."), ("en", "Corrections are needed.")].map(
        |(language, begin)| {
            let texts = remarks.iter().map(|remark| remark.text.get(language).trim());
            std::iter::once(begin).chain(texts).collect::<Vec<_>>().join(" ")
        },
    );
    Text::from([("ru", ru.as_str()), ("en", en.as_str())])
}

fn is_place(service: &Service, pointer: &str) -> bool {
    if let Some(path) = pointer.strip_prefix("/answers/") {
        return shape::knows(service, path) || service.fields().any(|field| field.id == path);
    }
    match pointer.strip_prefix("/files/") {
        Some(slot) => service.slot(slot).is_some(),
        None => pointer.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::Catalogue;

    #[test]
    fn places_are_those_of_the_service() {
        let catalogue = Catalogue::load(None).unwrap();
        let service = catalogue.get("mse_application").unwrap();
        for pointer in
            ["", "/answers/phone", "/answers/name", "/answers/name.surname", "/files/medical"]
        {
            assert!(is_place(service, pointer), "{pointer}");
        }
        for pointer in
            ["/", "phone", "/answers/dance", "/answers/phone.x", "/files/phone", "/answers/"]
        {
            assert!(!is_place(service, pointer), "{pointer}");
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
