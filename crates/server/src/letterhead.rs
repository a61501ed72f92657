//! What all letters have in common.

use crate::db::Db;
use crate::settings::Settings;

/// Where citizens find the app, and whom they call.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Letterhead {
    /// Without a slash at its end.
    pub(crate) origin: String,
    /// As people write it.
    pub(crate) support_phone: Option<String>,
}

impl Letterhead {
    /// What the options say. A command that sends letters beside a server has none: then it is what the server was started with.
    pub(crate) async fn of(settings: &Settings, db: &Db) -> Result<Self, sqlx::Error> {
        let said =
            Self { origin: settings.origin.clone(), support_phone: settings.support_phone.clone() };
        if !said.origin.is_empty() {
            return Ok(said);
        }
        let kept = sqlx::query_as("SELECT origin, support_phone FROM letterhead");
        let kept: Self = kept.fetch_optional(db.read()).await?.unwrap_or_default();
        Ok(Self { support_phone: said.support_phone.or(kept.support_phone), ..kept })
    }

    /// Keeps it for the commands.
    pub(crate) async fn keep(&self, db: &Db) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT OR REPLACE INTO letterhead (id, origin, support_phone) VALUES (1, ?, ?)",
        )
        .bind(&self.origin)
        .bind(&self.support_phone)
        .execute(db.write())
        .await?;
        Ok(())
    }

    /// The address of a page of the app; `path` begins with a slash.
    pub(crate) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}
