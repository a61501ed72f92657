//! The sessions of a citizen, and ending them: for who has forgotten to sign out somewhere.

use super::agent;
use super::signed::{Peek, Signed};
use super::store::{ListedRow, end_by_hash, listed, public_name};
use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::Result;
use crate::http::Id;
use crate::wake::Wakes;
use axum::extract::State;
use axum::http::StatusCode;
use domain::wire::auth::{SessionInfo, Sessions};
use domain::wire::problem::ProblemCode;

/// All sessions of the citizen, this one first, then the one that was used last.
#[utoipa::path(get, path = "/sessions", tag = "auth", security(("session" = [])),
    responses((status = 200, body = Sessions)))]
pub(in super::super) async fn list(
    State(base): State<Base>,
    here: Peek,
) -> Result<axum::Json<Sessions>> {
    let mut rows = listed(&base, &here.account).await?;
    rows.sort_by_key(|row| (row.token != here.hash, -row.active_at));
    let describe = |row: ListedRow| {
        let [browser, system] = row.agent(&base).map(|text| agent::words(&text))?;
        Ok(SessionInfo {
            name: public_name(&row.token),
            started_at: from_ms(row.started_at),
            active_at: from_ms(row.active_at),
            browser: browser.map(str::to_owned),
            system: system.map(str::to_owned),
            is_current: row.token == here.hash,
        })
    };
    let sessions = rows.into_iter().map(describe).collect::<Result<_>>()?;
    Ok(axum::Json(Sessions { sessions }))
}

/// Ends one of the citizen's sessions. 404 when there is none with this name.
#[utoipa::path(delete, path = "/sessions/{id}", tag = "auth", params(("id" = String, Path, description = "The session's name")),
    security(("session" = [])), responses((status = 204)))]
pub(in super::super) async fn end_one(
    State(base): State<Base>,
    State(wakes): State<Wakes>,
    Signed { account }: Signed,
    Id(name): Id,
) -> Result<StatusCode> {
    let rows = listed(&base, &account).await?;
    let row = rows.iter().find(|row| public_name(&row.token) == name);
    end_by_hash(&base, &row.ok_or(ProblemCode::NotFound)?.token).await?;
    wakes.journal.wake();
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all sessions of the citizen but this one.
#[utoipa::path(delete, path = "/sessions", tag = "auth", security(("session" = [])), responses((status = 204)))]
pub(in super::super) async fn end_others(
    State(base): State<Base>,
    State(wakes): State<Wakes>,
    Signed { account }: Signed,
    here: Peek,
) -> Result<StatusCode> {
    for row in listed(&base, &account).await? {
        if row.token != here.hash {
            end_by_hash(&base, &row.token).await?;
        }
    }
    wakes.journal.wake();
    Ok(StatusCode::NO_CONTENT)
}
