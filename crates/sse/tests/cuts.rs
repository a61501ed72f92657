//! A journal behind a network that fails in every way: each event is applied once, in order, or a snapshot covers it.

use proptest::prelude::*;
use sse::{Command, Connection, Input, Options};

#[derive(Debug, Clone)]
enum Fate {
    /// So many events go through, then the stream ends so.
    Stream {
        events: usize,
        torn: bool,
        end: End,
    },
    Refused(u16),
    NoAnswer,
}

#[derive(Debug, Clone, Copy)]
enum End {
    Clean,
    Reset,
    BlackHole,
}

fn any_fate() -> impl Strategy<Value = Fate> {
    let end = prop::sample::select(vec![End::Clean, End::Reset, End::BlackHole]);
    prop_oneof![
        4 => (0..4_usize, any::<bool>(), end).prop_map(|(events, torn, end)| Fate::Stream { events, torn, end }),
        2 => prop::sample::select(vec![502_u16, 503, 500, 429]).prop_map(Fate::Refused),
        1 => Just(Fate::NoAnswer),
    ]
}

struct Client {
    connection: Connection,
    now: u64,
    timer: Option<u64>,
    applied: Vec<u64>,
    /// The `Last-Event-ID` of the request in flight.
    request: Option<Option<String>>,
}

impl Client {
    fn tell(&mut self, input: Input<'_>) {
        for command in self.connection.handle(input, self.now, 0.5) {
            match command {
                Command::Connect { last_event_id } => {
                    assert!(self.request.replace(last_event_id).is_none(), "two requests");
                }
                Command::Abort => self.request = None,
                Command::WaitMs(ms) => self.timer = Some(self.now + ms),
                Command::Apply(event) => self.applied.push(event.data.parse().expect("a number")),
                Command::Stop | Command::AskSignIn => panic!("gave up"),
                _ => {}
            }
        }
    }

    /// Lets time pass until something is sent.
    fn until_request(&mut self) -> Option<String> {
        for _ in 0..200 {
            if let Some(last) = &self.request {
                return last.clone();
            }
            self.tick();
        }
        panic!("no request any more");
    }

    fn tick(&mut self) {
        self.now = self.timer.take().expect("a timer is armed").max(self.now);
        self.tell(Input::Timer);
    }

    fn live_through(&mut self, fate: &Fate, journal: u64) {
        let last = self.until_request().map_or(0, |id| id.parse::<u64>().expect("a number"));
        match fate {
            Fate::NoAnswer => {
                while self.request.is_some() {
                    self.tick()
                }
            }
            Fate::Refused(status) => {
                self.tell(Input::Opened {
                    status: *status,
                    event_stream: false,
                    retry_after_ms: None,
                });
            }
            Fate::Stream { events, torn, end } => {
                self.tell(Input::Opened { status: 200, event_stream: true, retry_after_ms: None });
                self.tell(Input::Bytes(b":\n\n"));
                let mut text = String::new();
                for id in (last + 1..=journal).take(*events) {
                    text.push_str(&format!("id: {id}\ndata: {id}\n\n"));
                }
                let torn = if *torn { text.len() / 2 } else { text.len() };
                self.tell(Input::Bytes(&text.as_bytes()[..torn]));
                match end {
                    End::BlackHole => {
                        while self.request.is_some() {
                            self.tick()
                        }
                    }
                    End::Clean | End::Reset => {
                        self.request = None;
                        self.tell(if matches!(end, End::Clean) {
                            Input::Ended
                        } else {
                            Input::Failed
                        });
                    }
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn nothing_is_lost_or_doubled(fates in prop::collection::vec(any_fate(), 0..100), journal in 1..30_u64) {
        let mut client = Client {
            connection: Connection::new(Options::default()),
            now: 0,
            timer: None,
            applied: vec![],
            request: None,
        };
        client.tell(Input::Start { last_event_id: Some("0".to_owned()) });
        for fate in &fates {
            client.live_through(fate, journal);
        }
        let whole = Fate::Stream { events: 99, torn: false, end: End::Clean };
        client.live_through(&whole, journal);
        prop_assert_eq!(client.applied, (1..=journal).collect::<Vec<_>>());
    }
}
