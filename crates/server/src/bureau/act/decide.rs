//! The decision: its number, its time, and what it says.

use super::super::parts::Bureau;
use crate::cases::{Case, decision_context};
use crate::clock::{self, from_ms};
use crate::fail::Result;
use chrono::Datelike as _;
use domain::form::Text;
use sqlx::{Sqlite, Transaction};

/// Stores the decision. `refusal` is a code of [`crate::cases::refusals`].
pub(super) async fn decide(
    bureau: &Bureau,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    refusal: Option<&str>,
    words: Option<&Text>,
    at: i64,
) -> Result<()> {
    let year = clock::office_day(from_ms(at)).year();
    let number: i64 = sqlx::query_scalar(
        "INSERT INTO numbers (series, last) VALUES (?, 1)
         ON CONFLICT (series) DO UPDATE SET last = numbers.last + 1 RETURNING last",
    )
    .bind(format!("решение-{year}"))
    .fetch_one(&mut **tx)
    .await?;
    let words = words.map(|words| {
        let words = crate::cases::DecisionWords { words: Some(words.clone()) };
        bureau.base.keys.seal_json(&decision_context(&case.id), &words)
    });
    sqlx::query(
        "UPDATE applications SET decision_number = ?, decided_at = ?, refusal = ?, decision = ? WHERE id = ?",
    )
    .bind(format!("Р-{year}-{number:06}"))
    .bind(at)
    .bind(refusal)
    .bind(words.transpose()?)
    .bind(&case.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
