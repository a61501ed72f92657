//! Passkeys (WebAuthn): a key of the citizen's device, which checks who uses it. It signs in without password and code.

pub(super) mod add;
mod ceremonies;
pub(super) mod delete;
pub(super) mod sign_in;
mod store;

pub(super) use ceremonies::sweep;
pub(super) use store::list;
