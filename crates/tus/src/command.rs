/// What the caller does, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// POST to the endpoint with `Upload-Length`.
    Create {
        /// The file's size, bytes.
        length: u64,
        /// Grows when the server lost an upload and another one is wanted. An `Idempotency-Key` made of a random part of
        /// the upload's own and this number gets the same upload for a creation whose answer was lost.
        round: u32,
    },
    /// HEAD of the upload: `Upload-Offset`, `Upload-Length`.
    Head {
        /// The upload.
        url: String,
    },
    /// PATCH: bytes of the file, with `Upload-Offset`.
    Patch {
        /// The upload.
        url: String,
        /// Where in the file the bytes begin.
        offset: u64,
        /// How many they are.
        len: u64,
    },
    /// Terminate the upload on the server.
    Delete {
        /// The upload.
        url: String,
    },
    /// Cut the request in flight; nothing of it may be told afterwards.
    AbortRequest,
    /// Wake up with [`crate::Event::Timer`] after so many ms; replaces the pause set before.
    WaitMs(u64),
    /// Wake up with [`crate::Event::Online`]. A pause is set as well: not every system says so.
    WaitOnline,
    /// Check the session, let the citizen sign in if need be, then tell [`crate::Event::SignedIn`]. The URL is kept.
    AskSignIn,
    /// Store what resumes the upload after a reload: never the file's name or content.
    Remember {
        /// For [`crate::Options::url`].
        url: String,
        /// What the server has, bytes.
        offset: u64,
    },
    /// Delete what was stored.
    Forget,
    /// Show this.
    Report(Snapshot),
    /// The server has every byte.
    Done {
        /// The upload.
        url: String,
    },
    /// It ended without success; [`crate::Event::Resume`] tries once more.
    Failed(Failure),
}

/// What there is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snapshot {
    /// Bytes the server has confirmed; never goes back, not even when it lost the upload and it starts anew.
    pub acknowledged: u64,
    /// Bytes handed to the network, at least `acknowledged`; goes back after a cut.
    pub sent: u64,
    /// The file's size, bytes.
    pub total: u64,
    /// What the upload is doing.
    pub phase: Phase,
}

/// What an upload is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Not begun.
    Idle,
    /// Asks the server for an upload.
    Creating,
    /// Asks the server what it has.
    Checking,
    /// Sends bytes.
    Sending,
    /// Tries again after a pause.
    Waiting,
    /// The system says that there is no network.
    Offline,
    /// Waits for [`crate::Event::SignedIn`].
    SignIn,
    /// The citizen holds it.
    Paused,
    /// The file can be read no more. Goes on from what the server has with [`crate::Event::Resume`], once there is a source of
    /// the same bytes.
    NeedsSource,
    /// Is being deleted.
    Cancelling,
    /// The server has every byte.
    Done,
    /// See [`Command::Failed`].
    Failed,
    /// Deleted.
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
    Refused {
        /// The HTTP status.
        status: u16,
    },
}
