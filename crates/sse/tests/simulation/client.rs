use crate::fate::{End, Fate, Work};
use sse::{Command, Connection, Input, Options};
use std::collections::BTreeSet;

pub(crate) struct Client {
    /// The server has the events 1 to this id.
    pub(crate) journal: u64,
    /// Events that the screen shows.
    pub(crate) shown: BTreeSet<u64>,
    /// Events delivered since the tab was opened, in order.
    pub(crate) handed_over: Vec<u64>,
    connection: Connection,
    now: u64,
    timer: Option<u64>,
    /// Deliveries that are not applied yet: number, and the event unless it is a snapshot.
    under_way: Vec<(u64, Option<u64>)>,
    /// The `Last-Event-ID` of the request in flight.
    request: Option<Option<u64>>,
}

impl Client {
    pub(crate) fn new(last_event_id: Option<u64>, journal: u64) -> Self {
        let mut client = Self {
            journal,
            shown: BTreeSet::new(),
            handed_over: vec![],
            connection: Connection::new(Options::default()),
            now: 0,
            timer: None,
            under_way: vec![],
            request: None,
        };
        client.tell(Input::Start { last_event_id: last_event_id.map(|id| id.to_string()) });
        client
    }

    pub(crate) fn shows_everything(&self) -> bool {
        (1..=self.journal).all(|id| self.shown.contains(&id))
    }

    pub(crate) fn goes_on_from(&self) -> Option<u64> {
        self.connection.last_event_id().map(|id| id.parse().expect("a number"))
    }

    pub(crate) fn apply_all(&mut self) {
        while !self.under_way.is_empty() {
            self.apply(0);
        }
    }

    /// Answers every request in full and applies everything, for the next request and then for `ms`.
    pub(crate) fn live_in_peace_for(&mut self, ms: u64) {
        self.live_through(&Fate::WHOLE);
        self.apply_all();
        let end = self.now + ms;
        while self.now < end {
            self.live_through(&Fate::WHOLE);
            self.apply_all();
        }
    }

    pub(crate) fn work(&mut self, work: &Work) {
        let count = self.under_way.len();
        match work {
            _ if count == 0 => {}
            Work::Apply(which) => self.apply(which.index(count)),
            Work::Fail(which) => {
                let (delivery, _) = self.under_way.remove(which.index(count));
                self.tell(Input::NotApplied(delivery));
            }
        }
    }

    fn apply(&mut self, at: usize) {
        match self.under_way.remove(at) {
            (delivery, Some(id)) => {
                self.shown.insert(id);
                self.tell(Input::Applied(delivery));
            }
            (delivery, None) => {
                self.shown.extend(1..=self.journal);
                self.tell(Input::Applied(delivery));
            }
        }
    }

    fn tell(&mut self, input: Input<'_>) {
        for command in self.connection.handle(input, self.now, 0.5) {
            match command {
                Command::Connect { last_event_id } => {
                    let from = last_event_id.map(|id| id.parse().expect("a number"));
                    let is_shown = (1..=from.unwrap_or(0)).all(|id| self.shown.contains(&id));
                    assert!(is_shown, "goes on from {from:?} with {:?}", self.shown);
                    assert!(self.request.replace(from).is_none(), "two requests");
                }
                Command::Abort => self.request = None,
                Command::WaitMs(ms) => self.timer = Some(self.now + ms),
                Command::Apply { event, delivery } => {
                    let id = event.data.parse().expect("a number");
                    assert!(!self.handed_over.contains(&id), "{id} twice");
                    self.handed_over.push(id);
                    self.under_way.push((delivery, Some(id)));
                }
                Command::Snapshot { delivery } => self.under_way.push((delivery, None)),
                Command::Stop | Command::AskSignIn => panic!("gave up"),
                Command::Lost | Command::Found => {}
            }
        }
    }

    /// Lets time pass until a request is sent, and returns its `Last-Event-ID`.
    fn until_request(&mut self) -> Option<u64> {
        for _ in 0..200 {
            if let Some(last) = self.request {
                return last;
            }
            self.tick();
        }
        panic!("no request any more");
    }

    fn until_no_request(&mut self) {
        while self.request.is_some() {
            self.tick();
        }
    }

    fn tick(&mut self) {
        self.now = self.timer.take().expect("a timer is armed").max(self.now);
        self.tell(Input::Timer);
    }

    pub(crate) fn live_through(&mut self, fate: &Fate) {
        let last = self.until_request();
        match fate {
            Fate::NoAnswer => self.until_no_request(),
            Fate::Refused(status) => {
                let status = *status;
                self.tell(Input::Opened { status, event_stream: false, retry_after_ms: None });
            }
            Fate::Stream { events, gap, torn, end } => {
                self.tell(Input::Opened { status: 200, event_stream: true, retry_after_ms: None });
                self.tell(Input::Bytes(b":\n\n"));
                let mut text = String::new();
                let mut last = last.unwrap_or(self.journal);
                if *gap {
                    last = self.journal;
                    text.push_str(&format!("event: gap\nid: {last}\ndata: {{}}\n\n"));
                }
                for id in (last + 1..=self.journal).take(*events) {
                    text.push_str(&format!("id: {id}\ndata: {id}\n\n"));
                }
                let torn = if *torn { text.len() / 2 } else { text.len() };
                self.tell(Input::Bytes(&text.as_bytes()[..torn]));
                self.end(*end);
            }
        }
    }

    fn end(&mut self, end: End) {
        match end {
            End::BlackHole => self.until_no_request(),
            End::Clean => {
                self.request = None;
                self.tell(Input::Ended);
            }
            End::Reset => {
                self.request = None;
                self.tell(Input::Failed);
            }
            End::Hidden => {
                self.tell(Input::Pause);
                assert_eq!(self.request, None);
                self.now += 60_000;
                self.tell(Input::Timer);
                assert_eq!(self.request, None, "nobody looks");
                self.tell(Input::Resume);
            }
            End::Killed => {
                let last_event_id = self.connection.last_event_id().map(str::to_owned);
                self.connection = Connection::new(Options::default());
                (self.request, self.timer) = (None, None);
                self.under_way.clear();
                self.handed_over.clear();
                self.tell(Input::Start { last_event_id });
            }
        }
    }
}
