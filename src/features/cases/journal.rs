use super::status;
use crate::i18n::{self, tr};
use crate::platform::dates;
use domain::wire::application::JournalEntry;
use leptos::prelude::*;

/// Every change with its date and time, the newest first (M-24).
#[component]
pub(super) fn Journal(#[prop(into)] entries: Signal<Vec<JournalEntry>>) -> impl IntoView {
    let lines = move || entries.get().into_iter().rev().map(line).collect::<Vec<_>>();
    view! {
        <h2>{tr::case::journal()}</h2>
        <ol class="journal" reversed>
            {lines}
        </ol>
    }
}

fn line(entry: JournalEntry) -> AnyView {
    let comment = entry.comment.map(|comment| comment.get(i18n::language()).to_owned());
    view! {
        <li class="journal__entry">
            <p class="journal__time">{dates::moment(entry.at)}</p>
            <p class="journal__state">{status::name(entry.state)}</p>
            {comment.map(|comment| view! { <p>{comment}</p> })}
        </li>
    }
    .into_any()
}
