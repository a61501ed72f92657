//! When a hold ends, and what prolongs it.

use super::{MINUTE, seconds_left};
use crate::support::Server;
use crate::support::stream::field;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_hold_ends_by_itself_and_others_hear_of_it() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (hers, his) = (anna.exam().await, pyotr.exam().await);
    let slot = anna.free_slots(&hers, "bureau").await[0].clone();
    anna.hold(&hers, "bureau", &slot).await.expect_status(200);
    let mut events = pyotr.slot_events(&his, "bureau", None).await;
    events.event("hello").await;
    server.advance(10 * MINUTE).await;
    let data: Value = serde_json::from_str(field(&events.event("slot").await, "data")).unwrap();
    assert_eq!((&data["starts_at"], &data["free"]), (&json!(slot), &json!(true)));
    assert_eq!(anna.visit(&hers).await.json().get("hold"), None);
    pyotr.hold(&his, "bureau", &slot).await.expect_status(200);
    anna.prolong(&hers, &slot).await.expect_problem(409, "slot_taken");
}

/// Changes the database and not the clock, because the clock's test door sweeps by itself.
#[tokio::test]
async fn the_worker_frees_an_ended_hold_within_a_second() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (hers, his) = (anna.exam().await, pyotr.exam().await);
    let slot = anna.free_slots(&hers, "bureau").await[0].clone();
    anna.hold(&hers, "bureau", &slot).await.expect_status(200);
    let mut events = pyotr.slot_events(&his, "bureau", None).await;
    events.event("hello").await;
    let started = Instant::now();
    sqlx::query("UPDATE holds SET ends_at = 0")
        .execute(&mut server.database().await)
        .await
        .unwrap();
    assert!(pyotr.is_free(&his, "bureau", &slot).await, "before anybody sweeps");
    assert!(events.event("slot").await.contains("\"free\":true"));
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM holds")
        .fetch_one(&mut server.database().await)
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn an_ended_hold_that_nobody_has_swept_stands_in_nobodys_way() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (hers, his) = (anna.exam().await, pyotr.exam().await);
    let slots = anna.free_slots(&hers, "bureau").await;
    for _ in 0..5 {
        anna.hold(&hers, "bureau", &slots[0]).await.expect_status(200);
        sqlx::query("UPDATE holds SET ends_at = 0 WHERE application = ?")
            .bind(&hers)
            .execute(&mut server.database().await)
            .await
            .unwrap();
        pyotr.hold(&his, "bureau", &slots[0]).await.expect_status(200);
        pyotr.release(&his, &slots[0]).await.expect_status(204);
    }
}

#[tokio::test]
async fn a_hold_is_prolonged_ten_times() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let slot = anna.free_slots(&exam, "bureau").await.last().unwrap().clone();
    anna.hold(&exam, "bureau", &slot).await.expect_status(200);
    for left in (0..10).rev() {
        server.advance(MINUTE).await;
        let hold = anna.prolong(&exam, &slot).await.expect_status(200).json();
        assert_eq!((seconds_left(&hold), &hold["prolongations_left"]), (10 * MINUTE, &json!(left)));
    }
    anna.prolong(&exam, &slot).await.expect_problem(409, "not_allowed");
    assert_eq!(
        anna.visit(&exam).await.json()["hold"]["prolongations_left"],
        0,
        "it goes on to its end"
    );
}

#[tokio::test]
async fn a_hold_that_has_ended_is_taken_anew_while_the_slot_is_free() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let slot = anna.free_slots(&exam, "bureau").await.last().unwrap().clone();
    for _ in 0..2 {
        let hold = anna.prolong(&exam, &slot).await.expect_status(200).json();
        assert_eq!((seconds_left(&hold), &hold["prolongations_left"]), (10 * MINUTE, &json!(10)));
        server.advance(11 * MINUTE).await;
    }
    server.register("bureau", "examination", &slot, true).await.expect_status(204);
    anna.prolong(&exam, &slot).await.expect_problem(409, "slot_taken");
}

/// A tab that is closed or reloaded lets its hold end within a minute.
#[tokio::test]
async fn what_a_page_that_is_gone_held_is_free_within_a_minute() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (hers, his) = (anna.exam().await, pyotr.exam().await);
    let slot = anna.free_slots(&hers, "bureau").await[0].clone();
    let first = anna.hold(&hers, "bureau", &slot).await.expect_status(200).json();
    anna.leave(&hers, &first).await.expect_status(204);
    let left = anna.visit(&hers).await.json()["hold"].clone();
    assert!((1..=MINUTE).contains(&seconds_left(&left)), "{left}");
    assert!(!pyotr.is_free(&his, "bureau", &slot).await);
    // The page is back and prolongs the hold. Late requests of the page before it change nothing.
    let again = anna.prolong(&hers, &slot).await.expect_status(200).json();
    assert_eq!(seconds_left(&again), 10 * MINUTE);
    for late in [&first, &left] {
        anna.leave(&hers, late).await.expect_status(204);
    }
    assert_eq!(anna.visit(&hers).await.json()["hold"]["ends_at"], again["ends_at"]);
    pyotr.leave(&hers, &again).await.expect_problem(404, "not_found");
    anna.leave(&hers, &again).await.expect_status(204);
    server.advance(MINUTE).await;
    assert!(pyotr.is_free(&his, "bureau", &slot).await);
    assert_eq!(anna.visit(&hers).await.json().get("hold"), None);
}

#[tokio::test]
async fn a_hold_outlives_a_restart() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (hers, his) = (anna.exam().await, pyotr.exam().await);
    let slot = anna.free_slots(&hers, "bureau").await[0].clone();
    let hold = anna.hold(&hers, "bureau", &slot).await.expect_status(200).json();
    let server = server.restart().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    assert_eq!(anna.visit(&hers).await.json()["hold"]["ends_at"], hold["ends_at"]);
    pyotr.hold(&his, "bureau", &slot).await.expect_problem(409, "slot_taken");
}
