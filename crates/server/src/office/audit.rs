use super::caller::Caller;
use super::parts::OfficeStore;
use crate::audit::{Filter, list};
use crate::cases;
use crate::fail::{Fail, Result};
use crate::http::Question;
use axum::extract::State;
use domain::wire::office::{Ability, Audit};
use domain::wire::problem::ProblemCode;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Longest id in a question, in bytes.
const LONGEST: usize = 64;

const MOST: u32 = 1000;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Id or number of an application.
    application: Option<String>,
    /// `citizen`, `system`, or the id of somebody of the staff.
    actor: Option<String>,
    /// `next` of the answer before.
    #[serde(default)]
    after: i64,
    /// 1 to 1000, 1000 unless said.
    limit: Option<u32>,
}

/// Who did or read what (M-49), the oldest line first. Reading it is a line too.
#[utoipa::path(get, path = "/audit", tag = "staff", params(Wanted), security(("token" = [])),
    responses((status = 200, body = Audit)))]
pub(super) async fn audit(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Question(wanted): Question<Wanted>,
) -> Result<axum::Json<Audit>> {
    caller.may(Ability::Audit)?;
    let limit = wanted.limit.unwrap_or(MOST);
    let texts = [&wanted.application, &wanted.actor];
    let is_short = texts.iter().all(|text| text.as_ref().is_none_or(|text| text.len() <= LONGEST));
    if !(1..=MOST).contains(&limit) || !is_short {
        return Err(Fail::Code(ProblemCode::Malformed));
    }
    let case = match &wanted.application {
        Some(case) => Some(cases::by_id(office.base.db.read(), case).await?),
        None => None,
    };
    let filter = Filter {
        application: case.as_ref().map(|case| case.id.as_str()),
        actor: wanted.actor.as_deref(),
        after: wanted.after,
    };
    let lines = list(&office.base, filter, limit).await?;
    let of = case.as_ref().map(|case| (case.account.as_str(), case.id.as_str()));
    caller.has_read(&office.base, "read_audit", of, None).await?;
    let is_full = u32::try_from(lines.len()).is_ok_and(|many| many == limit);
    let next = lines.last().filter(|_| is_full).map(|last| last.id);
    Ok(axum::Json(Audit { lines, next }))
}
