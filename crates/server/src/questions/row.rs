use super::contact::Contact;
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::keys::Keys;
use crate::named::Named;
use chrono::{DateTime, NaiveDate, Utc};
use domain::wire::question::{AboutCase, Category, Question, QuestionState};

#[derive(sqlx::FromRow)]
pub(super) struct QuestionRow {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) account: Option<String>,
    application: Option<String>,
    /// Number of the application.
    about: Option<String>,
    category: Named<Category>,
    state: Named<QuestionState>,
    contact: Vec<u8>,
    asked_at: i64,
    pub(super) changed_at: i64,
    due_by: String,
}

impl std::fmt::Debug for QuestionRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("QuestionRow").field("id", &self.id).finish_non_exhaustive()
    }
}

impl QuestionRow {
    pub(super) fn contact(&self, keys: &Keys) -> Result<Contact> {
        Ok(keys.open_json(&contact_context(&self.id), &self.contact)?)
    }

    pub(super) fn due_by(&self) -> Result<NaiveDate> {
        self.due_by.parse().map_err(|_| Fail::Internal("a day"))
    }

    pub(super) fn asked_at(&self) -> DateTime<Utc> {
        from_ms(self.asked_at)
    }

    pub(super) fn state(&self) -> QuestionState {
        self.state.0
    }

    /// Without its messages.
    pub(super) fn question(&self) -> Result<Question> {
        let about = self.application.clone().zip(self.about.clone());
        Ok(Question {
            id: self.id.clone(),
            number: self.number.clone(),
            category: self.category.0,
            state: self.state(),
            application: about.map(|(id, number)| AboutCase { id, number }),
            asked_at: self.asked_at(),
            due_by: self.due_by()?,
            unread: 0,
            messages: Vec::new(),
            files: Vec::new(),
            as_of: 0,
        })
    }
}

pub(super) fn contact_context(id: &str) -> String {
    format!("questions/contact/{id}")
}
