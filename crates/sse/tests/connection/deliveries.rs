use crate::line::*;
use sse::{Command, Input};

#[test]
fn the_id_moves_when_the_event_is_applied() {
    let mut line = Line::slow();
    line.bytes("id: 6\ndata: a\n\nid: 7\ndata: b\n\n");
    assert_eq!(line.connection.last_event_id(), Some("5"));
    assert_eq!(line.resumes_from().as_deref(), Some("5"));
    let first = line.deliveries[0];
    assert_eq!(line.tell(Input::Applied(first)), []);
    assert_eq!(line.connection.last_event_id(), Some("6"));
    line.answer(200);
    assert_eq!(line.resumes_from().as_deref(), Some("6"));
}

#[test]
fn what_is_under_way_is_not_handed_over_again() {
    let mut line = Line::slow();
    line.bytes("id: 6\ndata: a\n\nid: 7\ndata: b\n\n");
    assert_eq!(line.resumes_from().as_deref(), Some("5"));
    line.answer(200);
    let replayed = "id: 6\ndata: a\n\nid: 7\ndata: b\n\nid: 8\ndata: c\n\n";
    assert_eq!(line.bytes(replayed), [applied(Some("8"), true, "c")]);
}

#[test]
fn nor_is_what_was_applied_between_the_request_and_its_answer() {
    let mut line = Line::slow();
    line.bytes("id: 6\ndata: a\n\n");
    assert_eq!(line.resumes_from().as_deref(), Some("5"));
    let first = line.deliveries[0];
    line.tell(Input::Applied(first));
    line.answer(200);
    assert_eq!(line.bytes("id: 6\ndata: a\n\n"), []);
    assert_eq!(line.connection.last_event_id(), Some("6"));
}

#[test]
fn a_later_event_waits_for_an_earlier_one() {
    let mut line = Line::slow();
    line.bytes("id: 6\ndata: a\n\ndata: without an id\n\nid: 7\ndata: b\n\n");
    let [first, second, third] = line.deliveries[..] else { panic!("{:?}", line.deliveries) };
    line.tell(Input::Applied(third));
    assert_eq!(line.connection.last_event_id(), Some("5"));
    line.tell(Input::Applied(first));
    assert_eq!(line.connection.last_event_id(), Some("6"));
    line.tell(Input::Applied(second));
    assert_eq!(line.connection.last_event_id(), Some("7"));
    for late in [first, second, third, 0, u64::MAX] {
        assert_eq!(line.tell(Input::Applied(late)), []);
        assert_eq!(line.tell(Input::NotApplied(late)), []);
    }
    assert_eq!(line.connection.last_event_id(), Some("7"));
}

#[test]
fn an_id_alone_waits_as_well() {
    let mut line = Line::slow();
    line.bytes("id: 6\ndata: a\n\nid: 9\n\n");
    assert_eq!(line.connection.last_event_id(), Some("5"));
    let first = line.deliveries[0];
    line.tell(Input::Applied(first));
    assert_eq!(line.connection.last_event_id(), Some("9"));
}

#[test]
fn the_empty_id_takes_back_the_one_before() {
    let mut line = Line::slow();
    assert_eq!(line.bytes("id\ndata: a\n\n"), [applied(None, true, "a")]);
    assert_eq!(line.connection.last_event_id(), Some("5"));
    let first = line.deliveries[0];
    line.tell(Input::Applied(first));
    assert_eq!(line.connection.last_event_id(), None);
    assert_eq!(line.bytes("id\ndata: b\n\n"), [applied(None, true, "b")]);
}

#[test]
fn what_could_not_be_applied_is_made_up_for() {
    let mut line = Line::slow();
    line.bytes("id: 6\ndata: a\n\nid: 7\ndata: b\n\n");
    let [first, second] = line.deliveries[..] else { panic!("{:?}", line.deliveries) };
    line.tell(Input::Applied(second));
    assert_eq!(line.tell(Input::NotApplied(first)), [Command::WaitMs(1_000)]);
    assert_eq!(line.tell(Input::NotApplied(first)), []);
    assert!(!line.after(999).contains(&snapshot()));
    assert!(line.after(1).contains(&snapshot()));
    for pause in [2_000, 4_000, 8_000, 16_000, 30_000, 30_000] {
        line.bytes(":");
        let last = line.deliveries.pop().expect("the snapshot");
        line.tell(Input::NotApplied(last));
        line.bytes(":");
        assert!(!line.after(pause - 1).contains(&snapshot()), "{pause}");
        assert!(line.after(1).contains(&snapshot()), "{pause}");
    }
    assert_eq!(line.connection.last_event_id(), Some("5"));
    let last = line.deliveries.pop().expect("the snapshot");
    line.tell(Input::Applied(last));
    assert_eq!(line.connection.last_event_id(), Some("7"), "it covers both");
    line.bytes(":");
    assert!(!line.after(30_000).contains(&snapshot()));

    line.bytes("id: 8\ndata: c\n\n");
    let last = line.deliveries.pop().expect("the event");
    line.tell(Input::NotApplied(last));
    assert!(!line.after(999).contains(&snapshot()));
    assert!(line.after(1).contains(&snapshot()), "patient again");
}

