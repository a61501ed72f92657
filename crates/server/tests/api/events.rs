use crate::support::stream::field;
use crate::support::{ANNA, Server};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

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
