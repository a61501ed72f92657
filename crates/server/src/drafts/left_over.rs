//! Answers that do not fit later definitions, shown with the questions that they answered.

use super::parts::DraftStore;
use super::row::DraftRow;
use crate::fail::Result;
use crate::http::Language;
use crate::services::history;
use domain::form::tidy::written;
use domain::form::{Answer, Answers, Choice, Field, Kind, Service};
use domain::wire::draft::LeftOver;
use std::collections::BTreeSet;

/// All leftover answers of the draft, in the order of their questions.
pub(super) async fn read(
    drafts: &DraftStore,
    row: &DraftRow,
    language: Language,
) -> Result<Vec<LeftOver>> {
    let mut described = Vec::new();
    for left_over in row.left_over(drafts)? {
        let definition =
            history::definition(&drafts.base.db, &row.service, left_over.version).await?;
        described.extend(describe(definition.as_ref(), &left_over.answers, language.0));
    }
    Ok(described)
}

/// Answers with their questions. An answer without a known question is listed under the name of its input, so that none is
/// lost.
fn describe(definition: Option<&Service>, answers: &Answers, language: &str) -> Vec<LeftOver> {
    let mut described = Description { answers, language, seen: BTreeSet::new(), rows: Vec::new() };
    for field in definition.iter().flat_map(|service| service.fields()) {
        match &field.kind {
            Kind::Group { item, .. } => {
                described.seen.insert(field.id.clone());
                for (index, key) in entries(field, answers).iter().enumerate() {
                    for inner in field.entry(key) {
                        let label = inner.label.get(language);
                        let label = format!("{} {}: {label}", item.get(language), index + 1);
                        described.field(&inner, label);
                    }
                }
            }
            _ => described.field(field, field.label.get(language).to_owned()),
        }
    }
    for (path, answer) in answers.iter() {
        if !described.seen.contains(path) && !answer.is_blank() {
            described
                .rows
                .push(LeftOver { label: path.to_owned(), answer: plain(answer, language) });
        }
    }
    described.rows
}

struct Description<'a> {
    answers: &'a Answers,
    language: &'a str,
    seen: BTreeSet<String>,
    rows: Vec<LeftOver>,
}

impl Description<'_> {
    fn field(&mut self, field: &Field, label: String) {
        let parts: Vec<String> = field
            .kind
            .inputs()
            .iter()
            .filter_map(|input| {
                let path = field.path(input);
                let answer = self.answers.get(&path)?;
                self.seen.insert(path);
                // A signature is not readable for people, and belongs to one sending only.
                if matches!(field.kind, Kind::Signature) {
                    return None;
                }
                (!answer.is_blank()).then(|| described(field, input, answer, self.language))
            })
            .collect();
        if !parts.is_empty() {
            let between = if matches!(field.kind, Kind::PersonName) { " " } else { ", " };
            self.rows.push(LeftOver { label, answer: parts.join(between) });
        }
    }
}

/// Keys of a group's entries in order. If only parts of an entry are left, the list may be missing; then the keys come from
/// the paths of the answers.
fn entries(group: &Field, answers: &Answers) -> Vec<String> {
    match answers.many(&group.id) {
        [] => {
            let prefix = format!("{}.", group.id);
            let keys =
                answers.paths().filter_map(|path| path.strip_prefix(&prefix)?.split_once('.'));
            keys.map(|(key, _)| key.to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
        }
        keys => keys.to_vec(),
    }
}

fn described(field: &Field, input: &str, answer: &Answer, language: &str) -> String {
    let label = |options: &[Choice], value: &String| {
        let option = Choice::find(options, value.trim());
        option.map_or_else(|| value.clone(), |option| option.label.get(language).to_owned())
    };
    match (&field.kind, answer) {
        (Kind::Choice { options }, Answer::Text(value)) => label(options, value),
        (Kind::Choices { options }, Answer::Many(values)) => {
            values.iter().map(|value| label(options, value)).collect::<Vec<_>>().join("; ")
        }
        (Kind::PersonName, Answer::Flag(_)) => {
            if language == "en" { "(no patronymic)" } else { "(без отчества)" }.to_owned()
        }
        (kind, Answer::Text(text)) => written(kind, input, text),
        (_, answer) => plain(answer, language),
    }
}

fn plain(answer: &Answer, language: &str) -> String {
    match answer {
        Answer::Text(text) => text.clone(),
        Answer::Many(values) => values.join("; "),
        Answer::Flag(_) => if language == "en" { "yes" } else { "да" }.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::form::Publication;

    fn service() -> Service {
        let json = serde_json::json!({
            "id": "s", "version": 1, "section": "x", "number_prefix": "X",
            "title": { "ru": "У" }, "summary": { "ru": "У" }, "terms": [],
            "steps": [{ "id": "a", "title": { "ru": "А" }, "fields": [
                { "id": "who", "label": { "ru": "Кто", "en": "Who" }, "kind": "person_name" },
                { "id": "days", "label": { "ru": "Дни", "en": "Days" }, "kind": { "choices": { "options": [
                    { "value": "mon", "label": { "ru": "Понедельник", "en": "Monday" } },
                    { "value": "tue", "label": { "ru": "Вторник", "en": "Tuesday" } } ] } } },
                { "id": "born", "label": { "ru": "Дата", "en": "Date" }, "kind": "birth_date" },
                { "id": "homes", "label": { "ru": "Адреса", "en": "Homes" }, "kind": { "group": {
                    "item": { "ru": "Адрес", "en": "Home" }, "max": 3,
                    "fields": [{ "id": "city", "label": { "ru": "Город", "en": "City" }, "kind": { "text": { "max": 9 } } }] } } }
            ] }]
        });
        Publication::read(&json.to_string()).unwrap().service
    }

    fn described(definition: Option<&Service>, language: &str) -> Vec<(String, String)> {
        let answers = serde_json::json!({
            "who.surname": "Петрова", "who.given": "Анна", "who.no_patronymic": true,
            "days": ["tue", "sun"], "born": "1968-03-21", "homes": ["3", "1"], "homes.1.city": "Пермь", "odd": "x",
        });
        let answers = serde_json::from_value(answers).unwrap();
        describe(definition, &answers, language)
            .into_iter()
            .map(|row| (row.label, row.answer))
            .collect()
    }

    #[test]
    fn answers_are_shown_with_their_questions() {
        let pair = |label: &str, answer: &str| (label.to_owned(), answer.to_owned());
        assert_eq!(
            described(Some(&service()), "ru"),
            [
                pair("Кто", "Петрова Анна (без отчества)"),
                pair("Дни", "Вторник; sun"),
                pair("Дата", "21.03.1968"),
                pair("Адрес 2: Город", "Пермь"),
                pair("odd", "x"),
            ]
        );
        let english = described(Some(&service()), "en");
        assert_eq!(english[1], pair("Days", "Tuesday; sun"));
        assert_eq!(english[3], pair("Home 2: City", "Пермь"));
    }

    #[test]
    fn without_a_definition_nothing_is_lost() {
        assert_eq!(described(None, "ru").len(), 8);
    }
}
