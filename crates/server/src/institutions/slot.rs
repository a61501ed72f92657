use super::network::{Institution, Line};
use super::occupancy;
use super::parts::InstitutionStore;
use super::slot_key::SlotKey;
use crate::fail::Result;
use domain::wire::problem::ProblemCode;
use sqlx::SqliteConnection;

/// The institution and its appointment book; 404 when there is none.
pub(crate) fn find<'a>(
    institutions: &'a InstitutionStore,
    id: &str,
    line: &str,
) -> Result<(&'a Institution, &'a Line)> {
    let institution = institutions.network.institution(id).ok_or(ProblemCode::NotFound)?;
    Ok((institution, institution.line(line).ok_or(ProblemCode::NotFound)?))
}

/// 404 for an unknown institution or line, 409 `slot_taken` when its schedule does not offer the time, or no longer does.
pub(crate) fn check_offered(institutions: &InstitutionStore, slot: &SlotKey) -> Result<()> {
    let (institution, line) = find(institutions, &slot.institution, &slot.line)?;
    let days = institutions.working_days(&institution.region);
    let offers = line.schedule.offers(slot.starts_at, institutions.base.clock.now(), days);
    if offers { Ok(()) } else { Err(ProblemCode::SlotTaken.into()) }
}

/// Whether nobody else has booked or holds the slot; holds of `application` do not count. Does not check that the slot is
/// offered.
pub(crate) async fn is_free(
    institutions: &InstitutionStore,
    database: &mut SqliteConnection,
    slot: &SlotKey,
    application: Option<&str>,
) -> Result<bool> {
    let (_, line) = find(institutions, &slot.institution, &slot.line)?;
    let (occupied, registered) =
        occupancy::of_slot(database, slot, application, institutions.base.clock.now_ms()).await?;
    let seeded = || institutions.seed.slots().is_taken(line, slot.starts_at);
    Ok(!occupied && !registered.unwrap_or_else(seeded))
}
