//! What the citizen answers to a proposal.

use super::super::read::read;
use super::super::relocate::to;
use super::super::store::{self, Row};
use super::super::tell::{News, offset_of, tell, wake};
use super::super::waiting::slot_left;
use super::super::words::moment;
use crate::app::App;
use crate::auth::Signed;
use crate::fail::Result;
use crate::holds::{self, Purpose};
use crate::http::{Id, Language};
use axum::extract::State;
use axum::response::Response;
use domain::wire::booking::{Booking, TransferState};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// Takes the time that the institution proposes: the booking moves there. 409 `not_allowed` when nothing is proposed any
/// more or the visit has begun; 409 `slot_taken` when the institution has given the time away.
#[utoipa::path(post, path = "/bookings/{id}/transfer/accept", tag = "bookings",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Booking, headers(("ETag" = String)))))]
pub(in super::super) async fn accept(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<Response> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    row.standing(now)?.may_move(now).map_err(|_| ProblemCode::NotAllowed)?;
    let proposed = row.transfer(now)?.filter(|transfer| transfer.state == TransferState::Proposed);
    let slot = row.slot_at(proposed.ok_or(ProblemCode::NotAllowed)?.starts_at);
    // Not whether it is offered: it is kept for the citizen, also when others could not book it so soon before.
    to(&app, &mut tx, &row, &slot).await?;
    tx.commit().await?;
    wake(&app);
    read(&app, &account, &id, language).await
}

/// Leaves the proposed time to others; the citizen chooses another one, and can until the visit begins. Declining twice is
/// the same as once. 409 `not_allowed` when nothing was proposed.
#[utoipa::path(post, path = "/bookings/{id}/transfer/decline", tag = "bookings",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Booking, headers(("ETag" = String)))))]
pub(in super::super) async fn decline(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<Response> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let row = store::find(&mut *tx, &account, &id).await?;
    row.standing(now)?.may_move(now).map_err(|_| ProblemCode::NotAllowed)?;
    let transfer = row.transfer(now)?.ok_or(ProblemCode::NotAllowed)?;
    if transfer.state == TransferState::Proposed {
        close(&app, &mut tx, &row, Closing::Declined).await?;
        tx.commit().await?;
        wake(&app);
    } else {
        drop(tx);
    }
    read(&app, &account, &id, language).await
}

/// Why a proposal is closed without the booking having moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    Declined,
    /// Nobody has answered in time.
    Unanswered,
}

/// Frees the proposed slot. The booking still has to move.
pub(super) async fn close(
    app: &App,
    tx: &mut Transaction<'_, Sqlite>,
    row: &Row,
    why: Closing,
) -> Result<()> {
    sqlx::query(
        "UPDATE bookings SET transfer_state = 'declined', version = version + 1, changed_at = ? WHERE id = ?",
    )
    .bind(app.clock.now_ms())
    .bind(&row.id)
    .execute(&mut **tx)
    .await?;
    let proposed = row.transfer(app.clock.now())?.map(|transfer| row.slot_at(transfer.starts_at));
    holds::release(app, tx, &row.application, Purpose::Transfer).await?;
    if let Some(slot) = proposed {
        slot_left(app, tx, &slot, row).await?;
    }
    tell(app, tx, &row.application, news(app, row, why)).await
}

fn news(app: &App, row: &Row, why: Closing) -> News {
    let at = moment(row.starts_at(), offset_of(app, row));
    let (ru, en) = match why {
        Closing::Declined => (
            "Вы отказались от времени, которое предложило учреждение.",
            "You have declined the time that the institution proposed.",
        ),
        Closing::Unanswered => (
            "Вы не ответили вовремя, и предложенное время больше не держим за вами.",
            "There was no answer in time, and the proposed time is no longer kept for you.",
        ),
    };
    News {
        ru: format!("{ru} Выберите другое до {}.", at.ru),
        en: format!("{en} Choose another one before {}.", at.en),
        letter: format!("{ru} Выберите другое время в личном кабинете до {}.", at.ru),
    }
}
