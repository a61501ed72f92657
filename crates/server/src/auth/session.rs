//! Sessions end after 15 idle minutes (S-02) and after 12 hours at the latest. They are stored in the database, so that
//! they survive a restart, and under a hash of the token, so that reading the database does not let anybody in.

pub(super) mod activity;
mod agent;
pub(super) mod end;
pub(super) mod list;
pub(super) mod show;
mod signed;
mod store;

pub(super) use show::citizen;
pub(super) use signed::Trusted;
pub(crate) use signed::{Peek, Signed};
pub(super) use store::{Started, is_unseen, public_name, start, trust};
pub(crate) use store::{start_without_sign_in, sweep};
