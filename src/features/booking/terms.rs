//! Time left until a deadline or a visit, by the server clock.

use crate::i18n::tr;
use crate::platform::{clock, timer};
use chrono::{DateTime, TimeDelta, Utc};
use domain::booking::{UtcOffset, local_day};
use leptos::prelude::*;

/// Milliseconds between updates of the time on an open page.
const TICK: u32 = 10_000;

/// Server time that ticks while the page is open, so that the page notices when a deadline passes.
pub(super) fn now() -> RwSignal<DateTime<Utc>> {
    let now = RwSignal::new(clock::server());
    timer::every(TICK, move || now.set(clock::server()));
    now
}

/// `осталось 3 часа`: the largest unit that is not too coarse, rounded down.
pub(super) fn left(until: DateTime<Utc>, now: DateTime<Utc>) -> String {
    match span(until - now) {
        Span::Days(days) => tr::visit::left_days(days),
        Span::Hours(hours) => tr::visit::left_hours(hours),
        Span::Minutes(minutes) => tr::visit::left_minutes(minutes),
        Span::Seconds => tr::visit::left_seconds(),
    }
}

/// `через 5 дней`, by the calendar of the institution; empty for a time in the past.
pub(super) fn in_days(at: DateTime<Utc>, offset: UtcOffset, now: DateTime<Utc>) -> String {
    match days_between(now, at, offset) {
        Some(0) => tr::visit::today(),
        Some(1) => tr::visit::tomorrow(),
        Some(days) => tr::visit::in_days(days),
        None => String::new(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Days(u32),
    Hours(u32),
    Minutes(u32),
    Seconds,
}

fn span(left: TimeDelta) -> Span {
    let count = |count: i64| u32::try_from(count).unwrap_or_default();
    if left >= TimeDelta::days(2) {
        Span::Days(count(left.num_days()))
    } else if left >= TimeDelta::hours(1) {
        Span::Hours(count(left.num_hours()))
    } else if left >= TimeDelta::minutes(1) {
        Span::Minutes(count(left.num_minutes()))
    } else {
        Span::Seconds
    }
}

fn days_between(from: DateTime<Utc>, to: DateTime<Utc>, offset: UtcOffset) -> Option<u32> {
    let days = (local_day(to, offset) - local_day(from, offset)).num_days();
    u32::try_from(days).ok().filter(|_| from <= to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::wire::time::parse_moment;

    #[test]
    fn the_unit_fits_the_span() {
        let hours = TimeDelta::hours;
        assert_eq!(span(hours(72)), Span::Days(3));
        assert_eq!(span(hours(48)), Span::Days(2));
        assert_eq!(span(hours(48) - TimeDelta::seconds(1)), Span::Hours(47));
        assert_eq!(span(hours(1)), Span::Hours(1));
        assert_eq!(span(TimeDelta::seconds(3_599)), Span::Minutes(59));
        assert_eq!(span(TimeDelta::seconds(60)), Span::Minutes(1));
        assert_eq!(span(TimeDelta::seconds(59)), Span::Seconds);
        assert_eq!(span(TimeDelta::seconds(-5)), Span::Seconds);
    }

    #[test]
    fn days_are_those_of_the_institution() {
        let at = |text: &str| parse_moment(text).unwrap_or_default();
        // 23:30 and 00:30 in Kamchatka, which is UTC+12: one hour apart, two calendar days.
        let (evening, night) = (at("2026-11-24T11:30:00Z"), at("2026-11-24T12:30:00Z"));
        assert_eq!(days_between(evening, night, 720), Some(1));
        assert_eq!(days_between(evening, night, 120), Some(0));
        assert_eq!(days_between(night, evening, 720), None);
        assert_eq!(days_between(evening, evening, 720), Some(0));
    }
}
