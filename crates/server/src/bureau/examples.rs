//! Decisions as they could be, for a demonstration and for tests: `decisions.json`, acts by service. A day `@-3` is three days ago.

use chrono::{NaiveDate, TimeDelta};
use domain::form::{Answer, Answers};
use domain::wire::office::{Act, ActKind};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static EXAMPLES: LazyLock<BTreeMap<String, Vec<Act>>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../decisions.json")).unwrap_or_default()
});

/// One of the decisions about a service, by turns; in words only for a service that has none.
pub(crate) fn by_turns(service: &str, turn: usize, today: NaiveDate) -> Act {
    let examples = EXAMPLES.get(service).filter(|examples| !examples.is_empty());
    let example = examples.map(|examples| &examples[turn % examples.len()]);
    dated(example.cloned().unwrap_or(Act::Approve { words: None, result: None }), today)
}

/// What an approval of the service says, if it has to say anything.
pub(crate) fn approved(service: &str, today: NaiveDate) -> Option<Answers> {
    let example = EXAMPLES.get(service)?.iter().find(|act| act.kind() == ActKind::Approve)?;
    match dated(example.clone(), today) {
        Act::Approve { result, .. } => result,
        _ => None,
    }
}

fn dated(act: Act, today: NaiveDate) -> Act {
    let day = |answer: Answer| match answer {
        Answer::Text(text) => Answer::Text(day(&text, today).unwrap_or(text)),
        other => other,
    };
    let all = |result: Answers| {
        result.iter().map(|(path, answer)| (path.to_owned(), day(answer.clone()))).collect()
    };
    match act {
        Act::Approve { words, result } => Act::Approve { words, result: result.map(all) },
        Act::Refuse { code, words, result } => Act::Refuse { code, words, result: result.map(all) },
        other => other,
    }
}

/// `@-3` as `2026-11-27`.
fn day(text: &str, today: NaiveDate) -> Option<String> {
    let days = text.strip_prefix('@')?.parse().ok()?;
    Some((today + TimeDelta::try_days(days)?).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::refusals;
    use crate::services::Catalogue;
    use domain::form::Outcome;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();

    #[test]
    fn every_example_is_a_decision_that_the_office_could_send() {
        let catalogue = Catalogue::load(None).unwrap();
        let services: Vec<&str> = catalogue.services().map(|service| service.id.as_str()).collect();
        assert_eq!(EXAMPLES.keys().map(String::as_str).collect::<Vec<_>>(), services);
        for (service, examples) in EXAMPLES.iter() {
            let plan = catalogue.office(service).unwrap().result.as_ref().unwrap();
            for example in examples {
                let (outcome, result) = match dated(example.clone(), TODAY) {
                    Act::Approve { result, .. } => (Outcome::Approved, Some(result.unwrap())),
                    Act::Refuse { code, result, .. } => {
                        assert!(refusals::find(&code).is_some(), "{service}: {code}");
                        (Outcome::Refused, result)
                    }
                    other => panic!("{service}: {other:?}"),
                };
                let issues = result.map(|result| plan.check(outcome, &result, TODAY).issues);
                assert_eq!(issues.unwrap_or_default(), [], "{service}");
            }
        }
    }

    #[test]
    fn a_demonstration_shows_every_group_and_every_class_of_refusal() {
        let all = || EXAMPLES.values().flatten();
        let groups: std::collections::BTreeSet<&str> = EXAMPLES["mse_application"]
            .iter()
            .filter_map(|act| match act {
                Act::Approve { result: Some(result), .. } => result.text("group"),
                _ => None,
            })
            .collect();
        assert_eq!(groups.len(), 5, "{groups:?}");
        let codes: std::collections::BTreeSet<&str> = all()
            .filter_map(
                |act| if let Act::Refuse { code, .. } = act { Some(code.as_str()) } else { None },
            )
            .collect();
        assert_eq!(codes, refusals::codes().collect());
    }

    #[test]
    fn they_come_by_turns() {
        let group = |turn| match by_turns("mse_application", turn, TODAY) {
            Act::Approve { result, .. } => {
                result.and_then(|result| result.text("group").map(str::to_owned))
            }
            _ => None,
        };
        assert_eq!(group(0).as_deref(), Some("third"));
        assert_eq!(group(1).as_deref(), Some("second"));
        assert_eq!(group(2), None, "a refusal");
        assert_eq!(group(8), group(0));
        let words_only = Act::Approve { words: None, result: None };
        assert_eq!(by_turns("another", 3, TODAY), words_only);
        let result = approved("mse_application", TODAY).unwrap();
        assert_eq!(result.text("valid_until"), Some("2027-11-30"));
    }
}
