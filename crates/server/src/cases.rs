//! Cases: applications in the database, and the letters about them. The modules `applications`, `bookings` and `bureau`
//! build on this one.

mod decision;
pub(crate) mod letter;
pub(crate) mod letters;
mod number;
mod parts;
mod place;
mod queue;
pub(crate) mod refusals;
mod seen;
mod statistics;
mod store;
mod summary;
pub(crate) mod term;
mod words;

pub(crate) use decision::{
    DecisionBody, Entitlement, RecordKind, context as decision_context, signer, told,
};
pub(crate) use number::{next_decision, next_number};
pub(crate) use parts::CaseStore;
pub(crate) use place::place;
pub(crate) use queue::{Executor, Queue, queue};
pub(crate) use seen::{see, seen, unseen};
pub(crate) use statistics::statistics;
pub(crate) use store::{
    Case, answers_context, by_id, find, journal, of_account, plan_context, remarks_context,
};
pub(crate) use words::{Words, day as day_words};
