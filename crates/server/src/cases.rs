//! Cases: applications in the database, and the letters about them. The modules `applications`, `bookings` and `bureau`
//! build on this one.

pub(crate) mod letters;
mod parts;
pub(crate) mod refusals;
mod store;

pub(crate) use parts::CaseStore;
pub(crate) use store::{Case, answers_context, by_id, find, journal, of_account, remarks_context};
