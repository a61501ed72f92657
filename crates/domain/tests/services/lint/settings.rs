//! Faults of texts, ids, and settings of fields and of the agency.

use super::{FIRST, faults, field, options, sound, text, with};
use serde_json::json;

#[test]
fn texts_in_every_language() {
    for (pointer, place) in [
        ("/title", "title"),
        ("/summary", "summary"),
        ("/prepare/0", "prepare/0"),
        ("/steps/0/title", "steps/first/title"),
        ("/steps/0/lead", "steps/first/lead"),
        ("/steps/0/fields/0/label", "steps/first/fields/born/label"),
        (
            "/steps/0/fields/1/kind/choice/options/0/label",
            "steps/first/fields/pick/options/yes/label",
        ),
        (
            "/steps/0/fields/1/kind/choice/options/0/hint",
            "steps/first/fields/pick/options/yes/hint",
        ),
        ("/steps/0/fields/7/kind/consent/body", "steps/first/fields/agreed/body"),
        ("/steps/1/fields/0/hint", "steps/second/fields/last/hint"),
        ("/steps/1/documents/0/title", "steps/second/documents/scan/title"),
        ("/steps/1/documents/0/hint", "steps/second/documents/scan/hint"),
        ("/office/keywords", "office/keywords"),
        ("/office/copy_title", "office/copy_title"),
        ("/office/result/title", "office/result/title"),
        ("/office/result/ground/0", "office/result/ground/0"),
        ("/office/result/fields/0/label", "office/result/fields/seen_on/label"),
        ("/office/result/fields/2/hint", "office/result/fields/until/hint"),
        (
            "/office/result/fields/1/kind/choice/options/0/label",
            "office/result/fields/group/options/first/label",
        ),
        ("/office/result/fields/4/kind/group/item", "office/result/fields/aids/item"),
        ("/office/result/entitles/0/text", "office/result/entitles/0/text"),
        ("/office/report/title", "office/report/title"),
    ] {
        let found = with(pointer, json!({ "ru": "текст", "en": " " }));
        assert_eq!(found, [format!("{place}: no text in «en»")], "{pointer}");
    }
}

#[test]
fn settings_that_allow_nothing() {
    for (pointer, value, message) in [
        ("/version", json!(0), "version: the first is 1"),
        ("/number_prefix", json!(" "), "number_prefix: is empty"),
        ("/max_total_bytes", json!(0), "max_total_bytes: allows nothing"),
        ("/terms", json!([]), "terms: has no term"),
        ("/terms/0/working_days", json!(0), "terms/standard: leaves no day"),
        (
            "/terms/-",
            json!({ "category": "standard", "working_days": 1 }),
            "terms/standard: stands there twice",
        ),
        (
            "/steps/0/fields/6/kind/group/max",
            json!(0),
            "steps/first/fields/group: allows no entry: `max` is 0",
        ),
        (
            "/steps/1/fields/0/kind",
            json!({ "text": { "max": 0 } }),
            "steps/second/fields/last: allows no character: `max` is 0",
        ),
        (
            "/steps/1/documents/0/policy/max_bytes",
            json!(0),
            "steps/second/documents/scan: allows nothing: a maximum is 0",
        ),
        (
            "/steps/1/documents/0/policy/max_count",
            json!(0),
            "steps/second/documents/scan: allows nothing: a maximum is 0",
        ),
        (
            "/steps/1/documents/0/policy/types",
            json!([]),
            "steps/second/documents/scan: accepts no file type",
        ),
        (
            "/steps/-",
            json!({ "id": "empty", "title": text("Шаг") }),
            "steps/empty: asks for nothing",
        ),
        (
            "/steps/1/fields/1/kind",
            json!({ "passport": { "born": "nobody" } }),
            "steps/second/fields/passport: the birth date «nobody» does not stand before it",
        ),
        (
            "/steps/1/fields/1/kind",
            json!({ "passport": { "born": "moved" } }),
            "steps/second/fields/passport: «moved» is no birth date",
        ),
    ] {
        assert_eq!(with(pointer, value), [message], "{pointer}");
    }
    assert_eq!(
        with(&format!("{FIRST}/-"), field("sign", json!("signature"))),
        [
            "steps/first/fields/sign: a signature is made over all answers: its step needs `on_review`"
        ]
    );
    let mut definition = sound();
    for step in definition["steps"].as_array_mut().expect("steps") {
        step["on_review"] = json!(true);
    }
    assert_eq!(faults(&definition), ["steps: has no screen"]);
}

