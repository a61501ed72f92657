//! Letters about an application: to whom, and how.

use super::parts::CaseStore;
use super::store::{Case, by_id};
use crate::accounts;
use crate::fail::Result;
use crate::outbox::{self, Letter};
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

/// Sends a letter if the transaction commits, and its first line to the phone of who wants that. Unless the letter links to another
/// page, it links to that of the application.
pub(crate) async fn send(
    cases: &CaseStore,
    tx: &mut Transaction<'_, Sqlite>,
    application: &str,
    letter: Letter,
) -> Result<()> {
    let case = by_id(&mut **tx, application).await?;
    let letter =
        letter.or_link(|| cases.base.letterhead.link(&format!("/applications/{}", case.id)));
    if let Some(address) = address(cases, &case).await? {
        let name = accounts::profile_in(&cases.base, tx, &case.account).await?.address();
        outbox::write(&cases.base, tx, &address, Some(&name), &letter).await?;
    }
    accounts::tell_by_sms(&cases.base, tx, &case.account, &letter.line).await
}

/// Answer to the question that the form prefills with the profile's e-mail address.
fn answered(office: &Office, answers: &Answers) -> Option<String> {
    let mut fields = office.prefill.iter().filter(|(_, what)| **what == Attribute::Email);
    fields.find_map(|(field, _)| answers.text(field)).map(str::to_owned)
}
