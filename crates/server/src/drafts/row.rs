//! A draft as stored in the database.

use super::filled::{Fill, unchanged};
use super::fitting;
use super::parts::DraftStore;
use crate::clock::from_ms;
use crate::fail::Result;
use crate::keys::Keys;
use crate::named::Named;
use crate::services::Catalogue;
use chrono::{DateTime, Utc};
use domain::case::CaseState;
use domain::form::{Answers, Service};
use domain::wire::problem::ProblemCode;
use serde::{Deserialize, Serialize};

/// A draft is kept for 90 days after it was last saved.
pub(super) const RETENTION_MS: i64 = 90 * 24 * 60 * 60 * 1000;

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct DraftRow {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) service: String,
    pub(crate) version: u32,
    service_version: u32,
    answers: Vec<u8>,
    saved_at: i64,
    pub(super) step: Option<String>,
    filled: Option<Vec<u8>>,
    left_over: Option<Vec<u8>>,
    pub(crate) application: Option<String>,
    /// Application that this draft corrects, with its number and state.
    pub(super) corrects: Option<String>,
    pub(super) corrects_number: Option<String>,
    corrects_state: Option<Named<CaseState>>,
}

impl DraftRow {
    /// Answers that fit the present definition; all answers of a sent draft.
    pub(crate) fn answers(&self, drafts: &DraftStore) -> Result<Answers> {
        Ok(self.split(drafts)?.0)
    }

    /// Answers to earlier definitions that do not fit the present one.
    pub(super) fn left_over(&self, drafts: &DraftStore) -> Result<Vec<LeftOverAnswers>> {
        let sealed = self.left_over.as_deref();
        let opened =
            sealed.map(|sealed| drafts.base.keys.open_json(&left_over_context(&self.id), sealed));
        let mut left_over: Vec<LeftOverAnswers> = opened.transpose()?.unwrap_or_default();
        let (_, answers) = self.split(drafts)?;
        if answers.paths().next().is_some() {
            left_over.push(LeftOverAnswers { version: self.service_version, answers });
        }
        Ok(left_over)
    }

    /// Prefilled fields that are still unchanged in the answers `now`.
    pub(super) fn filled(
        &self,
        keys: &Keys,
        service: &Service,
        now: &Answers,
    ) -> Result<Vec<Fill>> {
        let sealed = self.filled.as_deref();
        let fills = sealed.map(|sealed| keys.open_json(&filled_context(&self.id), sealed));
        Ok(unchanged(fills.transpose()?.unwrap_or_default(), service, now))
    }

    /// The service's present definition; 404 if the service no longer exists.
    pub(crate) fn service<'a>(&self, catalogue: &'a Catalogue) -> Result<&'a Service> {
        Ok(catalogue.get(&self.service).ok_or(ProblemCode::NotFound)?)
    }

    pub(super) fn saved_at(&self) -> DateTime<Utc> {
        from_ms(self.saved_at)
    }

    pub(super) fn deleted_at(&self) -> DateTime<Utc> {
        from_ms(self.saved_at + RETENTION_MS)
    }

    fn split(&self, drafts: &DraftStore) -> Result<(Answers, Answers)> {
        let answers: Answers =
            drafts.base.keys.open_json(&answers_context(&self.id), &self.answers)?;
        match drafts.catalogue.get(&self.service) {
            Some(service)
                if self.application.is_none() && service.version != self.service_version =>
            {
                Ok(fitting::split(service, answers))
            }
            _ => Ok((answers, Answers::default())),
        }
    }

    /// A correction can be changed only while its application waits for one.
    pub(super) fn can_change(&self) -> bool {
        self.corrects.is_none() || self.corrects_state == Some(Named(CaseState::NeedsInfo))
    }
}

/// Leftover answers to one definition.
#[derive(Serialize, Deserialize)]
pub(super) struct LeftOverAnswers {
    /// Version of the definition whose questions they answer.
    pub(super) version: u32,
    pub(super) answers: Answers,
}

pub(super) fn answers_context(id: &str) -> String {
    format!("drafts/answers/{id}")
}

pub(super) fn filled_context(id: &str) -> String {
    format!("drafts/filled/{id}")
}

pub(super) fn left_over_context(id: &str) -> String {
    format!("drafts/left_over/{id}")
}