#[test]
fn options_and_ids() {
    let one = json!({ "choices": { "options": options(&["a"]) } });
    assert_eq!(
        with(&format!("{FIRST}/2/kind"), one),
        ["steps/first/fields/several: offers fewer than two options"]
    );
    let twice = json!({ "choices": { "options": options(&["a", "b", "a"]) } });
    assert_eq!(
        with(&format!("{FIRST}/2/kind"), twice),
        ["steps/first/fields/several/options/a: is offered twice"]
    );
    let shape = "the id needs small Latin letters, digits and _";
    for (pointer, value, place) in [
        ("/id", "Service", "id"),
        ("/section", "", "section"),
        ("/terms/0/category", "срочно", "terms/срочно"),
        // The address of the check page.
        ("/steps/1/id", "check-answers", "steps/check-answers"),
        ("/steps/1/fields/1/id", "pass port", "steps/second/fields/pass port"),
        ("/steps/1/documents/0/id", "скан", "steps/second/documents/скан"),
        (
            "/steps/0/fields/2/kind/choices/options/0/value",
            "A",
            "steps/first/fields/several/options/A",
        ),
        ("/contradictions/0/id", "a.b", "contradictions/a.b"),
    ] {
        assert_eq!(with(pointer, json!(value)), [format!("{place}: {shape}")]);
    }
    for (pointer, place) in [
        ("/steps/1/id", "steps/first"),
        ("/steps/1/fields/1/id", "steps/second/fields/first"),
        ("/steps/1/documents/0/id", "steps/second/documents/first"),
    ] {
        assert_eq!(with(pointer, json!("first")), [format!("{place}: the id is taken")]);
    }
}

#[test]
fn what_the_agency_says_for_itself() {
    for (pointer, value, message) in [
        ("/office/closes", json!("2025-12-31"), "office/closes: lies before `opens`"),
        ("/office/prefill/nobody", json!("phone"), "office/prefill/nobody: there is no such field"),
        (
            "/office/prefill/inner_text",
            json!("phone"),
            "office/prefill/inner_text: there is no such field",
        ),
        (
            "/office/prefill/moved",
            json!("birth_date"),
            "office/prefill/moved: the field is of another kind",
        ),
        ("/office/appeals/-", json!("sound"), "office/appeals: names the service itself"),
        ("/office/appeal_days", json!(0), "office/appeal_days: leaves no day"),
        ("/office/appeals", json!([]), "office/appeal_days: there is nothing to appeal against"),
        ("/office/appeal_days", json!(null), "office/appeals: needs `appeal_days`"),
    ] {
        assert_eq!(with(pointer, value), [message], "{pointer}");
    }
    let category = |field: &str, value: &str, category: &str| json!({ "field": field, "values": { value: category } });
    for (plan, messages) in [
        (category("pick", "yes", "standard"), vec![]),
        (
            category("moved", "yes", "standard"),
            vec!["office/category/field: there is no such choice field"],
        ),
        (
            category("pick", "maybe", "standard"),
            vec!["office/category/values/maybe: the field does not offer this"],
        ),
        (
            category("pick", "yes", "never"),
            vec!["office/category/values/yes: `terms` has no such category"],
        ),
    ] {
        assert_eq!(with("/office/category", plan), messages);
    }
    let mut definition = sound();
    definition["steps"][0]["fields"][5]["kind"] = json!("past_date");
    definition["steps"][1]["documents"][0]["when"] = json!({ "answered": { "field": "decision" } });
    assert_eq!(faults(&definition), ["office/appeals: there is no field of the kind `decision`"]);
}

#[test]
fn a_visit_that_does_not_follow_from_the_form() {
    let place = "office/visit";
    let other_kind = "the field is of another kind";
    for (pointer, value, message) in [
        ("operation", json!([]), "/operation: names no field that tells the operation".to_owned()),
        ("operation", json!(["nobody"]), "/nobody: there is no such field".to_owned()),
        // A field inside a group has one answer per entry.
        ("operation", json!(["inner_pick"]), "/inner_pick: there is no such field".to_owned()),
        ("operation", json!(["pick", "several"]), format!("/several: {other_kind}")),
        ("region", json!("moved"), format!("/moved: {other_kind}")),
        ("region", json!("nowhere"), "/nowhere: there is no such field".to_owned()),
        ("patient", json!([]), "/patient: names no field that has to be answered".to_owned()),
        ("patient", json!(["snils", "name"]), format!("/name: {other_kind}")),
        ("patient", json!(["snils", "born"]), format!("/born: {other_kind}")),
        ("phone", json!("snils"), format!("/snils: {other_kind}")),
        ("kind", json!("examination"), "/operation: is for operations only".to_owned()),
    ] {
        let mut definition = sound();
        definition["office"]["report"] = json!(null);
        definition["office"]["visit"][pointer] = value;
        assert_eq!(faults(&definition), [format!("{place}{message}")], "{pointer}");
    }
    let optional = with("/steps/0/fields/8/optional", json!(true));
    assert_eq!(optional, ["office/visit/patient: names no field that has to be answered"]);
    for (pointer, value) in [
        ("/office/visit", json!({ "kind": "examination", "patient": ["snils"], "phone": "phone" })),
        ("/office/visit/patient", json!(["passport", "snils"])),
        ("/office/visit/region", json!(null)),
        ("/office/visit", json!(null)),
    ] {
        let mut definition = sound();
        definition["office"]["report"] = json!(null);
        *definition.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
        assert_eq!(faults(&definition), Vec::<String>::new(), "{pointer}");
    }
}

#[test]
fn a_renewal_that_never_comes() {
    assert_eq!(with("/office/valid_months", json!(0)), ["office/valid_months: leaves no month"]);
    let found = with("/office/valid_months", json!(null));
    assert_eq!(found, ["office/renews: needs `valid_months`"]);
    assert_eq!(with("/office/renews", json!(null)), Vec::<String>::new(), "it renews itself");
}
