//! Bookings: the visits that citizens have chosen, and everything that can happen to one.
//!
//! Whatever changes a booking runs in one transaction of the one writer: it asks, changes, notes the slots that stand
//! differently now, tells the citizen and whoever waits for an earlier slot. The unique indexes of the table hold even
//! where the questions before did not.

mod announce;
mod book;
mod cancel;
mod case;
mod choice;
mod ics;
mod parts;
mod read;
mod registry;
mod relocate;
mod renewals;
mod row;
mod store;
mod transfer;
mod waiting;
mod words;

pub(crate) use case::{close, follow_answers, of_case};
pub(crate) use parts::BookingStore;
pub(crate) use registry::register;
pub(crate) use store::mark_past;
pub(crate) use transfer::{Proposal, close_unanswered, propose, work};

use crate::base::Base;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<BookingStore>: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(choice::show))
        .routes(routes!(book::book))
        .routes(routes!(read::list))
        .routes(routes!(read::show))
        .routes(routes!(relocate::relocate))
        .routes(routes!(cancel::cancel))
        .routes(routes!(waiting::begin, waiting::end))
        .routes(routes!(transfer::answer::accept))
        .routes(routes!(transfer::answer::decline))
        .routes(routes!(transfer::letter::letter))
        .routes(routes!(ics::visit::visit))
        .routes(routes!(ics::renewal::renewal))
}
