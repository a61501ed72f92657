//! What a decision says: sealed, and in the words in which it was told once.

mod told;

pub(crate) use told::told;

use super::refusals;
use super::store::Case;
use crate::clock::from_ms;
use crate::fail::Result;
use crate::http::Language;
use crate::keys::Keys;
use domain::form::{Answers, Text};
use domain::wire::application::{Decision, Entitled};
use serde::{Deserialize, Serialize};
use told::ToldLine;

/// What a decision says. Its lines are written when it is made, so that later versions of the service change nothing of it.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DecisionBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<Text>,
    /// What the service calls the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<Text>,
    /// The canonical result.
    #[serde(skip_serializing_if = "Answers::is_empty")]
    pub(crate) result: Answers,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) lines: Vec<ToldLine>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) entitles: Vec<Entitlement>,
}

/// Something that a decision entitles to, and the service that it leads to.
#[derive(Serialize, Deserialize)]
pub(crate) struct Entitlement {
    pub(crate) text: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<String>,
}

/// The first decision of a case is sealed as it was when a case had only one.
pub(crate) fn context(case: &str, place: i64) -> String {
    match place {
        1 => format!("applications/decision/{case}"),
        later => format!("applications/decision/{case}/{later}"),
    }
}

impl DecisionBody {
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_none() && self.title.is_none()
    }

    /// The decision with all that it says.
    pub(crate) fn tell(&self, decision: Decision, language: Language) -> Decision {
        let told = |text: &Text| text.get(language.0).to_owned();
        let entitled =
            |one: &Entitlement| Entitled { text: told(&one.text), service: one.service.clone() };
        Decision {
            words: self.words.clone(),
            title: self.title.as_ref().map(told),
            result: self.lines.iter().map(|line| line.show(language)).collect(),
            entitles: self.entitles.iter().map(entitled).collect(),
            ..decision
        }
    }
}

impl Case {
    /// The decision that holds, without what it says.
    pub(crate) fn decision(&self) -> Option<Decision> {
        Some(Decision {
            number: self.decision_number.clone()?,
            issued_at: from_ms(self.decided_at?),
            refusal: self.refusal.as_deref().and_then(refusals::find),
            appeal: None,
            words: None,
            title: None,
            result: Vec::new(),
            entitles: Vec::new(),
        })
    }

    /// What it says.
    pub(crate) fn decision_body(&self, keys: &Keys) -> Result<DecisionBody> {
        let context = context(&self.id, self.decision_place.unwrap_or(1));
        let open = |sealed: &Vec<u8>| keys.open_json(&context, sealed);
        Ok(self.decision.as_ref().map(open).transpose()?.unwrap_or_default())
    }

    /// The decision with all that it says.
    pub(crate) fn whole_decision(
        &self,
        keys: &Keys,
        language: Language,
    ) -> Result<Option<Decision>> {
        let Some(decision) = self.decision() else { return Ok(None) };
        Ok(Some(self.decision_body(keys)?.tell(decision, language)))
    }
}
