//! What a decision says: sealed, and in the words in which it was told once.

mod told;

pub(crate) use told::told;

use super::refusals;
use super::store::Case;
use crate::clock::from_ms;
use crate::db::Db;
use crate::fail::Result;
use crate::http::Language;
use crate::keys::Keys;
use domain::form::{Answers, Text};
use domain::wire::application::{Decision, Entitled, Refusal, ResultName};
use serde::{Deserialize, Serialize};
use told::ToldLine;

/// What a decision says. Its lines are written when it is made, so that later versions of the service change nothing of it.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DecisionBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<Text>,
    /// The acts that the decision rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) ground: Vec<Text>,
    /// What the service calls the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<Text>,
    /// How it ended, as lists say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) outcome: Option<Text>,
    /// The canonical result.
    #[serde(skip_serializing_if = "Answers::is_empty")]
    pub(crate) result: Answers,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) lines: Vec<ToldLine>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) entitles: Vec<Entitlement>,
}

/// Whether something is decided, or what came of it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RecordKind {
    Decision,
    Report,
}

/// Something that a decision entitles to, and the service that it leads to.
#[derive(Serialize, Deserialize)]
pub(crate) struct Entitlement {
    pub(crate) text: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<String>,
}

/// Who of the office has made the decision, or the report, with this number; `None` if it was nobody in particular.
pub(crate) async fn signer(db: &Db, number: &str) -> Result<Option<String>> {
    let name = sqlx::query_scalar(
        "SELECT name FROM staff WHERE id = (SELECT staff FROM decisions WHERE number = ?)",
    );
    Ok(name.bind(number).fetch_optional(db.read()).await?)
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
        self.words.is_none() && self.title.is_none() && self.ground.is_empty()
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
        let refusal = self.refusal.as_deref().and_then(refusals::find);
        Some(bare(self.decision_number.clone()?, self.decided_at?, refusal))
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

    /// What came of what was approved.
    pub(crate) fn report(&self, keys: &Keys, language: Language) -> Result<Option<Decision>> {
        let Some((body, number, at)) = self.report_body(keys)? else { return Ok(None) };
        Ok(Some(body.tell(bare(number, at, None), language)))
    }

    /// What was told last, as lists name it.
    pub(super) fn result_name(
        &self,
        keys: &Keys,
        language: Language,
    ) -> Result<Option<ResultName>> {
        let (body, document) = match self.report_body(keys)? {
            Some((body, ..)) => (body, "report.pdf"),
            None => (self.decision_body(keys)?, "decision.pdf"),
        };
        let told = |text: Text| text.get(language.0).to_owned();
        Ok(body.title.map(|title| ResultName {
            title: told(title),
            document: document.to_owned(),
            outcome: body.outcome.map(told),
        }))
    }

    fn report_body(&self, keys: &Keys) -> Result<Option<(DecisionBody, String, i64)>> {
        let (Some(place), Some(number), Some(at), Some(sealed)) =
            (self.report_place, &self.report_number, self.reported_at, &self.report)
        else {
            return Ok(None);
        };
        let body = keys.open_json(&context(&self.id, place), sealed)?;
        Ok(Some((body, number.clone(), at)))
    }
}

/// Without what it says.
fn bare(number: String, at: i64, refusal: Option<Refusal>) -> Decision {
    Decision {
        number,
        issued_at: from_ms(at),
        refusal,
        appeal: None,
        words: None,
        title: None,
        result: Vec::new(),
        entitles: Vec::new(),
    }
}
