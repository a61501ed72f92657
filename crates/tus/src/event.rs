/// A kind of request. There is never more than one in flight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// POST to the endpoint.
    Create,
    /// HEAD of the upload: how much has the server?
    Head,
    /// PATCH of the upload: bytes of the file.
    Patch,
    /// DELETE of the upload.
    Delete,
}

/// An answer, its headers read by the caller; a header that is missing or not a number is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// What it answers.
    pub request: Request,
    /// The HTTP status.
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

/// What an [`crate::Upload`] is told. What does not fit its state is ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Begin, or go on with [`crate::Options::url`].
    Start,
    /// The request in flight was answered.
    Response(Response),
    /// Bytes of the PATCH in flight that the network has taken so far.
    Progress {
        /// Counted from the beginning of this PATCH.
        sent_in_request: u64,
    },
    /// The request ended without an answer.
    NetworkError,
    /// Nothing moved for [`crate::Upload::stall_ms`].
    Stalled,
    /// The file can be read no more: it was changed, moved or taken away. Told instead of [`Event::NetworkError`] when a
    /// request failed for it, or at any other time.
    SourceLost,
    /// The pause of the last [`crate::Command::WaitMs`] is over.
    Timer,
    /// The system says that there is a network again.
    Online,
    /// The system says that there is none.
    Offline,
    /// The citizen holds the upload.
    Pause,
    /// Go on now: after a pause, a failure, with a source for the one that was lost, or without waiting for the network any
    /// longer. Once done, [`crate::Command::Done`] is said again.
    Resume,
    /// The citizen does not want the upload: delete it, here and on the server.
    Cancel,
    /// The session is (still or again) valid, after [`crate::Command::AskSignIn`].
    SignedIn,
}
