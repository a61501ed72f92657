//! The place of a case among those of its service that nobody has taken yet (M-15).

use super::store::Case;
use super::term::is_queued;
use crate::db::Db;
use crate::fail::Result;
use domain::wire::application::Place;

/// `None` for a case that somebody has, and for one that waits for its citizen or is decided. Two counts along an index.
pub(crate) async fn place(db: &Db, case: &Case) -> Result<Option<Place>> {
    if !is_queued(case) {
        return Ok(None);
    }
    let (before, of): (u32, u32) = sqlx::query_as(
        "SELECT
            (SELECT count(*) FROM applications INDEXED BY applications_in_queue
             WHERE executor IS NULL AND state IN ('submitted', 'in_review') AND service = ?1
               AND (expected_by, sent_at, id) < (?2, ?3, ?4)),
            (SELECT count(*) FROM applications INDEXED BY applications_in_queue
             WHERE executor IS NULL AND state IN ('submitted', 'in_review') AND service = ?1)",
    )
    .bind(&case.service)
    .bind(case.due()?.to_string())
    .bind(case.sent_at().timestamp_millis())
    .bind(&case.id)
    .fetch_one(db.read())
    .await?;
    // The case may have been taken between two readings.
    Ok(Some(Place { place: before + 1, of: of.max(before + 1) }))
}
