//! What the citizen learns of a change: a line in the journal of the case, and a letter.

use super::store::Row;
use crate::app::App;
use crate::fail::{Fail, Result};
use crate::journal::{self, Line};
use crate::outbox::{self, Channel};
use crate::{accounts, applications};
use domain::booking::UtcOffset;
use domain::form::Text;
use sqlx::{Sqlite, Transaction};

/// Moscow: for a place that is gone from the network.
const OFFICE: UtcOffset = 180;

/// What has happened, in the words of the journal and of the letter.
pub(super) struct News {
    pub(super) ru: String,
    pub(super) en: String,
    /// Stands on lock screens: no place, no operation.
    pub(super) letter: String,
}

/// Writes the line and the letter. The state of the case stays.
pub(super) async fn tell(
    app: &App,
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    news: News,
) -> Result<()> {
    let case = note(app, tx, application, &news.ru, &news.en).await?;
    match accounts::profile(app, &case.account).await {
        Ok(profile) => {
            let text = format!("Заявление {}. {}", case.number, news.letter);
            outbox::send(app, tx, Channel::Email, &profile.email, &text).await
        }
        Err(Fail::Database(sqlx::Error::RowNotFound)) => Ok(()),
        Err(fail) => Err(fail),
    }
}

/// Writes the line alone: of what the citizen has done at another application.
pub(super) async fn note(
    app: &App,
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    ru: &str,
    en: &str,
) -> Result<applications::Row> {
    let case = applications::by_id(&mut **tx, application).await?;
    let comment = Text::from([("ru", ru), ("en", en)]);
    let line = Line {
        account: &case.account,
        application: &case.id,
        state: case.state()?,
        at: app.clock.now_ms(),
        comment: Some(&comment),
    };
    journal::write(app, tx, line).await?;
    Ok(case)
}

/// By which clocks the visit is told.
pub(super) fn offset_of(app: &App, row: &Row) -> UtcOffset {
    offset_at(app, &row.institution)
}

pub(super) fn offset_at(app: &App, institution: &str) -> UtcOffset {
    app.network.place(institution).map_or(OFFICE, |place| place.utc_offset)
}

/// After the commit: whoever listens to cases or slots looks again.
pub(super) fn wake(app: &App) {
    app.journal.wake();
    app.slots.wake();
}
