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
fn resume_tries_at_once_whatever_the_system_says() {
    let mut run = Run::sending();
    run.tell(Event::Pause);
    run.tell(Event::Offline);
    assert_eq!(run.tell(Event::Resume), [head()]);
    assert_eq!(run.tell(Event::NetworkError), parked(30_000));
    assert_eq!(run.tell(Event::Resume), [head()]);
}

#[test]
fn resume_ends_a_pause_that_the_server_did_not_set() {
    let mut run = Run::sending();
    run.tell(Event::NetworkError);
    assert_eq!(run.tell(Event::Resume), [head()]);
    let busy = Response { retry_after_ms: Some(9), ..Response::new(Request::Head, 503) };
    run.tell(Event::Response(busy));
    assert_eq!(run.tell(Event::Resume), []);
}

#[test]
fn resume_at_the_end_says_so_again() {
    let mut run = Run::sending();
    assert_eq!(run.at(Request::Patch, CHUNK).len(), 2);
    run.at(Request::Patch, 2 * CHUNK);
    run.at(Request::Patch, SIZE);
    assert_eq!(run.tell(Event::Resume), &done()[1..]);
}

#[test]
fn pause_before_the_start_and_after_the_end_does_nothing() {
    let mut run = Run::new(SIZE);
    assert_eq!(run.tell(Event::Pause), []);
    assert_eq!(run.tell(Event::Start), [create()]);
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
    assert_eq!(run.tell(Event::Resume), [create_again(3)]);
    run.created();
    assert_eq!(run.answer(Request::Patch, 404), [Command::Forget, create_again(4)]);
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
    for event in [Event::Resume, Event::Online, Event::Timer, Event::Start] {
        assert_eq!(run.tell(event), []);
    }
}

#[test]
fn cancel_without_an_upload_is_only_forgotten() {
    let waiting = Run::new(SIZE);
    let mut refused = Run::new(SIZE);
    refused.tell(Event::Start);
    refused.answer(Request::Create, 413);
    let mut offline = Run::new(SIZE);
    offline.tell(Event::Offline);
    offline.tell(Event::Start);
    for mut run in [waiting, refused, offline] {
        assert_eq!(run.tell(Event::Cancel), [Command::Forget]);
        assert_eq!(run.phase(), Phase::Cancelled);
    }
}

#[test]
fn cancel_before_the_start_deletes_what_an_earlier_visit_began() {
    let mut run = Run::known();
    assert_eq!(run.upload.url(), Some(URL));
    assert_eq!(run.tell(Event::Cancel), [delete()]);
    assert_eq!(run.tell(Event::Start), [], "its turn comes too late");
    assert_eq!(run.answer(Request::Delete, 204), [Command::Forget]);
    assert_eq!(run.phase(), Phase::Cancelled);
}

#[test]
fn cancel_during_the_creation_deletes_what_comes_of_it() {
    let mut run = Run::new(SIZE);
    run.tell(Event::Start);
    assert_eq!(run.tell(Event::Cancel), [], "the answer tells what there is to delete");
    assert_eq!(run.phase(), Phase::Cancelling);
    assert_eq!(run.created(), [remember(0), delete()]);
    assert_eq!(run.answer(Request::Delete, 204), [Command::Forget]);
}

#[test]
fn cancel_after_a_creation_without_an_answer_asks_for_it_again() {
    let answer = |status| Event::Response(Response::new(Request::Create, status));
    let cuts = [Event::NetworkError, Event::Stalled, Event::Pause, Event::SourceLost];
    for cut in cuts.into_iter().chain([answer(504), answer(200)]) {
        let mut run = Run::new(SIZE);
        run.tell(Event::Start);
        run.tell(cut);
        assert_eq!(run.tell(Event::Cancel), [create()], "the same one, by its key");
        assert_eq!(run.tell(Event::NetworkError), [Command::WaitMs(1_000)]);
        assert_eq!(run.tell(Event::Timer), [create()]);
        assert_eq!(run.created(), [remember(0), delete()]);
    }
    let mut run = Run::new(SIZE);
    run.tell(Event::Start);
    run.tell(Event::NetworkError);
    run.tell(Event::Cancel);
    assert_eq!(run.answer(Request::Create, 422), [Command::Forget], "there never was any");
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
    assert_eq!(run.tell(Event::Cancel), parked(60_000));
    for _ in 0..20 {
        assert_eq!(run.tell(Event::Timer), [delete()]);
        assert_eq!(run.tell(Event::NetworkError), parked(60_000), "never given up");
    }
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
