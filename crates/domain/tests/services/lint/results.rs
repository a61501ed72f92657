//! Faults of what a decision and a report hold.

use super::{faults, field, options, sound, text, with};
use serde_json::{Value, json};

const FIELDS: &str = "/office/result/fields";

/// The faults with this condition on the last field but one.
fn when(condition: Value) -> Vec<String> {
    with(&format!("{FIELDS}/3/when"), condition)
}

#[test]
fn fields_that_no_result_can_hold() {
    for kind in [
        json!("person_name"),
        json!("birth_date"),
        json!({ "issue_date": { "valid_days": 30 } }),
        json!("phone"),
        json!("email"),
        json!("person_inn"),
        json!("organisation_inn"),
        json!("ogrn"),
        json!("snils"),
        json!("oms_policy"),
        json!({ "passport": {} }),
        json!("birth_certificate"),
        json!("address"),
        json!({ "consent": { "body": text("Согласие") } }),
        json!("decision"),
        json!("signature"),
    ] {
        let kinds = "no result has fields of this kind";
        let outside = with(&format!("{FIELDS}/3/kind"), kind.clone());
        assert_eq!(outside, [format!("office/result/fields/why: {kinds}")], "{kind}");
        let inside = with(&format!("{FIELDS}/4/kind/group/fields/0/kind"), kind.clone());
        let inside = inside.last().map(String::as_str);
        let place = "office/result/fields/aids/fields/aid";
        assert_eq!(inside, Some(&*format!("{place}: {kinds}")), "{kind}");
    }
    assert_eq!(
        with(&format!("{FIELDS}/4/kind/group/max"), json!(21)),
        ["office/result/fields/aids: has room for more than 20 entries"]
    );
    let mut definition = sound();
    definition["office"]["result"] = json!({ "title": text("Результат"), "fields": [] });
    assert_eq!(faults(&definition), ["office/result: holds nothing"]);
}

#[test]
fn ids_and_kinds_are_judged_as_in_a_form() {
    for (pointer, value, message) in [
        ("3/id", json!("seen_on"), "seen_on: the id is taken"),
        ("4/id", json!("Aids"), "Aids: the id needs small Latin letters, digits and _"),
        ("3/kind", json!({ "text": { "max": 0 } }), "why: allows no character: `max` is 0"),
        ("1/kind/choice/options", options(&["first"]), "group: offers fewer than two options"),
    ] {
        let found = with(&format!("{FIELDS}/{pointer}"), value);
        assert_eq!(found.first(), Some(&format!("office/result/fields/{message}")), "{found:?}");
    }
    // A result has ids of its own: a field of the form may be called the same.
    assert_eq!(with(&format!("{FIELDS}/4/id"), json!("born")), Vec::<String>::new());
}

#[test]
fn conditions_read_what_stands_before_them_and_compare_nothing() {
    let place = "office/result/fields/why: its condition";
    for (condition, message) in [
        (
            json!({ "is": { "field": "group", "value": "tenth" } }),
            "asks for «tenth», which «group» does not offer",
        ),
        (
            json!({ "answered": { "field": "born" } }),
            "reads «born», which does not stand before it",
        ),
    ] {
        let found = when(condition);
        assert!(found.contains(&format!("{place} {message}")), "{found:?}");
    }
    let compared = "compares answers, which no schema can say";
    for condition in [
        json!({ "within": { "field": "seen_on", "days": 3 } }),
        json!({ "younger_than": { "field": "seen_on", "years": 18 } }),
        json!({ "before": { "field": "seen_on", "other": "until" } }),
        json!({ "same": { "field": "seen_on", "other": "until" } }),
        json!({ "not": { "all": [{ "any": [{ "same": { "field": "seen_on", "other": "until" } }] }] } }),
    ] {
        let found = when(condition.clone());
        assert!(found.contains(&format!("{place} {compared}")), "{condition}: {found:?}");
    }
    // Entitlements are no part of a schema.
    let older = json!({ "not": { "within": { "field": "seen_on", "months": 1 } } });
    assert_eq!(with("/office/result/entitles/0/when", older), Vec::<String>::new());
    let unknown = json!({ "answered": { "field": "aid" } });
    assert_eq!(
        with("/office/result/entitles/0/when", unknown),
        ["office/result/entitles/0: its condition reads «aid», which does not stand before it"]
    );
}

