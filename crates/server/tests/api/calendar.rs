use crate::support::Server;
use chrono::NaiveDate;
use domain::calendar::{Calendars, WorkingCalendar};

async fn year(server: &Server, year: i32) -> WorkingCalendar {
    let answer = server.client().get(&format!("/api/v1/calendar/{year}")).send().await;
    serde_json::from_slice(&answer.expect_status(200).body).unwrap()
}

/// The day of a year; `text` is like `21.11`.
fn day(text: &str, year: i32) -> NaiveDate {
    NaiveDate::parse_from_str(&format!("{text}.{year}"), "%d.%m.%Y").unwrap()
}

/// Days off from Monday to Friday.
fn on_weekdays(calendar: &WorkingCalendar) -> Vec<NaiveDate> {
    use chrono::{Datelike as _, Weekday};
    let weekend = |day: &&NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    calendar.days_off.iter().filter(|day| !weekend(day)).copied().collect()
}

fn days(texts: &[&str], year: i32) -> Vec<NaiveDate> {
    texts.iter().map(|text| day(text, year)).collect()
}

#[tokio::test]
async fn the_decreed_years_are_as_decreed() {
    let server = Server::start().await;
    let calendar = year(&server, 2026).await;
    assert!(calendar.official);
    let off = [
        "01.01", "02.01", "05.01", "06.01", "07.01", "08.01", "09.01", "23.02", "09.03", "01.05",
        "11.05", "12.06", "04.11", "31.12",
    ];
    assert_eq!(on_weekdays(&calendar), days(&off, 2026));
    assert_eq!(calendar.working_weekends, []);
    assert_eq!(calendar.short_days, days(&["30.04", "08.05", "11.06", "03.11"], 2026));
    let calendar = year(&server, 2027).await;
    assert!(calendar.official);
    let off = [
        "01.01", "04.01", "05.01", "06.01", "07.01", "08.01", "22.02", "23.02", "08.03", "03.05",
        "10.05", "14.06", "04.11", "05.11", "31.12",
    ];
    assert_eq!(on_weekdays(&calendar), days(&off, 2027));
    assert_eq!(calendar.working_weekends, days(&["20.02"], 2027));
    assert_eq!(calendar.short_days, days(&["20.02", "30.04", "11.06", "03.11"], 2027));
}

#[tokio::test]
async fn terms_end_on_the_right_day() {
    let server = Server::start().await;
    let calendars = Calendars::new([year(&server, 2026).await, year(&server, 2027).await]);
    for (from, in_year, n, due, due_year) in [
        ("21.11", 2026, 3, "25.11", 2026),
        ("21.11", 2026, 10, "04.12", 2026),
        ("21.11", 2026, 30, "12.01", 2027),
        ("30.12", 2026, 3, "13.01", 2027),
        ("30.12", 2026, 10, "22.01", 2027),
        ("30.04", 2026, 5, "08.05", 2026),
        ("30.10", 2026, 3, "05.11", 2026),
        ("17.02", 2027, 3, "20.02", 2027),
        ("18.02", 2027, 3, "24.02", 2027),
        ("30.04", 2027, 5, "11.05", 2027),
        ("02.11", 2027, 5, "11.11", 2027),
    ] {
        let counted = calendars.add_working_days(day(from, in_year), n).unwrap();
        assert_eq!((counted.day, counted.official), (day(due, due_year), true), "{from} + {n}");
    }
}

#[tokio::test]
async fn a_forecast_says_so_and_the_unknown_is_not_found() {
    let server = Server::start().await;
    for forecast in [2028, 2100] {
        assert!(!year(&server, forecast).await.official);
    }
    for unknown in ["1812", "2101", "x", "-1", "99999999999"] {
        let answer = server.client().get(&format!("/api/v1/calendar/{unknown}")).send().await;
        answer.expect_problem(404, "not_found");
    }
}
