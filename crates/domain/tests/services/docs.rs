//! What docs/SERVICES.md tells an agency is so.

use domain::form::Publication;
use domain::form::lint::lint_publication;

const GUIDE: &str = include_str!("../../../../docs/SERVICES.md");

/// The passages between ```json and ```.
fn examples() -> Vec<&'static str> {
    let passages = GUIDE.split("```json\n").skip(1);
    passages.filter_map(|passage| passage.split("```").next()).collect()
}

#[test]
fn examples_are_json() {
    for example in examples() {
        serde_json::from_str::<serde_json::Value>(example)
            .unwrap_or_else(|error| panic!("{error}: {example}"));
    }
}

#[test]
fn the_example_can_be_published() {
    let whole: Vec<&str> =
        examples().into_iter().filter(|text| text.contains("\"steps\"")).collect();
    assert_eq!(whole.len(), 1);
    let publication = Publication::read(whole[0]).expect("a definition");
    assert_eq!(lint_publication(&publication, &["ru", "en"]), Vec::<String>::new());
}

#[cfg(feature = "openapi")]
#[test]
fn every_kind_and_condition_is_explained() {
    use domain::form::{Attribute, Condition, Kind, Office, Service};
    use utoipa::PartialSchema;
    let variants = |schema: serde_json::Value| -> Vec<String> {
        let names = schema["oneOf"].as_array().expect("variants").iter().flat_map(|variant| {
            let settings = variant["required"].as_array().into_iter().flatten();
            settings
                .chain(variant["enum"].as_array().into_iter().flatten())
                .cloned()
                .collect::<Vec<_>>()
        });
        names.map(|name| name.as_str().expect("a name").to_owned()).collect()
    };
    let members = |schema: serde_json::Value| -> Vec<String> {
        schema["properties"].as_object().expect("members").keys().cloned().collect()
    };
    let json = |schema| serde_json::to_value(schema).expect("JSON");
    for kind in variants(json(Kind::schema())) {
        let row = GUIDE
            .lines()
            .any(|line| line.starts_with("| `") && line.contains(&format!("`{kind}`")));
        assert!(row, "the kind {kind}");
    }
    for condition in variants(json(Condition::schema())) {
        assert!(GUIDE.contains(&format!("`{{ \"{condition}\": ")), "the condition {condition}");
    }
    for member in
        members(json(Service::schema())).into_iter().chain(members(json(Office::schema())))
    {
        assert!(GUIDE.contains(&format!("`{member}`")), "{member}");
    }
    for known in json(Attribute::schema())["enum"].as_array().expect("values") {
        assert!(GUIDE.contains(&format!("`{}`", known.as_str().expect("a name"))), "{known}");
    }
}
