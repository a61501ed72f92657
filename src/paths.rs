//! Every address of the app. Ids in them are opaque; nothing about the citizen may stand in an address.

pub(crate) const HOME: &str = "/";
pub(crate) const SIGN_IN: &str = "/sign-in";
pub(crate) const APPLICATIONS: &str = "/applications";

/// The name of the check page among the steps of a draft; no step can have it (`-` is not allowed in their ids).
pub(crate) const REVIEW: &str = "check-answers";

/// Sign-in that leads on to another address of the app.
pub(crate) fn sign_in_then(next: &str) -> String {
    format!("{SIGN_IN}?{NEXT}={next}")
}

/// The name of the query parameter of [`sign_in_then`].
pub(crate) const NEXT: &str = "next";

/// An address from outside, if it is one of this app and not of another site.
pub(crate) fn within_app(address: String) -> Option<String> {
    let inside = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    inside.then_some(address)
}

pub(crate) fn service(id: &str) -> String {
    format!("/services/{id}")
}

/// The task list of a draft.
pub(crate) fn draft(id: &str) -> String {
    format!("/drafts/{id}")
}

pub(crate) fn draft_step(id: &str, step: &str) -> String {
    format!("/drafts/{id}/{step}")
}

pub(crate) fn application(id: &str) -> String {
    format!("/applications/{id}")
}

/// The confirmation after sending.
pub(crate) fn sent(id: &str) -> String {
    format!("/applications/{id}/sent")
}
