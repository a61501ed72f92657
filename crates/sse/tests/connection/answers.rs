use crate::line::*;
use sse::{Command, Input};

#[test]
fn status_204_stops_for_good() {
    let mut line = Line::started(Some("5"));
    assert_eq!(line.answer(204), [Command::Abort, Command::Stop]);
    for input in [Input::Online, Input::Visible, Input::Restored, Input::SignedIn, Input::Timer] {
        line.now += HOUR;
        assert_eq!(line.tell(input), []);
    }
    assert_eq!(line.connection.lost_for(line.now), None);
}

#[test]
fn status_401_and_403_ask_to_sign_in_and_wait_for_it() {
    for status in [401, 403] {
        let mut line = Line::started(Some("5"));
        assert_eq!(line.answer(status), [Command::Abort, Command::AskSignIn]);
        assert_eq!(line.after(HOUR), []);
        assert_eq!(line.connection.lost_for(line.now), None, "no fault of the network");
        assert!(line.tell(Input::SignedIn).contains(&connect(Some("5"))));
    }
}

#[test]
fn a_sign_in_that_did_not_help_is_asked_for_again_after_a_pause() {
    let mut line = Line::started(Some("5"));
    line.answer(401);
    for pause in [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000] {
        assert!(line.tell(Input::SignedIn).contains(&connect(Some("5"))));
        assert_eq!(line.answer(403)[0], Command::Abort);
        assert!(!line.has(&Command::AskSignIn));
        for input in [Input::Online, Input::Visible, Input::Restored] {
            assert_eq!(line.tell(input), []);
        }
        assert!(!line.after(pause - 1).contains(&Command::AskSignIn));
        assert_eq!(line.after(1), [Command::AskSignIn]);
        assert_eq!(line.after(HOUR), [], "once each time");
    }
    line.tell(Input::SignedIn);
    line.answer(401);
    assert!(line.tell(Input::SignedIn).contains(&connect(Some("5"))), "signed in meanwhile");
    line.answer(200);
    line.bytes(":\n");
    line.tell(Input::Ended);
    line.tell(Input::Visible);
    assert_eq!(line.answer(401), [Command::Abort, Command::AskSignIn], "forgiven");
}

#[test]
fn a_later_401_asks_again() {
    let mut line = Line::started(Some("5"));
    line.answer(401);
    line.tell(Input::SignedIn);
    line.answer(200);
    line.bytes(":\n");
    line.tell(Input::Ended);
    line.after(1_000);
    assert!(line.answer(401).contains(&Command::AskSignIn));
}

#[test]
fn status_404_and_410_poll() {
    for status in [404, 410] {
        let mut line = Line::started(Some("5"));
        assert_eq!(line.answer(status)[..2], [Command::Abort, snapshot()]);
        assert!(line.connection.is_polling());
        assert_eq!(line.connection.lost_for(line.now), None);
        line.after(300_000);
        assert!(line.connects(), "the stream is tried again from time to time");
    }
}

#[test]
fn status_429_and_503_wait_as_long_as_told() {
    for status in [429, 503] {
        let mut line = Line::started(Some("5"));
        line.tell(Input::Opened { status, event_stream: false, retry_after_ms: Some(90_000) });
        line.now += 60_000;
        for input in [Input::Online, Input::Visible, Input::Restored, Input::Timer] {
            line.tell(input);
            assert!(!line.connects());
        }
        line.after(30_000);
        assert!(line.connects());
    }
}

#[test]
fn any_other_failure_is_tried_again() {
    for status in [0, 100, 202, 301, 400, 418, 429, 500, 502, 503, 504, 599] {
        let mut line = Line::started(Some("5"));
        assert_eq!(line.answer(status)[0], Command::Abort);
        line.after(1_000);
        assert!(line.connects(), "{status}");
    }
    let mut line = Line::started(Some("5"));
    line.tell(Input::Opened { status: 200, event_stream: false, retry_after_ms: None });
    line.after(1_000);
    assert!(line.connects(), "a captive portal's page");
}

#[test]
fn end_of_the_stream_is_tried_again() {
    for end in [Input::Ended, Input::Failed] {
        let mut line = Line::open();
        line.tell(end);
        assert!(!line.has(&Command::Abort));
        line.after(1_000);
        assert!(line.has(&connect(Some("5"))));
    }
}

#[test]
fn failures_while_polling_do_not_hurry() {
    let mut line = Line::started(Some("5"));
    line.answer(404);
    line.after(300_000);
    line.tell(Input::Failed);
    line.after(299_999);
    assert!(!line.connects());
    line.after(1);
    assert!(line.connects());
    assert_eq!(line.connection.lost_for(line.now), None);
}
