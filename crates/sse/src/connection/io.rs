use crate::Event;

/// What a [`super::Connection`] is told. What does not fit its state is ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input<'a> {
    /// Begin.
    Start {
        /// The last id that was applied before, if any.
        last_event_id: Option<String>,
    },
    /// The answer's status line and headers.
    Opened {
        /// The HTTP status.
        status: u16,
        /// Whether `Content-Type` names an event stream; see [`crate::is_event_stream`].
        event_stream: bool,
        /// `Retry-After`, ms.
        retry_after_ms: Option<u64>,
    },
    /// Bytes of the answer's body, as they come.
    Bytes(&'a [u8]),
    /// The body ended.
    Ended,
    /// The request or the body failed.
    Failed,
    /// The delivery of this number, of [`Command::Apply`] or [`Command::Snapshot`], is applied: the stream need not repeat it.
    Applied(u64),
    /// The delivery of this number could not be applied: a snapshot follows after a pause.
    NotApplied(u64),
    /// The pause of the last [`Command::WaitMs`] is over.
    Timer,
    /// The system says it has a network again.
    Online,
    /// The system says it has none.
    Offline,
    /// The page became visible.
    Visible,
    /// The page came back from the back-forward cache, where no stream survives.
    Restored,
    /// Nobody looks, or the citizen wants no news for a while: close the stream. Nothing happens until [`Input::Resume`].
    Pause,
    /// Go on from the last id that was applied; without one, with a snapshot.
    Resume,
    /// The session is (still or again) valid, after [`Command::AskSignIn`].
    SignedIn,
    /// End for good.
    Stop,
}

/// What the caller does, in this order, before it tells anything more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Send the request, `Last-Event-ID` included. There is never more than one.
    Connect {
        /// The last id up to which everything is applied.
        last_event_id: Option<String>,
    },
    /// Cut the request; nothing of it may be told afterwards.
    Abort,
    /// Wake up with [`Input::Timer`] after so many ms; replaces the pause set before.
    WaitMs(u64),
    /// Fetch the whole state: events may be missing. Where no stream gets through this comes regularly.
    Snapshot {
        /// For [`Input::Applied`] or [`Input::NotApplied`], when all that was handed over before is applied with it.
        delivery: u64,
    },
    /// Apply an event. It is not handed over again.
    Apply {
        /// What came.
        event: Event,
        /// For [`Input::Applied`] or [`Input::NotApplied`].
        delivery: u64,
    },
    /// Check the session, let the citizen sign in if need be, then tell [`Input::SignedIn`].
    AskSignIn,
    /// There will be no more events.
    Stop,
    /// No connection for five seconds: say so.
    Lost,
    /// The connection is back after [`Command::Lost`].
    Found,
}

/// The agreed numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The server sends something at least this often, ms.
    pub heartbeat_ms: u64,
    /// How often to fetch a snapshot where no stream gets through, ms.
    pub poll_every_ms: u64,
    /// How long to poll before the stream is tried again, ms.
    pub retry_stream_ms: u64,
    /// The name of the event with which the server says that it could not replay everything.
    pub gap_event: &'static str,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            heartbeat_ms: 15_000,
            poll_every_ms: 30_000,
            retry_stream_ms: 300_000,
            gap_event: "gap",
        }
    }
}
