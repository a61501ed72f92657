use super::attempts::{self, Subject};
use super::challenge::{self, TRIES};
use super::{cookie, session};
use crate::accounts;
use crate::app::App;
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::http::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::auth::{Citizen, Code, Session};
use domain::wire::problem::ProblemCode;
use subtle::ConstantTimeEq as _;

/// Second factor: the code from the message. Sets the session cookie.
///
/// 401 `wrong_code` with `tries_left`; 410 `code_expired` once the challenge is used, five minutes old, or has seen five
/// wrong codes.
#[utoipa::path(post, path = "/auth/code", tag = "auth", request_body = Code, responses(
    (status = 200, body = Session, headers(("Set-Cookie" = String))),
))]
pub(super) async fn code(
    State(app): State<App>,
    headers: HeaderMap,
    Json(code): Json<Code>,
) -> Result<Response> {
    let account = match answer(&app, &code).await? {
        Answered::Right { account } => account,
        Answered::Wrong { account, tries_left } => {
            // Counted here and now; only time forgives it.
            let _ = attempts::reserve(&app, &[Subject::codes(&app, &account)]).await?;
            return Err(match tries_left {
                0 => ProblemCode::CodeExpired.into(),
                tries_left => Fail::WrongCode { tries_left },
            });
        }
    };
    let started = session::start(&app, &account, cookie::token(&headers)).await?;
    let citizen = Citizen {
        id: account.clone(),
        name: accounts::profile(&app, &account).await?.address(),
        idle_ends_at: from_ms(started.idle_ends_at),
    };
    let session = Session { citizen: Some(citizen), now: app.clock.now() };
    let cookie = [(header::SET_COOKIE, cookie::set(&started.token)?)];
    Ok((cookie, axum::Json(session)).into_response())
}

enum Answered {
    Right { account: String },
    Wrong { account: String, tries_left: u8 },
}

/// Compares the code and uses the try, or the whole challenge, up.
async fn answer(app: &App, Code { challenge, code }: &Code) -> Result<Answered> {
    let mut tx = app.db.begin().await?;
    let row = challenge::find(app, &mut tx, challenge).await?.ok_or(ProblemCode::CodeExpired)?;
    let expected = app.keys.open(&challenge::place(&row.id), &row.code)?;
    let answered = if bool::from(expected.ct_eq(code.trim().as_bytes())) {
        sqlx::query("DELETE FROM challenges WHERE id = ?").bind(&row.id).execute(&mut *tx).await?;
        Answered::Right { account: row.account }
    } else {
        sqlx::query("UPDATE challenges SET tries = tries + 1 WHERE id = ?")
            .bind(&row.id)
            .execute(&mut *tx)
            .await?;
        let tries_left = u8::try_from(TRIES - row.tries - 1).unwrap_or(0);
        Answered::Wrong { account: row.account, tries_left }
    };
    tx.commit().await?;
    Ok(answered)
}
