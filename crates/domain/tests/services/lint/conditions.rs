//! Faults of conditions, and parts that no answers can open.

use super::{FIRST, faults, field, sound, text, when, with};
use serde_json::json;

#[test]
fn conditions_that_cannot_work() {
    let place = "steps/second/fields/last: its condition ";
    for (condition, message) in [
        (
            json!({ "answered": { "field": "nobody" } }),
            "reads «nobody», which does not stand before it",
        ),
        (
            json!({ "answered": { "field": "last" } }),
            "reads «last», which does not stand before it",
        ),
        (
            json!({ "answered": { "field": "passport.number" } }),
            "reads «passport.number», which does not stand before it",
        ),
        (
            json!({ "answered": { "field": "inner_pick" } }),
            "reads «inner_pick», which does not stand before it",
        ),
        (
            json!({ "answered": { "field": "group" } }),
            "reads «group», which is a group: its entries are seen only from inside",
        ),
        (
            json!({ "answered": { "field": "group.1.inner_pick" } }),
            "reads «group.1.inner_pick», which is a group: its entries are seen only from inside",
        ),
        (
            json!({ "answered": { "field": "decision" } }),
            "reads «decision», which is none of the inputs of «decision»: number, issued, received",
        ),
        (
            json!({ "answered": { "field": "born.day" } }),
            "reads «born.day», which is none of the inputs of «born»: it is one input",
        ),
        (
            json!({ "answered": { "field": "name.patronymic" } }),
            "reads «name.patronymic», which may be typed and not count",
        ),
        (
            json!({ "is": { "field": "pick", "value": "maybe" } }),
            "asks for «maybe», which «pick» does not offer",
        ),
        (
            json!({ "includes": { "field": "several", "value": "c" } }),
            "asks for «c», which «several» does not offer",
        ),
        (
            json!({ "is": { "field": "born", "value": "yes" } }),
            "asks for an option of «born», which is no choice",
        ),
        (
            json!({ "is": { "field": "several", "value": "a" } }),
            "asks what «several» is, which is several: use `includes`",
        ),
        (
            json!({ "includes": { "field": "pick", "value": "yes" } }),
            "asks what «pick» includes, which is one choice: use `is`",
        ),
        (
            json!({ "younger_than": { "field": "pick", "years": 18 } }),
            "takes «pick» for a date, which it is not",
        ),
        (
            json!({ "within": { "field": "name.surname", "days": 3 } }),
            "takes «name.surname» for a date, which it is not",
        ),
        (
            json!({ "within": { "field": "moved" } }),
            "asks whether «moved» lies within no months and no days",
        ),
        (
            json!({ "before": { "field": "born", "other": "decision.number" } }),
            "takes «decision.number» for a date, which it is not",
        ),
        (
            json!({ "same": { "field": "several", "other": "pick" } }),
            "compares «several», which is no text",
        ),
        (
            json!({ "same": { "field": "pick", "other": "agreed" } }),
            "compares «agreed», which is no text",
        ),
        (json!({ "not": { "all": [] } }), "is an empty list"),
    ] {
        assert_eq!(when(condition.clone()), [format!("{place}{message}")], "{condition}");
    }
}

#[test]
fn days_inside_a_field_are_days() {
    for field in ["decision.received", "decision.issued", "moved", "born"] {
        assert_eq!(
            when(json!({ "within": { "field": field, "months": 1 } })),
            Vec::<String>::new()
        );
    }
}

#[test]
fn what_no_answers_open() {
    let is = |value: &str| json!({ "is": { "field": "pick", "value": value } });
    for never in [
        json!({ "all": [is("yes"), is("no")] }),
        json!({ "all": [is("yes"), { "not": { "answered": { "field": "pick" } } }] }),
        json!({ "younger_than": { "field": "born", "years": 0 } }),
        json!({ "all": [{ "younger_than": { "field": "born", "years": 14 } }, { "not": { "younger_than": { "field": "born", "years": 18 } } }] }),
        json!({ "all": [{ "within": { "field": "moved", "days": 10 } }, { "not": { "within": { "field": "moved", "months": 1 } } }] }),
        json!({ "before": { "field": "moved", "other": "moved" } }),
    ] {
        assert_eq!(
            when(never.clone()),
            ["steps/second/fields/last: no answers can open it"],
            "{never}"
        );
        assert_eq!(
            with("/steps/1/when", never.clone()),
            ["steps/second: no answers can open it"],
            "{never}"
        );
        assert_eq!(
            with("/steps/1/documents/0/when", never.clone()),
            ["steps/second/documents/scan: no answers can open it"],
            "{never}"
        );
        let place = format!("{FIRST}/3/when");
        let found = with(&place, never.clone());
        // Here the condition is that of `moved` itself, so it can read only the fields before it.
        if !never.to_string().contains("moved") {
            let contradiction = "contradictions/moved_early: no answers can open it";
            assert_eq!(found, ["steps/first/fields/moved: no answers can open it", contradiction]);
        }
    }
    for possible in [
        json!({ "all": [{ "includes": { "field": "several", "value": "a" } }, { "includes": { "field": "several", "value": "b" } }] }),
        json!({ "all": [{ "younger_than": { "field": "born", "years": 18 } }, { "not": { "younger_than": { "field": "born", "years": 14 } } }] }),
        json!({ "all": [is("no"), { "not": { "answered": { "field": "name.no_patronymic" } } }] }),
        json!({ "answered": { "field": "agreed" } }),
        json!({ "all": [{ "before": { "field": "born", "other": "moved" } }, { "not": { "within": { "field": "moved", "months": 12 } } }] }),
    ] {
        assert_eq!(when(possible.clone()), Vec::<String>::new(), "{possible}");
    }
}

