use crate::run::*;
use tus::{Command, Event, Failure, Phase, Request, Response};

#[test]
fn pause_cuts_and_resume_asks_the_server() {
    let mut run = Run::sending();
    assert_eq!(run.tell(Event::Pause), [Command::AbortRequest]);
    assert_eq!(run.phase(), Phase::Paused);
    for event in [Event::Timer, Event::Online, Event::SignedIn, Event::Pause, Event::Stalled] {
        assert_eq!(run.tell(event), []);
    }
    assert_eq!(run.tell(Event::Resume), [head()]);
    assert_eq!(run.tell(Event::Resume), []);
}

#[test]
fn pause_holds_whatever_it_waits_for() {
    let mut waiting = Run::sending();
    waiting.tell(Event::NetworkError);
    let mut offline = Run::sending();
    offline.tell(Event::Offline);
    let mut sign_in = Run::sending();
    sign_in.answer(Request::Patch, 401);
    for mut run in [waiting, offline, sign_in] {
        assert_eq!(run.tell(Event::Pause), []);
        assert_eq!(run.tell(Event::Timer), []);
        assert_eq!(run.tell(Event::SignedIn), []);
        assert_eq!(run.tell(Event::Online), []);
        assert_eq!(run.tell(Event::Resume), [head()]);
    }
}

#[test]
fn resume_without_a_network_waits_for_one() {
    let mut run = Run::sending();
    run.tell(Event::Pause);
    run.tell(Event::Offline);
    assert_eq!(run.tell(Event::Resume), [Command::WaitOnline]);
}

#[test]
fn pause_before_the_start_and_after_the_end_does_nothing() {
    let mut run = Run::new(SIZE);
    assert_eq!(run.tell(Event::Pause), []);
    assert_eq!(run.tell(Event::Start { url: None }), [create()]);
    run.answer(Request::Create, 413);
    assert_eq!(run.tell(Event::Pause), []);
    assert_eq!(run.phase(), Phase::Failed);
}

#[test]
fn resume_after_a_failure_starts_with_fresh_patience() {
    let mut run = Run::sending();
    for _ in 0..2 {
        run.answer(Request::Patch, 404);
        run.created();
    }
    assert_eq!(run.answer(Request::Patch, 404).last(), Some(&Command::Failed(Failure::Gone)));
    assert_eq!(run.tell(Event::Resume), [create()]);
    run.created();
    assert_eq!(run.answer(Request::Patch, 404), [Command::Forget, create()]);
}

#[test]
fn cancel_deletes_what_the_server_has() {
    let mut run = Run::sending();
    assert_eq!(run.tell(Event::Cancel), [Command::AbortRequest, delete()]);
    assert_eq!(run.phase(), Phase::Cancelling);
    assert_eq!(run.tell(Event::Cancel), []);
    assert_eq!(run.tell(Event::Pause), []);
    assert_eq!(run.answer(Request::Delete, 204), [Command::Forget]);
    assert_eq!(run.phase(), Phase::Cancelled);
    for event in [Event::Resume, Event::Online, Event::Timer, Event::Start { url: None }] {
        assert_eq!(run.tell(event), []);
    }
}

#[test]
fn cancel_without_an_upload_is_only_forgotten() {
    let mut run = Run::new(SIZE);
    run.tell(Event::Start { url: None });
    assert_eq!(run.tell(Event::Cancel), [Command::AbortRequest, Command::Forget]);
    assert_eq!(run.phase(), Phase::Cancelled);
    assert_eq!(run.created(), [], "the answer comes too late");
}

#[test]
fn a_deletion_is_tried_a_few_times() {
    let mut run = Run::sending();
    run.tell(Event::Cancel);
    let busy = Response { retry_after_ms: Some(9), ..Response::new(Request::Delete, 423) };
    assert_eq!(run.tell(Event::Response(busy)), [Command::WaitMs(9)]);
    assert_eq!(run.tell(Event::Timer), [delete()]);
    assert!(matches!(run.tell(Event::NetworkError), [Command::WaitMs(_)]));
    run.tell(Event::Timer);
    assert!(matches!(run.tell(Event::Stalled), [Command::AbortRequest, Command::WaitMs(_)]));
    for _ in 0..2 {
        run.tell(Event::Timer);
        run.answer(Request::Delete, 500);
    }
    run.tell(Event::Timer);
    assert_eq!(run.answer(Request::Delete, 500), [Command::Forget], "it expires by itself");
}

#[test]
fn a_deletion_refused_is_an_end_too() {
    for status in [401, 403, 404, 405, 410] {
        let mut run = Run::sending();
        run.tell(Event::Cancel);
        assert_eq!(run.answer(Request::Delete, status), [Command::Forget], "{status}");
    }
}

#[test]
fn a_deletion_waits_for_the_network() {
    let mut run = Run::sending();
    run.tell(Event::Offline);
    assert_eq!(run.tell(Event::Cancel), [Command::WaitOnline]);
    assert_eq!(run.tell(Event::Online), [delete()]);
}

#[test]
fn a_finished_upload_is_never_deleted() {
    let mut run = Run::resumed();
    run.at(Request::Head, SIZE);
    assert_eq!(run.tell(Event::Cancel), []);
    assert_eq!(run.phase(), Phase::Done);
}

#[test]
fn cancel_after_a_failure_cleans_up() {
    let mut run = Run::sending();
    run.answer(Request::Patch, 415);
    assert_eq!(run.tell(Event::Cancel), [delete()]);
}
