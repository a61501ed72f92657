mod network;
mod patience;
mod responses;
mod wake;

use crate::{Command, Event, Failure, Phase, Request, Snapshot};
use backoff::Backoff;
use network::Network;
use patience::Patience;

/// What to upload and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The URL that creates uploads. Relative locations are resolved against it.
    pub endpoint: String,
    /// The file's size, bytes.
    pub size: u64,
    /// An unfinished upload of the same bytes, to be resumed or deleted.
    pub url: Option<String>,
    /// Largest PATCH, bytes.
    pub chunk: u64,
    /// A request without progress for so long is dead, ms.
    pub stall_ms: u64,
}

impl Options {
    /// Options of a new upload, with chunks of 5 MiB and a stall limit of 30 seconds.
    #[must_use]
    pub fn new(endpoint: impl Into<String>, size: u64) -> Self {
        let (endpoint, chunk) = (endpoint.into(), 5 * 1024 * 1024);
        Self { endpoint, size, url: None, chunk, stall_ms: 30_000 }
    }
}

/// The state machine of one upload: (state, event, random number) → (state, commands).
///
/// It gives up only on responses that another attempt will not change, never because of the network. It always continues at
/// the server's offset, so that the file arrives unchanged. It has at most one request in flight.
#[derive(Debug)]
pub struct Upload {
    options: Options,
    stage: Stage,
    url: Option<String>,
    /// Number of this creation; grows each time the server loses an upload.
    round: u32,
    /// A creation ended without a response, so the server may have an upload whose URL we do not know.
    is_creation_lost: bool,
    /// Bytes that the server has, by its last response.
    offset: u64,
    /// Largest offset that the server ever reported.
    acknowledged: u64,
    /// Bytes that the server can have at most. `None` for an upload begun earlier, of which we do not know what was sent.
    ceiling: Option<u64>,
    /// Bytes of the PATCH in flight, and how many of them were sent.
    patch: u64,
    sent: u64,
    chunk: u64,
    /// Largest chunk that the server accepts, as far as known.
    largest_chunk: u64,
    network: Network,
    backoff: Backoff,
    patience: Patience,
    reported: Option<Snapshot>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Idle,
    InFlight(Request),
    /// `firm`: the server has set the time (`Retry-After`), so nothing shortens it.
    Waiting {
        firm: bool,
    },
    Offline,
    SignIn,
    Paused,
    NoSource,
    Done,
    Failed,
    Cancelled,
}

impl Upload {
    /// An upload that waits for [`Event::Start`].
    #[must_use]
    pub fn new(mut options: Options) -> Self {
        let chunk = options.chunk.max(1);
        let url = options.url.take();
        Self {
            options,
            stage: Stage::Idle,
            round: 0,
            is_creation_lost: false,
            offset: 0,
            acknowledged: 0,
            ceiling: if url.is_some() { None } else { Some(0) },
            url,
            patch: 0,
            sent: 0,
            chunk,
            largest_chunk: chunk,
            network: Network::default(),
            backoff: Backoff::default(),
            patience: Patience::default(),
            reported: None,
        }
    }

    /// Takes an event and returns the commands to carry out. `jitter` is a random number from 0 to 1.
    pub fn handle(&mut self, event: Event, jitter: f64) -> Vec<Command> {
        let mut out = Vec::new();
        match event {
            Event::Start if self.stage == Stage::Idle => self.proceed(&mut out),
            Event::Start => {}
            Event::Response(response) if self.stage == Stage::InFlight(response.request) => {
                self.handle_response(response, jitter, &mut out);
            }
            Event::Response(_) => {}
            Event::Progress { sent_in_request } => {
                if self.stage == Stage::InFlight(Request::Patch) {
                    self.sent = self.sent.max(sent_in_request.min(self.patch));
                }
            }
            Event::NetworkError => self.network_error(jitter, &mut out),
            Event::Stalled => self.stalled(jitter, &mut out),
            Event::SourceLost => self.source_lost(&mut out),
            Event::Timer => self.timer(&mut out),
            Event::Online => self.online(&mut out),
            Event::Offline => self.offline(&mut out),
            Event::Pause => self.pause(&mut out),
            Event::Resume => self.resume(&mut out),
            Event::SignedIn if self.stage == Stage::SignIn => self.proceed(&mut out),
            Event::SignedIn => {}
            Event::Cancel => self.cancel(&mut out),
        }
        self.report(&mut out);
        out
    }

