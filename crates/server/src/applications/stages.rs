use chrono::{DateTime, Utc};
use domain::booking::Visit;
use domain::case::CaseState;
use domain::stages::{Booked, Facts};
use domain::wire::application::{CaseVisit, JournalEntry, Stage};

/// The way of a case at `now`.
pub(super) fn stages(
    state: CaseState,
    visit: Option<&CaseVisit>,
    journal: &[JournalEntry],
    now: DateTime<Utc>,
) -> Vec<Stage> {
    let booking = visit.and_then(|visit| visit.booking.as_ref());
    let booking = booking.map(|booking| Booked {
        id: &booking.id,
        starts_at: booking.starts_at,
        is_ahead: booking.is_ahead(now),
    });
    let visit = visit.map(|visit| visit.visit);
    domain::stages::stages(&Facts { state, visit, booking, journal })
}

/// Whether the documents of an operation are approved and it has no date (S-06).
pub(super) fn is_ready_to_plan(state: CaseState, visit: Option<Visit>, has_date: bool) -> bool {
    state == CaseState::Approved && visit == Some(Visit::Operation) && !has_date
}
