//! Transfers: an institution that cannot keep a time proposes another one, with a letter (S-26). The proposed slot is held
//! while the citizen decides.

pub(super) mod accept;
mod answered_proposal;
mod close;
pub(super) mod decline;
pub(super) mod letter;
mod propose;
mod work;

pub(crate) use propose::{Proposal, propose};
pub(crate) use work::{close_unanswered, work};
