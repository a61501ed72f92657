use super::parts::QuestionStore;
use super::row::QuestionRow;
use crate::audit::{self, By, Note};
use crate::fail::Result;
use crate::journal::{self, Entry};
use domain::wire::event::Change;
use sqlx::{Sqlite, Transaction};

/// A line for the streams of who has asked. Nobody listens to a question that was asked signed out; the audit has it, too.
pub(super) async fn line(
    questions: &QuestionStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &QuestionRow,
    by: By<'_>,
) -> Result<()> {
    let at = questions.base.clock.now_ms();
    let Some(account) = &row.account else {
        let (account, application) = (None, None);
        let act = "question";
        let note = Note { at, by, act, account, application, subject: Some(&row.id) };
        return audit::note(&mut **tx, note).await;
    };
    let entry = Entry {
        account,
        application: None,
        state: None,
        kind: Change::Question,
        subject: Some(&row.id),
        by,
        at,
        comment: None,
    };
    journal::write(&questions.base.keys, tx, entry).await?;
    Ok(())
}
