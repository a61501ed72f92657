//! Every definition that was published: what was answered under an older one can still be told with its questions.

use crate::app::App;
use crate::fail::Result;
use domain::form::Service;

/// Keeps the definitions of the catalogue. What was published under a version stays what it was.
pub(crate) async fn remember(app: &App) -> std::result::Result<(), sqlx::Error> {
    let mut tx = app.db.begin().await?;
    for service in app.catalogue.services() {
        let definition = serde_json::to_string(service);
        sqlx::query(
            "INSERT INTO definitions (service, version, definition) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(&service.id)
        .bind(service.version)
        .bind(definition.map_err(|error| sqlx::Error::Encode(error.into()))?)
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await
}

/// The definition of this version; `None` where nobody has kept it, or in words that this server does not know.
pub(crate) async fn definition(app: &App, service: &str, version: u32) -> Result<Option<Service>> {
    let text: Option<String> =
        sqlx::query_scalar("SELECT definition FROM definitions WHERE service = ? AND version = ?")
            .bind(service)
            .bind(version)
            .fetch_optional(app.db.read())
            .await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}
