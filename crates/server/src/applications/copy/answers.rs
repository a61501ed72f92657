//! Answers under their questions, in the order of the form.

use crate::document::Block;
use crate::signing::is_test;
use domain::form::tidy::written;
use domain::form::{Answer, Answers, Choice, Field, Kind, Service};
use domain::values::address;

/// Answers grouped by step. Without the service's definition, all answers are listed under the names of their inputs.
pub(super) fn blocks(service: Option<&Service>, answers: &Answers) -> Vec<Block> {
    let Some(service) = service else {
        let described = answers.iter().filter(|(_, answer)| !answer.is_blank());
        return described.map(|(path, answer)| Block::fact(path, plain(answer))).collect();
    };
    let steps = service.steps.iter().flat_map(|step| {
        let described: Vec<Block> =
            step.fields.iter().flat_map(|field| describe(field, answers)).collect();
        let heading = Block::Heading(step.title.get("ru").to_owned());
        (!described.is_empty())
            .then_some(std::iter::once(heading).chain(described))
            .into_iter()
            .flatten()
    });
    steps.collect()
}

fn describe(field: &Field, answers: &Answers) -> Vec<Block> {
    let Kind::Group { item, .. } = &field.kind else {
        let described = answer(field, answers).filter(|described| !described.is_empty());
        return described
            .into_iter()
            .map(|described| Block::fact(field.label.get("ru"), described))
            .collect();
    };
    let mut described = Vec::new();
    for (index, key) in answers.many(&field.id).iter().enumerate() {
        described.push(Block::Subheading(format!("{} {}", item.get("ru"), index + 1)));
        described.extend(field.entry(key).iter().flat_map(|inner| describe(inner, answers)));
    }
    described
}

fn answer(field: &Field, answers: &Answers) -> Option<String> {
    let text = |input: &str| Some(written(&field.kind, input, answers.text(&field.path(input))?));
    let lines = |parts: &[(&str, &str)]| {
        let parts =
            parts.iter().filter_map(|(input, label)| Some(format!("{label}: {}", text(input)?)));
        Some(parts.collect::<Vec<_>>().join("\n"))
    };
    match &field.kind {
        Kind::PersonName => {
            let none =
                answers.flag(&field.path("no_patronymic")).then(|| "(отчества нет)".to_owned());
            let parts = ["surname", "given", "patronymic"].into_iter().filter_map(text).chain(none);
            Some(parts.collect::<Vec<_>>().join(" "))
        }
        Kind::Passport { .. } => lines(&[
            ("number", "Серия и номер"),
            ("issued", "Дата выдачи"),
            ("department", "Код подразделения"),
            ("issuer", "Кем выдан"),
        ]),
        Kind::BirthCertificate => lines(&[
            ("number", "Серия и номер"),
            ("issued", "Дата выдачи"),
            ("issuer", "Кем выдано"),
        ]),
        Kind::Decision => lines(&[
            ("number", "Номер"),
            ("issued", "Дата решения"),
            ("received", "Дата получения"),
        ]),
        Kind::Address => {
            let parts = ["postcode", "region", "place", "street"];
            let parts = parts.map(|input| text(input).unwrap_or_default());
            Some(address::joined(parts.each_ref().map(String::as_str)))
        }
        Kind::Choice { options } => Some(label(options, answers.text(&field.id)?)),
        Kind::Choices { options } => {
            let chosen = answers.many(&field.id).iter().map(|value| label(options, value));
            Some(chosen.collect::<Vec<_>>().join("\n"))
        }
        Kind::Consent { .. } => answers.flag(&field.id).then(|| "Согласие дано".to_owned()),
        Kind::Signature => answers.text(&field.id).map(|xml| {
            let test = "Приложена тестовая подпись, юридической силы она не имеет";
            if is_test(xml) { test } else { "Приложена" }.to_owned()
        }),
        _ => text(""),
    }
}

fn label(options: &[Choice], value: &str) -> String {
    Choice::find(options, value).map_or(value, |option| option.label.get("ru")).to_owned()
}

fn plain(answer: &Answer) -> String {
    match answer {
        Answer::Text(text) => text.clone(),
        Answer::Many(values) => values.join("\n"),
        Answer::Flag(_) => "да".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(kind: serde_json::Value, answers: serde_json::Value) -> String {
        let field = serde_json::json!({ "id": "f", "kind": kind, "label": { "ru": "Вопрос" } });
        let field: Field = serde_json::from_value(field).unwrap();
        answer(&field, &serde_json::from_value(answers).unwrap()).unwrap_or_default()
    }

    #[test]
    fn answers_are_written_as_people_read_them() {
        let options = serde_json::json!([
            { "value": "a", "label": { "ru": "Да" } }, { "value": "b", "label": { "ru": "Нет" } }
        ]);
        for (kind, answers, expected) in [
            (
                serde_json::json!({ "passport": {} }),
                serde_json::json!({
                    "f.number": "4510 123456", "f.issued": "2013-04-10", "f.department": "770-001",
                    "f.issuer": "ОВД",
                }),
                "Серия и номер: 4510 123456\nДата выдачи: 10.04.2013\nКод подразделения: 770-001\nКем выдан: ОВД",
            ),
            (
                serde_json::json!("decision"),
                serde_json::json!({ "f.number": "7", "f.issued": "2026-11-01", "f.received": "2026-11-05" }),
                "Номер: 7\nДата решения: 01.11.2026\nДата получения: 05.11.2026",
            ),
            (
                serde_json::json!("birth_date"),
                serde_json::json!({ "f": "1968-03-21" }),
                "21.03.1968",
            ),
            (
                serde_json::json!({ "choice": { "options": options } }),
                serde_json::json!({ "f": "b" }),
                "Нет",
            ),
            (
                serde_json::json!({ "choice": { "options": options } }),
                serde_json::json!({ "f": "gone" }),
                "gone",
            ),
            (serde_json::json!("signature"), serde_json::json!({ "f": "<a/>" }), "Приложена"),
            (serde_json::json!("signature"), serde_json::json!({}), ""),
        ] {
            assert_eq!(described(kind, answers), expected);
        }
    }

    #[test]
    fn without_a_definition_nothing_is_kept_back() {
        let answers = serde_json::json!({ "a.b": "текст", "c": ["x", "y"], "d": true, "e": "" });
        let answers: Answers = serde_json::from_value(answers).unwrap();
        assert_eq!(blocks(None, &answers).len(), 3);
    }
}
