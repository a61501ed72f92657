//! What a server of an older version has stored.

use crate::support::Server;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};
use std::path::Path;

/// Replaces the database by one that only the migrations before `next` have made.
async fn before(server: &Server, next: &str) -> SqliteConnection {
    let folder = server.folder().join("older");
    std::fs::create_dir_all(&folder).unwrap();
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    for file in std::fs::read_dir(all).unwrap().map(Result::unwrap) {
        if file.file_name().to_str().unwrap() < next {
            std::fs::copy(file.path(), folder.join(file.file_name())).unwrap();
        }
    }
    for file in ["okno.db", "okno.db-wal", "okno.db-shm"] {
        let _ = std::fs::remove_file(server.data().join(file));
    }
    let options = SqliteConnectOptions::new().filename(server.data().join("okno.db"));
    let mut database = options.create_if_missing(true).connect().await.unwrap();
    Migrator::new(folder.as_path()).await.unwrap().run(&mut database).await.unwrap();
    database
}

#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Line {
    id: i64,
    account: String,
    application: String,
    kind: String,
    at: i64,
    state: String,
    comment: Option<Vec<u8>>,
}

#[tokio::test]
async fn a_database_of_before_keeps_its_journal_its_ids_and_its_sequence() {
    let mut server = Server::start().await;
    server.stop().await;
    let mut database = before(&server, "0014").await;
    for sql in [
        "INSERT INTO accounts (id, phone_key, email_key, password, profile, created_at) VALUES ('a', 'p', 'e', '', '', 0)",
        "INSERT INTO applications (id, account, number, service, service_version, section, title, answers, state, sent_at, changed_at,
             expected_by, official_calendar)
         VALUES ('c', 'a', 'n', 's', 1, 'mse', '{}', '', 'in_review', 1, 2, '2026-12-30', 1)",
        "INSERT INTO journal (id, account, application, at, state, comment)
         VALUES (3, 'a', 'c', 1, 'submitted', NULL), (5, 'a', 'c', 2, 'in_review', x'0102'), (9, 'a', 'c', 3, 'approved', NULL)",
        "DELETE FROM journal WHERE id = 9",
    ] {
        sqlx::query(sql).execute(&mut database).await.unwrap();
    }
    sqlx::Connection::close(database).await.unwrap();
    let server = server.restart().await;
    let kept: Vec<Line> =
        sqlx::query_as("SELECT id, account, application, kind, at, state, comment FROM journal")
            .fetch_all(&mut server.database().await)
            .await
            .unwrap();
    let line = |id, at, state: &str, comment| Line {
        id,
        account: "a".to_owned(),
        application: "c".to_owned(),
        kind: "state".to_owned(),
        at,
        state: state.to_owned(),
        comment,
    };
    assert_eq!(kept, [line(3, 1, "submitted", None), line(5, 2, "in_review", Some(vec![1, 2]))]);
    let anna = server.anna().await;
    let mut events = anna.events(None).await;
    assert!(events.event("hello").await.contains("id: 9\n"));
    let id = anna.application().await;
    assert_eq!(anna.see(&id).await["journal"][0]["id"], 10, "no id is given twice");
}

#[tokio::test]
async fn an_empty_database_of_before_begins_with_the_first_id() {
    let mut server = Server::start().await;
    server.stop().await;
    let database = before(&server, "0014").await;
    sqlx::Connection::close(database).await.unwrap();
    let server = server.restart().await;
    let anna = server.anna().await;
    assert!(anna.events(None).await.event("hello").await.contains("id: 0\n"));
    let id = anna.application().await;
    assert_eq!(anna.see(&id).await["journal"][0]["id"], 1);
}

type Decision = (String, i64, String, i64, Option<String>, Option<Vec<u8>>);

#[tokio::test]
async fn decisions_of_before_keep_number_time_reason_and_words() {
    let mut server = Server::start().await;
    server.stop().await;
    let mut database = before(&server, "0020").await;
    for sql in [
        "INSERT INTO accounts (id, phone_key, email_key, password, profile, created_at) VALUES ('a', 'p', 'e', '', '', 0)",
        "INSERT INTO applications (id, account, number, service, service_version, section, title, answers, state, sent_at, changed_at,
             expected_by, official_calendar, decision_number, decided_at, refusal, decision)
         VALUES ('c', 'a', 'n', 's', 1, 'mse', '{}', '', 'rejected', 1, 2, '2026-12-30', 1, 'Р-2026-000001', 5, 'technical', x'0102'),
             ('d', 'a', 'm', 's', 1, 'mse', '{}', '', 'in_review', 1, 2, '2026-12-30', 1, NULL, NULL, NULL, NULL)",
    ] {
        sqlx::query(sql).execute(&mut database).await.unwrap();
    }
    sqlx::Connection::close(database).await.unwrap();
    let server = server.restart().await;
    let kept: Vec<Decision> =
        sqlx::query_as("SELECT application, place, number, at, refusal, body FROM decisions")
            .fetch_all(&mut server.database().await)
            .await
            .unwrap();
    let reason = Some("technical".to_owned());
    let number = "Р-2026-000001".to_owned();
    assert_eq!(kept, [("c".to_owned(), 1, number, 5, reason, Some(vec![1, 2]))]);
}
