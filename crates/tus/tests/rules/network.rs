use crate::run::*;
use tus::{Command, Event, MIN_CHUNK, Phase, Request};

#[test]
fn a_cut_is_waited_out_for_ever() {
    let mut run = Run::resumed();
    let mut pauses = vec![];
    for _ in 0..1_000 {
        match run.tell(Event::NetworkError) {
            [Command::WaitMs(ms)] => pauses.push(*ms),
            other => panic!("{other:?}"),
        }
        assert_eq!(run.phase(), Phase::Waiting);
        assert_eq!(run.tell(Event::Timer), [head()]);
    }
    assert_eq!(pauses[..7], [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    assert!(pauses[7..].iter().all(|ms| *ms == 30_000));
}

#[test]
fn progress_makes_pauses_short_again() {
    let mut run = Run::sending();
    for offset in [10, 20, 30] {
        assert_eq!(run.tell(Event::NetworkError), [Command::WaitMs(1_000)]);
        run.tell(Event::Timer);
        assert_eq!(run.tell(Event::NetworkError), [Command::WaitMs(2_000)]);
        run.after_pause_at(offset);
    }
}

#[test]
fn pauses_have_full_jitter() {
    let mut run = Run::sending();
    let commands = run.upload.handle(Event::NetworkError, 0.25);
    assert_eq!(commands[0], Command::WaitMs(250));
}

#[test]
fn a_creation_cut_off_is_repeated() {
    let mut run = Run::new(SIZE);
    run.tell(Event::Start);
    run.tell(Event::NetworkError);
    assert_eq!(run.tell(Event::Timer), [create()]);
}

#[test]
fn a_stalled_request_is_cut_and_the_server_asked() {
    let mut run = Run::sending();
    assert_eq!(run.upload.stall_ms(), Some(30_000));
    assert_eq!(run.tell(Event::Stalled), [Command::AbortRequest, head()]);
    assert_eq!(run.tell(Event::Stalled), [Command::AbortRequest, Command::WaitMs(1_000)]);
    assert_eq!(run.upload.stall_ms(), None);
    assert_eq!(run.tell(Event::Stalled), []);
    run.after_pause_at(0);
    assert_eq!(run.tell(Event::Stalled), [Command::AbortRequest, Command::WaitMs(2_000)]);
    run.after_pause_at(9);
    assert_eq!(run.tell(Event::Stalled), [Command::AbortRequest, head()], "progress forgives");
}

#[test]
fn offline_waits_for_online() {
    let mut run = Run::sending();
    let [wait_online, wait] = parked(30_000);
    assert_eq!(run.tell(Event::Offline), [Command::AbortRequest, wait_online, wait]);
    assert_eq!(run.phase(), Phase::Offline);
    assert_eq!(run.tell(Event::Offline), []);
    assert_eq!(run.tell(Event::Online), [head()]);
    assert_eq!(run.at(Request::Head, 50), [remember(50), patch(50, CHUNK)]);
}

#[test]
fn a_system_that_never_says_online_is_not_believed_for_ever() {
    let mut run = Run::sending();
    run.tell(Event::Offline);
    for _ in 0..100 {
        assert_eq!(run.tell(Event::Timer), [head()]);
        assert_eq!(run.phase(), Phase::Checking);
        assert_eq!(run.tell(Event::NetworkError), parked(60_000));
    }
    run.tell(Event::Timer);
    assert_eq!(run.tell(Event::Stalled)[0], Command::AbortRequest);
    assert_eq!(run.commands[1..], parked(60_000));
    assert_eq!(run.tell(Event::Resume), [head()], "nor when the citizen knows better");
    assert_eq!(run.at(Request::Head, 50), [remember(50), patch(50, CHUNK)]);
}

#[test]
fn an_answer_is_proof_of_a_network() {
    let mut run = Run::sending();
    run.tell(Event::Offline);
    run.tell(Event::Timer);
    run.at(Request::Head, 0);
    assert_eq!(run.tell(Event::NetworkError), [Command::WaitMs(1_000)], "no longer offline");
    assert_eq!(run.tell(Event::Offline), parked(30_000), "doubts begin anew");
}

#[test]
fn a_cut_before_the_offline_event_is_the_same() {
    let mut run = Run::sending();
    run.tell(Event::NetworkError);
    assert_eq!(run.tell(Event::Offline), parked(30_000));
    assert_eq!(run.tell(Event::Online), [head()]);
}

#[test]
fn online_ends_a_pause() {
    let mut run = Run::sending();
    run.tell(Event::NetworkError);
    assert_eq!(run.tell(Event::Online), [head()]);
    assert_eq!(run.tell(Event::Online), [], "nothing twice");
    assert_eq!(run.tell(Event::Timer), [], "the old timer");
}

#[test]
fn started_offline_it_waits() {
    let mut run = Run::new(SIZE);
    run.tell(Event::Offline);
    assert_eq!(run.tell(Event::Start), parked(30_000));
    assert_eq!(run.tell(Event::Online), [create()]);
}

#[test]
fn a_creation_is_tried_offline_as_well() {
    let mut run = Run::new(SIZE);
    run.tell(Event::Offline);
    run.tell(Event::Start);
    assert_eq!(run.tell(Event::Timer), [create()]);
    assert_eq!(run.created(), [remember(0), patch(0, CHUNK)]);
}

#[test]
fn a_link_that_never_lives_long_enough_gets_smaller_chunks() {
    let mut run = Run::sending();
    for len in [CHUNK / 2, CHUNK / 4, MIN_CHUNK, MIN_CHUNK] {
        run.tell(Event::NetworkError);
        assert_eq!(run.after_pause_at(0), [patch(0, len)]);
    }
    assert_eq!(
        run.at(Request::Patch, MIN_CHUNK).last(),
        Some(&patch(MIN_CHUNK, 2 * MIN_CHUNK)),
        "they grow again"
    );
}

#[test]
fn a_cut_with_some_gain_keeps_the_chunk() {
    let mut run = Run::sending();
    run.tell(Event::NetworkError);
    assert_eq!(run.after_pause_at(1), [remember(1), patch(1, CHUNK)]);
}

#[test]
fn a_gateway_without_patience_gets_smaller_chunks() {
    let mut run = Run::sending();
    run.answer(Request::Patch, 504);
    assert_eq!(run.after_pause_at(0), [patch(0, CHUNK / 2)]);
    run.answer(Request::Patch, 429);
    assert_eq!(run.after_pause_at(0), [patch(0, CHUNK / 2)], "too many requests is another matter");
}
