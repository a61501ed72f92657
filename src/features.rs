//! One folder per task of the citizen. Features do not import each other; they meet in `domain` and `paths`.

pub(crate) mod account;
pub(crate) mod booking;
pub(crate) mod cases;
pub(crate) mod feedback;
pub(crate) mod form;
pub(crate) mod home;
pub(crate) mod messages;
pub(crate) mod search;
