use super::challenge::{self, ChallengeRow, RESEND_AFTER_S, RESENDS};
use super::device;
use super::wanted::Wanted;
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::Network;
use crate::http::{Json, Peer};
use crate::settings::Settings;
use axum::extract::State;
use axum::http::HeaderMap;
use domain::wire::auth::{Challenge, CodeBy, Resend};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Sends another code for the same challenge, at the earliest 30 seconds after the last one and at most three times. Where a code of an
/// authenticator app is awaited, one by SMS is sent instead, at once; then both are right.
///
/// 429 `too_many_attempts` when it is too early; 429 `too_many_messages` as where the code was asked for; 410 `code_expired` when the
/// challenge is used, expired or out of resends.
#[utoipa::path(post, path = "/auth/resend", tag = "auth", request_body = Resend, responses(
    (status = 200, body = Challenge),
))]
pub(super) async fn resend(
    State(base): State<Base>,
    State(settings): State<Arc<Settings>>,
    Peer(peer): Peer,
    headers: HeaderMap,
    Json(Resend { challenge }): Json<Resend>,
) -> Result<axum::Json<Challenge>> {
    let mut tx = base.db.begin().await?;
    let row = challenge::find(&base, &mut tx, &challenge).await?;
    let row = row
        .filter(|row| row.resent < RESENDS && row.used_at.is_none())
        .ok_or(ProblemCode::CodeExpired)?;
    check_pause(&base, &row)?;
    let about = row.about(&base)?;
    let device = device::of_phone(&base, &headers, &about.phone).await?;
    let wanted = Wanted {
        purpose: row.purpose()?,
        account: row.account.as_deref(),
        by: CodeBy::Sms,
        about: &about,
        origin: &settings.origin,
        network: Network::of(peer),
        device: device.as_deref(),
    };
    let challenge = challenge::renew(&base, &mut tx, &row.id, &wanted).await?;
    tx.commit().await?;
    Ok(axum::Json(challenge))
}

fn check_pause(base: &Base, row: &ChallengeRow) -> Result<()> {
    let pause_s = if row.by_app { 0 } else { RESEND_AFTER_S };
    let ready_at = row.sent_at + i64::from(pause_s) * 1000;
    match ready_at - base.clock.now_ms() {
        ms @ 1.. => {
            let seconds = u32::try_from(ms / 1000 + 1).unwrap_or(u32::MAX);
            Err(Fail::Wait { code: ProblemCode::TooManyAttempts, seconds })
        }
        _ => Ok(()),
    }
}
