//! What each HTTP status means for each kind of request.

use crate::Request;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Accepted,
    /// The session is over: sign in again and keep the URL.
    SignIn,
    /// Either the session is over or the upload is somebody else's: check the session first.
    CheckSignIn,
    /// The server no longer has the upload: create a new one.
    StartOver,
    /// The server has another offset: ask for it.
    CheckOffset,
    /// As `CheckOffset`, but only once until there is progress. Another tab may have continued the upload.
    CheckOffsetOnce,
    /// Wait (`Retry-After` or back-off), keep the URL, then ask for the offset.
    BackOff,
    TooLarge,
    SmallerChunk,
    SameChunk,
    Version,
    Refused,
}

pub(crate) fn verdict(request: Request, status: u16) -> Verdict {
    use Request::{Create, Delete, Head, Patch};
    match (request, status) {
        (_, 200..=299) | (Delete, 404 | 410) => Verdict::Accepted,
        (_, 401) => Verdict::SignIn,
        (_, 403) => Verdict::CheckSignIn,
        (Head | Patch, 404 | 410) => Verdict::StartOver,
        (Head | Patch, 409) => Verdict::CheckOffset,
        (_, 408 | 423 | 425 | 429 | 500..=599) => Verdict::BackOff,
        (Create, 413) => Verdict::TooLarge,
        (Patch, 413) => Verdict::SmallerChunk,
        (Patch, 460) => Verdict::SameChunk,
        (Patch, 400) => Verdict::CheckOffsetOnce,
        (_, 412) => Verdict::Version,
        _ => Verdict::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Request::{Create, Delete, Head, Patch};

    #[test]
    fn the_table() {
        for (status, expected) in [
            (201, [Verdict::Accepted; 4]),
            (204, [Verdict::Accepted; 4]),
            (400, [Verdict::Refused, Verdict::Refused, Verdict::CheckOffsetOnce, Verdict::Refused]),
            (401, [Verdict::SignIn; 4]),
            (403, [Verdict::CheckSignIn; 4]),
            (404, [Verdict::Refused, Verdict::StartOver, Verdict::StartOver, Verdict::Accepted]),
            (408, [Verdict::BackOff; 4]),
            (409, [Verdict::Refused, Verdict::CheckOffset, Verdict::CheckOffset, Verdict::Refused]),
            (410, [Verdict::Refused, Verdict::StartOver, Verdict::StartOver, Verdict::Accepted]),
            (412, [Verdict::Version; 4]),
            (413, [Verdict::TooLarge, Verdict::Refused, Verdict::SmallerChunk, Verdict::Refused]),
            (415, [Verdict::Refused; 4]),
            (423, [Verdict::BackOff; 4]),
            (425, [Verdict::BackOff; 4]),
            (429, [Verdict::BackOff; 4]),
            (460, [Verdict::Refused, Verdict::Refused, Verdict::SameChunk, Verdict::Refused]),
            (500, [Verdict::BackOff; 4]),
            (502, [Verdict::BackOff; 4]),
            (503, [Verdict::BackOff; 4]),
            (504, [Verdict::BackOff; 4]),
            (304, [Verdict::Refused; 4]),
        ] {
            assert_eq!(
                [Create, Head, Patch, Delete].map(|request| verdict(request, status)),
                expected,
                "{status}"
            );
        }
    }
}
