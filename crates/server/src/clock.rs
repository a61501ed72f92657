//! The server's only clock. All code gets the time here, so that a test can move it.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use domain::office;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// System time plus an offset. Only tests change the offset, with a setting or through the test doors.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clock {
    /// When the clock starts; `None` for the system time.
    start: Option<DateTime<Utc>>,
    ahead_ms: Arc<AtomicI64>,
}

impl Clock {
    /// A clock that starts at `at`, or else at the system time.
    pub(crate) fn starting(at: Option<DateTime<Utc>>) -> Self {
        let clock = Self { start: at, ahead_ms: Arc::default() };
        clock.reset();
        clock
    }

    /// Current time in whole milliseconds, as the database stores it.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        from_ms(Utc::now().timestamp_millis().saturating_add(self.ahead_ms.load(Ordering::SeqCst)))
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.now().timestamp_millis()
    }

    /// Today's date at the office that decides.
    pub(crate) fn today(&self) -> NaiveDate {
        office_day(self.now())
    }

    /// Moves the clock, up to fifty years away from the system time: there are no calendars for later years.
    pub(crate) fn advance(&self, seconds: i64) {
        const FARTHEST_MS: i64 = 50 * 365 * 24 * 60 * 60 * 1000;
        let ms = seconds.saturating_mul(1000);
        let _ = self.ahead_ms.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |ahead| {
            Some(ahead.saturating_add(ms).clamp(-FARTHEST_MS, FARTHEST_MS))
        });
    }

    /// Sets the clock back to where it started, or to the system time.
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

/// `at` in the office's time zone.
pub(crate) fn office_time(at: DateTime<Utc>) -> Option<DateTime<FixedOffset>> {
    FixedOffset::east_opt(office::OFFSET_SECONDS).map(|office| at.with_timezone(&office))
}

/// Time at Unix milliseconds `ms`, limited to what [`DateTime`] can represent.
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
