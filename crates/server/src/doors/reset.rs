use crate::accounts;
use crate::app::App;
use crate::fail::Result;
use crate::institutions::seed;
use axum::extract::State;
use axum::http::StatusCode;

/// Everything that hangs on no account; the rest goes with the accounts.
const LOOSE: [&str; 5] = [
    "DELETE FROM attempts",
    "DELETE FROM numbers",
    "DELETE FROM outbox",
    "DELETE FROM registry",
    "DELETE FROM slot_changes",
];

/// A fresh start: no data, no faults, the clock as at the start, the demo accounts, appointment books that open today.
/// Ids of the journal and of the changes of slots go on growing.
pub(super) async fn reset(State(app): State<App>) -> Result<StatusCode> {
    let mut tx = app.db.begin().await?;
    let files: Vec<String> = sqlx::query_scalar("SELECT id FROM files").fetch_all(&mut *tx).await?;
    for sql in LOOSE {
        sqlx::query(sql).execute(&mut *tx).await?;
    }
    sqlx::query("DELETE FROM accounts").execute(&mut *tx).await?;
    tx.commit().await?;
    for id in files {
        app.vault.remove(&id).await?;
    }
    app.faults.clear();
    app.clock.reset();
    seed::reopen(&app).await?;
    accounts::seed(&app).await?;
    app.journal.wake();
    app.slots.wake();
    Ok(StatusCode::NO_CONTENT)
}
