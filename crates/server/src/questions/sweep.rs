use super::parts::QuestionStore;
use crate::fail::Result;

/// How long a question is kept after its last message: people without an account must have an end.
const KEPT_MS: i64 = 365 * 24 * 60 * 60 * 1000;

/// Deletes questions whose last message is older than a year, with their messages.
pub(crate) async fn sweep(questions: &QuestionStore) -> Result<()> {
    let until = questions.base.clock.now_ms() - KEPT_MS;
    let old: Option<i64> =
        sqlx::query_scalar("SELECT 1 FROM questions WHERE changed_at <= ? LIMIT 1")
            .bind(until)
            .fetch_optional(questions.base.db.read())
            .await?;
    // Usually there is nothing to do: find that out without occupying the only connection that writes.
    if old.is_none() {
        return Ok(());
    }
    let mut tx = questions.base.db.begin().await?;
    for sql in [
        "DELETE FROM messages WHERE question IN (SELECT id FROM questions WHERE changed_at <= ?)",
        "DELETE FROM questions WHERE changed_at <= ?",
    ] {
        sqlx::query(sql).bind(until).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(())
}
