/// A kind of request. There is never more than one in flight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    Create,
    Head,
    Patch,
    Delete,
}

/// An answer, its headers read by the caller; a header that is missing or not a number is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub request: Request,
    pub status: u16,
    /// `Upload-Offset`.
    pub offset: Option<u64>,
    /// `Upload-Length`.
    pub length: Option<u64>,
    /// `Location`, as it came: absolute or relative.
    pub location: Option<String>,
    /// `Retry-After`, ms.
    pub retry_after_ms: Option<u64>,
}

impl Response {
    /// An answer without headers.
    #[must_use]
    pub fn new(request: Request, status: u16) -> Self {
        Self { request, status, offset: None, length: None, location: None, retry_after_ms: None }
    }
}

/// What an [`crate::Upload`] is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Begin; with the URL of an earlier attempt go on where the server is.
    Start {
        url: Option<String>,
    },
    Response(Response),
    /// Bytes of the PATCH in flight that the network has taken so far.
    Progress {
        sent_in_request: u64,
    },
    /// The request ended without an answer.
    NetworkError,
    /// Nothing moved for [`crate::Upload::stall_ms`].
    Stalled,
    /// The pause of the last [`crate::Command::WaitMs`] is over.
    Timer,
    Online,
    Offline,
    /// The citizen's buttons.
    Pause,
    /// Also after a failure: try once more.
    Resume,
    Cancel,
    /// The session is (still or again) valid, after [`crate::Command::AskSignIn`].
    SignedIn,
}
