use crate::run::*;
use tus::{Command, Event, Failure, MIN_CHUNK, Phase, Request, Response};

const KEEPING: [u16; 8] = [408, 423, 425, 429, 500, 502, 503, 504];

#[test]
fn a_file_goes_up_in_chunks() {
    let mut run = Run::new(SIZE);
    assert_eq!(run.tell(Event::Start), [create()]);
    assert_eq!(run.created(), [remember(0), patch(0, CHUNK)]);
    assert_eq!(run.at(Request::Patch, CHUNK), [remember(CHUNK), patch(CHUNK, CHUNK)]);
    assert_eq!(
        run.at(Request::Patch, 2 * CHUNK),
        [remember(2 * CHUNK), patch(2 * CHUNK, SIZE - 2 * CHUNK)]
    );
    assert_eq!(run.at(Request::Patch, SIZE), done());
    assert_eq!((run.phase(), run.shown.acknowledged), (Phase::Done, SIZE));
}

#[test]
fn an_empty_file_is_complete_at_once() {
    let mut run = Run::new(0);
    assert_eq!(run.tell(Event::Start), [Command::Create { length: 0, round: 0 }]);
    assert_eq!(run.created(), done());
}

#[test]
fn a_known_upload_goes_on_where_the_server_is() {
    let mut run = Run::resumed();
    assert_eq!(run.commands, [head()]);
    assert_eq!(run.at(Request::Head, 300), [remember(300), patch(300, CHUNK)]);
    let mut run = Run::resumed();
    assert_eq!(run.at(Request::Head, SIZE), done(), "the last answer was lost");
}

#[test]
fn any_2xx_and_a_short_offset_are_accepted() {
    let mut run = Run::sending();
    let response = Response { offset: Some(7), ..Response::new(Request::Patch, 200) };
    assert_eq!(run.tell(Event::Response(response)), [remember(7), patch(7, CHUNK)]);
}

#[test]
fn nothing_taken_means_a_pause() {
    let mut run = Run::sending();
    assert_eq!(run.at(Request::Patch, 0), [Command::WaitMs(1_000)]);
    run.after_pause_at(0);
    assert_eq!(run.at(Request::Patch, 0), [Command::WaitMs(2_000)]);
}

#[test]
fn an_offset_beyond_what_was_sent_is_not_built_upon() {
    let again = [Command::Forget, create_again(1)];
    assert_eq!(Run::sending().at(Request::Patch, CHUNK + 1), again);
    assert_eq!(Run::resumed().at(Request::Head, SIZE + 1), again);
    let mut run = Run::sending();
    run.tell(Event::NetworkError);
    assert_eq!(run.after_pause_at(CHUNK + 1), again);
}

#[test]
fn another_length_is_another_file() {
    let mut run = Run::resumed();
    let other =
        Response { offset: Some(5), length: Some(SIZE + 1), ..Response::new(Request::Head, 200) };
    assert_eq!(run.tell(Event::Response(other)), [Command::Forget, create_again(1)]);
    let mut run = Run::resumed();
    let same =
        Response { offset: Some(5), length: Some(SIZE), ..Response::new(Request::Head, 200) };
    assert_eq!(run.tell(Event::Response(same)), [remember(5), patch(5, CHUNK)]);
}

#[test]
fn status_409_asks_for_the_offset() {
    let mut run = Run::sending();
    assert_eq!(run.answer(Request::Patch, 409), [head()]);
    run.at(Request::Head, 0);
    assert_eq!(run.answer(Request::Patch, 409), [Command::WaitMs(1_000)], "not in a tight loop");
    run.after_pause_at(9);
    assert_eq!(run.answer(Request::Patch, 409), [head()], "progress forgives");
}

#[test]
fn busy_servers_are_waited_for_and_the_url_is_kept() {
    for status in KEEPING {
        let mut run = Run::resumed();
        assert_eq!(run.answer(Request::Head, status), [Command::WaitMs(1_000)], "{status}");
        assert_eq!(run.upload.url(), Some(URL));
        run.after_pause_at(0);
        assert_eq!(run.answer(Request::Patch, status), [Command::WaitMs(2_000)], "{status}");
        assert_eq!(run.tell(Event::Timer), [head()]);

        let mut run = Run::new(SIZE);
        run.tell(Event::Start);
        assert_eq!(run.answer(Request::Create, status), [Command::WaitMs(1_000)], "{status}");
        assert_eq!(run.tell(Event::Timer), [create()]);
    }
}

