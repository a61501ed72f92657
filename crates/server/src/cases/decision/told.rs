//! A result in words.

use crate::cases::day_words;
use crate::http::Language;
use crate::http::language::LANGUAGES;
use domain::form::{Answers, Choice, Field, Kind, ResultPlan, Text};
use domain::values::parse_day;
use domain::wire::application::ResultLine;
use serde::{Deserialize, Serialize};

/// A line of a result in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ToldLine {
    id: String,
    label: Text,
    value: Vec<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<Text>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    gist: bool,
}

impl ToldLine {
    pub(crate) fn show(&self, language: Language) -> ResultLine {
        let shown = |text: &Text| text.get(language.0).to_owned();
        ResultLine {
            id: self.id.clone(),
            label: shown(&self.label),
            value: self.value.iter().map(shown).collect(),
            note: self.note.as_ref().map(shown),
            gist: self.gist,
            russian: language.0 != "ru" && !self.value.iter().all(|text| text.has(language.0)),
        }
    }
}

/// The lines of a canonical result, in the order of its fields.
pub(crate) fn told(plan: &ResultPlan, result: &Answers) -> Vec<ToldLine> {
    let lines = plan.fields.iter().flat_map(|field| {
        let gist = plan.gist.contains(&field.id);
        describe(field, result, gist)
    });
    lines.collect()
}

fn describe(field: &Field, result: &Answers, gist: bool) -> Vec<ToldLine> {
    let Kind::Group { item, .. } = &field.kind else {
        return line(field, field.label.clone(), result, gist).into_iter().collect();
    };
    let entries = result.many(&field.id).iter().enumerate();
    let lines = entries.flat_map(|(index, key)| {
        field.entry(key).into_iter().filter_map(move |inner| {
            let label = each(|language| {
                format!("{} {}: {}", item.get(language), index + 1, inner.label.get(language))
            });
            line(&inner, label, result, gist)
        })
    });
    lines.collect()
}

/// `None` for a field without an answer.
fn line(field: &Field, label: Text, result: &Answers, gist: bool) -> Option<ToldLine> {
    let mut note = None;
    let value = match &field.kind {
        Kind::Choice { options } => {
            let option = Choice::find(options, result.text(&field.id)?)?;
            note.clone_from(&option.hint);
            vec![option.label.clone()]
        }
        Kind::Choices { options } => {
            let values = result.many(&field.id).iter();
            values.filter_map(|value| Some(Choice::find(options, value)?.label.clone())).collect()
        }
        kind => {
            let text = result.text(&field.id)?;
            let day = kind.is_date("").then(|| parse_day(text)).flatten();
            vec![day.map_or_else(
                || Text::from([("ru", text)]),
                |day| {
                    let words = day_words(day);
                    Text::from([("ru", words.ru.as_str()), ("en", words.en.as_str())])
                },
            )]
        }
    };
    (!value.is_empty()).then(|| ToldLine { id: field.id.clone(), label, value, note, gist })
}

fn each(words: impl Fn(&str) -> String) -> Text {
    let [ru, en] = LANGUAGES.map(words);
    Text::from([("ru", ru.as_str()), ("en", en.as_str())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> ResultPlan {
        let plan = json!({
            "title": { "ru": "Результат" }, "gist": ["group"], "fields": [
                { "id": "group", "label": { "ru": "Что установлено", "en": "What was found" }, "kind": { "choice": { "options": [
                    { "value": "third", "label": { "ru": "Третья группа", "en": "The third group" },
                      "hint": { "ru": "Частичная утрата", "en": "Partial loss" } } ] } } },
                { "id": "parts", "label": { "ru": "Разделы", "en": "Parts" }, "kind": { "choices": { "options": [
                    { "value": "a", "label": { "ru": "Первый", "en": "First" } },
                    { "value": "b", "label": { "ru": "Второй", "en": "Second" } } ] } } },
                { "id": "on", "label": { "ru": "День", "en": "Day" }, "kind": "past_date" },
                { "id": "why", "label": { "ru": "Выводы", "en": "Findings" }, "kind": { "text": { "max": 99, "long": true } } },
                { "id": "granted", "label": { "ru": "Выплаты", "en": "Payments" }, "kind": { "group": {
                    "item": { "ru": "Выплата", "en": "Payment" }, "max": 3,
                    "fields": [{ "id": "what", "label": { "ru": "Какая", "en": "Which" }, "kind": { "text": { "max": 9 } } }] } } }
            ]
        });
        serde_json::from_value(plan).unwrap()
    }

    fn shown(result: serde_json::Value, language: &'static str) -> Vec<(String, String)> {
        let lines = told(&plan(), &serde_json::from_value(result).unwrap());
        let shown = lines.iter().map(|line| line.show(Language(language)));
        shown.map(|line| (line.label, line.value.join("; "))).collect()
    }

    #[test]
    fn a_result_is_told_in_the_order_of_its_fields() {
        let result = json!({
            "why": "Нужен уход.", "on": "2026-11-20", "group": "third", "parts": ["b", "a"],
            "granted": ["2", "1"], "granted.2.what": "ЕДВ", "granted.1.what": "Пенсия",
        });
        let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
        assert_eq!(
            shown(result.clone(), "ru"),
            [
                pair("Что установлено", "Третья группа"),
                pair("Разделы", "Второй; Первый"),
                pair("День", "20\u{A0}ноября 2026\u{A0}года"),
                pair("Выводы", "Нужен уход."),
                pair("Выплата 1: Какая", "ЕДВ"),
                pair("Выплата 2: Какая", "Пенсия"),
            ]
        );
        let english = shown(result, "en");
        assert_eq!(english[2], pair("Day", "20\u{A0}November 2026"));
        assert_eq!(english[4], pair("Payment 1: Which", "ЕДВ"));
    }

    #[test]
    fn an_option_is_explained_and_free_words_are_marked_as_russian() {
        let result = json!({ "group": "third", "why": "Нужен уход." });
        let lines = told(&plan(), &serde_json::from_value(result).unwrap());
        let [group, why] = lines.as_slice() else { panic!("{lines:?}") };
        let english = group.show(Language("en"));
        assert_eq!(english.note.as_deref(), Some("Partial loss"));
        assert!(english.gist && !english.russian);
        let why = (why.show(Language("en")), why.show(Language("ru")));
        assert!(why.0.russian && !why.1.russian && !why.0.gist);
    }

    #[test]
    fn what_was_not_answered_has_no_line() {
        assert_eq!(shown(json!({}), "ru"), []);
        assert_eq!(shown(json!({ "parts": [], "granted": [] }), "ru"), []);
    }
}
