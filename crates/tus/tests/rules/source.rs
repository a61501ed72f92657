use crate::run::*;
use tus::{Command, Event, Failure, Phase, Request};

#[test]
fn a_lost_source_stops_the_upload_and_keeps_what_the_server_has() {
    let mut run = Run::sending();
    run.at(Request::Patch, CHUNK);
    run.tell(Event::Progress { sent_in_request: 100 });
    assert_eq!(run.tell(Event::SourceLost), [Command::AbortRequest]);
    assert_eq!(run.phase(), Phase::NeedsSource);
    assert_eq!((run.shown.acknowledged, run.shown.sent), (CHUNK, CHUNK));
    assert_eq!(run.upload.url(), Some(URL));
    for event in [
        Event::Timer,
        Event::Offline,
        Event::Online,
        Event::SignedIn,
        Event::Pause,
        Event::Stalled,
        Event::NetworkError,
        Event::SourceLost,
        Event::Start,
    ] {
        assert_eq!(run.tell(event), [], "nothing by itself");
    }
    assert_eq!(run.phase(), Phase::NeedsSource);
}

#[test]
fn a_new_source_goes_on_where_the_server_is() {
    let mut run = Run::sending();
    run.at(Request::Patch, CHUNK);
    run.tell(Event::SourceLost);
    assert_eq!(run.tell(Event::Resume), [head()]);
    assert_eq!(run.at(Request::Head, CHUNK + 5), [remember(CHUNK + 5), patch(CHUNK + 5, CHUNK)]);
    assert_eq!(run.tell(Event::SourceLost), [Command::AbortRequest], "and may be lost again");
    run.tell(Event::Resume);
    assert_eq!(run.at(Request::Head, CHUNK + 5), [patch(CHUNK + 5, CHUNK)]);
}

#[test]
fn a_file_that_has_arrived_needs_no_source() {
    let mut run = Run::resumed();
    run.tell(Event::SourceLost);
    run.tell(Event::Resume);
    assert_eq!(run.at(Request::Head, SIZE), done());
}

#[test]
fn a_source_may_be_lost_at_any_time() {
    let mut waiting = Run::sending();
    waiting.tell(Event::NetworkError);
    let mut offline = Run::sending();
    offline.tell(Event::Offline);
    let mut sign_in = Run::sending();
    sign_in.answer(Request::Patch, 401);
    let mut paused = Run::sending();
    paused.tell(Event::Pause);
    for mut run in [Run::known(), waiting, offline, sign_in, paused] {
        assert_eq!(run.tell(Event::SourceLost), []);
        assert_eq!(run.phase(), Phase::NeedsSource);
        assert_eq!(run.tell(Event::Timer), []);
        assert_eq!(run.tell(Event::Resume), [head()]);
    }
    let mut new = Run::new(SIZE);
    new.tell(Event::SourceLost);
    assert_eq!(new.tell(Event::Resume), [create()]);
}

#[test]
fn cancel_without_a_source_deletes() {
    let mut run = Run::sending();
    run.tell(Event::SourceLost);
    assert_eq!(run.tell(Event::Cancel), [delete()]);
    assert_eq!(run.tell(Event::SourceLost), [], "a deletion needs none");
    assert_eq!(run.answer(Request::Delete, 204), [Command::Forget]);
}

#[test]
fn what_is_over_needs_no_source() {
    let mut done = Run::resumed();
    done.at(Request::Head, SIZE);
    assert_eq!(done.tell(Event::SourceLost), []);
    assert_eq!(done.phase(), Phase::Done);
    let mut failed = Run::sending();
    failed.answer(Request::Patch, 412);
    assert_eq!(failed.commands, [Command::Failed(Failure::Version)]);
    assert_eq!(failed.tell(Event::SourceLost), []);
    assert_eq!(failed.phase(), Phase::Failed);
}
