/// What the caller does, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// POST to the endpoint with `Upload-Length`.
    Create {
        length: u64,
    },
    Head {
        url: String,
    },
    /// Send `len` bytes of the file from `offset` on, with `Upload-Offset`.
    Patch {
        url: String,
        offset: u64,
        len: u64,
    },
    /// Terminate the upload on the server.
    Delete {
        url: String,
    },
    /// Cut the request in flight; nothing of it may be told afterwards.
    AbortRequest,
    /// Wake up with [`crate::Event::Timer`] after so many ms; replaces the pause set before.
    WaitMs(u64),
    /// Wake up with [`crate::Event::Online`].
    WaitOnline,
    /// Check the session, let the citizen sign in if need be, then tell [`crate::Event::SignedIn`]. The URL is kept.
    AskSignIn,
    /// Store what resumes the upload after a reload: never the file's name or content.
    Remember {
        url: String,
        offset: u64,
    },
    /// Delete what was stored.
    Forget,
    Report(Snapshot),
    /// The server has every byte.
    Done {
        url: String,
    },
    Failed(Failure),
}

/// What there is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snapshot {
    /// Bytes the server has confirmed; never goes back, not even when it lost the upload and it starts anew.
    pub acknowledged: u64,
    /// Bytes handed to the network, at least `acknowledged`; goes back after a cut.
    pub sent: u64,
    pub total: u64,
    pub phase: Phase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Idle,
    Creating,
    /// Asks the server what it has.
    Checking,
    Sending,
    /// Tries again after a pause.
    Waiting,
    Offline,
    SignIn,
    Paused,
    Cancelling,
    Done,
    Failed,
    Cancelled,
}

/// Why an upload ended without success. Failures of the network are none: they are waited out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Larger than the server takes (413 on creation).
    TooLarge,
    /// The server speaks another version of tus (412).
    Version,
    /// The same bytes failed their checksum time and again (460).
    Checksum,
    /// The server lost the upload again and again.
    Gone,
    /// The server says yes but leaves out what the protocol demands.
    BadAnswer,
    /// An answer that no further attempt will change.
    Refused { status: u16 },
}
