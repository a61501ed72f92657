use super::parts::Doors;
use crate::bureau::{Actor, Applied, Deed, Order, act as do_it, check_package, examples};
use crate::cases;
use crate::fail::Result;
use crate::http::Json;
use crate::staff;
use axum::extract::State;
use chrono::{DateTime, Utc};
use domain::case::CaseState;
use domain::wire::application::Remark;
use domain::wire::office::{self, Role};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The name under which the doors act.
const WHO: &str = "Проверка";

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
    let deed = match act.action {
        Action::Check => {
            return Ok(acted(check_package(&doors.bureau, &act.application).await?));
        }
        Action::Take => office::Act::Take {},
        Action::Ask => office::Act::Ask { remarks: act.remarks },
        Action::Approve => {
            let case = cases::by_id(doors.base.db.read(), &act.application).await?;
            let result = examples::approved(&case.service, doors.base.clock.today());
            office::Act::Approve { words: None, result }
        }
        Action::Refuse => {
            let code = act.code.unwrap_or_else(|| "documents_invalid".to_owned());
            office::Act::Refuse { code, words: None, result: None }
        }
    };
    let person = staff::person(&doors.base, WHO, Role::Management).await?;
    let order = Order {
        by: Actor::Staff(&person),
        case: &act.application,
        deed: Deed::Office(deed),
        terms: None,
    };
    Ok(acted(do_it(&doors.bureau, order).await?))
}

fn acted(applied: Applied) -> axum::Json<Acted> {
    let (journal_id, state, at) = (applied.journal_id, applied.state, applied.at);
    axum::Json(Acted { journal_id, state, at })
}
