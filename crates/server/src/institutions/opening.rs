//! The day on which the network opened. Books of a demonstration or a test are filled from that day on.

use super::parts::InstitutionStore;
use crate::fail::{Fail, Result};

/// Stores the day of the first start, and whether the books of this server are seeded.
pub(crate) async fn open(
    institutions: &InstitutionStore,
    seeded: bool,
) -> std::result::Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO network (id, opened_on, seeded) VALUES (1, ?, ?)
         ON CONFLICT (id) DO UPDATE SET seeded = excluded.seeded",
    )
    .bind(institutions.base.clock.today().to_string())
    .bind(seeded)
    .execute(institutions.base.db.write())
    .await?;
    read(institutions).await
}

/// Reads what the server has stored: the clerk's command is a process of its own and must see the same books.
pub(crate) async fn read(institutions: &InstitutionStore) -> std::result::Result<(), sqlx::Error> {
    let row: Option<(String, bool)> = sqlx::query_as("SELECT opened_on, seeded FROM network")
        .fetch_optional(institutions.base.db.write())
        .await?;
    let opened_on = row.filter(|(_, seeded)| *seeded).and_then(|(day, _)| day.parse().ok());
    institutions.seed.set(opened_on);
    Ok(())
}

/// Lets the network open today, for a test that starts afresh.
pub(crate) async fn reopen(institutions: &InstitutionStore) -> Result<()> {
    sqlx::query("UPDATE network SET opened_on = ?")
        .bind(institutions.base.clock.today().to_string())
        .execute(institutions.base.db.write())
        .await?;
    read(institutions).await.map_err(Fail::from)
}
