use super::{Years, at, day, hours, schedule};
use crate::booking::{Schedule, local, local_day};
use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta, Timelike as _, Utc};
use proptest::prelude::*;

/// Start times of visits in the institution's local time.
fn clocks(schedule: &Schedule, date: &str, now: &str) -> Vec<String> {
    let years = Years::known();
    let starts = schedule.starts(day(date), at(now), years.everywhere());
    let clock = |at: &DateTime<Utc>| {
        let time = local(*at, schedule.utc_offset);
        format!("{:02}:{:02}", time.hour(), time.minute())
    };
    starts.iter().map(clock).collect()
}

#[test]
fn a_day_of_visits() {
    let now = "2026-11-23T03:00:00Z";
    assert_eq!(
        clocks(&schedule(), "24.11.2026", now),
        ["09:00", "10:00", "11:00", "13:00", "14:00", "15:00"]
    );
    assert_eq!(clocks(&schedule(), "27.11.2026", now).last().expect("a visit"), "14:00", "Friday");
    assert_eq!(clocks(&schedule(), "25.11.2026", now), [""; 0]);
    let years = Years::known();
    let starts = schedule().starts(day("24.11.2026"), at(now), years.everywhere());
    assert_eq!(starts.first(), Some(&at("2026-11-24T04:00:00Z")));
    assert_eq!(schedule().end(at("2026-11-24T04:00:00Z")), at("2026-11-24T05:00:00Z"));
}

#[test]
fn a_short_day_is_an_hour_shorter() {
    let now = "2026-04-01T03:00:00Z";
    // A Thursday, the day before 1 May.
    assert_eq!(
        clocks(&schedule(), "30.04.2026", now),
        ["09:00", "10:00", "11:00", "13:00", "14:00"]
    );
    // The working Saturday has the hours of Friday and is a short day.
    assert_eq!(
        clocks(&schedule(), "20.02.2027", "2026-12-01T00:00:00Z"),
        ["09:00", "10:00", "11:00", "13:00"]
    );
}

#[test]
fn no_visit_meets_the_pause_or_the_closing_time() {
    let schedule = Schedule {
        week: vec![Some(hours(540, 1200)); 5],
        pause: Some(hours(750, 795)),
        minutes: 45,
        ..schedule()
    };
    let clocks = clocks(&schedule, "24.11.2026", "2026-11-23T03:00:00Z");
    // A visit at 12:00 would end in the pause, one at 12:45 would begin in it, and one at 19:30 would end after closing.
    assert_eq!(
        clocks,
        [
            "09:00", "09:45", "10:30", "11:15", "13:30", "14:15", "15:00", "15:45", "16:30",
            "17:15", "18:00", "18:45"
        ]
    );
}

#[test]
fn a_pause_of_no_length_stops_nobody() {
    let schedule = Schedule { pause: Some(hours(570, 570)), ..schedule() };
    let clocks = clocks(&schedule, "24.11.2026", "2026-11-23T03:00:00Z");
    assert_eq!((clocks.len(), &*clocks[0]), (7, "09:00"));
}

#[test]
fn what_has_begun_is_left_out() {
    let schedule = Schedule { notice_days: 0, ..schedule() };
    assert_eq!(clocks(&schedule, "24.11.2026", "2026-11-24T07:59:59Z")[0], "13:00");
    assert_eq!(clocks(&schedule, "24.11.2026", "2026-11-24T08:00:00Z")[0], "14:00");
}

#[test]
fn the_same_hours_are_other_instants_at_each_end_of_the_country() {
    let years = Years::known();
    let now = at("2026-11-23T03:00:00Z");
    for (utc_offset, first) in [(120, "2026-11-24T07:00:00Z"), (720, "2026-11-23T21:00:00Z")] {
        let schedule = Schedule { utc_offset, ..schedule() };
        let starts = schedule.starts(day("24.11.2026"), now, years.everywhere());
        assert_eq!(starts[0], at(first));
        assert!(schedule.offers(at(first), now, years.everywhere()));
    }
    // One instant falls on different days at the two institutions.
    let kamchatka = Schedule { utc_offset: 720, ..schedule() };
    assert!(!schedule().offers(at("2026-11-23T21:00:00Z"), now, years.everywhere()));
    assert_eq!(kamchatka.today(at("2026-11-23T21:00:00Z")), day("24.11.2026"));
    assert_eq!(schedule().today(at("2026-11-23T18:59:59Z")), day("23.11.2026"));
}

#[test]
fn ten_minute_steps_fill_a_long_day() {
    let schedule =
        Schedule { week: vec![Some(hours(480, 1200)); 5], pause: None, minutes: 10, ..schedule() };
    let clocks = clocks(&schedule, "24.11.2026", "2026-11-23T03:00:00Z");
    assert_eq!((clocks.len(), &*clocks[0], &*clocks[71]), (72, "08:00", "19:50"));
}

