use super::frame::event;
use super::parts::Streams;
use super::stream::{Batch, Feed};
use crate::clock::from_ms;
use crate::fail::Result;
use crate::journal;
use crate::named::Named;
use crate::wake::Place;
use domain::case::CaseState;
use domain::wire::event::{CASE_CHANGED, CaseChanged, Change, QUESTION_CHANGED, QuestionChanged};
use domain::wire::question::QuestionState;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Largest number of events per query. After a long absence they are replayed in several batches.
const MANY: i64 = 200;

/// Changes of an account's cases and questions.
pub(super) struct CaseFeed {
    pub(super) streams: Arc<Streams>,
    pub(super) account: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    kind: Named<Change>,
    application: Option<String>,
    subject: Option<String>,
    state: Option<Named<CaseState>>,
    /// The present state of the question, if the line is about one.
    question: Option<Named<QuestionState>>,
    at: i64,
}

impl Row {
    /// The event of a case or a question; nothing for a question that is gone.
    fn event(self) -> Result<String> {
        let (at, subject) = (from_ms(self.at), self.subject);
        match (self.application.zip(self.state), self.question.zip(subject.clone())) {
            (Some((application, Named(state))), _) => {
                let kind = Some(self.kind.0).filter(|kind| *kind != Change::State);
                let changed = CaseChanged { application, state, at, kind, subject };
                event(CASE_CHANGED, self.id, &changed)
            }
            (None, Some((Named(state), question))) => {
                event(QUESTION_CHANGED, self.id, &QuestionChanged { question, state, at })
            }
            (None, None) => Ok(String::new()),
        }
    }
}

impl Feed for CaseFeed {
    fn place(&self) -> Place {
        Place::Account(self.account.clone())
    }

    async fn positions(&self) -> Result<RangeInclusive<i64>> {
        journal::position(&self.streams.base.db).await
    }

    async fn after(&self, position: i64, _: i64) -> Result<Batch> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, kind, application, subject, state, at,
                 (SELECT state FROM questions WHERE questions.id = subject AND kind = 'question') AS question
             FROM journal WHERE account = ? AND id > ? AND (application IS NOT NULL OR kind = 'question')
             ORDER BY id LIMIT ?",
        )
        .bind(&self.account)
        .bind(position)
        .bind(MANY)
        .fetch_all(self.streams.base.db.read())
        .await?;
        let is_full = i64::try_from(rows.len()).is_ok_and(|read| read >= MANY);
        let mut batch = Batch { text: String::new(), position, is_full };
        for row in rows {
            batch.position = row.id;
            batch.text.push_str(&row.event()?);
        }
        Ok(batch)
    }
}
