use super::{appeal, copy, letters, store};
use crate::app::App;
use crate::auth::Signed;
use crate::bookings;
use crate::fail::Result;
use crate::http::{Id, Language};
use crate::uploads;
use axum::extract::State;
use domain::wire::application::{Application, Applications};

/// The citizen's applications, the newest first.
#[utoipa::path(get, path = "/applications", tag = "applications", security(("session" = [])),
    responses((status = 200, body = Applications)))]
pub(super) async fn list(
    State(app): State<App>,
    Signed { account }: Signed,
    language: Language,
) -> Result<axum::Json<Applications>> {
    let rows = store::of_account(&app, &account).await?;
    let applications = rows.iter().map(|row| row.summary(language)).collect::<Result<_>>()?;
    Ok(axum::Json(Applications { applications }))
}

/// An application with its journal, files and decision, and with what the citizen is asked to correct.
#[utoipa::path(get, path = "/applications/{id}", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Application)))]
pub(super) async fn show(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<axum::Json<Application>> {
    Ok(axum::Json(read(&app, &account, &id, language).await?))
}

pub(super) async fn read(
    app: &App,
    account: &str,
    id: &str,
    language: Language,
) -> Result<Application> {
    let row = store::find(app, account, id).await?;
    let files = uploads::of_application(app.db.read(), id).await?;
    let office = app.catalogue.office(&row.service);
    let mut decision = row.decision();
    if let Some(decision) = &mut decision {
        decision.appeal = appeal::appeal(app, &row, decision, language)?;
    }
    Ok(Application {
        visit: bookings::of_case(app, &row).await?,
        summary: row.summary(language)?,
        journal: store::journal(app, id).await?,
        files: files.iter().map(|file| file.info(app)).collect::<Result<_>>()?,
        decision,
        remarks: row.remarks(app)?,
        can_repeat: row.can_repeat(app)?,
        copy_title: copy::title(office, language),
        has_qr: office.is_some_and(|office| office.qr),
        letters_to: letters::address(app, &row).await?,
    })
}
