use super::parts::Doors;
use crate::bureau::{Move, apply, check_package};
use crate::fail::Result;
use crate::http::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use domain::case::CaseState;
use domain::wire::application::Remark;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Act {
    /// Id or number of the application.
    application: String,
    action: Action,
    /// Code of the refusal.
    #[serde(default)]
    code: Option<String>,
    /// Remarks for `ask`.
    #[serde(default)]
    remarks: Vec<Remark>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Check,
    Take,
    Ask,
    Approve,
    Refuse,
}

#[derive(Serialize)]
pub(super) struct Acted {
    journal_id: i64,
    state: CaseState,
    at: DateTime<Utc>,
}

/// Makes a move of the bureau at once.
pub(super) async fn act(
    State(doors): State<Arc<Doors>>,
    Json(act): Json<Act>,
) -> Result<axum::Json<Acted>> {
    let applied = match act.action {
        Action::Check => check_package(&doors.bureau, &act.application).await?,
        Action::Take => apply(&doors.bureau, &act.application, Move::Take).await?,
        Action::Ask => apply(&doors.bureau, &act.application, Move::Ask(act.remarks)).await?,
        Action::Approve => apply(&doors.bureau, &act.application, Move::Approve).await?,
        Action::Refuse => {
            let code = act.code.unwrap_or_else(|| "documents_invalid".to_owned());
            apply(&doors.bureau, &act.application, Move::Refuse(code)).await?
        }
    };
    let (journal_id, state, at) = (applied.journal_id, applied.state, applied.at);
    Ok(axum::Json(Acted { journal_id, state, at }))
}
