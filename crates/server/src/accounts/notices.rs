//! How the citizen wants to hear of news besides by letter (M-25).

use crate::attempts::{self, Limit, Subject};
use crate::audit::{self, Note};
use crate::base::Base;
use crate::fail::{Fail, Result};
use domain::wire::account::Notices;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// SMS about news of an account: a day with more than that is told by the letters.
const SMS: Limit = Limit::per_minutes(10, 24 * 60);

pub(crate) async fn notices(from: impl SqliteExecutor<'_>, id: &str) -> Result<Notices> {
    let sql = "SELECT sms_news, push_news FROM accounts WHERE id = ?";
    let (sms, push) = sqlx::query_as(sql).bind(id).fetch_one(from).await?;
    Ok(Notices { sms, push })
}

pub(crate) async fn put_notices(base: &Base, id: &str, notices: Notices) -> Result<()> {
    let mut tx = base.db.begin().await?;
    sqlx::query("UPDATE accounts SET sms_news = ?, push_news = ? WHERE id = ?")
        .bind(notices.sms)
        .bind(notices.push)
        .bind(id)
        .execute(&mut *tx)
        .await?;
    audit::note(&mut *tx, Note::of_citizen(id, "notices_changed", base.clock.now_ms())).await?;
    tx.commit().await?;
    Ok(())
}

/// Sends the first line of a letter to the phone, if the citizen wants that, and says whose it is.
pub(crate) async fn tell_by_sms(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    line: &str,
) -> Result<()> {
    if !notices(&mut **tx, id).await?.sms {
        return Ok(());
    }
    // What is sent stays counted.
    match attempts::reserve_in(base, tx, &[Subject::new(base, "news-sms", id, SMS)]).await {
        Ok(_) => {}
        Err(Fail::Wait { .. }) => return Ok(()),
        Err(fail) => return Err(fail),
    }
    let phone = super::profile_in(base, tx, id).await?.phone;
    crate::outbox::text(base, tx, &phone, &format!("Окно. {line}")).await
}
