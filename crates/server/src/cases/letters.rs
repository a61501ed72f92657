//! Letters about an application.

use super::parts::CaseStore;
use super::store::{Case, by_id};
use crate::accounts;
use crate::fail::Result;
use crate::outbox::{self, Channel};
use domain::form::{Answers, Attribute, Office};
use sqlx::{Sqlite, Transaction};

/// Address for letters: the one in the application or, if the application does not ask for any, that of the account, once it is
/// confirmed. `None` when the account is deleted.
pub(crate) async fn address(cases: &CaseStore, case: &Case) -> Result<Option<String>> {
    let answers = case.answers(&cases.base.keys)?;
    if let Some(address) =
        cases.catalogue.office(&case.service).and_then(|office| answered(office, &answers))
    {
        return Ok(Some(address));
    }
    accounts::mailbox(&cases.base, cases.base.db.read(), &case.account).await
}

/// Sends a letter if the transaction commits. `text` is visible on lock screens: it may say that something has happened,
/// but not what.
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

/// Answer to the question that the form prefills with the profile's e-mail address.
fn answered(office: &Office, answers: &Answers) -> Option<String> {
    let mut fields = office.prefill.iter().filter(|(_, what)| **what == Attribute::Email);
    fields.find_map(|(field, _)| answers.text(field)).map(str::to_owned)
}
