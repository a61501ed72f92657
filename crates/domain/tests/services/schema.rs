//! The JSON Schema of a definition, made from the types and stored in docs/service.schema.json for editors. After a change of
//! the types: `UPDATE_SCHEMA=1 cargo test --locked --profile tests -p domain --features openapi services::schema`.

use super::folder::texts;
use super::validator::faults;
use domain::form::{Office, Service};
use serde_json::{Map, Value, json};
use utoipa::{PartialSchema, ToSchema};

const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/service.schema.json");

fn schema() -> Value {
    let mut parts = Vec::new();
    <Service as ToSchema>::schemas(&mut parts);
    <Office as ToSchema>::schemas(&mut parts);
    parts.push((<Office as ToSchema>::name().into_owned(), <Office as PartialSchema>::schema()));
    let definitions: Map<String, Value> =
        parts.into_iter().map(|(name, part)| (name, closed(json!(part)))).collect();
    let mut whole = closed(json!(<Service as PartialSchema>::schema()));
    whole["properties"]["office"] = json!({
        "$ref": "#/$defs/Office",
        "description": "What only the server reads.",
    });
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A service of Okno",
        "$defs": definitions,
    });
    let members = whole.as_object_mut().expect("an object");
    schema.as_object_mut().expect("an object").append(members);
    schema
}

/// The schema of a type in a document of its own: references point into `$defs`, and a variant with settings allows only its
/// name and its own settings.
fn closed(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(members) => {
            if let Some(Value::String(target)) = members.get_mut("$ref") {
                *target = target.replace("#/components/schemas/", "#/$defs/");
            }
            if let Some(Value::Array(variants)) = members.get_mut("oneOf") {
                variants.iter_mut().for_each(close);
            }
            for member in members.values_mut() {
                *member = closed(member.take());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = closed(item.take())),
        _ => {}
    }
    schema
}

fn close(variant: &mut Value) {
    let Some(settings) = variant.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    for inner in settings.values_mut().filter(|inner| inner.get("properties").is_some()) {
        inner["additionalProperties"] = json!(false);
    }
    variant["additionalProperties"] = json!(false);
}

#[test]
fn is_the_one_in_the_docs() {
    let schema = schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(SNAPSHOT, format!("{schema:#}\n")).expect("written");
    }
    let kept: Value =
        serde_json::from_str(&std::fs::read_to_string(SNAPSHOT).expect("a file")).expect("JSON");
    assert!(kept == schema, "docs/service.schema.json is old: run this test with UPDATE_SCHEMA=1");
}

#[test]
fn takes_every_definition() {
    let schema = schema();
    for (name, text) in texts() {
        let definition = serde_json::from_str(&text).expect("JSON");
        assert_eq!(faults(&schema, &definition), Vec::<String>::new(), "{name}.json");
    }
}

#[test]
fn takes_no_misspelt_one() {
    let schema = schema();
    let text = texts().remove("so_administrative").expect("a definition");
    for (right, wrong, place) in [
        (r#""kind": "birth_date""#, r#""kind": "birthdate""#, "/kind"),
        (r#""optional": true"#, r#""optionnal": true"#, "/optionnal"),
        (r#""version": "#, r#""version": -"#, "/version"),
        // If a member appears twice, the last one counts.
        (r#""section": "#, r#""version": "1", "section": "#, "/version"),
        (r#""terms""#, r#""term""#, "/term"),
        (r#""max": 250"#, r#""maximum": 250"#, "/kind"),
        (r#""younger_than""#, r#""younger""#, "/when"),
        (r#""types": ["pdf""#, r#""types": ["gif""#, "/policy/types/0"),
        (r#""name": "name""#, r#""name": "nickname""#, "/office/prefill/name"),
    ] {
        let broken = text.replacen(right, wrong, 1);
        assert_ne!(broken, text, "{right}");
        let found = faults(&schema, &serde_json::from_str(&broken).expect("JSON"));
        assert!(found.iter().any(|fault| fault.contains(place)), "{wrong}: {found:?}");
        // The server refuses it too.
        assert!(domain::form::Publication::read(&broken).is_err(), "{wrong}");
    }
}
