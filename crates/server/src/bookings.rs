//! Bookings: the slots that citizens have booked for their visits, and everything that can happen to a booking.
//!
//! Each change runs in one transaction of the only writer. It checks, changes the booking, records which slots became free
//! or taken, and notifies the citizen and those who wait for an earlier slot. The unique indexes of the table catch what
//! the checks miss.

mod announce;
mod book;
mod cancel;
mod case;
mod due;
mod ics;
mod list;
mod office;
mod parts;
mod read;
mod registry;
mod relocate;
mod renewals;
mod row;
mod show;
mod store;
mod transfer;
mod visit;
mod waiting;
mod words;

pub(crate) use case::{
    Expected, applications_with_date, chooses_date, close, expected, follow_answers, of_case,
    visited, waits_for_date,
};
pub(crate) use office::office;
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
        .routes(routes!(visit::visit))
        .routes(routes!(book::book))
        .routes(routes!(list::list))
        .routes(routes!(show::show))
        .routes(routes!(relocate::relocate))
        .routes(routes!(cancel::cancel))
        .routes(routes!(waiting::start::start, waiting::stop::stop))
        .routes(routes!(transfer::accept::accept))
        .routes(routes!(transfer::decline::decline))
        .routes(routes!(transfer::letter::letter))
        .routes(routes!(ics::visit::visit))
        .routes(routes!(ics::renewal::renewal))
}
