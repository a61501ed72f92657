use crate::line::*;
use sse::{Command, Input};

#[test]
fn a_pause_closes_the_stream_and_keeps_the_id() {
    let mut line = Line::open();
    line.bytes("id: 6\ndata: a\n\n");
    assert_eq!(line.tell(Input::Pause), [Command::Abort]);
    for input in [
        Input::Timer,
        Input::Offline,
        Input::Online,
        Input::Visible,
        Input::Restored,
        Input::SignedIn,
        Input::Failed,
        Input::Bytes(b"id: 7\ndata: b\n\n"),
        Input::Pause,
        Input::Start { last_event_id: None },
    ] {
        line.now += HOUR;
        assert_eq!(line.tell(input), []);
    }
    assert_eq!(line.connection.lost_for(line.now), None);
    assert_eq!(line.tell(Input::Resume)[0], connect(Some("6")));
    assert_eq!(line.tell(Input::Resume), []);
    assert!(!line.answer(200).contains(&snapshot()), "the server replays");
}

#[test]
fn without_an_id_a_snapshot_follows() {
    let mut line = Line::started(None);
    line.answer(200);
    line.bytes(":\n");
    line.tell(Input::Pause);
    assert_eq!(line.tell(Input::Resume)[0], connect(None));
    assert!(line.answer(200).contains(&snapshot()));
}

#[test]
fn what_is_under_way_may_be_applied_meanwhile() {
    let mut line = Line::slow();
    line.bytes("id: 6\ndata: a\n\nid: 7\ndata: b\n\n");
    line.tell(Input::Pause);
    let [first, second] = line.deliveries[..] else { panic!("{:?}", line.deliveries) };
    line.tell(Input::Applied(first));
    assert_eq!(line.tell(Input::NotApplied(second)), []);
    assert_eq!(line.after(HOUR), [], "nobody looks");
    assert_eq!(line.tell(Input::Resume)[..2], [connect(Some("6")), snapshot()]);
}

#[test]
fn a_pause_ends_the_wait_for_the_network_without_a_word() {
    let mut line = Line::open();
    line.tell(Input::Ended);
    line.after(1_000);
    line.tell(Input::Failed);
    assert!(line.after(5_000).contains(&Command::Lost));
    assert!(line.tell(Input::Pause).contains(&Command::Found));
    assert_eq!(line.after(HOUR), []);
    assert_eq!(line.tell(Input::Resume)[0], connect(Some("5")));
}

#[test]
fn a_time_set_by_the_server_holds_after_a_pause() {
    let mut line = Line::started(Some("5"));
    let busy = Input::Opened { status: 503, event_stream: false, retry_after_ms: Some(90_000) };
    line.tell(busy);
    line.tell(Input::Pause);
    line.now += 60_000;
    line.tell(Input::Resume);
    assert!(!line.connects());
    assert!(!line.after(29_999).contains(&connect(Some("5"))));
    assert!(line.after(1).contains(&connect(Some("5"))));

    let mut line = Line::started(Some("5"));
    line.tell(Input::Opened { status: 503, event_stream: false, retry_after_ms: Some(90_000) });
    line.tell(Input::Pause);
    line.now += HOUR;
    line.tell(Input::Resume);
    assert!(line.connects());
}

#[test]
fn polling_pauses_and_goes_on_at_once() {
    let mut line = Line::started(Some("5"));
    line.answer(404);
    assert_eq!(line.tell(Input::Pause), []);
    assert!(!line.connection.is_polling());
    assert_eq!(line.after(HOUR), []);
    assert_eq!(line.tell(Input::Resume)[..2], [snapshot(), connect(Some("5"))]);
    assert!(line.connection.is_polling());
    line.answer(404);
    line.after(30_000);
    assert!(line.has(&snapshot()));
}

#[test]
fn who_was_asked_to_sign_in_is_asked_again() {
    let mut line = Line::started(Some("5"));
    line.answer(401);
    assert_eq!(line.tell(Input::Pause), []);
    assert_eq!(line.tell(Input::Resume)[0], connect(Some("5")));
    line.answer(401);
    assert!(line.after(1_000).contains(&Command::AskSignIn));
}

#[test]
fn there_is_nothing_to_pause_before_the_start_and_after_the_end() {
    let mut line = Line::new();
    assert_eq!(line.tell(Input::Pause), []);
    assert_eq!(line.tell(Input::Resume), []);
    assert_eq!(line.tell(Input::Start { last_event_id: None })[0], connect(None));
    line.tell(Input::Stop);
    line.tell(Input::Pause);
    assert_eq!(line.tell(Input::Resume), []);
}
