//! The visit that belongs to an application: what its answers say of it.

mod facts;

pub(crate) use facts::{VisitFacts, of};
