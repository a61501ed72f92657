use super::{Answer, Answers};
use serde::{Deserialize, Serialize};

/// When a step, a field or a document slot is asked for. It may look only at fields that stand before it, and a field
/// that is hidden counts as unanswered, so that no chain of conditions can loop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The chosen option equals the value.
    Is { field: String, value: String },
    /// The value is among the chosen options.
    Includes { field: String, value: String },
    /// The person born on the date in `field` is younger than `years` today.
    YoungerThan { field: String, years: u32 },
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    Not(Box<Condition>),
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    All(Vec<Condition>),
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    Any(Vec<Condition>),
}

/// What a condition can see: the answers of the visible fields so far, and ages.
pub(super) struct Seen<'a> {
    pub(super) answers: &'a Answers,
    pub(super) is_visible: &'a dyn Fn(&str) -> bool,
    pub(super) age: &'a dyn Fn(&str) -> Option<u32>,
}

impl Condition {
    pub(super) fn holds(&self, seen: &Seen<'_>) -> bool {
        match self {
            Self::Is { field, value } => {
                (seen.is_visible)(field) && seen.answers.text(field) == Some(value)
            }
            Self::Includes { field, value } => {
                (seen.is_visible)(field)
                    && matches!(seen.answers.get(field), Some(Answer::Many(chosen)) if chosen.contains(value))
            }
            Self::YoungerThan { field, years } => {
                (seen.is_visible)(field) && (seen.age)(field).is_some_and(|age| age < *years)
            }
            Self::Not(inner) => !inner.holds(seen),
            Self::All(parts) => parts.iter().all(|part| part.holds(seen)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(seen)),
        }
    }

    /// The fields that the condition reads.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Is { field, .. }
            | Self::Includes { field, .. }
            | Self::YoungerThan { field, .. } => {
                vec![field]
            }
            Self::Not(inner) => inner.fields(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::fields).collect(),
        }
    }
}
