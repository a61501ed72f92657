use crate::support::bookings::BUREAU;
use crate::support::stream::{Events, field};
use crate::support::{ANNA, Client, Server};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

fn data(event: &str) -> Value {
    serde_json::from_str(field(event, "data")).unwrap()
}

/// A stream at its beginning.
pub(super) async fn listening(client: &Client) -> Events {
    let mut events = client.events(None).await;
    events.event("hello").await;
    events
}

/// Writes lines that only streams need into the journal, as another process would.
pub(super) async fn write_silently(server: &Server, application: &str, many: u32) {
    sqlx::query(
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?1)
         INSERT INTO journal (account, application, kind, subject, actor, at, state)
         SELECT account, id, 'file', 'f' || x, 'system', changed_at, state FROM n, applications WHERE id = ?2",
    )
    .bind(many)
    .bind(application)
    .execute(&mut server.database().await)
    .await
    .unwrap();
}

pub(super) async fn count(server: &Server, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&mut server.database().await).await.unwrap()
}

#[tokio::test]
async fn a_stream_opens_at_once_with_a_position() {
    let server = Server::start().await;
    let anna = server.anna().await;
    anna.application().await;
    let mut events = anna.events(None).await;
    assert_eq!(events.headers["content-type"], "text/event-stream");
    assert_eq!(events.headers["cache-control"], "no-store, no-transform");
    assert_eq!(events.headers["x-accel-buffering"], "no");
    assert!(!events.headers.contains_key("content-encoding"));
    let opening = events.next().await.unwrap();
    assert!(opening.starts_with(':') && field(&opening, "retry") == "1000", "{opening}");
    let hello = events.next().await.unwrap();
    assert_eq!(hello, "event: hello\nid: 1\ndata: {}\n", "the past is not repeated");
}

#[tokio::test]
async fn a_change_arrives_within_moments() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let mut events = anna.events(None).await;
    events.event("hello").await;
    let started = Instant::now();
    let checked = server.bureau(&id, "check").await.json();
    let event = events.event("case").await;
    assert!(started.elapsed() < Duration::from_secs(1));
    assert_eq!(field(&event, "id"), checked["journal_id"].to_string());
    let data: Value = serde_json::from_str(field(&event, "data")).unwrap();
    assert_eq!(data, json!({ "application": id, "state": "in_review", "at": checked["at"] }));
}

#[tokio::test]
async fn what_was_missed_is_replayed_in_order() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    server.bureau(&id, "check").await.expect_status(200);
    server.bureau(&id, "approve").await.expect_status(200);
    let mut events = anna.events(Some("1")).await;
    events.next().await;
    let ids = [events.event("case").await, events.event("case").await];
    assert_eq!(ids.each_ref().map(|event| field(event, "id").to_owned()), ["2", "3"]);
    let mut events = anna.events(Some("3")).await;
    events.next().await;
    let second = anna.application().await;
    let event = events.next().await.unwrap();
    assert!(field(&event, "data").contains(&second), "neither a hello nor a repetition: {event}");
}

#[tokio::test]
async fn a_position_that_nobody_knows_is_a_gap() {
    let server = Server::start().await;
    let anna = server.anna().await;
    anna.application().await;
    for last in ["2", "-1", "x", "99999999999999999999", ""] {
        let mut events = anna.events(Some(last)).await;
        events.next().await;
        let gap = events.next().await.unwrap();
        assert_eq!(gap, "event: gap\nid: 1\ndata: {}\n", "{last}");
    }
}

#[tokio::test]
async fn nobody_hears_of_others() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let mut strange = pyotr.events(Some("0")).await;
    strange.next().await;
    anna.application().await;
    let own = pyotr.application().await;
    let event = strange.next().await.unwrap();
    assert!(field(&event, "data").contains(&own), "{event}");
}

#[tokio::test]
async fn the_stream_ends_with_the_session() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    let mut events = anna.events(None).await;
    events.event("hello").await;
    anna.delete("/api/v1/session").send().await.expect_status(204);
    assert_eq!(events.next().await, None);
    anna.get("/api/v1/events").send().await.expect_problem(401, "sign_in_required");
    anna.sign_in(ANNA).await;
    let mut events = anna.events(None).await;
    events.event("hello").await;
    server.advance(15 * 60).await;
    assert_eq!(events.next().await, None, "fifteen idle minutes");
}

#[tokio::test]
async fn a_quiet_stream_beats() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let mut events = anna.events(None).await;
    events.event("hello").await;
    let started = Instant::now();
    let beat = events.next_within(Duration::from_secs(20)).await.unwrap();
    assert!(beat.starts_with(':'), "{beat}");
    assert!(started.elapsed() > Duration::from_secs(10));
}

