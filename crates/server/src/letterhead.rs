//! What all letters and documents have in common.

use crate::db::Db;
use crate::document::Issuer;
use crate::settings::Settings;

/// Where citizens find the app, whom they call, and who answers for what is decided.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Letterhead {
    /// Without a slash at its end.
    pub(crate) origin: String,
    /// As people write it.
    pub(crate) support_phone: Option<String>,
    /// As documents name it.
    pub(crate) agency: Option<String>,
    /// Whether nothing of it is real.
    pub(crate) is_demo: bool,
}

/// Whose documents a demonstration and tests show, unless they say it.
const DEMO_AGENCY: &str = "Эталонное ведомство";

impl Letterhead {
    /// What the options say. A command beside a server has none: then it is what the server was started with.
    pub(crate) async fn of(settings: &Settings, db: &Db) -> Result<Self, sqlx::Error> {
        let is_demo = settings.shows_outbox();
        let agency = is_demo.then(|| DEMO_AGENCY.to_owned());
        let said = Self {
            origin: settings.origin.clone(),
            support_phone: settings.support_phone.clone(),
            agency: settings.agency.clone().or(agency),
            is_demo,
        };
        if !said.origin.is_empty() {
            return Ok(said);
        }
        let kept = sqlx::query_as("SELECT origin, support_phone, agency, is_demo FROM letterhead");
        let kept: Self = kept.fetch_optional(db.read()).await?.unwrap_or_default();
        Ok(Self {
            origin: kept.origin,
            support_phone: said.support_phone.or(kept.support_phone),
            agency: said.agency.or(kept.agency),
            is_demo: said.is_demo || kept.is_demo,
        })
    }

    /// Keeps it for the commands.
    pub(crate) async fn keep(&self, db: &Db) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT OR REPLACE INTO letterhead (id, origin, support_phone, agency, is_demo) VALUES (1, ?, ?, ?, ?)",
        )
        .bind(&self.origin)
        .bind(&self.support_phone)
        .bind(&self.agency)
        .bind(self.is_demo)
        .execute(db.write())
        .await?;
        Ok(())
    }

    /// The address of a page of the app; `path` begins with a slash.
    pub(crate) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The head of documents.
    pub(crate) fn issuer(&self) -> Issuer {
        Issuer {
            agency: self.agency.clone(),
            phone: self.support_phone.clone(),
            is_demo: self.is_demo,
            ..Issuer::default()
        }
    }
}
