use crate::Event;

/// An input of a [`super::Connection`], which ignores inputs that do not fit its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input<'a> {
    /// Connect for the first time.
    Start {
        /// The last id that was applied, perhaps by another tab.
        last_event_id: Option<String>,
    },
    /// The response's status and headers have arrived.
    Opened {
        /// The HTTP status.
        status: u16,
        /// Whether `Content-Type` names an event stream; see [`crate::is_event_stream`].
        event_stream: bool,
        /// `Retry-After`, ms.
        retry_after_ms: Option<u64>,
    },
    /// Bytes of the response's body, as they arrive.
    Bytes(&'a [u8]),
    /// The body ended.
    Ended,
    /// The request or the body failed.
    Failed,
    /// The delivery with this number ([`Command::Apply`] or [`Command::Snapshot`]) is applied: the server need not repeat it.
    Applied(u64),
    /// The delivery with this number could not be applied. A snapshot follows after a pause.
    NotApplied(u64),
    /// The pause of the last [`Command::WaitMs`] is over.
    Timer,
    /// The system reports that the network is back.
    Online,
    /// The system reports that the network is gone.
    Offline,
    /// The page became visible.
    Visible,
    /// The page came back from the back-forward cache, where no stream survives.
    Restored,
    /// The page is hidden, or the citizen has paused updates. Closes the stream until [`Input::Resume`].
    Pause,
    /// Resume after the last applied id, or with a snapshot if there is none.
    Resume,
    /// Answer to [`Command::AskSignIn`]: the session is valid, still or again.
    SignedIn,
    /// Stop for good.
    Stop,
}

/// What the driver has to do. It carries out the commands of a step in order, before it passes another input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Send the request, with `Last-Event-ID`. There is never more than one at a time.
    Connect {
        /// Every event up to this id is applied.
        last_event_id: Option<String>,
    },
    /// Abort the request. Pass no input about it afterwards.
    Abort,
    /// Pass [`Input::Timer`] after so many ms. Replaces the timer set before.
    WaitMs(u64),
    /// Fetch the whole state, because events may be missing. Comes regularly while no stream gets through.
    Snapshot {
        /// Number for [`Input::Applied`] or [`Input::NotApplied`]. Once applied, it covers all earlier deliveries.
        delivery: u64,
    },
    /// Apply an event. It is not delivered again.
    Apply {
        /// The event.
        event: Event,
        /// Number for [`Input::Applied`] or [`Input::NotApplied`].
        delivery: u64,
    },
    /// Check the session, let the citizen sign in if necessary, then pass [`Input::SignedIn`].
    AskSignIn,
    /// The server has ended the stream for good (204): there will be no more events.
    Stop,
    /// There has been no connection for five seconds: tell the citizen.
    Lost,
    /// The connection is back after [`Command::Lost`].
    Found,
}

/// Settings that client and server agree on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The server sends something at least this often, ms.
    pub heartbeat_ms: u64,
    /// Interval between snapshots while no stream gets through, ms.
    pub poll_every_ms: u64,
    /// How long to poll before trying the stream again, ms.
    pub retry_stream_ms: u64,
    /// Type of the event that tells that the server could not replay everything.
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
