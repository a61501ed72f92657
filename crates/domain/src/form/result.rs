//! What a decision holds besides its words: fields that the office fills in, as citizens fill in a form.

#[cfg(feature = "openapi")]
mod schema;

use super::check::{holds, visible};
use super::{
    Answer, Answers, Checked, Choice, Condition, Field, FieldError, Issue, Kind, Service, Step,
    Text, check, shape,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How a decision ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Approved,
    Refused,
}

impl Outcome {
    pub const ALL: [Self; 2] = [Self::Approved, Self::Refused];
}

/// What the office says with a decision, or of an operation that is over (M-27, M-30, M-39, S-28).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResultPlan {
    /// What it is called: «Результаты экспертизы».
    pub title: Text,
    /// The acts that the decision rests on. They stand on paper.
    #[serde(default)]
    pub ground: Vec<Text>,
    /// In the order in which they are read. The kinds `choice`, `choices`, `text`, `past_date`, `valid_until` and `group`; the hint of
    /// an option explains it to the citizen (M-30).
    pub fields: Vec<Field>,
    /// Ids of the fields that an approval holds; all of them unless said.
    #[serde(default)]
    pub approved: Vec<String>,
    /// Ids of the fields that a refusal holds. It may come without them, as nobody has to be examined to be refused.
    #[serde(default)]
    pub refused: Vec<String>,
    /// Ids of the fields that stand on the page of the case, four at most and all of them short. The others are read one page further.
    #[serde(default)]
    pub gist: Vec<String>,
    /// Id of the choice that lists show (S-28).
    #[serde(default)]
    pub outcome: Option<String>,
    /// What the citizen can do with the decision.
    #[serde(default)]
    pub entitles: Vec<Entitlement>,
}

/// Something that a decision entitles to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Entitlement {
    /// As a link says it: «Подать на выплаты».
    pub text: Text,
    /// Reads the fields of the result; those that the outcome does not ask for are unanswered.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Id of the service that it leads to.
    #[serde(default)]
    pub service: Option<String>,
}

impl ResultPlan {
    /// Whether a decision with this outcome holds the field.
    pub fn asks(&self, outcome: Outcome, field: &str) -> bool {
        let ids = match outcome {
            Outcome::Approved if self.approved.is_empty() => return true,
            Outcome::Approved => &self.approved,
            Outcome::Refused => &self.refused,
        };
        ids.iter().any(|id| id == field)
    }

    /// Whether a decision with this outcome holds anything.
    pub fn holds(&self, outcome: Outcome) -> bool {
        self.fields.iter().any(|field| self.asks(outcome, &field.id))
    }

    /// The result as a form of one step.
    pub fn asked(&self, outcome: Outcome) -> Service {
        self.form(|field| self.asks(outcome, &field.id))
    }

    /// The canonical form of a result, and what is wrong with it. An answer that is not asked for is an issue here: a form keeps what
    /// was typed before another answer has hidden it, but whoever sends a result means all of it.
    pub fn check(&self, outcome: Outcome, result: &Answers, today: NaiveDate) -> Checked {
        let form = self.asked(outcome);
        let mut checked = check(&form, result, &[], today);
        let told: BTreeSet<&str> = checked.issues.iter().map(Issue::place).collect();
        let is_asked = |path: &str, answer: &Answer| {
            let is_kept = checked.canonical.get(path).is_some() || answer.is_blank();
            told.contains(path) || (is_kept && shape::fits(&form, path, answer))
        };
        let others = result.iter().filter(|(path, answer)| !is_asked(path, answer));
        let others: Vec<Issue> =
            others.map(|(path, _)| Issue::answer(path, FieldError::NotOffered)).collect();
        checked.issues.extend(others);
        checked
    }

    /// What a decision with this outcome and this canonical result entitles to.
    pub fn entitled(
        &self,
        outcome: Outcome,
        result: &Answers,
        today: NaiveDate,
    ) -> impl Iterator<Item = &Entitlement> {
        let visible = visible(&self.asked(outcome), result, today);
        let is_open =
            move |one: &&Entitlement| holds(one.when.as_ref(), &visible, result, today, "");
        self.entitles.iter().filter(is_open)
    }

    /// The label of the outcome of a result.
    pub fn outcome_of(&self, result: &Answers) -> Option<&Text> {
        let id = self.outcome.as_ref()?;
        let field = self.fields.iter().find(|field| field.id == *id)?;
        let Kind::Choice { options } = &field.kind else { return None };
        Some(&Choice::find(options, result.text(id)?)?.label)
    }

    /// The JSON Schema (2020-12) of the canonical form. What fits it passes `check`, except for two things that a schema cannot say:
    /// on which side of today a day lies, and which characters can be printed.
    #[cfg(feature = "openapi")]
    pub fn json_schema(&self, outcome: Outcome) -> serde_json::Value {
        schema::schema(self, outcome)
    }

    pub(super) fn form(&self, is_asked: impl Fn(&Field) -> bool) -> Service {
        let step = Step {
            id: STEP.to_owned(),
            title: self.title.clone(),
            lead: None,
            when: None,
            on_review: false,
            fields: self.fields.iter().filter(|field| is_asked(field)).cloned().collect(),
            documents: Vec::new(),
        };
        Service {
            id: STEP.to_owned(),
            version: 1,
            section: String::new(),
            number_prefix: String::new(),
            title: self.title.clone(),
            summary: Text::default(),
            prepare: Vec::new(),
            steps: vec![step],
            contradictions: Vec::new(),
            terms: Vec::new(),
            max_total_bytes: None,
        }
    }
}

/// Id of the only step of a result.
pub(super) const STEP: &str = "result";
