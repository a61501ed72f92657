//! «Пока вас не было»: what others have done since the citizen last looked (nh-4), and telling the API that it is seen now.

use super::log::{entry, lines};
use crate::api;
use crate::i18n::tr;
use crate::platform::effect::effect;
use crate::platform::page;
use crate::platform::timer::Timer;
use crate::state::action::commit;
use domain::wire::application::{Application, By, JournalEntry};
use domain::wire::event::Change;
use leptos::prelude::*;

/// So many entries are shown; the others stand in the log.
const SHOWN: usize = 5;
/// Milliseconds after which what is on the screen counts as seen.
const SEEN_AFTER: u32 = 2_000;

/// Drawn as it is when the page opens: it does not change while somebody reads it.
pub(super) fn away(case: Memo<Application>) -> AnyView {
    mark_seen(case);
    let entries = case.with_untracked(unseen);
    if entries.is_empty() {
        return ().into_any();
    }
    let section = case.with_untracked(|case| case.summary.section.clone());
    let entry = |line: &JournalEntry| entry(line, &section);
    let more = u32::try_from(entries.len().saturating_sub(SHOWN)).unwrap_or_default();
    let shown = entries.iter().rev().take(SHOWN).map(entry).collect();
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
    // Messages are marked where they stand.
    let is_news = |entry: &&JournalEntry| {
        let is_message = entry.kind == Change::Message;
        entry.id > seen && entry.by != Some(By::Citizen) && !is_message
    };
    case.journal.iter().filter(is_news).cloned().collect()
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
