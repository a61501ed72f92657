//! The JSON Schema of a result, for those who write systems that decide. Titles are the Russian labels; what is asked for only
//! sometimes is an `if` with `then` and `else`.

use super::{Outcome, ResultPlan};
use crate::form::{Choice, Condition, Field, Kind, Text};
use serde_json::{Map, Value, json};

pub(super) fn schema(plan: &ResultPlan, outcome: Outcome) -> Value {
    let mut object = Object::default();
    for field in plan.fields.iter().filter(|field| plan.asks(outcome, &field.id)) {
        object.field(field, field.when.as_ref().map(|when| holds(when, &str::to_owned)));
        if let Kind::Group { max, fields, .. } = &field.kind {
            object.entries(field, *max, fields);
        }
    }
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": russian(&plan.title),
        "type": "object",
        "properties": object.properties,
        "required": object.required,
        "additionalProperties": false,
    });
    // An empty list would be no schema.
    if !object.sometimes.is_empty() {
        schema["allOf"] = object.sometimes.into_iter().map(Sometimes::rule).collect();
    }
    schema
}

#[derive(Default)]
struct Object {
    properties: Map<String, Value>,
    required: Vec<String>,
    sometimes: Vec<Sometimes>,
}

/// Inputs that are asked for only `when` something holds.
struct Sometimes {
    when: Value,
    paths: Vec<String>,
    required: Vec<String>,
}

impl Object {
    fn field(&mut self, field: &Field, when: Option<Value>) {
        self.properties.insert(field.id.clone(), property(field));
        let required = (!field.optional).then(|| field.id.clone());
        let Some(when) = when else {
            self.required.extend(required);
            return;
        };
        match self.sometimes.last_mut() {
            Some(last) if last.when == when => {
                last.paths.push(field.id.clone());
                last.required.extend(required);
            }
            _ => self.sometimes.push(Sometimes {
                when,
                paths: vec![field.id.clone()],
                required: required.into_iter().collect(),
            }),
        }
    }

    /// The inputs of every entry that the group may have, for a schema cannot count.
    fn entries(&mut self, group: &Field, max: u16, siblings: &[Field]) {
        for key in keys(max) {
            let is_there = includes(&group.id, &key);
            let inside = |name: &str| {
                let id = name.split('.').next().unwrap_or_default();
                let is_sibling = siblings.iter().any(|sibling| sibling.id == id);
                if is_sibling { format!("{}.{key}.{name}", group.id) } else { name.to_owned() }
            };
            for field in group.entry(&key) {
                let when = match &field.when {
                    Some(when) => json!({ "allOf": [is_there, holds(when, &inside)] }),
                    None => is_there.clone(),
                };
                self.field(&field, Some(when));
            }
        }
    }
}

impl Sometimes {
    fn rule(self) -> Value {
        let none: Map<String, Value> =
            self.paths.into_iter().map(|path| (path, Value::Bool(false))).collect();
        json!({
            "if": self.when,
            "then": { "required": self.required },
            "else": { "properties": none },
        })
    }
}

fn property(field: &Field) -> Value {
    let (mut schema, rule) = match &field.kind {
        Kind::Choice { options } => (json!({ "type": "string", "oneOf": offered(options) }), None),
        Kind::Choices { options } => (list(json!({ "oneOf": offered(options) })), None),
        Kind::Text { max, .. } => {
            (json!({ "type": "string", "pattern": "\\S", "maxLength": max }), None)
        }
        Kind::PastDate => (day(), Some("Today or earlier.")),
        Kind::ValidUntil => (day(), Some("Today or later.")),
        Kind::Group { max, .. } => {
            let keys: Vec<String> = keys(*max).collect();
            (list(json!({ "enum": keys })), Some("One key for each entry."))
        }
        // No result has fields of other kinds (`lint`).
        _ => return Value::Bool(false),
    };
    schema["title"] = russian(&field.label);
    let hint = field.hint.as_ref().map(|hint| hint.get("ru"));
    let words: Vec<&str> = hint.into_iter().chain(rule).collect();
    if !words.is_empty() {
        schema["description"] = words.join(" ").into();
    }
    schema
}

/// When a condition holds. `at` says at which path an input stands.
fn holds(condition: &Condition, at: &dyn Fn(&str) -> String) -> Value {
    let all = |parts: &[Condition]| parts.iter().map(|part| holds(part, at)).collect::<Vec<_>>();
    match condition {
        Condition::Is { field, value } => has(&at(field), json!({ "const": value })),
        Condition::Includes { field, value } => includes(&at(field), value),
        Condition::Answered { field } => json!({ "required": [at(field)] }),
        Condition::Not(inner) => json!({ "not": holds(inner, at) }),
        Condition::All(parts) => json!({ "allOf": all(parts) }),
        Condition::Any(parts) => json!({ "anyOf": all(parts) }),
        // A schema cannot compare answers, and a result has no such conditions (`lint`).
        Condition::YoungerThan { .. }
        | Condition::Within { .. }
        | Condition::Same { .. }
        | Condition::Before { .. } => Value::Bool(false),
    }
}

fn includes(path: &str, value: &str) -> Value {
    has(path, json!({ "contains": { "const": value } }))
}

fn has(path: &str, value: Value) -> Value {
    json!({ "properties": { path: value }, "required": [path] })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items, "uniqueItems": true, "minItems": 1 })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
}

fn offered(options: &[Choice]) -> Vec<Value> {
    let offer = |option: &Choice| {
        let mut offer = json!({ "const": option.value, "title": russian(&option.label) });
        if let Some(hint) = &option.hint {
            offer["description"] = russian(hint);
        }
        offer
    };
    options.iter().map(offer).collect()
}

fn keys(max: u16) -> impl Iterator<Item = String> {
    (1..=max).map(|key| key.to_string())
}

fn russian(text: &Text) -> Value {
    text.get("ru").into()
}
