//! The bureau of a demonstration, which takes cases, answers and decides by itself.

mod answer;

use super::act::{Actor, Deed, Order, act};
use super::examples;
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

/// How long a case is nobody's: the citizen sees the place in the queue first.
const UNTAKEN: Duration = Duration::from_secs(5);

/// How long the demonstration waits for the citizen to choose a date for an examination.
const UNCHOSEN: Duration = Duration::from_secs(15 * 60);

/// Takes what nobody has, answers, and decides what has been in review for `decided_after`. A case that fails does not keep the others
/// waiting.
pub(super) async fn round(bureau: &Bureau, decided_after: Duration) -> Result<()> {
    let expert = staff::person(&bureau.base, EXPERT, Role::Expert).await?;
    let taken = to_take(bureau).await?.into_iter();
    let taken = taken.map(|case| (case, Act::Assign { executor: Some(expert.id.clone()) }));
    let decided = to_decide(bureau, decided_after).await?.into_iter();
    let today = bureau.base.clock.today();
    let decided = decided.map(|Undecided { id, service, number }| {
        (id, examples::by_turns(&service, turn(&number), today))
    });
    for (case, deed) in taken.chain(decided) {
        let deed = Deed::Office(deed);
        let order = Order { by: Actor::Staff(&expert), case: &case, deed, terms: None };
        log(act(bureau, order).await);
    }
    answer::answer(bureau, &expert.id).await
}

/// Cases in review that nobody has for [`UNTAKEN`].
async fn to_take(bureau: &Bureau) -> Result<Vec<String>> {
    let cases = sqlx::query_scalar(
        "SELECT id FROM applications WHERE state = ? AND executor IS NULL AND changed_at <= ? ORDER BY changed_at LIMIT ?",
    );
    let cases = cases.bind(Named(CaseState::InReview)).bind(ago(bureau, UNTAKEN)).bind(MANY);
    Ok(cases.fetch_all(bureau.base.db.read()).await?)
}

#[derive(sqlx::FromRow)]
struct Undecided {
    id: String,
    service: String,
    number: String,
}

/// Cases whose review started at least `after` ago. An examination comes before the decision: a case is not decided while
/// the visit is ahead or its date is being chosen, nor, without any booking, before [`UNCHOSEN`] is over.
async fn to_decide(bureau: &Bureau, after: Duration) -> Result<Vec<Undecided>> {
    let examined: Vec<&str> = bureau.catalogue.examined().collect();
    let examined = serde_json::to_string(&examined).map_err(|_| Fail::Internal("services"))?;
    let cases = sqlx::query_as(
        "SELECT id, service, number FROM applications WHERE state = ?1 AND changed_at <= ?2
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

/// The first case of a year has the first of the examples.
fn turn(number: &str) -> usize {
    let last = number.rsplit('-').next().and_then(|count| count.parse::<usize>().ok());
    last.unwrap_or_default().saturating_sub(1)
}
