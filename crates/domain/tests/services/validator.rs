//! A validator for the part of JSON Schema that the types need; a full one would bring thirty crates. A keyword that it does
//! not know makes the test fail, so nothing is skipped.

use serde_json::Value;

/// What is wrong with `value`, each with its JSON pointer.
pub(super) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    judge(schema, schema, value, "", &mut faults);
    faults
}

fn judge(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    let inner = |schema: &Value, value: &Value, at: &str| {
        let mut faults = Vec::new();
        judge(root, schema, value, at, &mut faults);
        faults
    };
    if let Value::Bool(allowed) = schema {
        if !allowed {
            faults.push(format!("{at}: must not be there"));
        }
        return;
    }
    for (keyword, rule) in schema.as_object().expect("a schema") {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "format" | "default"
            | "propertyNames" => {}
            "$ref" => {
                let target = rule.as_str().expect("a reference").trim_start_matches('#');
                let target = root.pointer(target).unwrap_or_else(|| panic!("no {rule}"));
                judge(root, target, value, at, faults);
            }
            "type" if !of_type(rule, value) => faults.push(format!("{at}: is no {rule}")),
            "enum" if !rule.as_array().expect("values").contains(value) => {
                faults.push(format!("{at}: is none of {rule}"));
            }
            "minimum" if value.as_f64() < rule.as_f64() && value.is_number() => {
                faults.push(format!("{at}: is less than {rule}"));
            }
            "const" if rule != value => faults.push(format!("{at}: is not {rule}")),
            "pattern" if value.as_str().is_some_and(|text| !matches(rule, text)) => {
                faults.push(format!("{at}: does not match {rule}"));
            }
            "maxLength" if value.as_str().is_some_and(|text| length(text) > rule.as_u64()) => {
                faults.push(format!("{at}: is longer than {rule}"));
            }
            "minItems"
                if value.as_array().is_some_and(|items| length_of(items) < rule.as_u64()) =>
            {
                faults.push(format!("{at}: has fewer than {rule}"));
            }
            "uniqueItems" if value.as_array().is_some_and(|items| has_twins(items)) => {
                faults.push(format!("{at}: has something twice"));
            }
            "contains" => {
                let fits = |item: &Value| inner(rule, item, at).is_empty();
                if value.as_array().is_some_and(|items| !items.iter().any(fits)) {
                    faults.push(format!("{at}: contains none of {rule}"));
                }
            }
            "not" => {
                if inner(rule, value, at).is_empty() {
                    faults.push(format!("{at}: fits what it must not"));
                }
            }
            "allOf" => {
                let parts = rule.as_array().expect("schemas");
                assert!(!parts.is_empty(), "{at}: an empty list is no schema");
                for part in parts {
                    judge(root, part, value, at, faults);
                }
            }
            "if" => {
                let branch = if inner(rule, value, at).is_empty() { "then" } else { "else" };
                judge(root, &schema[branch], value, at, faults);
            }
            "type" | "enum" | "minimum" | "properties" | "const" | "pattern" | "maxLength"
            | "minItems" | "uniqueItems" | "then" | "else" => {}
            "required" => {
                for name in rule.as_array().expect("names").iter().filter_map(Value::as_str) {
                    if value.is_object() && value.get(name).is_none() {
                        faults.push(format!("{at}: has no «{name}»"));
                    }
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    judge(root, rule, item, &format!("{at}/{index}"), faults);
                }
            }
            "additionalProperties" => {}
            "oneOf" | "anyOf" => {
                let variants = rule.as_array().expect("variants");
                let fitting =
                    variants.iter().filter(|one| inner(one, value, at).is_empty()).count();
                if fitting == 0 || (fitting > 1 && keyword == "oneOf") {
                    faults.push(format!("{at}: fits {fitting} variants"));
                }
            }
            unknown => panic!("{at}: the validator does not know «{unknown}»"),
        }
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, member) in value.as_object().into_iter().flatten() {
        let at = format!("{at}/{name}");
        match (
            properties.and_then(|properties| properties.get(name)),
            schema.get("additionalProperties"),
        ) {
            (Some(rule), _) => judge(root, rule, member, &at, faults),
            (None, Some(Value::Bool(false))) => faults.push(format!("{at}: is not known")),
            (None, Some(rule @ Value::Object(_))) => judge(root, rule, member, &at, faults),
            (None, _) => {}
        }
    }
}

/// The two patterns of results.
fn matches(pattern: &Value, text: &str) -> bool {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    match pattern.as_str().expect("a pattern") {
        "\\S" => text.contains(|c: char| !c.is_whitespace()),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            let dashes = [4, 7].iter().all(|at| text.as_bytes().get(*at) == Some(&b'-'));
            text.len() == 10 && dashes && (0..10).all(|at| [4, 7].contains(&at) || is_digit(at))
        }
        unknown => panic!("the validator does not know the pattern «{unknown}»"),
    }
}

fn length(text: &str) -> Option<u64> {
    u64::try_from(text.chars().count()).ok()
}

fn length_of(items: &[Value]) -> Option<u64> {
    u64::try_from(items.len()).ok()
}

fn has_twins(items: &[Value]) -> bool {
    items.iter().enumerate().any(|(at, item)| items[..at].contains(item))
}

fn of_type(rule: &Value, value: &Value) -> bool {
    match rule {
        Value::Array(rules) => rules.iter().any(|rule| of_type(rule, value)),
        _ => match rule.as_str().expect("a type") {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "null" => value.is_null(),
            unknown => panic!("the validator does not know the type «{unknown}»"),
        },
    }
}
