//! «Пока вас не было»: what others have done since the citizen last looked (nh-4), and telling the API that it is seen now.

use super::drawn::drawn;
use super::log::{Entry, entry, lines};
use crate::api;
use crate::i18n::tr;
use crate::platform::effect::effect;
use crate::platform::timer::{Timer, every};
use crate::platform::{clock, page};
use crate::state::action::commit;
use chrono::{DateTime, TimeDelta, Utc};
use domain::wire::application::{Application, By, JournalEntry};
use domain::wire::event::Change;
use leptos::prelude::*;

/// So many entries are shown; the others stand in the log.
const SHOWN: usize = 5;
/// Milliseconds after which what is on the screen counts as seen.
const SEEN_AFTER: u32 = 2_000;
/// Milliseconds between looks whether the page is looked at.
const LOOK: u32 = 10_000;
/// Who has not looked for so long has been away. Sleep of the device counts.
const AWAY: TimeDelta = TimeDelta::minutes(1);

/// A time in which nobody looked at the open page.
#[derive(Debug, Clone, Copy)]
struct Absence {
    /// Id of the newest line before.
    after: i64,
    until: DateTime<Utc>,
}

/// Does not change while somebody reads it: drawn when the page opens, and again when somebody comes back to it.
pub(super) fn away(case: Memo<Application>) -> AnyView {
    mark_seen(case);
    let absence = absence(case);
    let told = StoredValue::new(case.with_untracked(unseen));
    let read = move |case: &Application| {
        if let Some(absence) = absence.get() {
            let missed = missed(case, absence);
            if !missed.is_empty() {
                told.set_value(missed);
            }
        }
        told.with_value(|told| words(told, &case.summary.section))
    };
    drawn(case, read, draw)
}

/// The newest entries, the newest first, and how many more there are.
fn words(told: &[JournalEntry], section: &str) -> (Vec<Entry>, u32) {
    let shown = told.iter().rev().take(SHOWN).map(|line| entry(line, section)).collect();
    (shown, u32::try_from(told.len().saturating_sub(SHOWN)).unwrap_or_default())
}

fn draw((shown, more): (Vec<Entry>, u32)) -> AnyView {
    if shown.is_empty() {
        return ().into_any();
    }
    view! {
        <h2>{tr::away::title()}</h2>
        {lines(shown)}
        {(more > 0).then(|| view! { <p>{tr::away::more(more)}</p> })}
    }
    .into_any()
}

/// Entries by others that the citizen has not seen, the oldest first. None of an API that does not keep that.
fn unseen(case: &Application) -> Vec<JournalEntry> {
    let Some(seen) = case.seen else { return Vec::new() };
    news(case, |entry| entry.id > seen)
}

/// What has come while the page was open and nobody looked.
fn missed(case: &Application, absence: Absence) -> Vec<JournalEntry> {
    news(case, |entry| entry.id > absence.after && entry.at <= absence.until)
}

/// Entries by others. Messages are marked where they stand.
fn news(case: &Application, is_new: impl Fn(&JournalEntry) -> bool) -> Vec<JournalEntry> {
    let is_news = |entry: &&JournalEntry| {
        entry.by != Some(By::Citizen) && entry.kind != Change::Message && is_new(entry)
    };
    case.journal.iter().filter(is_news).cloned().collect()
}

/// The last absence, once somebody is back.
fn absence(case: Memo<Application>) -> RwSignal<Option<Absence>> {
    let absence = RwSignal::new(None);
    let newest = move || case.with_untracked(|case| case.journal.last().map_or(0, |line| line.id));
    let looked = StoredValue::new((clock::server(), newest()));
    let looks = move || looked.set_value((clock::server(), newest()));
    every(LOOK, move || {
        if page::is_hidden() {
            return;
        }
        let (at, after) = looked.get_value();
        let until = clock::server();
        if until - at >= AWAY {
            absence.set(Some(Absence { after, until }));
        }
        looks();
    });
    page::on_hidden(looks);
    absence
}

/// Tells the API what is seen, once it has been on the screen for long enough.
fn mark_seen(case: Memo<Application>) {
    let id = case.with_untracked(|case| case.summary.id.clone());
    let id = StoredValue::new(id);
    let newest = Memo::new(move |_| case.with(|case| unseen(case).last().map(|entry| entry.id)));
    let timer = Timer::new();
    let wait = move || {
        timer.set(SEEN_AFTER, move || {
            let line = newest.try_get_untracked().flatten();
            if let (Some(line), Some(id), false) = (line, id.try_get_value(), page::is_hidden()) {
                // If it fails, the next opening tells again.
                commit(async move {
                    let _ = api::applications::see(&id, line).await;
                });
            }
        });
    };
    effect(move || {
        if newest.get().is_some() {
            wait();
        }
    });
    page::on_visible(wait);
}
