//! Whether there is a referral, and what has become of it.

use super::super::parts::ApplicationStore;
use super::patient;
use crate::bookings::{self, Expected};
use crate::cases::Case;
use crate::clock::from_ms;
use crate::fail::Result;
use crate::institutions::Institution;
use crate::journal;
use domain::case::CaseState;
use domain::wire::application::Referral;
use domain::wire::event::Change;

/// Whether an operation is approved that a policy pays for.
pub(crate) fn exists(applications: &ApplicationStore, case: &Case) -> Result<bool> {
    Ok(case.state() == CaseState::Approved && patient(applications, case)?.is_some())
}

/// `None` if there is no referral.
pub(crate) async fn state(
    applications: &ApplicationStore,
    case: &Case,
) -> Result<Option<Referral>> {
    if !exists(applications, case)? {
        return Ok(None);
    }
    let db = applications.base.db.read();
    let expected = bookings::expected(&applications.bookings, db, case).await?;
    let Some((expected, hospital, _)) = expected.and_then(|at| addressee(applications, at)) else {
        return Ok(Some(Referral { to: None, sent_at: None }));
    };
    let sent = journal::last_done(db, &case.id, Change::Document, &expected.booking).await?;
    Ok(Some(Referral { to: Some(hospital.name.clone()), sent_at: sent.map(from_ms) }))
}

/// The institution that expects the patient, with its address for referrals.
pub(crate) fn addressee(
    applications: &ApplicationStore,
    expected: Expected,
) -> Option<(Expected, &Institution, &str)> {
    let network = &applications.bookings.institutions.network;
    let hospital = network.institution(&expected.institution)?;
    Some((expected, hospital, hospital.email.as_deref()?))
}
