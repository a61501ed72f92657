use crate::line::*;
use sse::{Command, Input};

#[test]
fn starts_once_from_the_known_id() {
    let mut line = Line::new();
    assert_eq!(line.tell(Input::Timer), []);
    assert_eq!(line.tell(Input::Start { last_event_id: Some("5".into()) })[0], connect(Some("5")));
    assert_eq!(line.tell(Input::Start { last_event_id: None }), []);
}

#[test]
fn events_are_applied_and_their_id_is_kept() {
    let mut line = Line::open();
    let commands = line.bytes("id: 6\ndata: a\n\ndata: b\n\nid: 9\nda");
    assert_eq!(commands, [applied(Some("6"), true, "a"), applied(Some("6"), false, "b")]);
    line.tell(Input::Ended);
    line.after(1_000);
    assert!(line.has(&connect(Some("6"))), "the unfinished event is asked for again");
}

#[test]
fn known_ids_are_not_applied_twice() {
    let mut line = Line::open();
    assert_eq!(line.bytes("id: 4\ndata: a\n\nid: 5\ndata: b\n\n"), []);
    assert_eq!(
        line.bytes("id: 10\ndata: c\n\nid: 9\ndata: d\n\n"),
        [applied(Some("10"), true, "c")]
    );
    assert_eq!(line.connection.last_event_id(), Some("10"));
}

#[test]
fn ids_that_are_no_numbers_are_compared_for_equality() {
    let mut line = Line::open();
    line.bytes("id: x\ndata: a\n\n");
    assert_eq!(line.bytes("id: x\ndata: a\n\n"), []);
    assert_eq!(line.bytes("id: y\ndata: a\n\n"), [applied(Some("y"), true, "a")]);
}

#[test]
fn an_id_alone_moves_the_resumption_point() {
    let mut line = Line::open();
    line.bytes("id: 8\n\n");
    assert_eq!(line.connection.last_event_id(), Some("8"));
    line.bytes("id: 7\n\n");
    assert_eq!(line.connection.last_event_id(), Some("8"));
}

#[test]
fn without_an_id_a_snapshot_closes_the_gap() {
    let mut line = Line::started(None);
    assert!(line.answer(200).contains(&snapshot()));
    let mut line = Line::started(Some("5"));
    assert!(!line.answer(200).contains(&snapshot()), "the server replays");
}

#[test]
fn a_gap_event_asks_for_a_snapshot_and_may_go_back() {
    let mut line = Line::open();
    assert_eq!(line.bytes("event: gap\nid: 2\ndata: {}\n\n"), [snapshot()]);
    assert_eq!(line.connection.last_event_id(), Some("2"));
    assert_eq!(line.bytes("id: 3\ndata: a\n\n"), [applied(Some("3"), true, "a")]);
}

#[test]
fn stopping_cuts_the_request() {
    let mut line = Line::open();
    assert_eq!(line.tell(Input::Stop), [Command::Abort]);
    assert_eq!(line.tell(Input::Online), []);
    let mut line = Line::started(Some("5"));
    line.answer(404);
    assert_eq!(line.tell(Input::Stop), []);
    assert!(!line.connection.is_polling());
    assert_eq!(line.after(HOUR), []);
}

#[test]
fn stopping_a_lost_stream_does_not_say_that_the_connection_is_back() {
    let mut line = Line::open();
    line.tell(Input::Failed);
    assert!(line.after(5_000).contains(&Command::Lost));
    assert!(!line.tell(Input::Stop).contains(&Command::Found));
}

#[test]
fn what_comes_at_the_wrong_time_is_ignored() {
    let mut line = Line::open();
    assert_eq!(line.answer(500), []);
    line.tell(Input::Ended);
    assert!(
        !line
            .bytes("data: late\n\n")
            .iter()
            .any(|command| matches!(command, Command::Apply { .. }))
    );
    assert!(
        !line.tell(Input::Ended).iter().any(|command| matches!(command, Command::Connect { .. }))
    );
    assert_eq!(line.tell(Input::SignedIn), []);
}
