//! The definitions and the sets of answers. They are read when the tests run, so a new file is tested too.

use chrono::{Days, NaiveDate};
use domain::form::{Answer, Answers, Attached, Publication};
use domain::values::format_date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

/// The texts of `crates/server/services/*.json`, by file name without its ending.
pub(super) fn texts() -> BTreeMap<String, String> {
    read(&root().join("../server/services"))
}

pub(super) fn publications() -> BTreeMap<String, Publication> {
    let publication = |(name, text): (String, String)| match Publication::read(&text) {
        Ok(publication) => (name, publication),
        Err(error) => panic!("{name}.json: {error}"),
    };
    texts().into_iter().map(publication).collect()
}

/// The institutions of `crates/server/institutions.json`.
pub(super) fn network() -> super::network::Network {
    let path = root().join("../server/institutions.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("a text")).expect("a network")
}

/// A set of valid answers: `answers/<service>.json` or `answers/<service>.<variant>.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    pub(super) answers: Answers,
    pub(super) files: Vec<String>,
}

impl Example {
    pub(super) fn attached(&self) -> Vec<Attached> {
        self.files.iter().map(|slot| Attached { slot: slot.clone(), bytes: 1_000 }).collect()
    }
}

/// The sets of answers by file name without its ending. Relative days are counted from `today`.
pub(super) fn examples(today: NaiveDate) -> BTreeMap<String, Example> {
    let example = |(name, text): (String, String)| {
        let mut example: Example = serde_json::from_str(&text).expect("a set of answers");
        example.answers = example
            .answers
            .iter()
            .map(|(path, answer)| (path.to_owned(), resolved(answer, today)))
            .collect();
        (name, example)
    };
    read(&root().join("tests/answers")).into_iter().map(example).collect()
}

/// Right results of a service: `results/<service>.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Results {
    #[serde(default)]
    pub(super) approved: Vec<Answers>,
    #[serde(default)]
    pub(super) refused: Vec<Answers>,
    #[serde(default)]
    pub(super) report: Vec<Answers>,
}

/// The right results by service. Relative days are counted from `today`.
pub(super) fn results(today: NaiveDate) -> BTreeMap<String, Results> {
    let resolve = |result: &mut Answers| {
        *result = result.iter().map(|(path, it)| (path.to_owned(), resolved(it, today))).collect();
    };
    let one = |(name, text): (String, String)| {
        let mut results: Results =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}.json: {error}"));
        let Results { approved, refused, report } = &mut results;
        [approved, refused, report].into_iter().flatten().for_each(resolve);
        (name, results)
    };
    read(&root().join("tests/results")).into_iter().map(one).collect()
}

/// Replaces `@-10` by the day ten days ago, `@+300` by the day in three hundred days, and `@signature` by a short XML text, as
/// only a signer can make a real signature.
fn resolved(answer: &Answer, today: NaiveDate) -> Answer {
    let Answer::Text(text) = answer else { return answer.clone() };
    let day = |days: &str| Days::new(days.parse().expect("days"));
    let day = match text.split_at_checked(2) {
        Some(("@-", days)) => today.checked_sub_days(day(days)),
        Some(("@+", days)) => today.checked_add_days(day(days)),
        _ if text == "@signature" => return Answer::Text("<Signature/>".to_owned()),
        _ => return answer.clone(),
    };
    Answer::Text(format_date(day.expect("a day")))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".json")) {
            texts.insert(name.to_owned(), std::fs::read_to_string(&path).expect("a text"));
        }
    }
    assert!(!texts.is_empty(), "{}", folder.display());
    texts
}
