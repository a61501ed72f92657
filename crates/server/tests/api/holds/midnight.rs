//! A slot that was offered when it was chosen stays offered until the hold ends.

use super::MINUTE;
use crate::support::Server;
use crate::support::stream::field;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde_json::{Value, json};

/// Anna's application holds a slot on a day that has become too soon at midnight. Returns the server, the application,
/// the slot and the day.
async fn held_over_midnight() -> (Server, String, String, String) {
    let server = Server::visiting().await;
    let mut anna = server.anna().await;
    let exam = anna.exam().await;
    // Find a day on which tomorrow is the first day that can be booked. At midnight in Moscow tomorrow becomes too soon.
    let (now, tomorrow) = loop {
        let calendar = anna.calendar(&exam, "bureau", "days").await.json();
        let now: DateTime<Utc> = calendar["now"].as_str().unwrap().parse().unwrap();
        if calendar["days"][1]["closed"].is_null() {
            break (now, calendar["days"][1]["day"].as_str().unwrap().to_owned());
        }
        server.advance(24 * 60 * MINUTE).await;
        anna = server.anna().await;
    };
    let slot =
        anna.slots(&exam, "bureau", &tomorrow).await[0]["starts_at"].as_str().unwrap().to_owned();
    let midnight = tomorrow.parse::<NaiveDate>().unwrap().and_time(NaiveTime::MIN).and_utc();
    let left = (midnight - TimeDelta::hours(3) - now).num_seconds();
    server.advance(left - 3 * MINUTE).await;
    let anna = server.anna().await;
    anna.hold(&exam, "bureau", &slot).await.expect_status(200);
    server.advance(5 * MINUTE).await;
    (server, exam, slot, tomorrow)
}

#[tokio::test]
async fn what_is_held_stays_in_ones_own_calendar_over_midnight() {
    let (server, exam, slot, tomorrow) = held_over_midnight().await;
    let anna = server.anna().await;
    let first_day = async |application: &str| {
        let days = anna.days(application, "bureau").await;
        assert_eq!(days[0]["day"], json!(tomorrow));
        days[0].clone()
    };
    let kept = json!({ "day": tomorrow, "free": 1 });
    assert_eq!(first_day(&exam).await, kept, "her own calendar goes on to offer it");
    let slots = anna.slots(&exam, "bureau", &tomorrow).await;
    assert_eq!(slots, [json!({ "starts_at": slot, "free": true })]);
    let mut events = anna.slot_events(&exam, "bureau", None).await;
    events.event("hello").await;
    let other = anna.exam().await;
    assert_eq!(first_day(&other).await["closed"], "too_soon", "nobody else's");
    assert_eq!(anna.slots(&other, "bureau", &tomorrow).await, Vec::<Value>::new());
    anna.hold(&other, "bureau", &slot).await.expect_problem(409, "slot_taken");
    anna.prolong(&exam, &slot).await.expect_status(200);
    anna.release(&exam, &slot).await.expect_status(204);
    let data: Value = serde_json::from_str(field(&events.event("slot").await, "data")).unwrap();
    assert_eq!((&data["free"], &data["day_free"]), (&json!(false), &json!(0)));
    assert_eq!(first_day(&exam).await["closed"], "too_soon", "what is let go is gone");
    anna.hold(&exam, "bureau", &slot).await.expect_problem(409, "slot_taken");
}

#[tokio::test]
async fn what_is_held_can_be_booked_after_midnight_too() {
    let (server, exam, slot, _) = held_over_midnight().await;
    let anna = server.anna().await;
    anna.hold(&exam, "bureau", &slot).await.expect_status(200);
    let book = json!({
        "institution": "bureau", "starts_at": slot, "details": { "phone": "+7 900 000-00-01" },
    });
    let booking = anna.post(&format!("/api/v1/applications/{exam}/booking"));
    let booking = booking.header("idempotency-key", "1").json(&book).send().await;
    booking.expect_status(201);
}
