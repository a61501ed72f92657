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
    let number = next_of(tx, &series).await?;
    Ok(format!("{series}-{number:06}"))
}

/// Next number of a decision of the year of `day`, such as `Р-2026-000001`.
pub(crate) async fn next_decision(
    tx: &mut Transaction<'_, Sqlite>,
    day: NaiveDate,
) -> Result<String> {
    let year = day.year();
    let number = next_of(tx, &format!("решение-{year}")).await?;
    Ok(format!("Р-{year}-{number:06}"))
}

async fn next_of(tx: &mut Transaction<'_, Sqlite>, series: &str) -> Result<i64> {
    let next = sqlx::query_scalar(
        "INSERT INTO numbers (series, last) VALUES (?, 1)
         ON CONFLICT (series) DO UPDATE SET last = numbers.last + 1 RETURNING last",
    );
    Ok(next.bind(series).fetch_one(&mut **tx).await?)
}
