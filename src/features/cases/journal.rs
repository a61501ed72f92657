use super::status;
use crate::i18n::dates;
use crate::i18n::{self, tr};
use domain::wire::application::JournalEntry;
use leptos::prelude::*;

/// Every change with its date and time, the newest first (M-24).
#[component]
pub(super) fn Journal(
    #[prop(into)] entries: Signal<Vec<JournalEntry>>,
    section: StoredValue<String>,
) -> impl IntoView {
    let lines = move || {
        let line = |entry| section.with_value(|section| line(entry, section));
        entries.get().into_iter().rev().map(line).collect::<Vec<_>>()
    };
    view! {
        <h2>{tr::case::journal()}</h2>
        <ol class="journal" reversed>
            {lines}
        </ol>
    }
}

fn line(entry: JournalEntry, section: &str) -> AnyView {
    let comment = entry.comment.map(|comment| comment.get(i18n::language()).to_owned());
    view! {
        <li class="journal__entry">
            <p class="journal__time">{dates::moment(entry.at)}</p>
            <p class="journal__state">{status::name(entry.state, section)}</p>
            {comment.map(|comment| view! { <p>{comment}</p> })}
        </li>
    }
    .into_any()
}