#[tokio::test]
async fn an_open_stream_does_not_hold_the_server_up() {
    let mut server = Server::start().await;
    let anna = server.anna().await;
    let mut events = anna.events(None).await;
    events.event("hello").await;
    let started = Instant::now();
    server.stop().await;
    assert!(started.elapsed() < Duration::from_secs(4));
    assert_eq!(events.next().await, None);
}

#[tokio::test]
async fn many_streams_hear_the_same() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let mut streams = Vec::new();
    for _ in 0..20 {
        let mut events = anna.events(None).await;
        events.event("hello").await;
        streams.push(events);
    }
    server.bureau(&id, "check").await.expect_status(200);
    for events in &mut streams {
        assert!(events.event("case").await.contains("in_review"));
    }
}

#[tokio::test]
async fn a_visit_is_an_event_of_its_case() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let starts_at = anna.free_slots(&exam, BUREAU).await[0].clone();
    let mut events = listening(&anna).await;
    let booking = anna.book(&exam, &starts_at).await.expect_status(201).json();
    let mut booked = data(&events.event("case").await);
    booked.as_object_mut().unwrap().remove("at");
    assert_eq!(
        booked,
        json!({ "application": exam, "state": "submitted", "kind": "visit", "subject": booking["id"] })
    );
    assert_eq!(anna.see(&exam).await["journal"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_kind_that_is_not_shown_leaves_the_journal_of_the_case_alone() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let before = anna.see(&id).await["journal"].clone();
    let mut events = listening(&anna).await;
    write_silently(&server, &id, 1).await;
    let told = data(&events.event("case").await);
    assert_eq!((&told["kind"], &told["subject"]), (&json!("file"), &json!("f1")));
    assert_eq!((&told["application"], &told["state"]), (&json!(id), &json!("submitted")));
    assert_eq!(anna.see(&id).await["journal"], before);
}

#[tokio::test]
async fn a_reader_that_reads_nothing_gets_everything_in_order_later() {
    const MANY: u32 = 10_000;
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let mut events = listening(&anna).await;
    write_silently(&server, &id, MANY).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    for expected in 1..=MANY {
        let event = events.event("case").await;
        assert_eq!(data(&event)["subject"], format!("f{expected}"));
        assert_eq!(field(&event, "id"), (expected + 1).to_string());
    }
    server.bureau(&id, "check").await.expect_status(200);
    assert!(events.event("case").await.contains("in_review"));
}

#[tokio::test]
async fn a_sign_out_elsewhere_ends_the_streams_of_that_session_only() {
    let server = Server::visiting().await;
    let (here, there) = (server.anna().await, server.anna().await);
    let exam = here.exam().await;
    let mut own = listening(&here).await;
    let (mut theirs, mut calendar) =
        (listening(&there).await, there.slot_events(&exam, BUREAU, None).await);
    calendar.event("hello").await;
    here.delete("/api/v1/sessions").send().await.expect_status(204);
    for ended in [&mut theirs, &mut calendar] {
        assert_eq!(ended.next_within(Duration::from_secs(2)).await, None);
    }
    server.bureau(&exam, "check").await.expect_status(200);
    assert!(own.next().await.unwrap().contains("in_review"), "a session that ends is no event");
}

#[tokio::test]
async fn a_cookie_of_nobody_writes_nothing() {
    const LINES: &str = "SELECT (SELECT count(*) FROM journal) + (SELECT count(*) FROM audit)";
    let server = Server::start().await;
    let anna = server.anna().await;
    let mut stranger = server.client();
    stranger.cookie = Some("__Host-okno=0".to_owned());
    let before = count(&server, LINES).await;
    stranger.delete("/api/v1/session").send().await.expect_status(204);
    assert_eq!(count(&server, LINES).await, before);
    for _ in 0..2 {
        anna.delete("/api/v1/session").send().await.expect_status(204);
        // A line of the journal with its line of the audit, and that she has signed out.
        assert_eq!(count(&server, LINES).await, before + 3);
    }
}

#[tokio::test]
async fn the_33rd_stream_of_a_citizen_waits() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let mut streams = Vec::new();
    for _ in 0..32 {
        streams.push(listening(&anna).await);
    }
    let refused = anna.get("/api/v1/events").send().await;
    assert_eq!(refused.header("retry-after"), "30");
    refused.expect_problem(429, "too_many_attempts");
    listening(&pyotr).await;
    streams.pop();
    let started = Instant::now();
    while anna.get("/api/v1/events").open().await.unwrap().status() != 200 {
        assert!(started.elapsed() < Duration::from_secs(20), "room for a stream that is gone");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
