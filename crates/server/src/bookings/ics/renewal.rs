use super::super::parts::BookingStore;
use super::super::renewals;
use super::{Method, alarm, download, event};
use crate::auth::Signed;
use crate::cases;
use crate::fail::Result;
use crate::http::{Id, Language};
use axum::extract::State;
use axum::response::Response;
use domain::wire::problem::ProblemCode;
use icalendar::{Component as _, Event, EventLike as _, EventStatus};
use std::sync::Arc;

/// 60, 30 and 7 days before at nine in the morning. The event starts at midnight.
const REMINDERS: [&str; 3] = ["-P59DT15H", "-P29DT15H", "-P6DT15H"];

/// Calendar event on the last day of a decision, with reminders 60, 30 and 7 days before (M-45). 404 if nothing has to be
/// renewed.
#[utoipa::path(get, path = "/applications/{id}/renewal.ics", tag = "bookings",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = String, content_type = "text/calendar",
        headers(("Content-Disposition" = String)))))]
pub(in super::super) async fn renewal(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<Response> {
    let case = cases::find(&bookings.base.db, &account, &id).await?;
    let until = renewals::until(&bookings, &case)?.ok_or(ProblemCode::NotFound)?;
    let decided_at = case.decision().ok_or(ProblemCode::NotFound)?.issued_at;
    let (summary, description) = if language.0 == "en" {
        (
            "Okno: renew a decision",
            "The last day on which the decision holds. What to renew is in your account.",
        )
    } else {
        (
            "Окно: продлить решение",
            "Последний день, когда решение действует. Что продлить, написано в личном кабинете.",
        )
    };
    let uid = format!("renewal-{}@okno.example", case.id);
    let mut event: Event = event(&uid, 0, decided_at, summary);
    // A date without an end is an event of one day (RFC 5545, 3.6.1).
    event.starts(until).description(description).status(EventStatus::Confirmed);
    for trigger in REMINDERS {
        let alarm = alarm(&event, summary, trigger);
        event.alarm(alarm);
    }
    let name = if language.0 == "en" { "Renewal.ics" } else { "Продление.ics" };
    download(Method::Publish, event, "renewal.ics", name)
}
