use super::{Answers, Condition, Text};
use crate::file::FilePolicy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A service as an agency writes it: `crates/server/services/<id>.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Service {
    pub id: String,
    /// Increases by one with every published change.
    pub version: u32,
    /// Section of the catalogue, for example `mse`.
    pub section: String,
    /// Prefix of application numbers, for example `МСЭ`.
    pub number_prefix: String,
    pub title: Text,
    /// One sentence: what the citizen gets.
    pub summary: Text,
    /// What to have at hand before starting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prepare: Vec<Text>,
    pub steps: Vec<Step>,
    /// Answers that must not be true together (M-17).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
    /// Terms of the decision; the first applies unless the agency sets another.
    pub terms: Vec<Term>,
    /// Limit for the bytes of all files together, if the service has one (C-03).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_total_bytes: Option<u64>,
}

/// One screen of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub id: String,
    pub title: Text,
    /// A sentence under the heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// The step is shown on the check page under the answers, not as a screen of its own; for consents (M-14).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_review: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Slot>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub id: String,
    pub kind: Kind,
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// Answers that cannot all be right. They may be anywhere in the form; one of their inputs shows the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    pub id: String,
    /// Holds when the answers contradict each other.
    pub when: Condition,
    /// The path of the input that shows the message: the last one that `when` reads.
    pub at: String,
    /// What does not fit, and what to do.
    pub text: Text,
}

/// The closed set of field kinds. Each has fixed inputs, one check, and one appearance. A kind is written as its name, or as
/// `{"choice": {"options": …}}` if it has settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    PersonName,
    BirthDate,
    /// A day that is not in the future.
    PastDate,
    /// Issue date of a document that is valid for `valid_days` days (M-17).
    IssueDate {
        valid_days: u32,
    },
    /// The last day on which a document is valid: today or later (M-17).
    ValidUntil,
    Phone,
    Email,
    PersonInn,
    OrganisationInn,
    Ogrn,
    Snils,
    OmsPolicy,
    /// `born` names the birth date field from which the validity is derived (C-21).
    Passport {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        born: Option<String>,
    },
    BirthCertificate,
    Address,
    /// Exactly one option.
    Choice {
        options: Vec<Choice>,
    },
    /// One option or more.
    Choices {
        options: Vec<Choice>,
    },
    Text {
        /// Most characters that the text may have.
        max: u32,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        long: bool,
    },
    /// An explicit consent; `body` is the document that the citizen agrees to (152-ФЗ: one checkbox for each document).
    Consent {
        body: Text,
    },
    /// A decision that the citizen refers to: its number, the day of issue and the day on which it was received.
    Decision,
    /// An electronic signature of the statement: an XML document (M-20).
    Signature,
    /// The same fields several times, for example for several addresses. `item` is the title of one entry; its number is added.
    Group {
        item: Text,
        /// Most entries that the group may have.
        max: u16,
        #[cfg_attr(feature = "openapi", schema(no_recursion))]
        fields: Vec<Field>,
    },
}

impl Kind {
    /// The inputs of the kind, as suffixes of the field's path; `""` if the field is a single input.
    pub fn inputs(&self) -> &'static [&'static str] {
        match self {
            Self::PersonName => &["surname", "given", "patronymic", "no_patronymic"],
            Self::Passport { .. } => &["number", "issued", "department", "issuer"],
            Self::BirthCertificate => &["number", "issued", "issuer"],
            Self::Address => &["postcode", "region", "place", "street"],
            Self::Decision => &["number", "issued", "received"],
            _ => &[""],
        }
    }
}

impl Kind {
    /// Whether the input is for a date.
    pub fn is_date(&self, input: &str) -> bool {
        match self {
            Self::BirthDate | Self::PastDate | Self::IssueDate { .. } | Self::ValidUntil => true,
            Self::Passport { .. } | Self::BirthCertificate | Self::Decision => {
                matches!(input, "issued" | "received")
            }
            _ => false,
        }
    }
}

impl Field {
    /// The path of one of the field's inputs.
    pub fn path(&self, input: &str) -> String {
        if input.is_empty() { self.id.clone() } else { format!("{}.{input}", self.id) }
    }

    pub fn paths(&self) -> impl Iterator<Item = String> + '_ {
        self.kind.inputs().iter().map(|input| self.path(input))
    }

    /// Keys of a group's entries, in their order. A group that is not optional starts with one entry.
    pub fn entries(&self, answers: &Answers) -> Vec<String> {
        let Kind::Group { max, .. } = &self.kind else { return Vec::new() };
        match answers.many(&self.id) {
            [] if self.optional => Vec::new(),
            [] => vec![FIRST_ENTRY.to_owned()],
            // One more than allowed is enough to detect that there are too many.
            keys => {
                let mut seen = BTreeSet::new();
                let fitting = keys.iter().filter(|key| is_entry(key) && seen.insert(*key));
                fitting.take(usize::from(*max) + 1).cloned().collect()
            }
        }
    }

    /// The fields of one entry of a group. Their ids are their paths, for example `addresses.2.address`.
    pub fn entry(&self, key: &str) -> Vec<Field> {
        let Kind::Group { fields, .. } = &self.kind else { return Vec::new() };
        let prefix = format!("{}.{key}.", self.id);
        let inside = |field: &Field| {
            let mut field = Field { id: format!("{prefix}{}", field.id), ..field.clone() };
            if let Kind::Passport { born: Some(born) } = &mut field.kind
                && fields.iter().any(|sibling| sibling.id == *born)
            {
                born.insert_str(0, &prefix);
            }
            field
        };
        fields.iter().map(inside).collect()
    }
}

/// Key of the entry that a group starts with.
const FIRST_ENTRY: &str = "1";

/// Whether `key` can be the key of an entry: a number of one to four digits. A draft never uses a key twice.
pub fn is_entry(key: &str) -> bool {
    (1..=4).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_digit())
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub value: String,
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
}

impl Choice {
    /// The option with this value.
    pub fn find<'a>(options: &'a [Self], value: &str) -> Option<&'a Self> {
        options.iter().find(|option| option.value == value)
    }
}

/// A slot for documents of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Slot {
    pub id: String,
    pub title: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    pub policy: FilePolicy,
}

/// A term of the decision in working days (M-31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub category: String,
    pub working_days: u16,
}

impl Service {
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.steps.iter().flat_map(|step| &step.fields)
    }

    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.steps.iter().flat_map(|step| &step.documents)
    }

    pub fn slot(&self, id: &str) -> Option<&Slot> {
        self.slots().find(|slot| slot.id == id)
    }

    /// The field that has the input `path`. A field inside an entry of a group has its path as its id.
    pub fn field_at(&self, path: &str) -> Option<Field> {
        let mut parts = path.splitn(4, '.');
        let (id, key, inner) = (parts.next()?, parts.next(), parts.next());
        let field = self.fields().find(|field| field.id == id)?;
        match (&field.kind, key, inner) {
            (Kind::Group { .. }, Some(key), Some(inner)) => {
                let id = format!("{id}.{key}.{inner}");
                field.entry(key).into_iter().find(|field| field.id == id)
            }
            _ => Some(field.clone()),
        }
    }
}
