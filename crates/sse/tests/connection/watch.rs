use crate::line::*;
use sse::{Command, Input};

#[test]
fn any_byte_feeds_the_watchdog() {
    let mut line = Line::open();
    for _ in 0..10 {
        line.now += WATCHDOG - 1;
        line.bytes(":");
        assert!(!line.has(&Command::Abort));
    }
    line.after(WATCHDOG - 1);
    assert!(!line.has(&Command::Abort));
    line.after(1);
    assert!(line.has(&Command::Abort));
    line.after(1_000);
    assert!(line.has(&connect(Some("5"))));
}

#[test]
fn the_timer_is_always_set_for_the_next_limit() {
    let mut line = Line::open();
    for _ in 0..20 {
        line.now += 10_000;
        line.bytes(":");
    }
    let mut silent_for = 0;
    loop {
        let step = line.waits().unwrap_or(WATCHDOG);
        silent_for += step;
        line.after(step);
        if line.has(&Command::Abort) {
            break;
        }
        assert!(line.waits().is_some(), "armed again");
    }
    assert!((WATCHDOG..2 * WATCHDOG).contains(&silent_for));
}

#[test]
fn a_request_without_an_answer_is_cut() {
    let mut line = Line::started(Some("5"));
    line.after(WATCHDOG - 1);
    assert!(!line.has(&Command::Abort));
    line.after(1);
    assert!(line.has(&Command::Abort));
    line.after(1_000);
    assert!(line.connects());
    line.after(WATCHDOG);
    assert!(line.connection.is_polling(), "something holds back whole answers");
}

#[test]
fn an_answer_of_any_kind_is_no_silence() {
    let mut line = Line::started(Some("5"));
    for _ in 0..9 {
        line.after(WATCHDOG);
        line.after(30_000);
        assert!(line.connects());
        line.answer(502);
        line.after(30_000);
        assert!(line.connects() && !line.connection.is_polling());
    }
}

#[test]
fn a_timer_that_never_fired_is_set_anew() {
    let mut line = Line::open();
    line.now += 2 * WATCHDOG;
    line.bytes(":");
    assert_eq!(line.waits(), Some(WATCHDOG));
}

#[test]
fn a_buffering_proxy_means_polling() {
    let mut line = Line::started(Some("5"));
    line.answer(200);
    line.after(14_999);
    assert!(!line.connection.is_polling());
    assert_eq!(line.after(1)[..2], [Command::Abort, snapshot()]);
    for _ in 0..9 {
        line.after(29_999);
        assert!(!line.has(&snapshot()));
        assert_eq!(line.after(1), [snapshot(), Command::WaitMs(30_000)]);
    }
    line.after(30_000);
    assert_eq!(line.commands[..2], [connect(Some("5")), snapshot()]);
    line.answer(200);
    assert!(line.connection.is_polling());
    line.after(15_000);
    assert_eq!(line.commands[0], Command::Abort);
    assert!(!line.has(&snapshot()), "polls already");

    line.after(300_000);
    line.answer(200);
    assert_eq!(line.bytes("id: 6\ndata: a\n\n")[0], applied(Some("6"), true, "a"));
    assert!(!line.connection.is_polling());
    assert!(!line.after(30_000).contains(&snapshot()));
}

#[test]
fn polling_that_begins_again_is_one_poll() {
    let mut line = Line::started(Some("5"));
    for _ in 0..3 {
        assert!(line.answer(404).contains(&snapshot()));
        line.tell(Input::Online);
        line.answer(200);
        line.bytes(":\n");
        line.tell(Input::Ended);
        line.after(30_000);
    }
    line.answer(404);
    let mut snapshots = 0;
    for _ in 0..60 {
        snapshots += usize::from(line.after(1_000).contains(&snapshot()));
    }
    assert_eq!(snapshots, 2);
}

#[test]
fn good_news_ends_a_pause() {
    for news in [Input::Online, Input::Visible, Input::Restored] {
        let mut line = Line::open();
        line.tell(Input::Ended);
        assert!(line.tell(news.clone()).contains(&connect(Some("5"))), "{news:?}");
    }
}

#[test]
fn a_live_stream_is_left_alone() {
    for news in [Input::Online, Input::Visible, Input::SignedIn, Input::Offline] {
        let mut line = Line::open();
        line.now += 1_000;
        assert_eq!(line.tell(news.clone()), [], "{news:?}");
    }
}

#[test]
fn a_stream_silent_since_the_network_went_is_replaced() {
    let mut line = Line::open();
    line.now += 1_000;
    line.tell(Input::Offline);
    line.now += 1_000;
    let commands = line.tell(Input::Online);
    assert_eq!(commands[..2], [Command::Abort, connect(Some("5"))]);

    let mut line = Line::open();
    line.tell(Input::Offline);
    line.now += 1_000;
    line.bytes(":");
    assert_eq!(line.tell(Input::Online), [], "it has spoken since");
}

#[test]
fn after_a_sleep_the_clock_tells_that_the_stream_is_dead() {
    let mut line = Line::open();
    line.now += HOUR;
    assert_eq!(line.tell(Input::Visible)[..2], [Command::Abort, connect(Some("5"))]);
    let mut line = Line::started(Some("5"));
    line.now += HOUR;
    assert_eq!(line.tell(Input::Visible)[..2], [Command::Abort, connect(Some("5"))]);
}

#[test]
fn no_stream_survives_the_back_forward_cache() {
    let mut line = Line::open();
    assert_eq!(line.tell(Input::Restored)[..2], [Command::Abort, connect(Some("5"))]);
}

#[test]
fn becoming_visible_refreshes_what_is_polled() {
    let mut line = Line::started(Some("5"));
    line.answer(404);
    line.now += 1_000;
    assert_eq!(line.tell(Input::Visible), [snapshot()]);
    line.after(29_000);
    assert!(!line.has(&snapshot()), "the next one is as far away");
    assert!(
        line.tell(Input::Online).contains(&connect(Some("5"))),
        "another network, another proxy"
    );
}

#[test]
fn loss_is_said_after_five_seconds_once_and_taken_back() {
    let mut line = Line::open();
    assert_eq!(line.connection.lost_for(line.now), None);
    line.now += 1_000;
    line.tell(Input::Ended);
    line.after(1_000);
    assert_eq!(line.connection.lost_for(line.now), Some(1_000));
    assert!(line.connects() && !line.has(&Command::Lost));
    line.tell(Input::Failed);
    line.after(2_000);
    line.tell(Input::Failed);
    assert!(!line.after(1_999).contains(&Command::Lost));
    assert!(line.after(1).contains(&Command::Lost));
    assert!(!line.after(60_000).contains(&Command::Lost));
    assert_eq!(line.connection.lost_for(line.now), Some(65_000));
    line.answer(200);
    assert!(!line.has(&Command::Found), "no byte yet");
    assert_eq!(line.bytes(":"), [Command::Found]);
    assert_eq!(line.connection.lost_for(line.now), None);
}

#[test]
fn a_short_interruption_is_not_worth_a_word() {
    let mut line = Line::open();
    line.tell(Input::Ended);
    line.after(1_000);
    line.answer(200);
    assert_eq!(line.bytes(":"), []);
}
