/// A kind of request. There is never more than one in flight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// POST to the endpoint.
    Create,
    /// HEAD of the upload: how many bytes has the server?
    Head,
    /// PATCH of the upload: bytes of the file.
    Patch,
    /// DELETE of the upload.
    Delete,
}

/// A response with the headers that the driver has parsed. `None` for a header that is missing or not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The request that this responds to.
    pub request: Request,
    /// The HTTP status.
    pub status: u16,
    /// `Upload-Offset`.
    pub offset: Option<u64>,
    /// `Upload-Length`.
    pub length: Option<u64>,
    /// `Location` as received, absolute or relative.
    pub location: Option<String>,
    /// `Retry-After`, ms.
    pub retry_after_ms: Option<u64>,
}

impl Response {
    /// A response without headers.
    #[must_use]
    pub fn new(request: Request, status: u16) -> Self {
        Self { request, status, offset: None, length: None, location: None, retry_after_ms: None }
    }
}

/// An event for an [`crate::Upload`], which ignores events that do not fit its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Start the upload, or resume the one in [`crate::Options::url`].
    Start,
    /// The response to the request in flight has arrived.
    Response(Response),
    /// The network has accepted bytes of the PATCH in flight.
    Progress {
        /// Bytes so far, counted from the beginning of this PATCH.
        sent_in_request: u64,
    },
    /// The request ended without a response.
    NetworkError,
    /// The request made no progress for [`crate::Upload::stall_ms`].
    Stalled,
    /// The file can no longer be read: it was changed, moved or removed. Pass this instead of [`Event::NetworkError`] if that
    /// is why a request failed, or at any other time.
    SourceLost,
    /// The time of the last [`crate::Command::WaitMs`] has passed.
    Timer,
    /// The system reports that the network is back.
    Online,
    /// The system reports that the network is gone.
    Offline,
    /// The citizen pauses the upload.
    Pause,
    /// Continue now: after a pause or a failure, with a new source for a lost one, or without waiting longer for the network.
    /// For a finished upload this repeats [`crate::Command::Done`].
    Resume,
    /// The citizen cancels the upload: delete it here and on the server.
    Cancel,
    /// Answer to [`crate::Command::AskSignIn`]: the session is valid, still or again.
    SignedIn,
}
