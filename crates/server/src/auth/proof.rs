use super::challenge;
use super::proofs::{Given, Use, find, give};
use super::wanted::Purpose;
use crate::accounts::{self, Login};
use crate::base::Base;
use crate::fail::Result;
use crate::http::Network;
use crate::http::{Json, Peer};
use axum::extract::State;
use domain::wire::auth::{Code, Link, Proof};
use domain::wire::problem::ProblemCode;

/// Seconds for which a proof by SMS is good.
const LIVES_S: i64 = 15 * 60;

/// Checks the code of a registration or a recovery.
///
/// Errors as at `/auth/code`. Only now, to who has the phone, it tells whether there is an account. The right code works again
/// for a minute, as long as its proof is not used.
#[utoipa::path(post, path = "/auth/proof", tag = "auth", request_body = Code, responses((status = 200, body = Proof)))]
pub(super) async fn by_code(
    State(base): State<Base>,
    Peer(peer): Peer,
    Json(code): Json<Code>,
) -> Result<axum::Json<Proof>> {
    let mut tx = base.db.begin().await?;
    let purposes = [Purpose::Registration, Purpose::Recovery];
    let checked = challenge::check(&base, &mut tx, &purposes, Network::of(peer), &code).await?;
    let row = match checked {
        Ok(row) => row,
        Err(wrong) => {
            tx.commit().await?;
            return Err(wrong);
        }
    };
    if let Some(before) = &row.session {
        sqlx::query("DELETE FROM proofs WHERE token = ?").bind(before).execute(&mut *tx).await?;
    }
    let about = row.about(&base)?;
    let account = accounts::find(&base, &Login::Phone(about.phone.clone())).await?;
    let given = Given { account: account.map(|account| account.id), about, by_link: false };
    let (secret, proof) = give(&base, &mut tx, Use::Access, &given, LIVES_S).await?;
    challenge::mark_used(&base, &mut tx, &row.id, Some(&proof.token)).await?;
    tx.commit().await?;
    Ok(axum::Json(proof.describe(&base, secret)))
}

/// Opens a link of recovery. It can be opened any number of times, on any device, until a password is set with it.
///
/// 410 `proof_expired`: an hour has passed, or it is used.
#[utoipa::path(post, path = "/auth/link", tag = "auth", request_body = Link, responses((status = 200, body = Proof)))]
pub(super) async fn by_link(
    State(base): State<Base>,
    Json(Link { token }): Json<Link>,
) -> Result<axum::Json<Proof>> {
    let mut tx = base.db.begin().await?;
    let row = find(&base, &mut tx, &token, Use::Access).await?;
    match row.is_used() {
        true => Err(ProblemCode::ProofExpired.into()),
        false => Ok(axum::Json(row.describe(&base, token))),
    }
}
