//! One stream for many: to each follower the relay is a server.

use sse::{Command, Connection, Input, Options, Relay};

/// A follower: what it has applied, in order, and its connection.
struct Follower {
    connection: Connection,
    seen: Vec<String>,
}

impl Follower {
    fn join(relay: &Relay, last: Option<&str>) -> Self {
        let mut follower =
            Self { connection: Connection::new(Options::default()), seen: Vec::new() };
        follower.input(Input::Start { last_event_id: last.map(str::to_owned) });
        follower.input(Input::Opened { status: 200, event_stream: true, retry_after_ms: None });
        follower.hear(&relay.opening(last));
        follower
    }

    fn hear(&mut self, text: &str) {
        self.input(Input::Bytes(text.as_bytes()));
    }

    fn input(&mut self, input: Input<'_>) {
        for command in self.connection.handle(input, 0, 0.0) {
            let delivery = match command {
                Command::Apply { event, delivery } => {
                    self.seen.push(event.data);
                    delivery
                }
                Command::Snapshot { delivery } => {
                    self.seen.push("snapshot".to_owned());
                    delivery
                }
                _ => continue,
            };
            self.input(Input::Applied(delivery));
        }
    }
}

fn event(id: usize) -> String {
    format!("event: case\nid: {id}\ndata: e{id}\n\n")
}

fn relay(after: Option<&str>) -> Relay {
    let mut relay = Relay::new(&Options::default());
    relay.opened(after);
    relay
}

#[test]
fn a_follower_sees_what_comes_however_it_is_cut() {
    let mut relay = relay(Some("4"));
    let mut follower = Follower::join(&relay, Some("4"));
    let text = format!(": okno\nretry: 1000\n\n{}: beat\n\n{}", event(5), event(6));
    for byte in text.as_bytes() {
        follower.hear(&relay.pass(&[*byte]));
    }
    assert_eq!(follower.seen, ["e5", "e6"]);
    assert_eq!(follower.connection.last_event_id(), Some("6"));
}

#[test]
fn who_has_missed_some_gets_them_first() {
    let mut relay = relay(Some("4"));
    relay.pass((event(5) + &event(6) + &event(7)).as_bytes());
    let mut follower = Follower::join(&relay, Some("5"));
    assert_eq!(follower.seen, ["e6", "e7"]);
    follower.hear(&relay.pass(event(8).as_bytes()));
    assert_eq!(follower.seen, ["e6", "e7", "e8"]);
    assert_eq!(Follower::join(&relay, Some("4")).seen, ["e5", "e6", "e7", "e8"]);
    assert!(Follower::join(&relay, Some("8")).seen.is_empty());
}

#[test]
fn who_has_missed_more_than_is_kept_fetches_everything() {
    let mut relay = relay(Some("0"));
    for id in 1..=200 {
        relay.pass(event(id).as_bytes());
    }
    let follower = Follower::join(&relay, Some("5"));
    assert_eq!(follower.seen, ["snapshot"]);
    assert_eq!(follower.connection.last_event_id(), Some("200"));
    assert_eq!(Follower::join(&relay, Some("199")).seen, ["e200"]);
}

#[test]
fn who_has_nothing_fetches_everything_and_goes_on_from_now() {
    let mut relay = relay(None);
    relay.pass(b"event: hello\nid: 9\ndata: {}\n\n");
    let mut follower = Follower::join(&relay, None);
    assert_eq!(follower.seen, ["snapshot"]);
    follower.hear(&relay.pass(event(10).as_bytes()));
    assert_eq!(follower.seen, ["snapshot", "e10"]);
    assert_eq!(follower.connection.last_event_id(), Some("10"));
}

#[test]
fn an_id_without_an_event_moves_on() {
    let mut relay = relay(Some("3"));
    let mut follower = Follower::join(&relay, Some("3"));
    follower.hear(&relay.pass(b"id: 5\n\n"));
    assert_eq!(follower.connection.last_event_id(), Some("5"));
    assert_eq!(Follower::join(&relay, Some("3")).seen, ["snapshot"]);
    assert!(Follower::join(&relay, Some("5")).seen.is_empty());
}

#[test]
fn a_gap_of_the_server_is_a_gap_for_all() {
    let mut relay = relay(Some("3"));
    relay.pass(event(4).as_bytes());
    let mut follower = Follower::join(&relay, Some("4"));
    follower.hear(&relay.pass(b"event: gap\nid: 90\ndata: {}\n\n"));
    assert_eq!(follower.seen, ["snapshot"]);
    assert_eq!(Follower::join(&relay, Some("4")).seen, ["snapshot"]);
    assert!(Follower::join(&relay, Some("90")).seen.is_empty());
}

#[test]
fn a_reconnected_stream_goes_on_and_keeps_what_it_has() {
    let mut relay = relay(Some("3"));
    relay.pass(event(4).as_bytes());
    relay.opened(Some("4"));
    relay.pass(event(5).as_bytes());
    assert_eq!(Follower::join(&relay, Some("3")).seen, ["e4", "e5"]);
    // It resumed elsewhere: an event was delivered and not applied.
    relay.opened(Some("4"));
    relay.pass(event(5).as_bytes());
    assert_eq!(Follower::join(&relay, Some("4")).seen, ["e5"]);
    assert_eq!(Follower::join(&relay, Some("3")).seen, ["snapshot"]);
}

#[test]
fn lines_of_data_stay_lines() {
    let mut relay = relay(Some("1"));
    let mut follower = Follower::join(&relay, Some("1"));
    follower.hear(&relay.pass(b"id: 2\ndata: a\ndata: b\ndata:\n\n"));
    assert_eq!(follower.seen, ["a\nb\n"]);
}
