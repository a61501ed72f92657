use super::caller::Caller;
use super::parts::OfficeStore;
use crate::cases;
use crate::fail::{Fail, Result};
use crate::http::Question;
use axum::extract::State;
use domain::values::parse_day;
use domain::wire::office::{Ability, Statistics};
use domain::wire::problem::ProblemCode;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// The first day on which they were sent, ISO 8601; the first of all unless said.
    from: Option<String>,
    /// The last one; today unless said.
    to: Option<String>,
}

/// How many cases were sent within a time, and what has become of them, by service (M-48).
#[utoipa::path(get, path = "/statistics", tag = "staff", params(Wanted), security(("token" = [])),
    responses((status = 200, body = Statistics)))]
pub(super) async fn statistics(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Question(wanted): Question<Wanted>,
) -> Result<axum::Json<Statistics>> {
    caller.may(Ability::Statistics)?;
    let day = |text: Option<String>| match text {
        Some(text) => parse_day(&text).map(Some).ok_or(Fail::Code(ProblemCode::Malformed)),
        None => Ok(None),
    };
    let (from, to) = (day(wanted.from)?, day(wanted.to)?);
    let rows = cases::statistics(&office.cases, from, to).await?;
    caller.has_read(&office.base, "read_statistics", None, None).await?;
    Ok(axum::Json(Statistics { rows }))
}
