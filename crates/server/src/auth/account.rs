//! `/account`: how the citizen signs in, and how they are reached.

pub(super) mod access;
pub(super) mod authenticator;
pub(super) mod email;
pub(super) mod factor;
pub(super) mod notices;
pub(super) mod password;
pub(super) mod phone;
pub(super) mod recovery_codes;
pub(super) mod show;