fn any_hours() -> impl Strategy<Value = super::Hours> {
    (0_u16..1200, 0_u16..700).prop_map(|(opens, long)| hours(opens, (opens + long).min(1440)))
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    let week = prop::collection::vec(prop::option::weighted(0.8, any_hours()), 0..=5);
    let pause = prop::option::of(any_hours());
    (-720_i32..=840, week, pause, 1_u16..150, 0_u16..8, 0_u16..200).prop_map(
        |(utc_offset, week, pause, minutes, notice_days, horizon_days)| Schedule {
            utc_offset,
            week,
            pause,
            minutes,
            notice_days,
            horizon_days,
        },
    )
}

/// From 2026 to the middle of 2027.
fn any_now() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..46_000_000).prop_map(|second| at("2026-01-02T00:00:00Z") + TimeDelta::seconds(second))
}

/// Start times by another algorithm, to compare with: tries every minute of the day.
fn minute_by_minute(
    schedule: &Schedule,
    date: NaiveDate,
    now: DateTime<Utc>,
) -> Vec<DateTime<Utc>> {
    let years = Years::known();
    let Some(calendar) = years.federal.year(date.year()) else { return Vec::new() };
    let today = local_day(now, schedule.utc_offset);
    let away = (date - today).num_days();
    let is_in_range = away >= schedule.notice_days.into() && away <= schedule.horizon_days.into();
    let weekday = match date.weekday().number_from_monday() {
        weekday @ 1..=5 => weekday as usize - 1,
        _ => 4,
    };
    let Some(Some(open)) = schedule.week.get(weekday) else { return Vec::new() };
    if !is_in_range || calendar.is_working(date) != Some(true) {
        return Vec::new();
    }
    let lost = if calendar.is_short(date) == Some(true) { 60 } else { 0 };
    let is_free = |minute: u32| {
        let visit = minute..minute + u32::from(schedule.minutes);
        let is_on_grid = minute >= open.opens.into()
            && (minute - u32::from(open.opens)).is_multiple_of(schedule.minutes.into());
        let is_paused = schedule.pause.is_some_and(|pause| {
            visit
                .clone()
                .any(|minute| (u32::from(pause.opens)..pause.closes.into()).contains(&minute))
        });
        is_on_grid && visit.end + lost <= open.closes.into() && !is_paused
    };
    let midnight = date.and_time(NaiveTime::MIN).and_utc();
    (0..1440)
        .filter(|minute| is_free(*minute))
        .map(|minute| {
            midnight + TimeDelta::minutes(i64::from(minute) - i64::from(schedule.utc_offset))
        })
        .filter(|at| *at > now)
        .collect()
}

proptest! {
    #[test]
    fn visits_are_what_every_minute_of_the_day_allows(
        schedule in any_schedule(), now in any_now(), away in -3_i64..210
    ) {
        let years = Years::known();
        let days = years.everywhere();
        let date = schedule.today(now) + TimeDelta::days(away);
        let starts = schedule.starts(date, now, days);
        prop_assert_eq!(&starts, &minute_by_minute(&schedule, date, now));
        prop_assert_eq!(starts.is_empty(), schedule.closed(date, now, days).is_some());
        for start in &starts {
            prop_assert_eq!(local_day(*start, schedule.utc_offset), date);
            prop_assert_eq!(local(*start, schedule.utc_offset).second(), 0);
            prop_assert!(schedule.end(*start) > *start);
        }
        for pair in starts.windows(2) {
            prop_assert!(schedule.end(pair[0]) <= pair[1], "two visits at once");
        }
    }

    #[test]
    fn what_is_offered_is_what_begins(schedule in any_schedule(), now in any_now(), away in 0_i64..210, minute in 0_i64..1440) {
        let years = Years::known();
        let days = years.everywhere();
        let date = schedule.today(now) + TimeDelta::days(away);
        let starts = schedule.starts(date, now, days);
        for start in &starts {
            prop_assert!(schedule.offers(*start, now, days));
            prop_assert!(!schedule.offers(*start + TimeDelta::seconds(1), now, days));
        }
        let clock = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute);
        let instant = crate::booking::to_utc(clock, schedule.utc_offset);
        prop_assert_eq!(schedule.offers(instant, now, days), starts.contains(&instant));
    }

    #[test]
    fn the_range_begins_today_and_holds_every_open_day(schedule in any_schedule(), now in any_now()) {
        let years = Years::known();
        let (first, last) = schedule.range(now);
        prop_assert_eq!(first, schedule.today(now));
        for beyond in [last + Days::new(1), first - Days::new(1)] {
            prop_assert!(schedule.starts(beyond, now, years.everywhere()).is_empty());
        }
    }
}
