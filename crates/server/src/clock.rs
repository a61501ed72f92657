//! The one clock of the server. Everything that asks for the time asks here, so that a test can move it.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use domain::office;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The system's time plus an advance, which only a test changes: its settings, or the test door.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clock {
    /// When it starts; the system's time unless said.
    start: Option<DateTime<Utc>>,
    ahead_ms: Arc<AtomicI64>,
}

impl Clock {
    /// A clock that says `at` now, if anything.
    pub(crate) fn starting(at: Option<DateTime<Utc>>) -> Self {
        let clock = Self { start: at, ahead_ms: Arc::default() };
        clock.reset();
        clock
    }

    /// Now, in whole milliseconds, as the database keeps it.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        from_ms(Utc::now().timestamp_millis().saturating_add(self.ahead_ms.load(Ordering::SeqCst)))
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.now().timestamp_millis()
    }

    /// Today at the office that decides.
    pub(crate) fn today(&self) -> NaiveDate {
        office_day(self.now())
    }

    /// Moves the time, by fifty years at most: beyond that there are no calendars.
    pub(crate) fn advance(&self, seconds: i64) {
        const FARTHEST_MS: i64 = 50 * 365 * 24 * 60 * 60 * 1000;
        let ms = seconds.saturating_mul(1000);
        let _ = self.ahead_ms.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |ahead| {
            Some(ahead.saturating_add(ms).clamp(-FARTHEST_MS, FARTHEST_MS))
        });
    }

    /// Starts again: at the very moment at which it started first, or the system's time.
    pub(crate) fn reset(&self) {
        let now = Utc::now().timestamp_millis();
        let ahead = self.start.map_or(0, |start| start.timestamp_millis().saturating_sub(now));
        self.ahead_ms.store(ahead, Ordering::SeqCst);
    }
}

/// The calendar day of `at` at the office.
pub(crate) fn office_day(at: DateTime<Utc>) -> NaiveDate {
    office::day(at)
}

/// `at` on the wall clock of the office.
pub(crate) fn office_time(at: DateTime<Utc>) -> Option<DateTime<FixedOffset>> {
    FixedOffset::east_opt(office::OFFSET_SECONDS).map(|office| at.with_timezone(&office))
}

/// The time at unix milliseconds `ms`; the ends of the calendar stand in for what lies beyond them.
pub(crate) fn from_ms(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or(if ms < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn the_office_has_its_own_midnight() {
        let at = |text: &str| office_day(text.parse().unwrap()).to_string();
        assert_eq!(at("2026-11-21T20:59:59Z"), "2026-11-21");
        assert_eq!(at("2026-11-21T21:00:00Z"), "2026-11-22");
    }

    #[test]
    fn a_clock_starts_when_it_is_told_to() {
        let at = "2027-02-28T21:00:00Z".parse().unwrap();
        let clock = Clock::starting(Some(at));
        assert!((clock.now() - at).abs() < TimeDelta::seconds(1));
        assert_eq!(clock.today().to_string(), "2027-03-01");
        clock.advance(86_400);
        std::thread::sleep(std::time::Duration::from_millis(50));
        let again = Utc::now();
        clock.reset();
        let gone = clock.now() - at;
        assert!(gone <= Utc::now() - again + TimeDelta::milliseconds(1), "at {at} again: {gone}");
    }

    #[test]
    fn an_advance_adds_up_and_can_be_taken_back() {
        let clock = Clock::default();
        clock.advance(3600);
        clock.advance(60);
        assert!(clock.now() - Utc::now() > TimeDelta::minutes(60));
        clock.reset();
        assert!(clock.now() - Utc::now() < TimeDelta::seconds(1));
    }

    #[test]
    fn there_is_a_farthest_time() {
        let clock = Clock::default();
        clock.advance(i64::MAX);
        clock.advance(i64::MAX);
        assert!(clock.today() < NaiveDate::from_ymd_opt(2100, 1, 1).unwrap());
        clock.advance(i64::MIN);
        assert!(clock.today() < office_day(Utc::now()));
    }

    #[test]
    fn times_beyond_the_calendar_do_not_panic() {
        assert!(from_ms(i64::MAX) > from_ms(0) && from_ms(i64::MIN) < from_ms(0));
    }
}
