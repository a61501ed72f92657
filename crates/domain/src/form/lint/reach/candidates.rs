//! Answers that can change the result of a condition: options that it names and one that it does not, days on both sides of a
//! limit, equal and different texts, and no answer.

use crate::form::{Answer, Answers, Condition, Field, Kind};
use crate::values::anniversary;
use chrono::{Days, Months, NaiveDate};
use std::collections::BTreeMap;

/// The day on which everything is tried. Any day works, as conditions compare only distances between days.
pub(super) const TODAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 6, 15) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Up to this many options of a multiple choice are tried in all combinations; more only one by one and all together.
const COMBINED: usize = 8;

/// The answers to try, by path.
#[derive(Default)]
pub(super) struct Candidates(BTreeMap<String, Vec<Answer>>);

impl Candidates {
    /// Adds the answers that can change the result of `condition`. `resolve` returns the path and the field of a name.
    pub(super) fn read<'a>(
        &mut self,
        condition: &Condition,
        resolve: &dyn Fn(&str) -> Option<(String, &'a Field)>,
    ) {
        match condition {
            Condition::Not(inner) => self.read(inner, resolve),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.read(part, resolve));
            }
            leaf => {
                for name in leaf.fields() {
                    if let Some((path, field)) = resolve(name) {
                        self.0.entry(path).or_default().extend(differing(leaf, field));
                    }
                }
            }
        }
    }

    /// Every combination of the answers, added to `base`; `None` if there are more than `limit`.
    pub(super) fn combinations(
        self,
        base: Answers,
        limit: usize,
    ) -> Option<impl Iterator<Item = Answers>> {
        let mut inputs: Vec<(String, Vec<Answer>)> = Vec::new();
        let mut total: usize = 1;
        for (path, answers) in self.0 {
            let mut different = Vec::new();
            for answer in merged(answers) {
                if !different.contains(&answer) {
                    different.push(answer);
                }
            }
            total = total.checked_mul(different.len() + 1).filter(|total| *total <= limit)?;
            inputs.push((path, different));
        }
        Some((0..total).map(move |number| {
            let (mut answers, mut rest) = (base.clone(), number);
            for (path, different) in &inputs {
                let choices = different.len() + 1;
                // The last choice is to leave the input blank.
                if let Some(answer) = different.get(rest % choices) {
                    answers.set(path, answer.clone());
                }
                rest /= choices;
            }
            answers
        }))
    }
}

/// The answers to `field` that can change the result of `leaf`.
fn differing(leaf: &Condition, field: &Field) -> Vec<Answer> {
    let day = |day: Option<NaiveDate>| day.map(|day| Answer::Text(day.to_string()));
    match (leaf, &field.kind) {
        (_, Kind::Consent { .. }) => vec![Answer::Flag(true)],
        (Condition::Answered { .. }, Kind::PersonName) => {
            vec![Answer::Text("1".to_owned()), Answer::Flag(true)]
        }
        (Condition::Is { value, .. }, Kind::Choice { options }) => {
            let other = options.iter().map(|option| &option.value).find(|other| *other != value);
            [Some(value), other].into_iter().flatten().cloned().map(Answer::Text).collect()
        }
        (_, Kind::Choice { options }) => {
            options.iter().map(|option| Answer::Text(option.value.clone())).collect()
        }
        (Condition::Includes { value, .. }, _) => vec![Answer::Many(vec![value.clone()])],
        (_, Kind::Choices { options }) => {
            options.iter().take(1).map(|one| Answer::Many(vec![one.value.clone()])).collect()
        }
        (Condition::YoungerThan { years, .. }, _) => {
            let birthday = anniversary_before(*years);
            [day(birthday), day(birthday.and_then(|day| day.succ_opt()))]
                .into_iter()
                .flatten()
                .collect()
        }
        (Condition::Within { months, days, .. }, _) => {
            let first = TODAY
                .checked_sub_months(Months::new(*months))
                .and_then(|day| day.checked_sub_days(Days::new((*days).into())));
            let outside = first.and_then(|day| day.checked_sub_days(Days::new(3)));
            [day(Some(TODAY)), day(outside)].into_iter().flatten().collect()
        }
        (Condition::Before { .. }, _) => {
            let long_ago = anniversary_before(100);
            [day(long_ago), day(Some(TODAY))].into_iter().flatten().collect()
        }
        _ => vec![Answer::Text("1".to_owned()), Answer::Text("2".to_owned())],
    }
}

fn anniversary_before(years: u32) -> Option<NaiveDate> {
    let months = years.checked_mul(12)?;
    let day = TODAY.checked_sub_months(Months::new(months))?;
    (anniversary(day, years) == TODAY).then_some(day)
}

/// Replaces the options of a multiple choice by their combinations, as several conditions may need them ticked together.
fn merged(answers: Vec<Answer>) -> Vec<Answer> {
    let mut options: Vec<String> = Vec::new();
    let mut others = Vec::new();
    for answer in answers {
        match answer {
            Answer::Many(chosen) => {
                options.extend(chosen.into_iter().filter(|value| !value.is_empty()))
            }
            other => others.push(other),
        }
    }
    options.sort_unstable();
    options.dedup();
    if options.len() > COMBINED {
        let all = Answer::Many(options.clone());
        others.extend(options.into_iter().map(|option| Answer::Many(vec![option])));
        others.push(all);
        return others;
    }
    for mask in 1..1_usize << options.len() {
        let ticked = options.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
        others.push(Answer::Many(ticked.map(|(_, option)| option.clone()).collect()));
    }
    others
}
