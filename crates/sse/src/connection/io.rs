use crate::Event;

/// What a [`super::Connection`] is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input<'a> {
    /// Begin, with the last id that was applied before, if any.
    Start { last_event_id: Option<String> },
    /// The answer's status line and headers. `event_stream`: see [`crate::is_event_stream`].
    Opened { status: u16, event_stream: bool, retry_after_ms: Option<u64> },
    /// Bytes of the answer's body, as they come.
    Bytes(&'a [u8]),
    /// The body ended.
    Ended,
    /// The request or the body failed.
    Failed,
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
    /// The citizen signed in after [`Command::AskSignIn`].
    SignedIn,
    /// End for good.
    Stop,
}

/// What the caller does, in this order, before it tells anything more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Send the request, `Last-Event-ID` included. There is never more than one.
    Connect {
        last_event_id: Option<String>,
    },
    /// Cut the request; nothing of it may be told afterwards.
    Abort,
    /// Wake up with [`Input::Timer`] after so many ms; replaces the pause set before.
    WaitMs(u64),
    /// Fetch the whole state: events may be missing.
    Snapshot,
    /// Fetch the whole state regularly, until [`Command::StopPolling`].
    Poll {
        every_ms: u64,
    },
    StopPolling,
    AskSignIn,
    /// There will be no more events.
    Stop,
    /// Apply an event; its id counts as seen.
    Apply(Event),
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
    /// How often to poll where no stream gets through, ms.
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
