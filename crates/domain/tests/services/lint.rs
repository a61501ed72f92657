//! Each fault of a definition has a message that names its place.

mod conditions;
mod results;
mod settings;

use domain::form::Publication;
use domain::form::lint::lint_publication;
use serde_json::{Value, json};

fn text(ru: &str) -> Value {
    json!({ "ru": ru, "en": "text" })
}

fn options(values: &[&str]) -> Value {
    let option = |value: &&str| json!({ "value": value, "label": text("вариант") });
    Value::Array(values.iter().map(option).collect())
}

fn field(id: &str, kind: Value) -> Value {
    json!({ "id": id, "kind": kind, "label": text("поле") })
}

/// A small service without faults: `steps/0/fields` are born, pick, several, moved, name, decision,
/// group, agreed, snils and phone.
fn sound() -> Value {
    let inside = vec![
        field("inner_pick", json!({ "choice": { "options": options(&["yes", "no"]) } })),
        json!({ "id": "inner_text", "kind": { "text": { "max": 9 } }, "label": text("поле"),
            "when": { "is": { "field": "inner_pick", "value": "yes" } } }),
    ];
    json!({
        "id": "sound", "version": 1, "section": "mse", "number_prefix": "А",
        "title": text("Услуга"), "summary": text("Что даёт"),
        "prepare": [text("паспорт")],
        "terms": [{ "category": "standard", "working_days": 5 }],
        "steps": [
            { "id": "first", "title": text("Шаг"), "lead": text("Пояснение"), "fields": [
                field("born", json!("birth_date")),
                field("pick", json!({ "choice": { "options": options(&["yes", "no"]) } })),
                field("several", json!({ "choices": { "options": options(&["a", "b"]) } })),
                field("moved", json!("past_date")),
                field("name", json!("person_name")),
                field("decision", json!("decision")),
                field("group", json!({ "group": { "item": text("Запись"), "max": 3, "fields": inside } })),
                field("agreed", json!({ "consent": { "body": text("Согласие") } })),
                field("snils", json!("snils")),
                field("phone", json!("phone")),
            ] },
            { "id": "second", "title": text("Ещё шаг"), "fields": [
                { "id": "last", "kind": "past_date", "label": text("поле"), "hint": text("подсказка"),
                  "when": { "is": { "field": "pick", "value": "yes" } } },
                { "id": "passport", "kind": { "passport": { "born": "born" } }, "label": text("поле") },
            ], "documents": [
                { "id": "scan", "title": text("Скан"), "hint": text("подсказка"),
                  "when": { "within": { "field": "decision.received", "days": 30 } },
                  "policy": { "types": ["pdf"] } },
            ] },
        ],
        "contradictions": [
            { "id": "moved_early", "at": "moved", "text": text("Проверьте"),
              "when": { "before": { "field": "moved", "other": "born" } } },
        ],
        "office": {
            "keywords": text("слово"), "copy_title": text("Копия"),
            "opens": "2026-01-01", "closes": "2026-12-31",
            "prefill": { "born": "birth_date" },
            "appeals": ["other"], "appeal_days": 30,
            "visit": { "kind": "operation", "operation": ["pick"], "region": "pick",
                "patient": ["snils"], "phone": "phone" },
            "valid_months": 12, "renews": "other",
            "result": {
                "title": text("Результат"), "ground": [text("Закон")],
                "refused": ["seen_on", "why"], "gist": ["seen_on", "group"],
                "fields": [
                    field("seen_on", json!("past_date")),
                    field("group", json!({ "choice": { "options": options(&["first", "none"]) } })),
                    { "id": "until", "kind": "valid_until", "label": text("поле"), "hint": text("подсказка"),
                      "when": { "is": { "field": "group", "value": "first" } } },
                    field("why", json!({ "text": { "max": 900, "long": true } })),
                    field("aids", json!({ "group": { "item": text("Средство"), "max": 20, "fields": [
                        field("aid", json!({ "choices": { "options": options(&["a", "b"]) } })),
                    ] } })),
                ],
                "entitles": [
                    { "text": text("Дальше"), "service": "other", "when": { "answered": { "field": "until" } } },
                ],
            },
            "report": {
                "title": text("Отчёт"), "outcome": "end",
                "fields": [field("end", json!({ "choice": { "options": options(&["well", "not"]) } }))],
            },
        },
    })
}

fn faults(definition: &Value) -> Vec<String> {
    let publication = Publication::read(&definition.to_string()).expect("a definition");
    lint_publication(&publication, &["ru", "en"])
}

/// The faults of the sound service with `value` put at `pointer`.
fn with(pointer: &str, value: Value) -> Vec<String> {
    let mut definition = sound();
    let (parent, member) = pointer.rsplit_once('/').expect("a pointer");
    match definition.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.insert(member.to_owned(), value);
        }
        Some(Value::Array(items)) => match member.parse::<usize>() {
            Ok(index) => items[index] = value,
            Err(_) => items.push(value),
        },
        _ => panic!("{pointer}"),
    }
    faults(&definition)
}

fn when(condition: Value) -> Vec<String> {
    with("/steps/1/fields/0/when", condition)
}

const FIRST: &str = "/steps/0/fields";

#[test]
fn a_sound_definition_has_no_faults() {
    assert_eq!(faults(&sound()), Vec::<String>::new());
}