#[test]
fn several_failures_need_one_snapshot() {
    let mut line = Line::slow();
    line.bytes("id: 6\ndata: a\n\nid: 7\ndata: b\n\n");
    let [first, second] = line.deliveries[..] else { panic!("{:?}", line.deliveries) };
    line.tell(Input::NotApplied(first));
    line.now += 500;
    assert_eq!(line.tell(Input::NotApplied(second)), []);
    assert!(line.after(500).contains(&snapshot()));
    line.tell(Input::Applied(second));
    assert!(!line.after(30_000).contains(&snapshot()), "it is under way");
}

#[test]
fn what_was_applied_in_the_end_needs_none() {
    let mut line = Line::slow();
    line.bytes("id: 6\ndata: a\n\n");
    let first = line.deliveries[0];
    line.tell(Input::NotApplied(first));
    line.tell(Input::Applied(first));
    assert_eq!(line.connection.last_event_id(), Some("6"));
    assert!(!line.after(1_000).contains(&snapshot()));
}

#[test]
fn an_old_failure_is_covered_by_the_snapshot_under_way() {
    let mut line = Line { applies: false, ..Line::started(None) };
    line.answer(200);
    line.bytes("id: 6\ndata: a\n\n");
    let first = line.deliveries[0];
    line.tell(Input::Failed);
    line.after(1_000);
    assert!(line.answer(200).contains(&snapshot()), "nothing to go on from");
    let [_, event, second] = line.deliveries[..] else { panic!("{:?}", line.deliveries) };
    assert_eq!(line.tell(Input::NotApplied(first)), []);
    assert_eq!(line.tell(Input::NotApplied(event)), []);
    assert!(!line.after(1_000).contains(&snapshot()));
    line.tell(Input::Applied(second));
    assert_eq!(line.connection.last_event_id(), Some("6"));
}

#[test]
fn events_wait_for_the_snapshot_before_them() {
    let mut line = Line { applies: false, ..Line::started(None) };
    line.answer(200);
    line.bytes("id: 6\ndata: a\n\n");
    let [first, event] = line.deliveries[..] else { panic!("{:?}", line.deliveries) };
    line.tell(Input::Applied(event));
    assert_eq!(line.resumes_from(), None, "the snapshot may have been older than the event");
    line.tell(Input::Applied(first));
    assert_eq!(line.connection.last_event_id(), Some("6"));
}

#[test]
fn a_gap_counts_when_its_snapshot_is_applied() {
    let mut line = Line::slow();
    line.bytes("id: 6\ndata: a\n\nevent: gap\nid: 2\ndata: {}\n\nid: 3\ndata: b\n\n");
    let [old, gap, new] = line.deliveries[..] else { panic!("{:?}", line.deliveries) };
    for delivery in [old, new] {
        line.tell(Input::Applied(delivery));
        assert_eq!(line.connection.last_event_id(), Some("5"));
    }
    line.tell(Input::Applied(gap));
    assert_eq!(line.connection.last_event_id(), Some("3"));
}

#[test]
fn ids_that_are_no_numbers_are_known_while_they_are_under_way() {
    let mut line = Line::slow();
    line.bytes("id: x\ndata: a\n\nid: y\ndata: b\n\n");
    assert_eq!(line.resumes_from().as_deref(), Some("5"));
    line.answer(200);
    assert_eq!(line.bytes("id: x\ndata: a\n\nid: y\ndata: b\n\n"), []);
    let [first, second] = line.deliveries[..] else { panic!("{:?}", line.deliveries) };
    line.tell(Input::Applied(second));
    line.tell(Input::Applied(first));
    assert_eq!(line.connection.last_event_id(), Some("y"));
}
