use super::caller::Caller;
use super::parts::OfficeStore;
use super::show::{Shown, read};
use crate::bureau::{self, Actor, Deed, Order, Terms};
use crate::cases;
use crate::fail::{Fail, Result};
use crate::http::{Id, Json};
use crate::idempotency::{Key, ResourceKind};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use domain::wire::office::{Act, OfficeCase};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Room for 50 remarks in two languages.
const MAX_BYTES: usize = 256 * 1024;

/// Does something to a case, once for an `Idempotency-Key`: a repeated request answers with the case as it is now. `If-Match` names
/// the version that the act is for: 412 `conflict` when somebody else, or the citizen, was faster. 403 `forbidden` when the role does
/// not include the act; 409 `not_allowed` when the state of the case does not allow it; 422 with the places in the body that are wrong.
#[utoipa::path(post, path = "/cases/{id}/acts", tag = "cases",
    params(("id" = String, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = Act, security(("token" = [])),
    responses((status = 200, body = OfficeCase, headers(("ETag" = String)))))]
pub(super) async fn act(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(id): Id,
    headers: HeaderMap,
    Json(act): Json<Act, MAX_BYTES>,
) -> Result<Shown> {
    // Whoever may not do it hears nothing of the case, not even whether it is there.
    caller.may(act.kind().ability())?;
    if !headers.contains_key(header::IF_MATCH) {
        return Err(ProblemCode::PreconditionRequired.into());
    }
    let case = cases::by_id(office.base.db.read(), &id).await?;
    let said = serde_json::to_string(&act).map_err(|_| Fail::Internal("an act"))?;
    let request = format!("{}\n{said}", case.id);
    let staff = &caller.0.id;
    let key = Key::of_staff(&office.base.keys, &headers, staff, ResourceKind::Act, &request)?;
    let order = Order {
        by: Actor::Staff(&caller.0),
        case: &case.id,
        deed: Deed::Office(act),
        terms: Some(Terms { key, headers: &headers }),
    };
    bureau::act(&office.bureau, order).await?;
    read(&office, &caller.0, &case.id).await
}
