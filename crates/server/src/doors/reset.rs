use super::parts::Doors;
use crate::accounts;
use crate::fail::Result;
use crate::institutions::opening;
use crate::journal;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;

/// Deletes the rows that do not belong to an account. All others are deleted together with the accounts.
const LOOSE: [&str; 12] = [
    "DELETE FROM attempts",
    "DELETE FROM audit",
    "DELETE FROM challenges",
    // Before those of the office who have written them.
    "DELETE FROM messages",
    "DELETE FROM numbers",
    "DELETE FROM office_tokens",
    "DELETE FROM outbox",
    "DELETE FROM proofs",
    "DELETE FROM provider_visits",
    "DELETE FROM questions",
    "DELETE FROM registry",
    "DELETE FROM slot_changes",
];

/// Resets the server: no data, no faults, the clock at its start, the demo accounts, appointment books that open today. The
/// ids of the journal and of slot changes are not reset; they keep growing, and no stream goes on from before.
pub(super) async fn reset(State(doors): State<Arc<Doors>>) -> Result<StatusCode> {
    let mut tx = doors.base.db.begin().await?;
    let files: Vec<String> = sqlx::query_scalar("SELECT id FROM files").fetch_all(&mut *tx).await?;
    for sql in LOOSE {
        sqlx::query(sql).execute(&mut *tx).await?;
    }
    sqlx::query("DELETE FROM accounts").execute(&mut *tx).await?;
    // After the cases, which name their executors.
    sqlx::query("DELETE FROM staff").execute(&mut *tx).await?;
    journal::forget(&mut tx).await?;
    tx.commit().await?;
    for id in files {
        doors.files.vault.remove(&id).await?;
    }
    doors.faults.clear();
    doors.base.clock.reset();
    opening::reopen(&doors.institutions).await?;
    accounts::seed(&doors.base).await?;
    doors.wakes.journal.wake();
    doors.wakes.slots.wake();
    doors.wakes.bells.look_everywhere();
    Ok(StatusCode::NO_CONTENT)
}