#[test]
fn retry_after_is_obeyed() {
    let mut run = Run::sending();
    let busy = Response { retry_after_ms: Some(120_000), ..Response::new(Request::Patch, 503) };
    assert_eq!(run.tell(Event::Response(busy)), [Command::WaitMs(120_000)]);
    assert_eq!(run.tell(Event::Online), [], "good news does not shorten it");
    assert_eq!(run.tell(Event::Offline), []);
    assert_eq!(run.tell(Event::Timer), parked(30_000));
    assert_eq!(run.tell(Event::Online), [head()]);
}

#[test]
fn a_lost_upload_is_made_anew_a_couple_of_times() {
    for status in [404, 410] {
        let mut run = Run::resumed();
        assert_eq!(run.answer(Request::Head, status), [Command::Forget, create_again(1)]);
        run.created();
        assert_eq!(run.answer(Request::Patch, status), [Command::Forget, create_again(2)]);
        run.created();
        let gone = [Command::Forget, Command::Failed(Failure::Gone)];
        assert_eq!(run.answer(Request::Patch, status), gone);
    }
}

#[test]
fn status_401_keeps_the_url() {
    let mut run = Run::resumed();
    assert_eq!(run.answer(Request::Head, 401), [Command::AskSignIn]);
    for offset in 1..5 {
        assert_eq!((run.phase(), run.upload.url()), (Phase::SignIn, Some(URL)));
        assert_eq!(run.tell(Event::Timer), []);
        assert_eq!(run.tell(Event::SignedIn), [head()]);
        run.at(Request::Head, offset);
        assert_eq!(run.answer(Request::Patch, 401), [Command::AskSignIn], "new gain, new patience");
    }
    let mut run = Run::new(SIZE);
    run.tell(Event::Start);
    assert_eq!(run.answer(Request::Create, 401), [Command::AskSignIn]);
    assert_eq!(run.tell(Event::SignedIn), [create()]);
}

#[test]
fn a_session_that_lives_and_is_not_taken_gets_pauses() {
    let mut run = Run::resumed();
    for pause in [1_000, 2_000, 4_000] {
        assert_eq!(run.answer(Request::Head, 401), [Command::AskSignIn]);
        assert_eq!(run.tell(Event::SignedIn), [head()]);
        assert_eq!(run.answer(Request::Head, 401), [Command::WaitMs(pause)]);
        assert_eq!((run.phase(), run.upload.url()), (Phase::Waiting, Some(URL)));
        assert_eq!(run.tell(Event::Timer), [head()]);
    }
}

#[test]
fn status_403_checks_the_session_and_then_starts_anew() {
    let mut run = Run::resumed();
    assert_eq!(run.answer(Request::Head, 403), [Command::AskSignIn]);
    assert_eq!(run.tell(Event::SignedIn), [head()]);
    assert_eq!(run.answer(Request::Head, 403), [Command::Forget, create_again(1)]);
    assert_eq!(run.answer(Request::Create, 403), [Command::AskSignIn]);
    run.tell(Event::SignedIn);
    assert_eq!(run.answer(Request::Create, 403), refused(403));
}

#[test]
fn status_413_is_final_on_creation() {
    let mut run = Run::new(SIZE);
    run.tell(Event::Start);
    assert_eq!(run.answer(Request::Create, 413), [Command::Failed(Failure::TooLarge)]);
}

#[test]
fn status_413_halves_the_chunk_down_to_a_limit() {
    let mut run = Run::sending();
    for len in [CHUNK / 2, CHUNK / 4, MIN_CHUNK] {
        assert_eq!(run.answer(Request::Patch, 413), [patch(0, len)]);
    }
    run.at(Request::Patch, MIN_CHUNK);
    assert_eq!(run.commands.last(), Some(&patch(MIN_CHUNK, MIN_CHUNK)), "it stays small");
    assert_eq!(run.answer(Request::Patch, 413), refused(413));
}

