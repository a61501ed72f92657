use super::super::parts::BookingStore;
use super::super::row::BookingRow;
use super::super::store;
use super::{Method, alarm, download, event};
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Language};
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use domain::booking::BookingState;
use domain::values::Phone;
use icalendar::{Component as _, Event, EventLike as _, EventStatus};
use std::sync::Arc;

/// One day before, and two hours before.
const REMINDERS: [&str; 2] = ["-P1D", "-PT2H"];

/// Calendar event of the visit.
///
/// All files of a booking contain the same event: a newer file replaces an older one, and the file of a cancelled booking
/// removes the event. Neither the event nor the file's name says what the visit is for.
#[utoipa::path(get, path = "/bookings/{id}/visit.ics", tag = "bookings",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = String, content_type = "text/calendar",
        headers(("Content-Disposition" = String)))))]
pub(in super::super) async fn visit(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<Response> {
    let row = store::find(bookings.base.db.read(), &account, &id).await?;
    let cancelled = row.state(bookings.base.clock.now()) == BookingState::Cancelled;
    let method = if cancelled { Method::Cancel } else { Method::Publish };
    let event = visit_event(&bookings, &row, cancelled, language);
    download(method, event, "visit.ics", if language.0 == "en" { "Visit.ics" } else { "Визит.ics" })
}

fn visit_event(
    bookings: &BookingStore,
    row: &BookingRow,
    cancelled: bool,
    language: Language,
) -> Event {
    let english = language.0 == "en";
    let summary = if english { "Okno: visit" } else { "Окно: визит" };
    let uid = format!("visit-{}@okno.example", row.id);
    let mut event = event(&uid, row.version.saturating_sub(1), row.changed_at(), summary);
    event.starts(row.starts_at()).ends(end(row)).status(if cancelled {
        EventStatus::Cancelled
    } else {
        EventStatus::Confirmed
    });
    if let Some(institution) = bookings.institutions.network.institution(&row.institution) {
        let (city, address) =
            (institution.city.get(language.0), institution.address.get(language.0));
        let phone = Phone::parse(&institution.phone).map(|phone| phone.pretty());
        let phone = phone.unwrap_or_else(|_| institution.phone.clone());
        event.location(&format!("{city}, {address}"));
        event.description(&if english {
            format!("Phone: {phone}. The rest is in your account.")
        } else {
            format!("Телефон: {phone}. Подробности в личном кабинете.")
        });
    }
    if !cancelled {
        for trigger in REMINDERS {
            let alarm = alarm(&event, summary, trigger);
            event.alarm(alarm);
        }
    }
    event
}

fn end(row: &BookingRow) -> DateTime<Utc> {
    let starts_at = row.starts_at();
    starts_at.checked_add_signed(TimeDelta::minutes(row.minutes.into())).unwrap_or(starts_at)
}
