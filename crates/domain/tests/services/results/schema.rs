//! The JSON Schema of each result, stored in docs/results for those who write systems that decide. After a change of the services:
//! `UPDATE_SCHEMA=1 cargo test --locked --profile tests -p domain --features openapi services`.

use super::super::folder::today;
use super::super::validator::faults;
use super::{Case, cases, misspellings};
use domain::form::{Answer, Answers, FieldError, Issue, Kind};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn schema(case: &Case) -> Value {
    case.plan.json_schema(case.outcome)
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/results")
}

#[test]
fn are_those_in_the_docs() {
    let update = std::env::var_os("UPDATE_SCHEMA").is_some();
    let mut expected = BTreeSet::new();
    for case in cases() {
        let file = format!("{}.schema.json", case.name);
        let (path, now) = (folder().join(&file), schema(&case));
        if update {
            std::fs::create_dir_all(folder()).expect("a folder");
            std::fs::write(&path, format!("{now:#}\n")).expect("written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        let is_kept = serde_json::from_str::<Value>(&kept).is_ok_and(|kept| kept == now);
        assert!(is_kept, "docs/results/{file} is old: run this test with UPDATE_SCHEMA=1");
        expected.insert(file);
    }
    for entry in std::fs::read_dir(folder()).expect("a folder") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        assert!(expected.contains(&name), "docs/results/{name} belongs to no result: delete it");
    }
}

#[test]
fn take_what_is_right() {
    for case in cases() {
        for right in &case.right {
            assert_eq!(
                faults(&schema(&case), &json!(right)),
                Vec::<String>::new(),
                "{}",
                case.name
            );
        }
    }
}

#[test]
fn take_nothing_that_is_wrong() {
    for case in cases() {
        for right in &case.right {
            for (what, wrong) in misspellings(&case, right) {
                assert!(!faults(&schema(&case), &json!(wrong)).is_empty(), "{what}");
            }
        }
    }
}

/// A change: the input, what to put there, and which option.
type Change = (Index, u8, Index, &'static str);

const TYPED: &[&str] = &[
    "",
    " ",
    "x",
    "я",
    "1",
    "2026-11-21",
    "2026-11-22",
    "2026-02-31",
    "21.11.2026",
    "\u{0}",
    "🪟",
];

fn change() -> impl Strategy<Value = Change> {
    (any::<Index>(), 0..8_u8, any::<Index>(), select(TYPED))
}

/// Every input, also of two entries of each group.
fn inputs(case: &Case) -> Vec<(String, Kind)> {
    let form = case.plan.asked(case.outcome);
    let own = form.fields().map(|field| (field.id.clone(), field.kind.clone()));
    let inside = form.fields().flat_map(|field| ["1", "2"].map(|key| field.entry(key)));
    own.chain(inside.flatten().map(|field| (field.id, field.kind))).collect()
}

fn changed(case: &Case, right: &Answers, changes: &[Change]) -> Answers {
    let inputs = inputs(case);
    let mut answers = right.clone();
    for (at, what, pick, typed) in changes {
        let (path, kind) = at.get(&inputs);
        let answer = match (kind, what) {
            (_, 0) => {
                answers.remove(path);
                continue;
            }
            (_, 1) => Answer::Text((*typed).to_owned()),
            (_, 2) => Answer::Flag(true),
            (Kind::Choice { options }, _) => Answer::Text(pick.get(options).value.clone()),
            (Kind::Choices { options }, _) => Answer::Many(vec![pick.get(options).value.clone()]),
            (Kind::Group { .. }, _) => {
                let keys: [&[&str]; 5] = [&[], &["1"], &["2"], &["1", "2"], &["1", "1"]];
                Answer::Many(pick.get(&keys).iter().map(|key| (*key).to_owned()).collect())
            }
            (Kind::Text { .. }, _) => Answer::Text("Слова".to_owned()),
            _ => Answer::Text("2026-11-21".to_owned()),
        };
        answers.set(path, answer);
    }
    answers
}

/// What a schema cannot say.
fn is_beyond(issue: &Issue) -> bool {
    matches!(issue.error, FieldError::Date(_) | FieldError::Expired | FieldError::Unprintable)
}

/// What fits a schema is accepted, and what is accepted fits it in its canonical form.
#[test]
fn judge_as_the_server_does() {
    let config =
        ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() };
    let cases = cases();
    let schemas: Vec<Value> = cases.iter().map(schema).collect();
    let (fitting, refused) = (Cell::new(0), Cell::new(0));
    let random = (any::<Index>(), any::<Index>(), prop::collection::vec(change(), 0..6));
    let judged = TestRunner::new(config).run(&random, |(at, from, changes)| {
        let (case, schema) = (at.get(&cases), at.get(&schemas));
        let answers = changed(case, from.get(&case.right), &changes);
        let checked = case.plan.check(case.outcome, &answers, today());
        let found = faults(schema, &json!(answers));
        if found.is_empty() {
            fitting.set(fitting.get() + 1);
            let issues = &checked.issues;
            prop_assert!(issues.iter().all(is_beyond), "{}: {:?}", case.name, issues);
        } else {
            refused.set(refused.get() + 1);
        }
        if checked.issues.is_empty() {
            let canonical = faults(schema, &json!(checked.canonical));
            prop_assert!(canonical.is_empty(), "{}: {:?}", case.name, canonical);
        }
        Ok(())
    });
    judged.unwrap_or_else(|error| panic!("{error}"));
    assert!(fitting.get() > 500 && refused.get() > 500, "{} {}", fitting.get(), refused.get());
}
