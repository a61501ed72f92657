use super::parts::BookingStore;
use super::read::{booking, operation_title};
use super::renewals;
use super::row::BookingRow;
use super::store;
use crate::auth::Signed;
use crate::cases;
use crate::fail::Result;
use crate::http::Language;
use crate::visits;
use axum::extract::State;
use chrono::{DateTime, Utc};
use domain::booking::{BookingState, NotBookable};
use domain::wire::booking::{Bookings, Unscheduled};
use std::sync::Arc;

/// The citizen's bookings, active ones first; the applications whose date is still to be chosen; the decisions to renew.
#[utoipa::path(get, path = "/bookings", tag = "bookings", security(("session" = [])),
    responses((status = 200, body = Bookings)))]
pub(super) async fn list(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    language: Language,
) -> Result<axum::Json<Bookings>> {
    let now = bookings.base.clock.now();
    let rows = store::of_account(bookings.base.db.read(), &account).await?;
    let cases = cases::of_account(&bookings.base.db, &account).await?;
    let waiting = unscheduled(&bookings, &cases, &rows, now, language)?;
    let renewals = renewals::due(&bookings, &cases, language)?;
    let (mut active, mut others) = (Vec::new(), Vec::new());
    // Active bookings: the next visit first. All others: the latest visit first.
    for row in &rows {
        let booking = booking(&bookings, row, language).await?;
        let list = if booking.state == BookingState::Booked { &mut active } else { &mut others };
        list.push(booking);
    }
    active.reverse();
    active.append(&mut others);
    Ok(axum::Json(Bookings { bookings: active, waiting, renewals, now }))
}

/// Applications with a visit whose date is not chosen yet and can be chosen now or later.
fn unscheduled(
    bookings: &BookingStore,
    cases: &[cases::Case],
    booked: &[BookingRow],
    now: DateTime<Utc>,
    language: Language,
) -> Result<Vec<Unscheduled>> {
    let mut unscheduled = Vec::new();
    for case in cases {
        let mut chosen = false;
        for row in booked.iter().filter(|row| row.application == case.id) {
            chosen |= row.state(now) != BookingState::Cancelled;
        }
        if chosen {
            continue;
        }
        let Some(facts) = visits::facts_of(&bookings.visits, case)? else { continue };
        if matches!(facts.lock, None | Some(NotBookable::NotApproved | NotBookable::NeedsInfo)) {
            unscheduled.push(Unscheduled {
                application: case.id.clone(),
                number: case.number.clone(),
                title: case.title()?.get(language.0).to_owned(),
                visit: facts.visit,
                operation: facts
                    .operation
                    .as_deref()
                    .map(|operation| operation_title(bookings, operation, language)),
                lock: facts.lock,
            });
        }
    }
    Ok(unscheduled)
}
