//! Suggestions while typing: a combobox with a listbox (APG). The focus stays in the input.

use super::{Search, option_id};
use crate::api;
use crate::i18n::tr;
use crate::paths;
use crate::platform::clock;
use crate::shell::navigation;
use crate::state::announcer::Announcer;
use domain::wire::service::ServiceCard;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds that the typing pauses before the server is asked.
const PAUSE: u32 = 200;

#[component]
pub(super) fn Suggestions() -> impl IntoView {
    use_context::<Search>().map(|search| {
        let go = navigation::go();
        let announcer = Announcer::current();
        Effect::new(move |_| {
            let words = search.words.get();
            let closings = search.closings.get_value();
            spawn_local(async move {
                clock::wait(PAUSE).await;
                if search.words.try_with_untracked(|now| *now == words) != Some(true) {
                    return;
                }
                if words.trim().is_empty() {
                    return search.close();
                }
                // What cannot be had now is found by «Найти», which says why not.
                let found = api::services::search(words.clone()).await.map(|found| found.services);
                let is_current = search.words.try_with_untracked(|now| *now == words) == Some(true)
                    && search.closings.try_get_value() == Some(closings);
                if is_current {
                    let found = found.unwrap_or_default();
                    if !found.is_empty()
                        && let Some(announcer) = announcer
                    {
                        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
                        announcer.say(tr::search::found(count));
                    }
                    search.active.set(None);
                    search.found.set(found);
                }
            });
        });
        let choose = Callback::new(move |id: String| {
            search.close();
            search.words.set(String::new());
            go(&paths::service(&id));
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
                    let id = active.and_then(|active| {
                        search
                            .found
                            .with_untracked(|found| found.get(active).map(|card| card.id.clone()))
                    });
                    if let Some(id) = id {
                        event.prevent_default();
                        choose.run(id);
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
    let id = card.id;
    view! {
        <div
            class="search__option"
            role="option"
            id=option_id(index)
            aria-selected=move || if is_active() { "true" } else { "false" }
            // Before the input loses the focus, which closes the list.
            on:mousedown=move |event| {
                event.prevent_default();
                choose.run(id.clone());
            }
        >
            {card.title}
        </div>
    }
    .into_any()
}
