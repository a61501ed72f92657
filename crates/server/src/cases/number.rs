use crate::fail::Result;
use chrono::{Datelike as _, NaiveDate};
use sqlx::{Sqlite, Transaction};

/// Next number of a prefix and the year of `day`, such as `МСЭ-2026-000001`. Numbers count up by one and are never reused.
pub(crate) async fn next_number(
    tx: &mut Transaction<'_, Sqlite>,
    prefix: &str,
    day: NaiveDate,
) -> Result<String> {
    let series = format!("{prefix}-{}", day.year());
    let number: i64 = sqlx::query_scalar(
        "INSERT INTO numbers (series, last) VALUES (?, 1)
         ON CONFLICT (series) DO UPDATE SET last = numbers.last + 1 RETURNING last",
    )
    .bind(&series)
    .fetch_one(&mut **tx)
    .await?;
    Ok(format!("{series}-{number:06}"))
}
