//! Informs the citizen of a change: an entry in the case's journal, and a letter.

use super::parts::BookingStore;
use super::row::BookingRow;
use super::words::{LocalTime, Words};
use crate::audit::By;
use crate::cases::{self, letters, term};
use crate::fail::Result;
use crate::institutions::SlotKey;
use crate::journal::{self, Entry};
use crate::outbox::{Appointment, Letter};
use domain::booking::UtcOffset;
use domain::form::Text;
use domain::values::Phone;
use domain::wire::event::Change;
use sqlx::{Sqlite, Transaction};

/// Moscow time in minutes from UTC. Used for institutions that are no longer in the network.
const OFFICE: UtcOffset = 180;

/// What a letter asks of who has a visit. How to prepare would say what for.
pub(super) const COME: &str = "Приходите в это время. Как подготовиться и что взять с собой, написано в личном кабинете. Если не получится, перенесите или отмените запись в личном кабинете: перенести \
                               её можно не позже чем за сутки.";

/// What a letter says to who has none any more.
pub(super) const CHOOSE: &str = "Выберите другое время в личном кабинете.";

/// Which booking has changed, and who has changed it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Changed<'a> {
    pub(super) application: &'a str,
    pub(super) booking: &'a str,
    pub(super) by: By<'a>,
}

impl<'a> Changed<'a> {
    pub(super) fn of(row: &'a BookingRow, by: By<'a>) -> Self {
        Self { application: &row.application, booking: &row.id, by }
    }
}

/// Texts about a change for the journal and for the letter. Both end with the time zone of the times in them.
pub(super) struct Announcement {
    local_time: LocalTime,
    journal: Words,
    letter: Letter,
    /// Where the citizen is expected, and when.
    at: Option<SlotKey>,
}

impl Announcement {
    /// The first line of a letter is visible on lock screens. It must not contain the institution, the operation, or the
    /// application's number, whose prefix names the service.
    pub(super) fn new(local_time: LocalTime, journal: Words, letter: Letter) -> Self {
        Self {
            local_time,
            journal: with_zone(local_time, journal),
            letter: letter.and(&format!(" {}", local_time.zone().ru)),
            at: None,
        }
    }

    /// The letter says where the citizen is expected, and when.
    pub(super) fn at(self, slot: SlotKey) -> Self {
        Self { at: Some(slot), ..self }
    }
}

fn with_zone(local_time: LocalTime, Words { ru, en }: Words) -> Words {
    let zone = local_time.zone();
    Words { ru: format!("{ru} {}", zone.ru), en: format!("{en} {}", zone.en) }
}

/// Writes the journal entry and sends the letter. The state of the case does not change.
pub(super) async fn announce(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    changed: Changed<'_>,
    announcement: Announcement,
) -> Result<()> {
    let moved = write(bookings, tx, changed, &announcement.journal).await?;
    let Announcement { local_time, letter, at, .. } = announcement;
    let letter = match moved {
        // Without the word for the visit: the first line of a letter is visible on lock screens.
        Some(day) => letter.and(&format!(" Решение ожидается до {}.", day.ru)),
        None => letter,
    };
    let appointment = at.and_then(|slot| appointment(bookings, local_time, &slot));
    let link = bookings.base.letterhead.link(&format!("/bookings/{}", changed.booking));
    letters::send(&bookings.cases, tx, changed.application, letter.visit(appointment).link(link))
        .await
}

/// Where and when, but not why: neither the institution's name nor what it does. `None` when it has left the network.
fn appointment(bookings: &BookingStore, time: LocalTime, slot: &SlotKey) -> Option<Appointment> {
    let institution = bookings.institutions.network.institution(&slot.institution)?;
    let phone = Phone::parse(&institution.phone).map(|phone| phone.pretty());
    Some(Appointment {
        when: time.at(slot.starts_at).ru,
        address: format!("{}, {}", institution.city.get("ru"), institution.address.get("ru")),
        zone: time.zone().ru,
        phone: phone.unwrap_or_else(|_| institution.phone.clone()),
    })
}

/// Writes the journal entry without a letter. For a change that the citizen made through another application.
pub(super) async fn announce_in_journal(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    changed: Changed<'_>,
    local_time: LocalTime,
    words: Words,
) -> Result<()> {
    write(bookings, tx, changed, &with_zone(local_time, words)).await?;
    Ok(())
}

/// Local time of the booking's institution, for use in texts.
pub(super) fn local_time_of(bookings: &BookingStore, row: &BookingRow) -> LocalTime {
    LocalTime(offset_of(bookings, row))
}

/// Offset of the institution's local time from UTC.
pub(super) fn offset_of(bookings: &BookingStore, row: &BookingRow) -> UtcOffset {
    offset_at(bookings, &row.institution)
}

pub(super) fn offset_at(bookings: &BookingStore, institution: &str) -> UtcOffset {
    bookings.institutions.network.institution(institution).map_or(OFFICE, |known| known.utc_offset)
}

/// Wakes everything that listens to cases or slots. To be called after the commit.
pub(super) fn wake(bookings: &BookingStore) {
    bookings.wakes.journal.wake();
    bookings.wakes.slots.wake();
}

/// Returns the day on which a decision is expected, if it is another one since this change.
async fn write(
    bookings: &BookingStore,
    tx: &mut Transaction<'_, Sqlite>,
    changed: Changed<'_>,
    words: &Words,
) -> Result<Option<Words>> {
    let case = cases::by_id(&mut **tx, changed.application).await?;
    let now = bookings.base.clock.now_ms();
    let moved = term::follow_visit(&bookings.cases, tx, &case, now).await?;
    let said = moved.as_ref().map(|moved| &moved.sentence);
    let [ru, en] = [(&words.ru, said.map(|said| &said.ru)), (&words.en, said.map(|said| &said.en))]
        .map(|(words, said)| match said {
            Some(said) => format!("{words} {said}"),
            None => words.clone(),
        });
    let comment = Text::from([("ru", ru.as_str()), ("en", en.as_str())]);
    let entry = Entry {
        kind: Change::Visit,
        subject: Some(changed.booking),
        comment: Some(&comment),
        ..Entry::of((&case.account, &case.id), case.state(), changed.by, now)
    };
    journal::write(&bookings.base.keys, tx, entry).await?;
    Ok(moved.map(|moved| moved.day))
}
