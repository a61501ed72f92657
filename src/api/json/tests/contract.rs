//! Generates random values that the contract allows, and damages them.

use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// Random bytes that decide every choice. When they are used up, the choice is always 0, which also ends recursive types.
pub(super) struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    fn below(&mut self, limit: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % limit.max(1)
    }

    fn pick<'v, T>(&mut self, of: &'v [T]) -> Option<&'v T> {
        of.get(self.below(of.len()))
    }
}

/// The schemas of `openapi.json`. They use only a small part of JSON Schema.
static SCHEMAS: LazyLock<Value> = LazyLock::new(|| {
    let contract = include_str!("../../../../crates/server/openapi.json");
    let contract: Value = serde_json::from_str(contract).unwrap_or_default();
    contract["components"]["schemas"].clone()
});

/// A random value of the named schema.
pub(super) fn value(name: &str, choices: &mut Choices<'_>) -> Value {
    assert!(SCHEMAS.get(name).is_some(), "{name} is not in the contract");
    of(&SCHEMAS[name], choices)
}

fn of(schema: &Value, choices: &mut Choices<'_>) -> Value {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return value(name, choices);
    }
    if let Some(values) = schema["enum"].as_array() {
        return choices.pick(values).cloned().unwrap_or_default();
    }
    if let Some(schemas) = schema["oneOf"].as_array() {
        return choices.pick(schemas).map(|schema| of(schema, choices)).unwrap_or_default();
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(types) => types.iter().rev().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    match choices.pick(&types).copied() {
        Some("object") => object(schema, choices),
        Some("array") => (0..choices.below(3)).map(|_| of(&schema["items"], choices)).collect(),
        Some("string") => text(schema["format"].as_str(), choices),
        Some("integer") => choices.below(200).into(),
        Some("boolean") => (choices.below(2) == 1).into(),
        _ => Value::Null,
    }
}

fn object(schema: &Value, choices: &mut Choices<'_>) -> Value {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let mut object = Map::new();
    for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
        if required.contains(&Value::from(name.as_str())) || choices.below(2) == 1 {
            object.insert(name.clone(), of(schema, choices));
        }
    }
    if schema["additionalProperties"].is_object() {
        for _ in 0..choices.below(3) {
            let name = format!("a{}", choices.below(9));
            object.insert(name, of(&schema["additionalProperties"], choices));
        }
    }
    object.into()
}

fn text(format: Option<&str>, choices: &mut Choices<'_>) -> Value {
    let texts: &[&str] = match format {
        Some("date") => &["2026-11-18", "2028-02-29"],
        Some("date-time") => &["2026-11-18T09:00:00Z", "2027-01-01T00:00:00.5Z"],
        _ => &["", "а{b}", "09:00", "2026-11-18", "phone", "+03:00", "7"],
    };
    choices.pick(texts).copied().unwrap_or_default().into()
}

/// Name of the unknown member that [`damage`] adds.
const UNKNOWN: &str = "nobody-knows";

/// The value without the members that [`damage`] added.
pub(super) fn known(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let known = members.iter().filter(|(name, _)| *name != UNKNOWN);
            known.map(|(name, value)| (name.clone(), self::known(value))).collect()
        }
        Value::Array(items) => items.iter().map(known).collect(),
        other => other.clone(),
    }
}

/// Replaces one value, removes a member, or adds an unknown one.
pub(super) fn damage(value: &mut Value, choices: &mut Choices<'_>) {
    let is_here = choices.below(3) == 0;
    match value {
        Value::Object(members) if !is_here && !members.is_empty() => {
            let at = choices.below(members.len());
            let Some(name) = members.keys().nth(at).cloned() else { return };
            match choices.below(4) {
                0 => drop(members.remove(&name)),
                1 => drop(members.insert(UNKNOWN.to_owned(), json!({ "a": [1] }))),
                _ => damage(&mut members[&name], choices),
            }
        }
        Value::Array(items) if !is_here && !items.is_empty() => {
            let at = choices.below(items.len());
            damage(&mut items[at], choices);
        }
        other => {
            let others = [
                json!(null),
                json!(1),
                json!(-1),
                json!(1.5),
                json!(""),
                json!("x"),
                // Of nothing that a struct begins with: serde also reads the members of a struct in turn, and our reader does not.
                json!([[[1]]]),
                json!({}),
                json!({ "x": null }),
                json!(true),
            ];
            *other = choices.pick(&others).cloned().unwrap_or_default();
        }
    }
}
