//! Cases: applications in the database, and the letters about them. What citizens, the bureau and institutions do with
//! one stands in the rooms above.

pub(crate) mod letters;
mod parts;
pub(crate) mod refusals;
mod store;

pub(crate) use parts::CaseStore;
pub(crate) use store::{Case, answers_place, by_id, find, journal, of_account, remarks_place};