    /// Progress and phase, to show.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let sent = self.offset.saturating_add(self.sent).max(self.acknowledged);
        Snapshot {
            acknowledged: self.acknowledged,
            sent,
            total: self.options.size,
            phase: self.phase(),
        }
    }

    /// How long the request in flight may make no progress before [`Event::Stalled`], ms; `None` without a request.
    #[must_use]
    pub fn stall_ms(&self) -> Option<u64> {
        matches!(self.stage, Stage::InFlight(_)).then_some(self.options.stall_ms)
    }

    /// The upload's URL, once it is known.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// Sends the next request, or waits first if the system reports that there is no network.
    fn proceed(&mut self, out: &mut Vec<Command>) {
        if !self.network.is_down() {
            return self.attempt(out);
        }
        self.stage = Stage::Offline;
        out.extend([Command::WaitOnline, Command::WaitMs(self.network.next_probe())]);
    }

    /// Sends the next request: deletes a cancelled upload, asks for the offset of an existing one, or creates it.
    fn attempt(&mut self, out: &mut Vec<Command>) {
        let (request, command) = match self.url.clone() {
            Some(url) if self.patience.is_cancelling => (Request::Delete, Command::Delete { url }),
            Some(url) => (Request::Head, Command::Head { url }),
            None => {
                let (length, round) = (self.options.size, self.round);
                (Request::Create, Command::Create { length, round })
            }
        };
        self.stage = Stage::InFlight(request);
        out.push(command);
    }

    /// Sends the next chunk from the server's offset, or finishes if there is none.
    fn send(&mut self, out: &mut Vec<Command>) {
        let Some(url) = self.url.clone() else { return self.attempt(out) };
        let rest = self.options.size.saturating_sub(self.offset);
        if rest == 0 {
            self.stage = Stage::Done;
            out.extend([Command::Forget, Command::Done { url }]);
            return;
        }
        let (offset, len) = (self.offset, rest.min(self.chunk));
        (self.patch, self.sent) = (len, 0);
        self.ceiling = self.ceiling.map(|ceiling| ceiling.max(offset.saturating_add(len)));
        self.stage = Stage::InFlight(Request::Patch);
        out.push(Command::Patch { url, offset, len });
    }

    fn back_off(&mut self, retry_after_ms: Option<u64>, jitter: f64, out: &mut Vec<Command>) {
        if self.network.is_down() && retry_after_ms.is_none() {
            return self.proceed(out);
        }
        self.stage = Stage::Waiting { firm: retry_after_ms.is_some() };
        out.push(Command::WaitMs(retry_after_ms.unwrap_or_else(|| self.backoff.next(jitter))));
    }

    fn fail(&mut self, failure: Failure, out: &mut Vec<Command>) {
        self.stage = Stage::Failed;
        out.push(Command::Failed(failure));
    }

    fn abort(&mut self, out: &mut Vec<Command>) {
        if matches!(self.stage, Stage::InFlight(_)) {
            out.push(Command::AbortRequest);
        }
        self.is_creation_lost |= self.stage == Stage::InFlight(Request::Create);
        self.sent = 0;
    }

    fn report(&mut self, out: &mut Vec<Command>) {
        let snapshot = self.snapshot();
        if self.reported.replace(snapshot) != Some(snapshot) {
            out.push(Command::Report(snapshot));
        }
    }

    fn phase(&self) -> Phase {
        match self.stage {
            Stage::Cancelled => Phase::Cancelled,
            Stage::Done => Phase::Done,
            _ if self.patience.is_cancelling => Phase::Cancelling,
            Stage::Idle => Phase::Idle,
            Stage::InFlight(Request::Create) => Phase::Creating,
            Stage::InFlight(Request::Head) => Phase::Checking,
            Stage::InFlight(Request::Patch) => Phase::Sending,
            Stage::InFlight(Request::Delete) => Phase::Cancelling,
            Stage::Waiting { .. } => Phase::Waiting,
            Stage::Offline => Phase::Offline,
            Stage::SignIn => Phase::SignIn,
            Stage::Paused => Phase::Paused,
            Stage::NoSource => Phase::NeedsSource,
            Stage::Failed => Phase::Failed,
        }
    }
}
