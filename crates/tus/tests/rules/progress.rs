use crate::run::*;
use tus::{Event, Phase, Request};

#[test]
fn sent_and_acknowledged_are_told_apart() {
    let mut run = Run::sending();
    run.tell(Event::Progress { sent_in_request: 100 });
    assert_eq!((run.shown.acknowledged, run.shown.sent, run.shown.total), (0, 100, SIZE));
    run.tell(Event::Progress { sent_in_request: 50 });
    assert_eq!(run.shown.sent, 100, "an old figure");
    run.tell(Event::Progress { sent_in_request: u64::MAX });
    assert_eq!(run.shown.sent, CHUNK, "headers are no part of the file");
    run.at(Request::Patch, CHUNK);
    assert_eq!((run.shown.acknowledged, run.shown.sent), (CHUNK, CHUNK));
}

#[test]
fn a_cut_takes_back_what_was_only_sent() {
    let mut run = Run::sending();
    run.at(Request::Patch, CHUNK);
    run.tell(Event::Progress { sent_in_request: CHUNK });
    run.tell(Event::NetworkError);
    assert_eq!((run.shown.acknowledged, run.shown.sent), (CHUNK, CHUNK));
}

#[test]
fn an_error_takes_back_what_was_only_sent() {
    for status in [401, 409, 429, 460, 500] {
        let mut run = Run::sending();
        run.tell(Event::Progress { sent_in_request: 100 });
        run.answer(Request::Patch, status);
        assert_eq!(run.shown.sent, 0, "{status}");
    }
}

#[test]
fn what_was_shown_stays_while_a_lost_upload_is_sent_again() {
    let mut run = Run::sending();
    run.at(Request::Patch, CHUNK);
    run.answer(Request::Patch, 404);
    run.created();
    run.tell(Event::Progress { sent_in_request: 10 });
    assert_eq!((run.shown.acknowledged, run.shown.sent), (CHUNK, CHUNK));
    run.at(Request::Patch, CHUNK);
    run.at(Request::Patch, 2 * CHUNK);
    assert_eq!(run.shown.acknowledged, 2 * CHUNK);
}

#[test]
fn progress_outside_a_patch_means_nothing() {
    let mut run = Run::resumed();
    run.tell(Event::Progress { sent_in_request: 10 });
    assert_eq!((run.shown.sent, run.phase()), (0, Phase::Checking));
}

#[test]
fn the_phase_follows_the_request() {
    let mut run = Run::new(SIZE);
    assert_eq!(run.phase(), Phase::Idle);
    run.tell(Event::Start);
    assert_eq!(run.phase(), Phase::Creating);
    run.created();
    assert_eq!(run.phase(), Phase::Sending);
    run.tell(Event::NetworkError);
    assert_eq!(run.phase(), Phase::Waiting);
    run.tell(Event::Timer);
    assert_eq!(run.phase(), Phase::Checking);
}
