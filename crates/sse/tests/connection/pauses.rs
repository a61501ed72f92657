use crate::line::*;
use sse::Input;

#[test]
fn pauses_double_to_thirty_seconds_and_never_end() {
    let mut line = Line::started(Some("5"));
    let pauses: Vec<_> = (0..8).map(|_| line.pause()).collect();
    assert_eq!(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    for _ in 0..500 {
        assert_eq!(line.pause(), 30_000);
    }
}

#[test]
fn pauses_have_full_jitter() {
    let mut line = Line::started(Some("5"));
    line.tell_with(Input::Failed, 0.25);
    assert_eq!(line.waits(), Some(250));
    let mut line = Line::started(Some("5"));
    line.tell_with(Input::Failed, 0.0);
    assert!(line.connects());
}

#[test]
fn the_stream_sets_the_first_pause() {
    let mut line = Line::open();
    line.bytes("retry: 3000\n");
    assert_eq!((line.pause(), line.pause()), (3_000, 6_000));
}

#[test]
fn pauses_start_afresh_after_an_event() {
    let mut line = Line::started(Some("5"));
    for _ in 0..4 {
        line.pause();
    }
    line.answer(200);
    line.bytes("data: x\n\n");
    assert_eq!(line.pause(), 1_000);
}

#[test]
fn pauses_start_afresh_after_ten_seconds_of_stability() {
    let mut line = Line::started(Some("5"));
    for _ in 0..4 {
        line.pause();
    }
    line.answer(200);
    line.bytes(":\n");
    line.now += 9_999;
    assert_eq!(line.pause(), 16_000);
    line.answer(200);
    line.bytes(":\n");
    line.now += 10_000;
    assert_eq!(line.pause(), 1_000);
}
