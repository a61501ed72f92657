use super::refusals::DAMAGED;
use super::{Applied, Move, apply};
use crate::app::App;
use crate::applications;
use crate::fail::Result;
use crate::uploads::{self, FileRow};
use domain::form::Service;

/// The automatic check of a sent package: every file is read again and compared with what was accepted. The case goes
/// on to review, or is refused when something is damaged.
pub(crate) async fn check_package(app: &App, application: &str) -> Result<Applied> {
    let case = applications::by_id(app.db.read(), application).await?;
    let service = app.catalogue.get(&case.service);
    for file in uploads::of_application(app.db.read(), &case.id).await? {
        if !is_whole(app, service, &file).await? {
            return apply(app, &case.id, Move::Refuse(DAMAGED.to_owned())).await;
        }
    }
    apply(app, &case.id, Move::PassCheck).await
}

async fn is_whole(app: &App, service: Option<&Service>, file: &FileRow) -> Result<bool> {
    let Some(seen) = uploads::inspect(app, &file.id).await? else { return Ok(false) };
    if file.sha256.as_ref() != Some(&seen.sha256) {
        return Ok(false);
    }
    // A service that is gone, or a slot of an older version, has no policy to hold the file against.
    let Some(slot) = service.and_then(|service| service.slot(&file.slot)) else { return Ok(true) };
    Ok(uploads::judge(&file.meta(app)?.name, file, &seen, &slot.policy).is_none())
}
