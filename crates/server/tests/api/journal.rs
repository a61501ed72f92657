//! How long the journal is kept, what its ids mean afterwards, and the audit beside it.

use super::events::{count, listening, write_silently};
use crate::support::Server;
use crate::support::stream::field;

#[tokio::test]
async fn after_a_trim_an_older_position_is_a_gap_and_a_newer_one_is_not() {
    const SILENT: &str = "SELECT count(*) FROM journal WHERE kind = 'file'";
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    write_silently(&server, &id, 3).await;
    let before = anna.see(&id).await;
    server.client().post("/_test/trim").send().await.expect_status(204);
    assert_eq!(count(&server, SILENT).await, 0);
    assert_eq!(anna.see(&id).await, before);
    for last in ["0", "1", "3"] {
        let mut events = anna.events(Some(last)).await;
        events.next().await;
        assert_eq!(events.next().await.unwrap(), "event: gap\nid: 4\ndata: {}\n", "{last}");
    }
    let mut events = anna.events(Some("4")).await;
    events.next().await;
    server.bureau(&id, "check").await.expect_status(200);
    assert_eq!(field(&events.next().await.unwrap(), "id"), "5", "neither a gap nor a repetition");
}

#[tokio::test]
async fn what_is_only_for_streams_is_kept_for_thirty_days() {
    const SILENT: &str = "SELECT count(*) FROM journal WHERE kind = 'file'";
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    write_silently(&server, &id, 1).await;
    let outbox = count(&server, "SELECT count(*) FROM outbox").await;
    server.advance(29 * 24 * 60 * 60).await;
    assert_eq!(count(&server, SILENT).await, 1);
    assert_eq!(count(&server, "SELECT count(*) FROM outbox").await, outbox);
    server.advance(24 * 60 * 60 + 1).await;
    assert_eq!(count(&server, SILENT).await, 0);
    assert_eq!(count(&server, "SELECT count(*) FROM outbox").await, 0);
    let anna = server.anna().await;
    assert_eq!(anna.see(&id).await["journal"].as_array().unwrap().len(), 1);
    anna.events(Some("1")).await.event("gap").await;
}

#[tokio::test]
async fn ids_go_on_after_a_reset() {
    let server = Server::start().await;
    let anna = server.anna().await;
    anna.application().await;
    let mut open = listening(&anna).await;
    server.client().post("/_test/reset").send().await.expect_status(204);
    assert_eq!(open.next().await, None, "its session is gone");
    let anna = server.anna().await;
    for last in ["0", "1"] {
        let mut events = anna.events(Some(last)).await;
        events.next().await;
        assert_eq!(events.next().await.unwrap(), "event: gap\nid: 2\ndata: {}\n", "{last}");
    }
    let mut events = anna.events(Some("2")).await;
    events.next().await;
    anna.application().await;
    assert_eq!(field(&events.next().await.unwrap(), "id"), "3");
}

#[tokio::test]
async fn whoever_signs_in_sends_and_signs_out_is_in_the_audit() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    server.bureau(&id, "check").await.expect_status(200);
    server.bureau(&id, "approve").await.expect_status(200);
    anna.delete("/api/v1/session").send().await.expect_status(204);
    let audit = "SELECT actor, act, application, subject FROM audit ORDER BY id";
    let audit: Vec<(String, String, Option<String>, Option<String>)> =
        sqlx::query_as(audit).fetch_all(&mut server.database().await).await.unwrap();
    let somebody = "SELECT id FROM staff WHERE name = 'Проверка'";
    let somebody: String =
        sqlx::query_scalar(somebody).fetch_one(&mut server.database().await).await.unwrap();
    let acts: Vec<_> =
        audit.iter().map(|(actor, act, ..)| (actor.as_str(), act.as_str())).collect();
    assert_eq!(
        acts,
        [
            ("citizen", "signed_in"),
            ("citizen", "state"),
            ("system", "state"),
            (somebody.as_str(), "state"),
            ("citizen", "signed_out"),
            ("citizen", "session"),
        ]
    );
    assert!(audit[1..4].iter().all(|line| line.2.as_deref() == Some(&id)));
    assert_eq!((&audit[0].3, audit[0].3.is_some()), (&audit[4].3, true), "the same session");
}
