use super::parts::ApplicationStore;
use crate::audit::By;
use crate::auth::Peek;
use crate::cases;
use crate::fail::Result;
use crate::http::{Id, Json};
use crate::journal::{self, Entry};
use axum::extract::State;
use axum::http::StatusCode;
use domain::wire::application::Seen;
use domain::wire::event::Change;
use std::sync::Arc;

/// Notes that the citizen has seen the journal up to this line, on any device. Lines that are seen stay seen. Pages say so by
/// themselves, so it does not extend the session.
#[utoipa::path(put, path = "/applications/{id}/seen", tag = "applications", request_body = Seen,
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 204)))]
pub(super) async fn see(
    State(applications): State<Arc<ApplicationStore>>,
    Peek { account, .. }: Peek,
    Id(id): Id,
    Json(Seen { line }): Json<Seen>,
) -> Result<StatusCode> {
    let case = cases::find(&applications.base.db, &account, &id).await?;
    let mut tx = applications.base.db.begin().await?;
    if cases::see(&mut tx, &case.id, line).await? {
        // For the marks on other pages of the citizen.
        let now = applications.base.clock.now_ms();
        let entry = Entry {
            kind: Change::Seen,
            ..Entry::of((&account, &case.id), case.state(), By::Citizen, now)
        };
        journal::write(&applications.base.keys, &mut tx, entry).await?;
        tx.commit().await?;
        applications.bureau.wakes.journal.wake();
    }
    Ok(StatusCode::NO_CONTENT)
}
