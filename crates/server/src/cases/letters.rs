//! Letters about an application.

use super::parts::CaseStore;
use super::store::{Case, by_id};
use crate::accounts;
use crate::fail::{Fail, Result};
use crate::outbox::{self, Channel};
use domain::form::{Answers, Attribute, Office};
use sqlx::{Sqlite, Transaction};

/// Where they go: the address in the application, or that of the account where the application asks for none. `None` when
/// the account is gone.
pub(crate) async fn address(cases: &CaseStore, case: &Case) -> Result<Option<String>> {
    let answers = case.answers(&cases.base.keys)?;
    if let Some(address) =
        cases.catalogue.office(&case.service).and_then(|office| answered(office, &answers))
    {
        return Ok(Some(address));
    }
    match accounts::profile(&cases.base, &case.account).await {
        Ok(profile) => Ok(Some(profile.email)),
        Err(Fail::Database(sqlx::Error::RowNotFound)) => Ok(None),
        Err(fail) => Err(fail),
    }
}

/// Sends when, and only if, the transaction commits. `text` says that something has happened and nothing of what: it stands
/// on lock screens.
pub(crate) async fn send(
    cases: &CaseStore,
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    text: &str,
) -> Result<()> {
    let case = by_id(&mut **tx, application).await?;
    match address(cases, &case).await? {
        Some(address) => outbox::send(&cases.base, tx, Channel::Email, &address, text).await,
        None => Ok(()),
    }
}

/// The answer that the profile's e-mail address is offered for.
fn answered(office: &Office, answers: &Answers) -> Option<String> {
    let mut fields = office.prefill.iter().filter(|(_, what)| **what == Attribute::Email);
    fields.find_map(|(field, _)| answers.text(field)).map(str::to_owned)
}
