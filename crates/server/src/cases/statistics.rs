//! Counts of cases by service (M-48).

use super::parts::CaseStore;
use crate::fail::Result;
use chrono::NaiveDate;
use domain::office::OFFSET_SECONDS;
use domain::term::working_days_between;
use domain::wire::office::ServiceCount;
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct Row {
    service: String,
    received: u32,
    open: u32,
    paused: u32,
    approved: u32,
    refused: u32,
    withdrawn: u32,
    overdue: u32,
}

/// The cases that were sent from one day of the office to another, both included.
pub(crate) async fn statistics(
    cases: &CaseStore,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Vec<ServiceCount>> {
    let (from, to) = (begin(from).unwrap_or(i64::MIN), begin(to.and_then(|to| to.succ_opt())));
    let to = to.unwrap_or(i64::MAX);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT service, count(*) AS received, sum(state IN ('submitted', 'in_review', 'needs_info')) AS open,
             sum(paused_at IS NOT NULL) AS paused, sum(state = 'approved') AS approved,
             sum(state = 'rejected') AS refused, sum(state = 'withdrawn') AS withdrawn,
             sum(state IN ('submitted', 'in_review') AND expected_by < ?3) AS overdue
         FROM applications WHERE sent_at >= ?1 AND sent_at < ?2 GROUP BY service ORDER BY service",
    )
    .bind(from)
    .bind(to)
    .bind(cases.base.clock.today().to_string())
    .fetch_all(cases.base.db.read())
    .await?;
    let mut days = working_days(cases, from, to).await?;
    let count = |row: Row| ServiceCount {
        working_days: days.remove(&row.service),
        service: row.service,
        received: row.received,
        open: row.open,
        paused: row.paused,
        approved: row.approved,
        refused: row.refused,
        withdrawn: row.withdrawn,
        overdue: row.overdue,
    };
    Ok(rows.into_iter().map(count).collect())
}

/// Working days from sending to the first decision, in the middle of those of each service. The days are counted once for all cases that were
/// sent on one day and decided on another.
async fn working_days(cases: &CaseStore, from: i64, to: i64) -> Result<BTreeMap<String, u16>> {
    let rows: Vec<(String, String, String, u32)> = sqlx::query_as(
        "SELECT service, date(sent_at / 1000 + ?3, 'unixepoch') AS sent, date(at / 1000 + ?3, 'unixepoch') AS decided, count(*)
         FROM applications JOIN decisions ON application = applications.id AND place = 1
         WHERE sent_at >= ?1 AND sent_at < ?2 GROUP BY service, sent, decided",
    )
    .bind(from)
    .bind(to)
    .bind(OFFSET_SECONDS)
    .fetch_all(cases.base.db.read())
    .await?;
    let mut lengths: BTreeMap<String, BTreeMap<u32, u32>> = BTreeMap::new();
    for (service, sent, decided, many) in rows {
        let (Ok(sent), Ok(decided)) = (sent.parse(), decided.parse()) else { continue };
        let days = working_days_between(&cases.calendars, sent, decided);
        *lengths.entry(service).or_default().entry(days).or_default() += many;
    }
    let middles = lengths.into_iter().filter_map(|(service, lengths)| {
        Some((service, u16::try_from(middle(&lengths)?).unwrap_or(u16::MAX)))
    });
    Ok(middles.collect())
}

/// The length in the middle of all, counted by length.
fn middle(lengths: &BTreeMap<u32, u32>) -> Option<u32> {
    let half = lengths.values().sum::<u32>().div_ceil(2);
    let mut seen = 0;
    let mut until = lengths.iter().skip_while(|(_, many)| {
        seen += **many;
        seen < half
    });
    until.next().map(|(days, _)| *days)
}

/// When the day begins at the office, in Unix milliseconds.
fn begin(day: Option<NaiveDate>) -> Option<i64> {
    let midnight = day?.and_hms_opt(0, 0, 0)?.and_utc().timestamp();
    Some((midnight - i64::from(OFFSET_SECONDS)) * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_counted_lengths() {
        for (lengths, expected) in [
            (vec![], None),
            (vec![(3, 1)], Some(3)),
            (vec![(1, 1), (9, 1)], Some(1)),
            (vec![(1, 1), (2, 1), (30, 1)], Some(2)),
            (vec![(1, 1), (7, 10), (8, 2)], Some(7)),
        ] {
            assert_eq!(middle(&lengths.iter().copied().collect()), expected, "{lengths:?}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_moscow() {
        let day = "2026-11-18".parse().ok();
        assert_eq!(
            begin(day),
            Some(
                "2026-11-17T21:00:00Z"
                    .parse::<chrono::DateTime<chrono::Utc>>()
                    .unwrap()
                    .timestamp_millis()
            )
        );
    }
}
