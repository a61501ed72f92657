use crate::fail::Result;
use chrono::{DateTime, Utc};
use sqlx::SqliteExecutor;

/// Whether the application has a booked visit ahead.
pub(crate) async fn is_booked(
    database: impl SqliteExecutor<'_>,
    application: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let booked = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM bookings WHERE application = ? AND state = 'booked' AND starts_at > ?)",
    );
    let booked = booked.bind(application).bind(now.timestamp_millis());
    Ok(booked.fetch_one(database).await?)
}
