//! Suggestions while typing: a combobox with a listbox (APG). The focus stays in the input.

use super::{Search, option_id};
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::effect;
use crate::platform::timer::Timer;
use crate::shell::navigation;
use crate::state::announcer::Announcer;
use domain::wire::service::{Found, ServiceCard};
use leptos::ev;
use leptos::prelude::*;

/// Debounce in milliseconds before the server is asked for suggestions.
const PAUSE: u32 = 200;

#[component]
pub(super) fn Suggestions() -> impl IntoView {
    Search::current().map(|search| {
        let go = navigation::go();
        let announcer = Announcer::current();
        let pause = Timer::new();
        let show = move |found: Result<Found, ApiError>| {
            // An error shows no suggestions; «Найти» says what went wrong.
            let found = found.map(|found| found.services).unwrap_or_default();
            if !found.is_empty()
                && let Some(announcer) = announcer
            {
                let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
                announcer.say(tr::search::found(count));
            }
            search.active.set(None);
            search.found.set(found);
        };
        effect(move || {
            let words = search.words.get();
            // A pending answer is for older words.
            search.asking.cancel();
            if !search.is_typing.get() {
                pause.clear();
            } else if words.trim().is_empty() {
                search.close();
            } else {
                let ask = move || search.asking.run(api::services::search(words), show);
                pause.set(PAUSE, ask);
            }
        });
        let choose = Callback::new(move |address: String| {
            search.close();
            search.words.set(String::new());
            go(&address);
        });
        let key = move |event: ev::KeyboardEvent| {
            let count = search.found.with_untracked(Vec::len);
            let active = search.active.get_untracked();
            let next = match event.key().as_str() {
                _ if count == 0 => return,
                "ArrowDown" => Some(active.map_or(0, |active| (active + 1) % count)),
                "ArrowUp" => Some(active.map_or(count - 1, |active| (active + count - 1) % count)),
                "Escape" => None,
                "Enter" => {
                    let address = active.and_then(|active| {
                        search.found.with_untracked(|found| found.get(active).map(paths::of_card))
                    });
                    if let Some(address) = address {
                        event.prevent_default();
                        choose.run(address);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            match next {
                Some(next) => search.active.set(Some(next)),
                None => search.close(),
            }
        };
        search.on_key.set_value(Some(Callback::new(key)));
        on_cleanup(move || {
            search.on_key.try_set_value(None);
        });
        move || {
            let option = |(index, card)| option(search, choose, index, card);
            search.found.get().into_iter().enumerate().map(option).collect::<Vec<_>>()
        }
    })
}

fn option(search: Search, choose: Callback<String>, index: usize, card: ServiceCard) -> AnyView {
    let is_active = move || search.active.get() == Some(index);
    let address = paths::of_card(&card);
    view! {
        <div
            class="search__option"
            role="option"
            id=option_id(index)
            aria-selected=move || if is_active() { "true" } else { "false" }
            // The input keeps the focus: losing it would close the list before the click.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| choose.run(address.clone())
        >
            {card.title}
        </div>
    }
    .into_any()
}
