//! The bureau of a demonstration, which decides by itself.

use super::act::{Actor, Deed, Order, act};
use super::parts::Bureau;
use super::round::{MANY, ago, log};
use crate::fail::{Fail, Result};
use crate::named::Named;
use crate::staff;
use domain::case::CaseState;
use domain::wire::office::{Act, Role};
use std::time::Duration;

/// Who decides there.
const EXPERT: &str = "Соколова Ирина Викторовна";

/// How long the demonstration waits for the citizen to choose a date for an examination.
const UNCHOSEN: Duration = Duration::from_secs(15 * 60);

/// Approves what has been in review for `after`. A case that fails does not keep the others waiting.
pub(super) async fn decide(bureau: &Bureau, after: Duration) -> Result<()> {
    let cases = to_decide(bureau, after).await?;
    if cases.is_empty() {
        return Ok(());
    }
    let expert = staff::person(&bureau.base, EXPERT, Role::Expert).await?;
    for case in cases {
        let deed = Deed::Office(Act::Approve { words: None });
        let order = Order { by: Actor::Staff(&expert), case: &case, deed, terms: None };
        log(act(bureau, order).await);
    }
    Ok(())
}

/// Cases whose review started at least `after` ago. An examination comes before the decision: a case is not decided while
/// the visit is ahead or its date is being chosen, nor, without any booking, before [`UNCHOSEN`] is over.
async fn to_decide(bureau: &Bureau, after: Duration) -> Result<Vec<String>> {
    let examined: Vec<&str> = bureau.catalogue.examined().collect();
    let examined = serde_json::to_string(&examined).map_err(|_| Fail::Internal("services"))?;
    let cases = sqlx::query_scalar(
        "SELECT id FROM applications WHERE state = ?1 AND changed_at <= ?2
         AND NOT EXISTS (SELECT 1 FROM holds WHERE application = applications.id AND ends_at > ?3)
         AND NOT EXISTS (SELECT 1 FROM bookings
             WHERE application = applications.id AND bookings.state = 'booked' AND starts_at > ?3)
         AND (service NOT IN (SELECT value FROM json_each(?4))
             OR EXISTS (SELECT 1 FROM bookings
                 WHERE application = applications.id AND bookings.state <> 'cancelled' AND starts_at <= ?3)
             OR (changed_at <= ?5 AND NOT EXISTS (SELECT 1 FROM bookings WHERE application = applications.id)))
         ORDER BY changed_at LIMIT ?6",
    );
    let cases = cases
        .bind(Named(CaseState::InReview))
        .bind(ago(bureau, after))
        .bind(bureau.base.clock.now_ms())
        .bind(examined)
        .bind(ago(bureau, UNCHOSEN))
        .bind(MANY);
    Ok(cases.fetch_all(bureau.base.db.read()).await?)
}
