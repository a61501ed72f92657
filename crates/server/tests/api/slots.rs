//! Live changes of a calendar, and slots that an institution's registry gives away.

use crate::support::stream::field;
use crate::support::{Client, Server};
use serde_json::{Value, json};
use std::process::Output;
use std::time::{Duration, Instant};

fn data(event: &str) -> Value {
    serde_json::from_str(field(event, "data")).unwrap()
}

async fn setting() -> (Server, Client, String, Vec<String>) {
    setting_of(Server::visiting().await).await
}

async fn setting_of(server: Server) -> (Server, Client, String, Vec<String>) {
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let slots = anna.free_slots(&exam, "bureau").await;
    (server, anna, exam, slots)
}

#[tokio::test]
async fn a_change_reaches_the_open_calendar() {
    let (server, anna, exam, slots) = setting().await;
    let mut events = anna.slot_events(&exam, "bureau", None).await;
    assert_eq!(events.headers["content-type"], "text/event-stream");
    assert_eq!(events.headers["cache-control"], "no-store, no-transform");
    assert!(!events.headers.contains_key("content-encoding"));
    let opening = events.next().await.unwrap();
    assert!(opening.starts_with(':') && field(&opening, "retry") == "1000", "{opening}");
    assert_eq!(events.next().await.unwrap(), "event: hello\nid: 0\ndata: {}\n");
    let pyotr = server.pyotr().await;
    let his = pyotr.exam().await;
    let started = Instant::now();
    pyotr.hold(&his, "bureau", &slots[0]).await.expect_status(200);
    let event = events.event("slot").await;
    assert!(started.elapsed() < Duration::from_secs(1));
    assert_eq!(field(&event, "id"), "1");
    let changed = data(&event);
    let day = changed["day"].as_str().unwrap();
    let left = slots.len() - 1;
    assert_eq!(
        changed,
        json!({ "starts_at": slots[0], "free": false, "day": day, "day_free": left })
    );
    let days = anna.days(&exam, "bureau").await;
    assert_eq!(days.iter().find(|one| one["day"] == day).unwrap()["free"], json!(left));
    let mut own = pyotr.slot_events(&his, "bureau", Some("0")).await;
    assert_eq!(data(&own.event("slot").await)["free"], true, "for him who holds it");
}

#[tokio::test]
async fn what_was_missed_is_told_as_it_stands_now() {
    let (server, anna, exam, slots) = setting().await;
    let set = async |slot: &str, taken| {
        server.register("bureau", "examination", slot, taken).await.expect_status(204);
    };
    set(&slots[0], true).await;
    set(&slots[1], true).await;
    set(&slots[0], false).await;
    let mut events = anna.slot_events(&exam, "bureau", Some("0")).await;
    let told = [events.event("slot").await, events.event("slot").await];
    assert_eq!(told.each_ref().map(|event| field(event, "id").to_owned()), ["2", "3"]);
    let told = told.each_ref().map(|event| data(event));
    assert_eq!((&told[0]["starts_at"], &told[0]["free"]), (&json!(slots[1]), &json!(false)));
    assert_eq!((&told[1]["starts_at"], &told[1]["free"]), (&json!(slots[0]), &json!(true)));
    let mut events = anna.slot_events(&exam, "bureau", Some("3")).await;
    events.next().await;
    set(&slots[2], true).await;
    assert_eq!(field(&events.next().await.unwrap(), "id"), "4", "neither a hello nor a repetition");
}

#[tokio::test]
async fn a_calendar_hears_of_its_own_slots_only() {
    let (server, anna, exam, slots) = setting().await;
    let surgery = anna.surgery().await;
    let mut full = anna.slot_events(&exam, "full", Some("0")).await;
    let mut hospital = anna.slot_events(&surgery, "hospital", Some("0")).await;
    full.next().await;
    hospital.next().await;
    server.register("bureau", "examination", &slots[0], true).await.expect_status(204);
    let other = anna.free_slots(&surgery, "hospital").await[0].clone();
    server.register("hospital", "cardiac", &other, true).await.expect_status(204);
    let event = hospital.next().await.unwrap();
    assert_eq!(data(&event)["starts_at"], json!(other));
    let quiet = tokio::time::timeout(Duration::from_secs(1), full.next()).await;
    assert!(quiet.is_err(), "{quiet:?}");
}

