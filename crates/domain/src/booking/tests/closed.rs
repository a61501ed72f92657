use super::{Years, at, day, schedule};
use crate::booking::{Closed, Holiday, Schedule};

/// A schedule with reception on Wednesdays too, and with a horizon long enough for every date of these tests.
fn always() -> Schedule {
    let mut schedule = schedule();
    schedule.week[2] = schedule.week[0];
    Schedule { horizon_days: 800, notice_days: 0, ..schedule }
}

#[test]
fn each_closed_day_has_its_reason() {
    let years = Years::known();
    let now = at("2026-01-01T00:00:00Z");
    for (date, closed) in [
        ("01.01.2026", Some(Closed::Holiday(Holiday::NewYear))),
        ("07.01.2026", Some(Closed::Holiday(Holiday::Christmas))),
        ("08.01.2026", Some(Closed::Holiday(Holiday::NewYear))),
        ("09.01.2026", Some(Closed::MovedDayOff)),
        ("10.01.2026", Some(Closed::Weekend)),
        ("12.01.2026", None),
        ("23.02.2026", Some(Closed::Holiday(Holiday::Defender))),
        // A Sunday: the holiday is the better reason to show.
        ("08.03.2026", Some(Closed::Holiday(Holiday::Women))),
        ("09.03.2026", Some(Closed::MovedDayOff)),
        ("01.05.2026", Some(Closed::Holiday(Holiday::Labour))),
        ("09.05.2026", Some(Closed::Holiday(Holiday::Victory))),
        ("11.05.2026", Some(Closed::MovedDayOff)),
        ("12.06.2026", Some(Closed::Holiday(Holiday::Russia))),
        ("04.11.2026", Some(Closed::Holiday(Holiday::Unity))),
        ("31.12.2026", Some(Closed::MovedDayOff)),
        // A working Saturday, and the Monday that is off in exchange.
        ("20.02.2027", None),
        ("21.02.2027", Some(Closed::Weekend)),
        ("22.02.2027", Some(Closed::MovedDayOff)),
        ("23.02.2027", Some(Closed::Holiday(Holiday::Defender))),
        ("13.02.2027", Some(Closed::Weekend)),
        ("14.06.2027", Some(Closed::MovedDayOff)),
        ("05.11.2027", Some(Closed::MovedDayOff)),
    ] {
        assert_eq!(always().closed(day(date), now, years.everywhere()), closed, "{date}");
        let starts = always().starts(day(date), now, years.everywhere());
        assert_eq!(starts.is_empty(), closed.is_some(), "{date}");
    }
}

#[test]
fn a_region_has_holidays_of_its_own() {
    let years = Years::known();
    let now = at("2026-02-01T00:00:00Z");
    let closed = |date| always().closed(day(date), now, years.in_buryatia());
    assert_eq!(closed("18.02.2026"), Some(Closed::RegionalHoliday));
    assert_eq!(always().closed(day("18.02.2026"), now, years.everywhere()), None);
    // National holidays are not reported as regional ones.
    assert_eq!(closed("23.02.2026"), Some(Closed::Holiday(Holiday::Defender)));
    assert_eq!(closed("09.03.2026"), Some(Closed::MovedDayOff));
    assert_eq!(closed("21.02.2026"), Some(Closed::Weekend));
}

#[test]
fn no_reception_on_a_weekday_and_on_a_saturday_with_the_hours_of_such_a_friday() {
    let years = Years::known();
    let now = at("2026-11-23T03:00:00Z");
    let mut schedule = schedule();
    let closed = |schedule: &Schedule, date| schedule.closed(day(date), now, years.everywhere());
    assert_eq!(closed(&schedule, "25.11.2026"), Some(Closed::NoReception));
    assert_eq!(closed(&schedule, "26.11.2026"), None);
    schedule.week[4] = None;
    assert_eq!(closed(&schedule, "27.11.2026"), Some(Closed::NoReception));
    assert_eq!(closed(&schedule, "20.02.2027"), Some(Closed::NoReception));
    // The hours are too short for one visit.
    schedule.week[0] = Some(super::hours(540, 590));
    assert_eq!(closed(&schedule, "30.11.2026"), Some(Closed::NoReception));
    // `TooSoon` would suggest that later Mondays can be booked.
    let hasty = Schedule { notice_days: 30, ..schedule.clone() };
    assert_eq!(closed(&hasty, "30.11.2026"), Some(Closed::NoReception));
    assert_eq!(closed(&hasty, "01.12.2026"), Some(Closed::TooSoon));
    schedule.week.clear();
    assert_eq!(closed(&schedule, "24.11.2026"), Some(Closed::NoReception));
}

#[test]
fn notice_and_horizon_are_calendar_days_there() {
    let years = Years::known();
    // In Екатеринбург it is 23.11.2026, 23:59; a minute later the next day begins.
    let (before, after) = (at("2026-11-23T18:59:00Z"), at("2026-11-23T19:00:00Z"));
    let schedule = Schedule { notice_days: 3, horizon_days: 10, ..always() };
    assert_eq!(schedule.range(before), (day("23.11.2026"), day("03.12.2026")));
    assert_eq!(schedule.range(after), (day("24.11.2026"), day("04.12.2026")));
    for (date, now, closed) in [
        ("22.11.2026", before, Some(Closed::Weekend)),
        ("23.11.2026", before, Some(Closed::TooSoon)),
        ("25.11.2026", before, Some(Closed::TooSoon)),
        ("26.11.2026", before, None),
        ("26.11.2026", after, Some(Closed::TooSoon)),
        ("27.11.2026", after, None),
        ("03.12.2026", before, None),
        ("04.12.2026", before, Some(Closed::TooFar)),
        ("04.12.2026", after, None),
        ("05.12.2026", after, Some(Closed::TooFar)),
    ] {
        assert_eq!(schedule.closed(day(date), now, years.everywhere()), closed, "{date} at {now}");
    }
}

/// Today is open until its last visit begins, not until closing time.
#[test]
fn today_ends_with_its_last_visit() {
    let years = Years::known();
    let closed = |now| always().closed(day("24.11.2026"), at(now), years.everywhere());
    assert_eq!(closed("2026-11-24T09:59:59Z"), None);
    assert_eq!(closed("2026-11-24T10:00:00Z"), Some(Closed::TooSoon));
    assert_eq!(closed("2026-11-24T10:30:00Z"), Some(Closed::TooSoon));
    assert_eq!(closed("2026-11-25T05:00:00Z"), Some(Closed::TooSoon), "past");
}

#[test]
fn a_year_without_a_calendar_is_closed() {
    let years = Years::known();
    let now = at("2027-12-20T00:00:00Z");
    let closed = |date| schedule().closed(day(date), now, years.everywhere());
    assert_eq!(closed("28.12.2027"), None);
    assert_eq!(closed("31.12.2027"), Some(Closed::MovedDayOff));
    for date in ["01.01.2028", "10.01.2028", "15.01.2028"] {
        assert_eq!(closed(date), Some(Closed::UnknownYear), "{date}");
    }
}

#[test]
fn reasons_have_names_on_the_wire() {
    let name = |closed: Closed| serde_json::to_string(&closed).expect("JSON");
    assert_eq!(name(Closed::Weekend), r#""weekend""#);
    assert_eq!(name(Closed::Holiday(Holiday::Unity)), r#"{"holiday":"unity"}"#);
}
