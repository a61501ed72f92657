//! Checks that what docs/SERVICES.md, docs/OFFICE.md and docs/INSTITUTIONS.md tell an agency is true.

use super::folder::{publications, today};
use domain::form::lint::lint_publication;
use domain::form::{Outcome, Publication};
use std::collections::BTreeSet;

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

#[test]
fn the_result_of_the_example_can_be_published() {
    let json = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("JSON") };
    let find = |member: &str| {
        let mut found = examples().into_iter().map(json).filter(|it| it.get(member).is_some());
        found.next().unwrap_or_else(|| panic!("an example with «{member}»"))
    };
    let mut service = find("steps");
    service["office"]["result"] = find("result")["result"].clone();
    let publication = Publication::read(&service.to_string()).expect("a definition");
    assert_eq!(lint_publication(&publication, &["ru", "en"]), Vec::<String>::new());
}

const OFFICE_GUIDE: &str = include_str!("../../../../docs/OFFICE.md");

#[test]
fn the_office_is_shown_a_right_result() {
    let (_, example) = OFFICE_GUIDE.split_once("```json\n").expect("an example");
    let (example, _) = example.split_once("```").expect("its end");
    let result = serde_json::from_str(example).expect("a result");
    let office = publications().remove("mse_application").expect("a service").office;
    let plan = office.result.expect("a result");
    assert_eq!(plan.check(Outcome::Approved, &result, today()).issues, []);
}

#[cfg(feature = "openapi")]
#[test]
fn every_kind_and_condition_is_explained() {
    use domain::form::{Attribute, Condition, Entitlement, Kind, Office, ResultPlan, Service};
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
    for schema in [Service::schema(), Office::schema(), ResultPlan::schema(), Entitlement::schema()]
    {
        for member in members(json(schema)) {
            assert!(GUIDE.contains(&format!("`{member}`")), "{member}");
        }
    }
    for known in json(Attribute::schema())["enum"].as_array().expect("values") {
        assert!(GUIDE.contains(&format!("`{}`", known.as_str().expect("a name"))), "{known}");
    }
}

const NETWORK_GUIDE: &str = include_str!("../../../../docs/INSTITUTIONS.md");
const NETWORK: &str = include_str!("../../../server/institutions.json");

/// Every name of a member in `value`, at any depth.
fn names(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(members) => {
            for (name, member) in members {
                found.insert(name.clone());
                names(member, found);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

#[test]
fn the_network_is_explained_with_an_example_that_has_every_member() {
    let network: serde_json::Value = serde_json::from_str(NETWORK).expect("JSON");
    let (_, example) = NETWORK_GUIDE.split_once("```json\n").expect("an example");
    let (example, _) = example.split_once("```").expect("its end");
    let example: serde_json::Value = serde_json::from_str(example).expect("JSON");
    let (mut used, mut shown) = (BTreeSet::new(), BTreeSet::new());
    names(&network["institutions"], &mut used);
    names(&example, &mut shown);
    assert_eq!(used, shown);
    for member in network.as_object().expect("members").keys() {
        assert!(NETWORK_GUIDE.contains(&format!("| `{member}` |")), "{member}");
    }
    // Every institution in the table of appointment books exists.
    let (_, books) = NETWORK_GUIDE.split_once("| Book |").expect("a table");
    let ids: Vec<&str> = books
        .lines()
        .take_while(|line| line.starts_with('|') || line.contains("What is special"))
        .flat_map(|line| line.split('|').nth(1).unwrap_or_default().split('`').skip(1).step_by(2))
        .filter(|id| id.contains('-'))
        .collect();
    assert!(ids.len() > 9, "{ids:?}");
    let all = network["institutions"].as_array().expect("institutions");
    for id in ids {
        assert!(all.iter().any(|place| place["id"] == id), "{id}");
    }
}

#[cfg(feature = "openapi")]
#[test]
fn every_reason_of_a_closed_day_is_explained() {
    let schema = <domain::booking::Closed as utoipa::PartialSchema>::schema();
    let schema = serde_json::to_value(schema).expect("JSON");
    let variants = schema["oneOf"].as_array().expect("variants").iter();
    let names: Vec<&str> = variants
        .flat_map(|variant| [&variant["enum"], &variant["required"]])
        .filter_map(serde_json::Value::as_array)
        .flatten()
        .map(|name| name.as_str().expect("a name"))
        .collect();
    assert_eq!(names.len(), 8, "{names:?}");
    for name in names {
        assert!(NETWORK_GUIDE.contains(&format!("| `{name}` |")), "{name}");
    }
}
