//! Closes a proposal that the citizen has declined or not answered.

use super::super::announce::{Announcement, Changed, announce, local_time_of};
use super::super::parts::BookingStore;
use super::super::row::BookingRow;
use super::super::waiting::notify_others_of_free_slot;
use super::super::words::Words;
use crate::audit::By;
use crate::fail::Result;
use crate::holds::{self, Purpose};
use crate::outbox::Letter;
use sqlx::{Sqlite, Transaction};

/// Why a proposal is closed without moving the booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    Declined,
    /// The citizen did not answer in time.
    Unanswered,
}

/// Closes the proposal and frees its slot. The booking still has to move to another time.
pub(super) async fn close(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &BookingRow,
    why: Closing,
) -> Result<()> {
    sqlx::query(
        "UPDATE bookings SET transfer_state = 'declined', version = version + 1, changed_at = ? WHERE id = ?",
    )
    .bind(bookings.base.clock.now_ms())
    .bind(&row.id)
    .execute(&mut **tx)
    .await?;
    let proposed =
        row.transfer(bookings.base.clock.now()).map(|transfer| row.slot_at(transfer.starts_at));
    holds::release(&bookings.institutions, tx, &row.application, Purpose::Transfer).await?;
    if let Some(slot) = proposed {
        notify_others_of_free_slot(bookings, tx, &slot, row).await?;
    }
    let by = match why {
        Closing::Declined => By::Citizen,
        Closing::Unanswered => By::System,
    };
    announce(bookings, tx, Changed::of(row, by), announcement(bookings, row, why)).await
}

fn announcement(bookings: &BookingStore, row: &BookingRow, why: Closing) -> Announcement {
    let local_time = local_time_of(bookings, row);
    let by = local_time.by(row.starts_at());
    let (ru, en) = match why {
        Closing::Declined => (
            "Вы отказались от времени, которое предложило учреждение.",
            "You have declined the time that the institution proposed.",
        ),
        Closing::Unanswered => (
            "Вы не ответили вовремя, и мы больше не держим за вами предложенное время.",
            "There was no answer in time, and the proposed time is no longer kept for you.",
        ),
    };
    let journal = Words {
        ru: format!("{ru} Выберите другое до {}.", by.ru),
        en: format!("{en} Choose another one before {}.", by.en),
    };
    let line = format!("{ru} Выберите другое в личном кабинете до {}.", by.ru);
    let letter = Letter::new(line, ru)
        .todo(format!("Выберите другое время в личном кабинете до {}.", by.ru));
    Announcement::new(local_time, journal, letter)
}
