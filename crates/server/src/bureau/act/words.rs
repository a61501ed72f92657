//! Words about acts, for journal and letters.

use crate::fail::{Fail, Result};
use crate::http::language::LANGUAGES;
use domain::form::Text;
use domain::wire::application::WaitsFor;

/// Longest text that somebody of the office writes about an act, in characters and per language.
const MOST: u32 = 2000;

/// What the office writes, checked. 422 with its place in the body.
pub(super) fn free(pointer: &str, text: &Text) -> Result<Text> {
    text.checked(&LANGUAGES, MOST).map_err(|error| Fail::at(pointer, error))
}

/// `None` for a text that was not sent.
pub(super) fn free_or_none(pointer: &str, text: Option<&Text>) -> Result<Option<Text>> {
    text.map(|text| free(pointer, text)).transpose()
}

/// The line, then the office's own words, in each language.
pub(super) fn line(ru: &str, en: &str, own: Option<&Text>) -> Text {
    let joined = |language: &str, line: &str| match own.map(|own| own.get(language)) {
        Some(own) if !own.is_empty() => format!("{line} {own}"),
        _ => line.to_owned(),
    };
    Text::from([("ru", joined("ru", ru).as_str()), ("en", joined("en", en).as_str())])
}

pub(super) fn executor(name: Option<&str>) -> Text {
    match name {
        Some(name) => line(
            &format!("Вашим заявлением занимается {name}."),
            &format!("{name} works on your application."),
            None,
        ),
        None => line(
            "Заявление передаём другому специалисту.",
            "Your application goes to another specialist.",
            None,
        ),
    }
}

pub(super) fn waits(whom: Option<WaitsFor>, own: Option<&Text>) -> Text {
    let (ru, en) = match whom {
        Some(WaitsFor::Doctor) => (
            "Ждём дополнительное подтверждение от врача.",
            "We wait for one more confirmation from the doctor.",
        ),
        Some(WaitsFor::Registry) => {
            ("Ждём ответ реестра.", "We wait for the answer of a register.")
        }
        Some(WaitsFor::Agency | WaitsFor::Other) => {
            ("Ждём ответ другого ведомства.", "We wait for the answer of another agency.")
        }
        None => (
            "Ответ получен. Продолжаем рассматривать заявление.",
            "The answer has arrived. We go on with your application.",
        ),
    };
    line(ru, en, own)
}

pub(super) fn referred(agency: &Text, reason: &Text) -> Text {
    let ru = format!("Передано в {}.", agency.get("ru").trim_end_matches('.'));
    let en = format!("Passed on to {}.", agency.get("en").trim_end_matches('.'));
    line(&ru, &en, Some(reason))
}

/// A result, and how it ended if that is said in a word.
pub(super) fn result(title: &Text, outcome: Option<&Text>) -> Text {
    let said = |language: &str| match outcome {
        Some(outcome) => format!("{}: {}.", title.get(language), outcome.get(language)),
        None => format!("{}.", title.get(language)),
    };
    let [ru, en] = LANGUAGES.map(said);
    Text::from([("ru", ru.as_str()), ("en", en.as_str())])
}

/// A category in words, in Russian and in English.
pub(super) fn category(id: &str) -> (&str, &str) {
    match id {
        "standard" => ("обычный срок", "the usual term"),
        "priority" => ("приоритет", "priority"),
        "urgent" => ("экстренно", "urgent"),
        other => (other, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_follow_the_line_in_each_language() {
        let own = Text::from([("ru", "Ответят до пятницы.")]);
        let text = waits(Some(WaitsFor::Registry), Some(&own));
        assert_eq!(text.get("ru"), "Ждём ответ реестра. Ответят до пятницы.");
        assert_eq!(text.get("en"), "We wait for the answer of a register. Ответят до пятницы.");
        let agency = Text::from([("ru", "Социальный фонд"), ("en", "the Social Fund.")]);
        let text = referred(&agency, &Text::from([("ru", "По закону."), ("en", "By law.")]));
        assert_eq!(text.get("ru"), "Передано в Социальный фонд. По закону.");
        assert_eq!(text.get("en"), "Passed on to the Social Fund. By law.");
    }

    #[test]
    fn every_text_speaks_both_languages() {
        let whom = [Some(WaitsFor::Doctor), Some(WaitsFor::Registry), Some(WaitsFor::Agency), None];
        let texts = whom.map(|whom| waits(whom, None)).into_iter();
        for text in texts.chain([executor(Some("Иванова")), executor(None)]) {
            assert!(text.has("ru") && text.has("en"), "{text:?}");
        }
    }
}
