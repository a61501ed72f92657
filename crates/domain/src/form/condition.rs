use super::Answers;
use crate::values::{
    BirthDate, Phone, composed, is_dash, is_invisible, is_space, lower, parse_date,
};
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// When a step, a field or a document slot is asked for. A condition may read only fields that come before it, and a hidden
/// field counts as unanswered, so conditions cannot form a loop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// The chosen option equals the value.
    Is { field: String, value: String },
    /// The value is among the chosen options.
    Includes { field: String, value: String },
    /// The person born on the date in `field` is younger than `years` today.
    YoungerThan { field: String, years: u32 },
    /// The field has an answer.
    Answered { field: String },
    /// The date in `field` is today or at most this many months and days ago: «moved within 12 months» (S-13).
    Within {
        field: String,
        #[serde(default, skip_serializing_if = "is_zero")]
        months: u32,
        #[serde(default, skip_serializing_if = "is_zero")]
        days: u32,
    },
    /// Both fields have the same answer, even if it is written differently.
    Same { field: String, other: String },
    /// The date in `field` is before the date in `other`.
    Before { field: String, other: String },
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    Not(Box<Condition>),
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    All(Vec<Condition>),
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    Any(Vec<Condition>),
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// What a condition can read: the answers of the fields that are visible so far, and today.
pub(super) struct Seen<'a> {
    pub(super) answers: &'a Answers,
    pub(super) today: NaiveDate,
    /// Visible fields; those inside an entry of a group are named by their paths.
    pub(super) fields: &'a BTreeSet<String>,
    /// For a field inside a group: the path of its entry and a dot. Names are looked up there first. Otherwise empty.
    pub(super) entry: &'a str,
}

impl Seen<'_> {
    /// The path of the input that a condition calls `name`, if its field is visible.
    fn path(&self, name: &str) -> Option<String> {
        let field = name.split('.').next().unwrap_or_default();
        let asked = |field: &str| self.fields.contains(field);
        if !self.entry.is_empty() && asked(&format!("{}{field}", self.entry)) {
            return Some(format!("{}{name}", self.entry));
        }
        asked(field).then(|| name.to_owned())
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.answers.text(&self.path(name)?)
    }

    fn date(&self, name: &str) -> Option<NaiveDate> {
        parse_date(self.text(name)?).ok()
    }
}

/// Removes differences in spelling from an answer, so that the typed and the canonical form are equal.
fn plain(text: &str) -> String {
    if let Ok(day) = parse_date(text) {
        return day.to_string();
    }
    if let Ok(phone) = Phone::parse(text) {
        return phone.to_string();
    }
    let separates = |c: &char| is_space(*c) || is_dash(*c) || is_invisible(*c);
    composed(text).chars().filter(|c| !separates(c)).map(lower).collect()
}

impl Condition {
    pub(super) fn holds(&self, seen: &Seen<'_>) -> bool {
        match self {
            Self::Is { field, value } => seen.text(field) == Some(value),
            Self::Includes { field, value } => {
                seen.path(field).is_some_and(|path| seen.answers.many(&path).contains(value))
            }
            Self::YoungerThan { field, years } => seen
                .date(field)
                .and_then(|born| BirthDate::new(born, seen.today).ok())
                .is_some_and(|born| born.age_on(seen.today) < *years),
            Self::Answered { field } => seen.path(field).is_some_and(|path| {
                seen.answers.get(&path).is_some_and(|answer| !answer.is_blank())
            }),
            Self::Within { field, months, days } => seen.date(field).is_some_and(|day| {
                let end = day
                    .checked_add_months(Months::new(*months))
                    .and_then(|end| end.checked_add_days(Days::new((*days).into())));
                day <= seen.today && end.is_none_or(|end| seen.today <= end)
            }),
            Self::Same { field, other } => match (seen.text(field), seen.text(other)) {
                (Some(one), Some(two)) => plain(one) == plain(two),
                _ => false,
            },
            Self::Before { field, other } => match (seen.date(field), seen.date(other)) {
                (Some(one), Some(two)) => one < two,
                _ => false,
            },
            Self::Not(inner) => !inner.holds(seen),
            Self::All(parts) => parts.iter().all(|part| part.holds(seen)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(seen)),
        }
    }

    /// The fields, or inputs of fields, that the condition reads.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Is { field, .. }
            | Self::Includes { field, .. }
            | Self::YoungerThan { field, .. }
            | Self::Answered { field }
            | Self::Within { field, .. } => vec![field],
            Self::Same { field, other } | Self::Before { field, other } => vec![field, other],
            Self::Not(inner) => inner.fields(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::fields).collect(),
        }
    }
}
