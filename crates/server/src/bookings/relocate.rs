//! A booking that moves to another time at the same institution: both or neither.

use super::read::read;
use super::store::{self, Row};
use super::tell::{News, clocks_of, tell, wake};
use super::waiting::slot_left;
use super::words::Words;
use crate::app::App;
use crate::auth::Signed;
use crate::fail::Result;
use crate::holds::{self, Purpose};
use crate::http::precondition::check_version;
use crate::http::{Id, Json, Language};
use crate::institutions::{SlotKey, find, is_free, note_change};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::booking::may_wait;
use domain::wire::booking::{Booking, MoveBooking};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// Moves a booking to another time at the same institution, until 24 hours before it, or until it begins where the
/// institution cannot keep the time. A booking that is there already stays as it is. 409 `slot_taken`, and the booking
/// stays where it was; 409 `not_allowed` when it can no longer be moved; 412 `conflict` when it has changed since.
#[utoipa::path(post, path = "/bookings/{id}/move", tag = "bookings", request_body = MoveBooking,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The booking's `ETag`")),
    security(("session" = [])),
    responses((status = 200, body = Booking, headers(("ETag" = String)))))]
pub(super) async fn relocate(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
    headers: HeaderMap,
    Json(wanted): Json<MoveBooking>,
) -> Result<Response> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    // An answer that was lost on the way is asked for again under the old version.
    if row.is_active(now)? && row.starts_at() == wanted.starts_at {
        drop(tx);
        return read(&app, &account, &id, language).await;
    }
    check_version(&headers, row.version)?;
    row.standing(now)?.may_move(now).map_err(|_| ProblemCode::NotAllowed)?;
    let slot = row.slot_at(wanted.starts_at);
    holds::check_bookable(&app, &mut tx, &slot, &row.application).await?;
    to(&app, &mut tx, &row, &slot).await?;
    tx.commit().await?;
    wake(&app);
    read(&app, &account, &id, language).await
}

/// Moves the booking if nobody else has the slot, and frees the old one and what was kept.
pub(super) async fn to(
    app: &App,
    tx: &mut Transaction<'_, Sqlite>,
    row: &Row,
    slot: &SlotKey,
) -> Result<()> {
    let now = app.clock.now();
    if !is_free(app, tx, slot, Some(&row.application)).await? {
        return Err(ProblemCode::SlotTaken.into());
    }
    let (_, line) = find(app, &slot.institution, &slot.line)?;
    let waits = may_wait(slot.starts_at, now);
    store::relocate(app, tx, row, slot, line.schedule.minutes, waits).await?;
    holds::release(app, tx, &row.application, Purpose::Citizen).await?;
    let proposed = holds::release(app, tx, &row.application, Purpose::Transfer).await?;
    if let Some(proposed) = proposed.filter(|proposed| proposed != slot) {
        slot_left(app, tx, &proposed, row).await?;
    }
    for changed in [slot, &row.slot()] {
        note_change(tx, changed, now).await?;
    }
    tell(app, tx, &row.application, news(app, row, slot)).await?;
    slot_left(app, tx, &row.slot(), row).await
}

fn news(app: &App, row: &Row, slot: &SlotKey) -> News {
    let clocks = clocks_of(app, row);
    let (was, is) = (clocks.at(row.starts_at()), clocks.at(slot.starts_at));
    let journal = Words {
        ru: format!("Запись перенесена на {}. Раньше она была на {}.", is.ru, was.ru),
        en: format!("The visit is moved to {}. It was on {} before.", is.en, was.en),
    };
    News::new(clocks, journal, &format!("Запись перенесена на {}.", is.ru))
}