#[test]
fn a_field_that_no_answers_open() {
    let never = json!({ "all": [
        { "is": { "field": "group", "value": "first" } },
        { "is": { "field": "group", "value": "none" } },
    ] });
    assert_eq!(
        with(&format!("{FIELDS}/4/when"), never),
        ["office/result/fields/aids: no answers can open it"]
    );
}

#[test]
fn lists_of_fields_that_do_not_fit() {
    for (member, value, message) in [
        ("refused", json!(["nobody"]), "refused/nobody: there is no such field"),
        ("refused", json!(["aid"]), "refused/aid: there is no such field"),
        ("refused", json!(["why", "why"]), "refused/why: stands there twice"),
        (
            "refused",
            json!(["until"]),
            "refused: asks for «until» without «group», on which it depends",
        ),
        (
            "approved",
            json!(["seen_on", "group", "until", "why"]),
            "fields/aids: no outcome asks for it",
        ),
        (
            "approved",
            json!(["seen_on", "until", "why", "aids"]),
            "approved: asks for «until» without «group», on which it depends",
        ),
        ("gist", json!(["nobody"]), "gist/nobody: there is no such field"),
        ("gist", json!(["group", "group"]), "gist/group: stands there twice"),
        ("gist", json!(["why"]), "gist/why: is too long for the page of the case"),
        ("gist", json!(["aids"]), "gist/aids: is too long for the page of the case"),
        ("outcome", json!("nobody"), "outcome: there is no such choice field"),
        ("outcome", json!("seen_on"), "outcome: there is no such choice field"),
    ] {
        let found = with(&format!("/office/result/{member}"), value);
        assert_eq!(found.first(), Some(&format!("office/result/{message}")), "{found:?}");
    }
    let mut definition = sound();
    let fields = definition["office"]["result"]["fields"].as_array_mut().expect("fields");
    let names = ["a", "b", "c"].map(|id| field(id, json!("past_date")));
    fields.extend(names);
    definition["office"]["result"]["gist"] = json!(["seen_on", "group", "a", "b", "c"]);
    assert_eq!(faults(&definition), ["office/result/gist: has more than four fields"]);
}

#[test]
fn an_outcome_is_always_there() {
    let mut definition = sound();
    definition["office"]["result"]["outcome"] = json!("group");
    assert_eq!(faults(&definition), Vec::<String>::new());
    let sometimes = "office/result/outcome: is not always answered";
    for (pointer, value) in [
        ("fields/1/optional", json!(true)),
        ("fields/1/when", json!({ "answered": { "field": "seen_on" } })),
    ] {
        let mut definition = definition.clone();
        let (parent, member) = pointer.rsplit_once('/').expect("a pointer");
        let parent = definition.pointer_mut(&format!("/office/result/{parent}")).expect("a field");
        parent[member] = value;
        assert_eq!(faults(&definition), [sometimes], "{pointer}");
    }
    definition["office"]["result"]["approved"] = json!(["seen_on", "why", "aids"]);
    definition["office"]["result"]["refused"] = json!(["group", "until"]);
    assert_eq!(faults(&definition), [sometimes]);
}

#[test]
fn a_report_that_is_none() {
    let operation = "office/report: is told of operations, and the service has none";
    assert_eq!(with("/office/visit", json!(null)), [operation]);
    let examination = json!({ "kind": "examination", "patient": ["snils"], "phone": "phone" });
    assert_eq!(with("/office/visit", examination), [operation]);
    assert_eq!(
        with("/office/report/outcome", json!(null)),
        ["office/report: needs an `outcome`, which lists show"]
    );
    for member in ["approved", "refused"] {
        assert_eq!(
            with(&format!("/office/report/{member}"), json!(["end"])),
            ["office/report: has no `approved` and `refused`: it is no decision"]
        );
    }
}
