//! Each fault of a definition has a message that names its place.

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
        // `moved` stands there itself, so only conditions on the fields before it can be put there.
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
    // `last` is asked for when `pick` is yes; what needs both `last` and a no is never there.
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
        // Inside a group there is one answer per entry.
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
        let found = with(&format!("/office/visit/{pointer}"), value);
        assert_eq!(found, [format!("{place}{message}")], "{pointer}");
    }
    let optional = with("/steps/0/fields/8/optional", json!(true));
    assert_eq!(optional, ["office/visit/patient: names no field that has to be answered"]);
    for (pointer, value) in [
        ("/office/visit", json!({ "kind": "examination", "patient": ["snils"], "phone": "phone" })),
        ("/office/visit/patient", json!(["passport", "snils"])),
        ("/office/visit/region", json!(null)),
        ("/office/visit", json!(null)),
    ] {
        assert_eq!(with(pointer, value), Vec::<String>::new(), "{pointer}");
    }
}

#[test]
fn a_renewal_that_never_comes() {
    assert_eq!(with("/office/valid_months", json!(0)), ["office/valid_months: leaves no month"]);
    let found = with("/office/valid_months", json!(null));
    assert_eq!(found, ["office/renews: needs `valid_months`"]);
    assert_eq!(with("/office/renews", json!(null)), Vec::<String>::new(), "it renews itself");
}
