use super::super::announce::{Announcement, Changed, announce, local_time_of, wake};
use super::super::parts::BookingStore;
use super::super::row::BookingRow;
use super::super::store;
use super::super::waiting::notify_others_of_free_slot;
use super::super::words::Words;
use super::letter;
use crate::audit::By;
use crate::fail::{Fail, Result};
use crate::holds::{self, NewHold, Purpose};
use crate::institutions::{SlotKey, check_offered};
use crate::named::Named;
use crate::outbox::Letter;
use chrono::{DateTime, TimeDelta, Utc};
use domain::file::{FilePolicy, FileType, Usage, check_content};
use domain::form::Issue;
use domain::wire::booking::TransferReason;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// How long the citizen has to answer; the proposed slot is held until then (S-26).
const ANSWER_TIME: TimeDelta = TimeDelta::hours(24);

/// Another time that the institution proposes.
pub(crate) struct Proposal {
    pub(crate) starts_at: DateTime<Utc>,
    pub(crate) reason: TransferReason,
    /// The institution's own PDF. Without one the server generates a letter.
    pub(crate) letter: Option<Vec<u8>>,
}

// A letter reveals something about a person's health, so it stays out of logs.
impl std::fmt::Debug for Proposal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proposal(…)")
    }
}

/// Proposes another time for a booking, named by its id or by the number of its application, and replaces an earlier
/// proposal. Returns the id of the booking. 409 `not_allowed` for a visit that is over, cancelled or already at that time;
/// 409 `slot_taken`; 412 `conflict` when the booking has just changed; 422 `invalid` for a letter that is not a complete PDF
/// of at most 5 МБ.
pub(crate) async fn propose(
    bookings: &BookingStore,
    booking: &str,
    proposal: Proposal,
    by: By<'_>,
) -> Result<String> {
    let now = bookings.base.clock.now();
    // Generate the letter before the transaction: it takes time, and all other writers would wait.
    let read = store::by_id(bookings.base.db.read(), booking).await?;
    let (slot, answer_by) = offer(bookings, &read, proposal.starts_at, now)?;
    let letter = match proposal.letter {
        Some(letter) => checked(letter)?,
        None => {
            let document = letter::write(bookings, &read, &slot, proposal.reason, answer_by, now)?;
            tokio::task::spawn_blocking(move || crate::document::render(&document))
                .await
                .map_err(|_| Fail::Internal("a letter"))??
        }
    };
    let mut tx = bookings.base.db.begin().await?;
    let row = store::by_id(&mut *tx, booking).await?;
    if (&row.id, row.version) != (&read.id, read.version) {
        return Err(ProblemCode::Conflict.into());
    }
    let former =
        holds::release(&bookings.institutions, &mut tx, &row.application, Purpose::Transfer)
            .await?;
    let hold = NewHold {
        account: &row.account,
        application: &row.application,
        purpose: Purpose::Transfer,
        slot: &slot,
        ends_at: answer_by.timestamp_millis(),
    };
    holds::hold_slot(&bookings.institutions, &mut tx, hold).await?;
    save(bookings, &mut tx, &row, &slot, proposal.reason, answer_by, &letter).await?;
    let changed = Changed::of(&row, by);
    announce(bookings, &mut tx, changed, announcement(bookings, &row, &slot, answer_by)).await?;
    if let Some(former) = former.filter(|former| *former != slot) {
        notify_others_of_free_slot(bookings, &mut tx, &former, &row).await?;
    }
    tx.commit().await?;
    wake(bookings);
    Ok(row.id)
}

fn checked(letter: Vec<u8>) -> Result<Vec<u8>> {
    let policy = FilePolicy::new(&[FileType::Pdf]);
    match check_content("letter.pdf", &letter, &policy, Usage::default()) {
        Ok(_) => Ok(letter),
        Err(error) => {
            let issue = Issue { pointer: "/letter".to_owned(), error: error.into() };
            Err(Fail::Issues(ProblemCode::Invalid, vec![issue]))
        }
    }
}

/// Checks that the slot can be proposed. Returns it with the time until which it would be held.
fn offer(
    bookings: &BookingStore,
    row: &BookingRow,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(SlotKey, DateTime<Utc>)> {
    if !row.is_active(now) || row.starts_at() == starts_at {
        return Err(ProblemCode::NotAllowed.into());
    }
    let slot = row.slot_at(starts_at);
    check_offered(&bookings.institutions, &slot)?;
    let answer_by = answer_by(now, row.starts_at(), slot.starts_at);
    Ok((slot, answer_by))
}

/// Deadline for the answer: a day from now, but before either of the two visits begins.
fn answer_by(now: DateTime<Utc>, was: DateTime<Utc>, proposed: DateTime<Utc>) -> DateTime<Utc> {
    let in_a_day = now.checked_add_signed(ANSWER_TIME).unwrap_or(now);
    in_a_day.min(was).min(proposed)
}

async fn save(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &BookingRow,
    slot: &SlotKey,
    reason: TransferReason,
    answer_by: DateTime<Utc>,
    letter: &[u8],
) -> Result<()> {
    sqlx::query(
        "UPDATE bookings SET transfer_to = ?, transfer_reason = ?, transfer_by = ?, transfer_state = 'proposed',
             letter = ?, version = version + 1, changed_at = ?
         WHERE id = ?",
    )
    .bind(slot.ms())
    .bind(Named(reason))
    .bind(answer_by.timestamp_millis())
    .bind(bookings.base.keys.seal(&letter::letter_context(&row.id), letter)?)
    .bind(bookings.base.clock.now_ms())
    .bind(&row.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn announcement(
    bookings: &BookingStore,
    row: &BookingRow,
    slot: &SlotKey,
    answer_by: DateTime<Utc>,
) -> Announcement {
    let local_time = local_time_of(bookings, row);
    let (was, is) = (local_time.at(row.starts_at()), local_time.at(slot.starts_at));
    let by = local_time.by(answer_by);
    let journal = Words {
        ru: format!(
            "Учреждение не сможет принять вас {} и предлагает другое время: {}. Мы держим его за вами до {}.",
            was.ru, is.ru, by.ru
        ),
        en: format!(
            "The institution cannot receive you on {} and proposes another time: {}. It is kept for you until {}.",
            was.en, is.en, by.en
        ),
    };
    let line = format!(
        "Визит {} не состоится. Предлагаем другое время: {}. Ответьте в личном кабинете до {}.",
        was.ru, is.ru, by.ru
    );
    let letter = Letter::new(
        line,
        format!(
            "Визит {} не состоится. Предлагаем другое время, мы держим его за вами до {}.",
            was.ru, by.ru
        ),
    )
    .todo(format!(
        "Ответьте в личном кабинете до {}: согласитесь на предложенное время или откажитесь и выберите другое.",
        by.ru
    ));
    Announcement::new(local_time, journal, letter).at(slot.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_due_in_a_day_and_before_either_visit() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let now = at("2026-11-22T10:00:00Z");
        let (soon, far) = (at("2026-11-22T15:00:00Z"), at("2026-12-22T15:00:00Z"));
        assert_eq!(answer_by(now, far, far), at("2026-11-23T10:00:00Z"));
        assert_eq!(answer_by(now, soon, far), soon);
        assert_eq!(answer_by(now, far, soon), soon);
    }
}
