/// What the driver has to do. It carries out the commands of a step in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Create the upload: POST to the endpoint with `Upload-Length`.
    Create {
        /// The file's size, bytes.
        length: u64,
        /// Number of this creation; grows when the server has lost an upload and another one is needed. Send an
        /// `Idempotency-Key` of this number and a random id of this [`crate::Upload`]: if the response to a creation is lost,
        /// the retry then gets the same upload.
        round: u32,
    },
    /// Ask what the server has: HEAD, for `Upload-Offset` and `Upload-Length`.
    Head {
        /// The upload.
        url: String,
    },
    /// Send bytes of the file: PATCH with `Upload-Offset`.
    Patch {
        /// The upload.
        url: String,
        /// Position of the first byte in the file.
        offset: u64,
        /// Number of bytes.
        len: u64,
    },
    /// Delete the upload on the server.
    Delete {
        /// The upload.
        url: String,
    },
    /// Abort the request in flight. Pass no event about it afterwards.
    AbortRequest,
    /// Pass [`crate::Event::Timer`] after so many ms. Replaces the timer set before.
    WaitMs(u64),
    /// Pass [`crate::Event::Online`] when the network is back. A timer is set as well, because not every system reports that.
    WaitOnline,
    /// Check the session, let the citizen sign in if necessary, then pass [`crate::Event::SignedIn`]. The URL stays valid.
    AskSignIn,
    /// Store what is needed to resume the upload after a reload. Never store the file's name or content.
    Remember {
        /// The value for [`crate::Options::url`].
        url: String,
        /// Bytes that the server has.
        offset: u64,
    },
    /// Delete what [`Command::Remember`] stored.
    Forget,
    /// Show this to the citizen.
    Report(Snapshot),
    /// The upload is complete: the server has every byte.
    Done {
        /// The upload.
        url: String,
    },
    /// The upload has failed. [`crate::Event::Resume`] tries again.
    Failed(Failure),
}

/// Progress and phase of an upload, to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snapshot {
    /// Bytes that the server has confirmed. Never decreases, not even when the server loses the upload and it starts again.
    pub acknowledged: u64,
    /// Bytes handed to the network, at least `acknowledged`. Decreases after a cut.
    pub sent: u64,
    /// The file's size, bytes.
    pub total: u64,
    /// What the upload is doing now.
    pub phase: Phase,
}

/// What an upload is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Not started.
    Idle,
    /// Creates the upload on the server.
    Creating,
    /// Asks the server which bytes it has.
    Checking,
    /// Sends bytes.
    Sending,
    /// Pauses before the next attempt.
    Waiting,
    /// The system reports that there is no network.
    Offline,
    /// Waits for [`crate::Event::SignedIn`].
    SignIn,
    /// The citizen has paused the upload.
    Paused,
    /// The file can no longer be read. Once the driver has a source of the same bytes, [`crate::Event::Resume`] continues from
    /// what the server has.
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

/// Why an upload has failed. Network errors are not failures: the upload waits and retries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The file is larger than the server accepts (413 on creation).
    TooLarge,
    /// The server uses another version of tus (412).
    Version,
    /// The same bytes repeatedly failed their checksum (460).
    Checksum,
    /// The server repeatedly lost the upload.
    Gone,
    /// The server reports success without the headers that the protocol demands.
    BadAnswer,
    /// A status that another attempt will not change.
    Refused {
        /// The HTTP status.
        status: u16,
    },
}
