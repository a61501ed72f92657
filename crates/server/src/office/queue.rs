use super::caller::Caller;
use super::parts::OfficeStore;
use crate::cases::{self, Executor, Queue};
use crate::fail::{Fail, Result};
use crate::http::Question;
use axum::extract::State;
use domain::case::CaseState;
use domain::wire::office::{Ability, OfficeCases};
use domain::wire::problem::ProblemCode;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Longest id in a question, in bytes.
const LONGEST: usize = 64;

const MOST: u32 = 100;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Cases that are not decided, unless this names a state.
    state: Option<CaseState>,
    /// Id of the service.
    service: Option<String>,
    /// Category of the term.
    category: Option<String>,
    /// `me`, `none`, or the id of somebody of the staff.
    executor: Option<String>,
    /// Only cases whose term is over, and does not stand still.
    #[serde(default)]
    overdue: bool,
    /// 1 to 100, 100 unless said.
    limit: Option<u32>,
    /// `next` of the answer before.
    after: Option<String>,
}

/// The queue: what is due first first. With the state `approved`, `rejected` or `withdrawn`, cases of that state.
#[utoipa::path(get, path = "/cases", tag = "cases", params(Wanted), security(("token" = [])),
    responses((status = 200, body = OfficeCases)))]
pub(super) async fn queue(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Question(wanted): Question<Wanted>,
) -> Result<axum::Json<OfficeCases>> {
    caller.may(Ability::Read)?;
    let limit = wanted.limit.unwrap_or(MOST);
    let texts = [&wanted.service, &wanted.category, &wanted.executor, &wanted.after];
    let is_short = texts.iter().all(|text| text.as_ref().is_none_or(|text| text.len() <= LONGEST));
    if !(1..=MOST).contains(&limit) || !is_short {
        return Err(Fail::Code(ProblemCode::Malformed));
    }
    let executor = wanted.executor.as_deref().map(|executor| match executor {
        "me" => Executor::Person(&caller.0.id),
        "none" => Executor::Nobody,
        id => Executor::Person(id),
    });
    let queue = Queue {
        state: wanted.state,
        service: wanted.service.as_deref(),
        category: wanted.category.as_deref(),
        executor,
        is_overdue: wanted.overdue,
        after: wanted.after.as_deref(),
    };
    let found = cases::queue(&office.base, queue, limit).await?;
    caller.has_read(&office.base, "listed", None, None).await?;
    let is_full = u32::try_from(found.len()).is_ok_and(|many| many == limit);
    let next = found.last().filter(|_| is_full).map(|last| last.id.clone());
    let cases = found.iter().map(cases::Case::office_summary).collect::<Result<_>>()?;
    Ok(axum::Json(OfficeCases { cases, next }))
}