#[tokio::test]
async fn a_position_that_cannot_be_told_is_a_gap() {
    let (server, anna, exam, slots) = setting().await;
    for taken in [true, false] {
        server.register("bureau", "examination", &slots[0], taken).await.expect_status(204);
    }
    let gap = async |last: &str| {
        let mut events = anna.slot_events(&exam, "bureau", Some(last)).await;
        events.next().await;
        events.next().await.unwrap()
    };
    for last in ["3", "-1", "x", "99999999999999999999", ""] {
        assert_eq!(gap(last).await, "event: gap\nid: 2\ndata: {}\n", "{last}");
    }
    // A day later the changes are swept, and their ids are not used again.
    server.advance(24 * 60 * 60 + 1).await;
    let anna = server.anna().await;
    for last in ["0", "1"] {
        let mut events = anna.slot_events(&exam, "bureau", Some(last)).await;
        events.next().await;
        assert_eq!(events.next().await.unwrap(), "event: gap\nid: 2\ndata: {}\n", "{last}");
    }
    let mut events = anna.slot_events(&exam, "bureau", Some("2")).await;
    events.next().await;
    let slot = anna.free_slots(&exam, "bureau").await[0].clone();
    server.register("bureau", "examination", &slot, true).await.expect_status(204);
    assert_eq!(field(&events.next().await.unwrap(), "id"), "3");
}

#[tokio::test]
async fn a_calendar_ends_with_the_session_and_beats_before() {
    let (_server, anna, exam, _) = setting().await;
    let mut events = anna.slot_events(&exam, "bureau", None).await;
    events.event("hello").await;
    let beat = events.next_within(Duration::from_secs(20)).await.unwrap();
    assert!(beat.starts_with(':'), "{beat}");
    anna.delete("/api/v1/session").send().await.expect_status(204);
    assert_eq!(events.next_within(Duration::from_secs(20)).await, None);
}

#[tokio::test]
async fn what_the_registry_gives_away_is_lost_also_to_its_holder() {
    let (server, anna, exam, slots) = setting().await;
    anna.hold(&exam, "bureau", &slots[0]).await.expect_status(200);
    server.register("bureau", "examination", &slots[0], true).await.expect_status(204);
    assert_eq!(anna.visit(&exam).await.json().get("hold"), None);
    assert!(!anna.is_free(&exam, "bureau", &slots[0]).await);
    anna.hold(&exam, "bureau", &slots[0]).await.expect_problem(409, "slot_taken");
    server.register("bureau", "examination", &slots[0], false).await.expect_status(204);
    anna.hold(&exam, "bureau", &slots[0]).await.expect_status(200);
}

#[tokio::test]
async fn a_full_book_is_opened_by_the_registry() {
    let (server, anna, exam, _) = setting().await;
    let days = anna.days(&exam, "full").await;
    let day = days.iter().find(|day| day["closed"].is_null()).unwrap()["day"].as_str().unwrap();
    let slot = anna.slots(&exam, "full", day).await[0]["starts_at"].as_str().unwrap().to_owned();
    assert!(!anna.is_free(&exam, "full", &slot).await);
    server.register("full", "examination", &slot, false).await.expect_status(204);
    anna.hold(&exam, "full", &slot).await.expect_status(200);
    server.client().post("/_test/reset").send().await.expect_status(204);
    let anna = server.anna().await;
    let exam = anna.exam().await;
    assert!(!anna.is_free(&exam, "full", &slot).await, "a reset forgets the registry");
    let mut events = anna.slot_events(&exam, "full", None).await;
    assert_ne!(field(&events.event("hello").await, "id"), "0", "ids go on");
}

#[tokio::test]
async fn the_door_refuses_nonsense() {
    let (server, _, _, slots) = setting().await;
    server.register("mars", "examination", &slots[0], true).await.expect_problem(404, "not_found");
    server.register("bureau", "cardiac", &slots[0], true).await.expect_problem(404, "not_found");
    let long_ago = "2020-01-13T06:00:00Z";
    server.register("bureau", "examination", long_ago, true).await.expect_problem(422, "invalid");
    server.register("bureau", "examination", "soon", true).await.expect_problem(400, "malformed");
}

fn clerk(server: &Server, args: &[&str]) -> Output {
    let network = server.data().with_file_name("institutions.json");
    server.clerk().arg("--institutions").arg(network).args(args).output().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_gives_slots_away_on_a_running_server() {
    let (server, anna, exam, slots) = setting_of(Server::visiting().await).await;
    let mut events = anna.slot_events(&exam, "bureau", None).await;
    events.event("hello").await;
    let take = ["slot", "take", "bureau", "examination", &slots[0]];
    let done = clerk(&server, &take);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let changed = data(&events.event("slot").await);
    assert_eq!((&changed["starts_at"], &changed["free"]), (&json!(slots[0]), &json!(false)));
    let free = ["slot", "free", "bureau", "examination", &slots[0]];
    assert!(clerk(&server, &free).status.success());
    assert_eq!(data(&events.event("slot").await)["free"], true);
    for (args, error) in [
        (["slot", "take", "mars", "examination", &slots[0]], "no such institution"),
        (["slot", "take", "bureau", "examination", "2020-01-13T06:00:00Z"], "no such time"),
    ] {
        let failed = clerk(&server, &args);
        let said = String::from_utf8_lossy(&failed.stderr);
        assert!(!failed.status.success() && said.contains(error), "{said}");
    }
}