#[test]
fn a_hidden_field_cannot_open_anything() {
    // `last` is visible if `pick` is yes, so a slot that needs both `last` and a no can never appear.
    let mut definition = sound();
    definition["steps"][1]["documents"][0]["when"] = json!({ "all": [
        { "answered": { "field": "last" } },
        { "is": { "field": "pick", "value": "no" } },
    ] });
    assert_eq!(faults(&definition), ["steps/second/documents/scan: no answers can open it"]);
}

#[test]
fn inside_a_group() {
    let inside = format!("{FIRST}/6/kind/group/fields");
    let place = "steps/first/fields/group/fields/";
    for (kind, what) in [
        (
            json!({ "group": { "item": text("Запись"), "max": 2, "fields": [field("deep", json!("phone"))] } }),
            "a group",
        ),
        (json!({ "consent": { "body": text("Согласие") } }), "a consent"),
        (json!("signature"), "a signature"),
    ] {
        let found = with(&format!("{inside}/-"), field("odd", kind));
        assert_eq!(found, [format!("{place}odd: {what} cannot stand in a group")]);
    }
    let found =
        with(&format!("{inside}/1/when"), json!({ "is": { "field": "inner_pick", "value": "z" } }));
    let message = "its condition asks for «z», which «inner_pick» does not offer";
    assert_eq!(found, [format!("{place}inner_text: {message}")]);
    let found =
        with(&format!("{inside}/1/when"), json!({ "is": { "field": "pick", "value": "yes" } }));
    assert_eq!(found, Vec::<String>::new(), "fields outside can be read");
    let never = json!({ "all": [
        { "is": { "field": "inner_pick", "value": "yes" } },
        { "is": { "field": "inner_pick", "value": "no" } },
    ] });
    let found = with(&format!("{inside}/1/when"), never);
    assert_eq!(found, [format!("{place}inner_text: no answers can open it")]);
    let found = with(&format!("{inside}/1/id"), json!("pick"));
    assert_eq!(found, [format!("{place}pick: the id is taken")]);
    let found = with(&format!("{FIRST}/6/kind/group/fields"), json!([]));
    assert_eq!(found, ["steps/first/fields/group: asks for nothing"]);
    let found = with(&format!("{FIRST}/6/kind/group/item"), json!({ "ru": "Запись" }));
    assert_eq!(found, ["steps/first/fields/group/item: no text in «en»"]);
}

#[test]
fn contradictions() {
    let place = "contradictions/moved_early: ";
    let found = with("/contradictions/0/at", json!("nobody"));
    assert_eq!(found, [format!("{place}is said at «nobody», which does not stand before it")]);
    let found = with("/contradictions/0/at", json!("decision"));
    let inputs = "which is none of the inputs of «decision»: number, issued, received";
    assert_eq!(found, [format!("{place}is said at «decision», {inputs}")]);
    let found = with("/contradictions/0/at", json!("born"));
    assert_eq!(found, [format!("{place}is said at «born», but «moved» comes later")]);
    let found = with("/contradictions/0/when", json!({ "answered": { "field": "nobody" } }));
    assert_eq!(
        found,
        [format!("{place}its condition reads «nobody», which does not stand before it")]
    );
    let found = with("/contradictions/0/text", json!({ "en": "text" }));
    assert_eq!(found, ["contradictions/moved_early/text: no text in «ru»"]);
    let twice = sound()["contradictions"][0].clone();
    assert_eq!(with("/contradictions/-", twice), [format!("{place}the id is taken")]);
    let found =
        with("/contradictions/0/when", json!({ "before": { "field": "born", "other": "born" } }));
    assert_eq!(found, [format!("{place}no answers can open it")]);
}
