use crate::support::Server;
use crate::support::bookings::{BUREAU, seconds_until};
use serde_json::json;

const SNILS: &str = "112-233-445 95";
const OTHER_SNILS: &str = "123-456-789 64";

#[tokio::test]
async fn a_booking_moves() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (booking, id) = anna.booked(SNILS, 0).await;
    let application = booking["application"].as_str().unwrap();
    let (old, new) =
        (booking["starts_at"].as_str().unwrap(), &anna.far_slots(application).await[5]);
    anna.hold(application, BUREAU, new).await.expect_status(200);
    let moved = anna.relocate(&id, 1, new).await.expect_status(200);
    assert_eq!(moved.header("etag"), "\"2\"");
    assert_eq!(moved.json()["starts_at"], new.as_str());
    assert!(anna.last_letter().await.contains("Запись перенесена на "));
    let again = anna.relocate(&id, 1, new).await.expect_status(200).json();
    assert_eq!(again["version"], 2, "an answer that was lost can be asked for again");
    anna.relocate(&id, 1, old).await.expect_problem(412, "conflict");
    let theirs = pyotr.exam_of(OTHER_SNILS).await;
    assert!(pyotr.is_free(&theirs, BUREAU, old).await);
    assert!(!pyotr.is_free(&theirs, BUREAU, new).await);
    assert!(anna.visit(application).await.json()["hold"].is_null());
    let unguarded = anna.act(&id, "move", &json!({ "starts_at": old })).await;
    unguarded.expect_problem(428, "precondition_required");
}

#[tokio::test]
async fn a_booking_that_cannot_move_stays() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (booking, id) = anna.booked(SNILS, 0).await;
    let (theirs, _) = pyotr.booked(OTHER_SNILS, 3).await;
    let taken = theirs["starts_at"].as_str().unwrap();
    anna.relocate(&id, 1, taken).await.expect_problem(409, "slot_taken");
    for time in ["2020-01-01T06:00:00Z", "2031-12-24T06:00:00Z"] {
        anna.relocate(&id, 1, time).await.expect_problem(409, "slot_taken");
    }
    for body in [json!({}), json!({ "starts_at": "soon" }), json!("soon")] {
        let request = anna.post(&format!("/api/v1/bookings/{id}/move")).header("if-match", "\"1\"");
        request.json(&body).send().await.expect_problem(400, "malformed");
    }
    let now = anna.booking(&id).await;
    assert_eq!((&now["starts_at"], &now["version"]), (&booking["starts_at"], &json!(1)));
}

#[tokio::test]
async fn it_moves_until_a_day_before() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (booking, id) = anna.booked(SNILS, 0).await;
    let starts_at = booking["starts_at"].as_str().unwrap();
    let day = 24 * 60 * 60;
    server.advance(seconds_until(&anna, starts_at).await - day - 60).await;
    let anna = server.anna().await;
    let application = booking["application"].as_str().unwrap();
    let slots = anna.far_slots(application).await;
    anna.relocate(&id, 1, &slots[0]).await.expect_status(200);
    server.advance(seconds_until(&anna, &slots[0]).await - day + 60).await;
    let anna = server.anna().await;
    let later = &anna.far_slots(application).await[0];
    anna.relocate(&id, 2, later).await.expect_problem(409, "not_allowed");
    let mut replace = crate::support::bookings::body(later);
    replace["replaces"] = json!(id);
    anna.book_with(application, "key", &replace).await.expect_problem(409, "not_allowed");
    anna.cancel(&id, false).await.expect_problem(409, "late_cancel");
    let cancelled = anna.cancel(&id, true).await.expect_status(200).json();
    assert_eq!(
        (&cancelled["state"], &cancelled["cancelled_late"]),
        (&json!("cancelled"), &json!(true))
    );
    anna.relocate(&id, 3, later).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn a_booking_is_cancelled_once() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (booking, id) = anna.booked(SNILS, 0).await;
    let application = booking["application"].as_str().unwrap();
    let at = &booking["starts_at"];
    for body in [
        json!({ "starts_at": at, "late": 1 }),
        json!({ "starts_at": at, "now": true }),
        json!({ "late": true }),
        json!({ "starts_at": "soon" }),
        json!("late"),
    ] {
        anna.act(&id, "cancel", &body).await.expect_problem(400, "malformed");
    }
    for _ in 0..2 {
        let cancelled = anna.cancel(&id, false).await.expect_status(200).json();
        assert_eq!((&cancelled["state"], &cancelled["version"]), (&json!("cancelled"), &json!(2)));
        assert_eq!(cancelled["cancelled_late"], false);
    }
    let lines = anna.see(application).await["journal"].as_array().unwrap().len();
    assert_eq!(lines, 3, "sent, booked, cancelled once");
    assert!(anna.see(application).await["visit"]["booking"].is_null());
    let slot = booking["starts_at"].as_str().unwrap();
    let theirs = pyotr.exam_of(OTHER_SNILS).await;
    pyotr.book(&theirs, slot).await.expect_status(201);
    let list = anna.bookings().await;
    assert_eq!(list["waiting"][0]["application"], application, "it waits for a date again");
    let other = &anna.far_slots(application).await[2];
    let again = anna.book(application, other).await.expect_status(201).json();
    assert_ne!(again["id"], booking["id"]);
}

#[tokio::test]
async fn who_has_read_another_time_cancels_nothing() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (booking, id) = anna.booked(SNILS, 0).await;
    let slots = anna.far_slots(booking["application"].as_str().unwrap()).await;
    anna.relocate(&id, 1, &slots[2]).await.expect_status(200);
    let stale = json!({ "starts_at": booking["starts_at"], "late": true });
    anna.act(&id, "cancel", &stale).await.expect_problem(412, "conflict");
    let shown = anna.booking(&id).await;
    assert_eq!((&shown["state"], &shown["version"]), (&json!("booked"), &json!(2)));
    anna.cancel(&id, false).await.expect_status(200);
    let again = anna.act(&id, "cancel", &stale).await.expect_status(200).json();
    assert_eq!(again["version"], 3, "it is cancelled: whatever the time was");
}

#[tokio::test]
async fn the_calendar_of_others_learns_of_it_live() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let mut events = anna.events(None).await;
    events.event("hello").await;
    let (booking, id) = anna.booked(SNILS, 0).await;
    assert!(events.event("case").await.contains("submitted"));
    assert!(events.event("case").await.contains("submitted"), "the line of the booking");
    let theirs = pyotr.exam_of(OTHER_SNILS).await;
    let before: i64 = sqlx::query_scalar("SELECT count(*) FROM slot_changes")
        .fetch_one(&mut server.database().await)
        .await
        .unwrap();
    let new = &anna.far_slots(booking["application"].as_str().unwrap()).await[4];
    anna.relocate(&id, 1, new).await.expect_status(200);
    let changed: Vec<i64> =
        sqlx::query_scalar("SELECT starts_at FROM slot_changes WHERE id > ? ORDER BY starts_at")
            .bind(before)
            .fetch_all(&mut server.database().await)
            .await
            .unwrap();
    let ms = |text: &str| crate::support::bookings::time(&json!(text)).timestamp_millis();
    assert_eq!(changed, [ms(booking["starts_at"].as_str().unwrap()), ms(new)]);
    assert!(pyotr.is_free(&theirs, BUREAU, booking["starts_at"].as_str().unwrap()).await);
}
