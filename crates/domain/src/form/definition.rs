use super::{Condition, Text};
use crate::file::FilePolicy;
use serde::{Deserialize, Serialize};

/// A service as an agency writes it: `crates/server/services/<id>.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Service {
    pub id: String,
    /// Grows by one with every published change.
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
    /// Terms of the decision; the first applies unless the agency sets another.
    pub terms: Vec<Term>,
    /// Bytes of all files together, where the service limits them (C-03).
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
    /// Shown on the check page, under the answers, and not as a screen of its own: consents (M-14).
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

/// The closed set of field kinds. Each has fixed inputs, one check, and one appearance. Written as its name, or as
/// `{"choice": {"options": …}}` where it has settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    PersonName,
    BirthDate,
    /// A day that is not in the future.
    PastDate,
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
        /// Characters at most.
        max: u32,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        long: bool,
    },
    /// An explicit consent; `body` is the document the citizen agrees to (152-ФЗ: one document, one box).
    Consent {
        body: Text,
    },
}

impl Kind {
    /// The inputs of the kind: suffixes of the field's path, `""` where the field is one input.
    pub fn inputs(&self) -> &'static [&'static str] {
        match self {
            Self::PersonName => &["surname", "given", "patronymic", "no_patronymic"],
            Self::Passport { .. } => &["number", "issued", "department", "issuer"],
            Self::BirthCertificate => &["number", "issued", "issuer"],
            Self::Address => &["postcode", "region", "place", "street"],
            _ => &[""],
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

/// A place for documents of one sort.
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

    /// Whether `path` is an input of this service: anything else in a draft is refused.
    pub fn knows(&self, path: &str) -> bool {
        let field = path.split('.').next().unwrap_or_default();
        self.fields()
            .any(|known| known.id == field && known.paths().any(|known_path| known_path == path))
    }
}
