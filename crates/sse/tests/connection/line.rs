use sse::{Command, Connection, Event, Input, Options};

/// A connection under test, with its clock.
pub(crate) struct Line {
    pub(crate) connection: Connection,
    pub(crate) now: u64,
    pub(crate) timer: Option<u64>,
    /// Commands of the last step. Delivery numbers are replaced by 0, for comparison, and collected in `deliveries`.
    pub(crate) commands: Vec<Command>,
    pub(crate) deliveries: Vec<u64>,
    /// Whether every delivery is applied at once.
    pub(crate) applies: bool,
}

pub(crate) const WATCHDOG: u64 = 37_500;
pub(crate) const HOUR: u64 = 3_600_000;

impl Line {
    pub(crate) fn new() -> Self {
        Self {
            connection: Connection::new(Options::default()),
            now: 1_000_000,
            timer: None,
            commands: vec![],
            deliveries: vec![],
            applies: true,
        }
    }

    pub(crate) fn started(id: Option<&str>) -> Self {
        let mut line = Self::new();
        line.tell(Input::Start { last_event_id: id.map(str::to_owned) });
        line
    }

    /// A stream that is open: id 5 is applied, the first bytes have arrived.
    pub(crate) fn open() -> Self {
        let mut line = Self::started(Some("5"));
        line.answer(200);
        line.bytes(":\n\n");
        line
    }

    pub(crate) fn tell(&mut self, input: Input<'_>) -> &[Command] {
        self.tell_with(input, 1.0)
    }

    pub(crate) fn tell_with(&mut self, input: Input<'_>, jitter: f64) -> &[Command] {
        self.timer = self.timer.filter(|_| input != Input::Timer);
        self.commands = self.connection.handle(input, self.now, jitter);
        self.timer = self.waits().map(|ms| self.now + ms).or(self.timer);
        for command in &mut self.commands {
            if let Command::Apply { delivery, .. } | Command::Snapshot { delivery } = command {
                self.deliveries.push(std::mem::take(delivery));
            }
        }
        if self.applies {
            for delivery in std::mem::take(&mut self.deliveries) {
                let commands = self.connection.handle(Input::Applied(delivery), self.now, jitter);
                assert_eq!(commands, []);
            }
        }
        &self.commands
    }

    /// Like [`open`](Self::open), but deliveries are not applied by themselves.
    pub(crate) fn slow() -> Self {
        Self { applies: false, ..Self::open() }
    }

    /// Breaks the connection and returns the `Last-Event-ID` of the next request.
    pub(crate) fn resumes_from(&mut self) -> Option<String> {
        self.pause();
        let connects = |command: &Command| match command {
            Command::Connect { last_event_id } => Some(last_event_id.clone()),
            _ => None,
        };
        self.commands.iter().find_map(connects).expect("a request")
    }

    pub(crate) fn answer(&mut self, status: u16) -> &[Command] {
        self.tell(Input::Opened { status, event_stream: true, retry_after_ms: None })
    }

    pub(crate) fn bytes(&mut self, text: &str) -> &[Command] {
        self.tell(Input::Bytes(text.as_bytes()))
    }

    /// Lets `ms` pass, then fires the timer.
    pub(crate) fn after(&mut self, ms: u64) -> &[Command] {
        self.now += ms;
        self.tell(Input::Timer)
    }

    pub(crate) fn has(&self, command: &Command) -> bool {
        self.commands.contains(command)
    }

    pub(crate) fn connects(&self) -> bool {
        self.commands.iter().any(|command| matches!(command, Command::Connect { .. }))
    }

    pub(crate) fn waits(&self) -> Option<u64> {
        let wait = |command: &Command| match command {
            Command::WaitMs(ms) => Some(*ms),
            _ => None,
        };
        self.commands.iter().find_map(wait)
    }

    /// Fails the request and returns how long it takes until the next one, ms.
    pub(crate) fn pause(&mut self) -> u64 {
        let failed_at = self.now;
        self.tell(Input::Failed);
        for _ in 0..10 {
            self.now = self.timer.expect("a timer is set").max(self.now);
            if self
                .tell(Input::Timer)
                .iter()
                .any(|command| matches!(command, Command::Connect { .. }))
            {
                return self.now - failed_at;
            }
        }
        panic!("no request after a failure: {:?}", self.commands);
    }
}

pub(crate) fn connect(id: Option<&str>) -> Command {
    Command::Connect { last_event_id: id.map(str::to_owned) }
}

pub(crate) fn applied(id: Option<&str>, own_id: bool, data: &str) -> Command {
    let (id, data) = (id.map(str::to_owned), data.to_owned());
    let event = Event { id, own_id, event: "message".to_owned(), data };
    Command::Apply { event, delivery: 0 }
}

pub(crate) fn snapshot() -> Command {
    Command::Snapshot { delivery: 0 }
}