#[test]
fn status_460_sends_the_chunk_again_three_times() {
    let mut run = Run::sending();
    for _ in 0..2 {
        for _ in 0..3 {
            let offset = run.shown.acknowledged;
            assert_eq!(run.answer(Request::Patch, 460), [patch(offset, CHUNK)]);
        }
        run.at(Request::Patch, CHUNK);
    }
    run.answer(Request::Patch, 460);
}

#[test]
fn status_460_a_fourth_time_is_a_failure() {
    let mut run = Run::sending();
    for _ in 0..3 {
        run.answer(Request::Patch, 460);
    }
    assert_eq!(run.answer(Request::Patch, 460), [Command::Failed(Failure::Checksum)]);
    assert_eq!(run.tell(Event::Resume), [head()], "the citizen may insist");
}

#[test]
fn each_chunk_has_its_own_three_times_even_where_nothing_is_gained() {
    let mut run = Run::sending();
    run.at(Request::Patch, CHUNK);
    run.tell(Event::NetworkError);
    run.after_pause_at(0);
    for offset in [10, 20, 30] {
        for _ in 0..3 {
            run.answer(Request::Patch, 460);
        }
        assert!(run.at(Request::Patch, offset).contains(&remember(offset)));
    }
}

#[test]
fn status_400_on_a_patch_asks_once() {
    let mut run = Run::sending();
    assert_eq!(run.answer(Request::Patch, 400), [head()]);
    run.at(Request::Head, 0);
    assert_eq!(run.answer(Request::Patch, 400), refused(400));
}

#[test]
fn status_412_is_another_version() {
    assert_eq!(Run::sending().answer(Request::Patch, 412), [Command::Failed(Failure::Version)]);
}

#[test]
fn other_refusals_are_final() {
    for status in [302, 402, 405, 406, 415, 422] {
        assert_eq!(Run::sending().answer(Request::Patch, status), refused(status));
        assert_eq!(Run::resumed().answer(Request::Head, status), refused(status));
    }
}

#[test]
fn a_yes_without_its_headers_is_borne_for_a_while() {
    let mut run = Run::new(SIZE);
    run.tell(Event::Start);
    for _ in 0..10 {
        assert!(matches!(run.answer(Request::Create, 201), [Command::WaitMs(_)]));
        run.tell(Event::Timer);
    }
    assert_eq!(run.answer(Request::Create, 201), [Command::Failed(Failure::BadAnswer)]);

    let mut run = Run::resumed();
    assert_eq!(run.answer(Request::Head, 200), [Command::WaitMs(1_000)], "a Wi-Fi's sign-in page");
    run.after_pause_at(0);
    assert_eq!(run.answer(Request::Patch, 204), [Command::WaitMs(2_000)]);
}

#[test]
fn whole_answers_in_between_renew_the_patience() {
    let mut run = Run::resumed();
    for _ in 0..50 {
        assert!(matches!(run.answer(Request::Head, 200), [Command::WaitMs(_)]));
        run.after_pause_at(0);
        run.tell(Event::NetworkError);
        run.tell(Event::Timer);
    }
}

#[test]
fn a_server_that_went_back_is_asked_again() {
    let mut run = Run::sending();
    run.at(Request::Patch, CHUNK);
    assert_eq!(run.at(Request::Patch, 5), [head()]);
    assert_eq!(run.at(Request::Head, 5), [remember(5), patch(5, CHUNK)]);
    assert_eq!(run.shown.acknowledged, CHUNK, "what was shown stays");
}

#[test]
fn answers_nobody_waits_for_are_ignored() {
    let mut run = Run::sending();
    assert_eq!(run.answer(Request::Head, 404), []);
    assert_eq!(run.answer(Request::Create, 500), []);
    run.tell(Event::NetworkError);
    assert_eq!(run.at(Request::Patch, 5), []);
    assert_eq!(run.tell(Event::SignedIn), []);
    assert_eq!(run.tell(Event::Start), []);
}
