//! Search over the services (S-03): the box in the header, and a part with suggestions and results, fetched on use.

mod results;
mod suggestions;

use crate::i18n::{self, tr};
use crate::part::{PageFn, PartError};
use crate::paths;
use crate::shell::navigation;
use crate::state::action::Latest;
use domain::wire::service::ServiceCard;
use futures::future::join;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use std::cell::Cell;

/// State of the search. Lives as long as the app, because the words are in no address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Search {
    words: RwSignal<String>,
    /// The words when «Найти» was last pressed.
    asked: RwSignal<String>,
    /// Suggestions for the words typed so far.
    found: RwSignal<Vec<ServiceCard>>,
    /// Index of the suggestion chosen with the arrow keys.
    active: RwSignal<Option<usize>>,
    /// Whether suggestions are wanted: something was typed since the list was closed.
    is_typing: RwSignal<bool>,
    /// Requests for suggestions.
    asking: Latest,
    /// Handles keys; set while the part is in use.
    on_key: StoredValue<Option<Callback<ev::KeyboardEvent>>>,
}

thread_local! {
    /// The only search of the app.
    static CURRENT: Cell<Option<Search>> = const { Cell::new(None) };
}

impl Search {
    pub(crate) fn provide() {
        CURRENT.set(Some(Self {
            words: RwSignal::new(String::new()),
            asked: RwSignal::new(String::new()),
            found: RwSignal::new(Vec::new()),
            active: RwSignal::new(None),
            is_typing: RwSignal::new(false),
            asking: Latest::new(),
            on_key: StoredValue::new(None),
        }));
    }

    fn current() -> Option<Self> {
        CURRENT.get()
    }

    fn is_open(self) -> bool {
        self.found.with(|found| !found.is_empty())
    }

    fn typed(self, words: String) {
        if self.words.with_untracked(|before| *before != words) {
            self.words.set(words);
            self.is_typing.set(true);
        }
    }

    fn close(self) {
        self.is_typing.set(false);
        self.asking.cancel();
        self.found.set(Vec::new());
        self.active.set(None);
    }
}

const LIST: &str = "search-list";

/// The id of a suggestion.
fn option_id(index: usize) -> String {
    format!("search-option-{index}")
}

/// A native form that works as soon as it is drawn; suggestions follow once the part is loaded.
#[component]
pub(crate) fn SearchBox() -> impl IntoView {
    let search = Search::current();
    search.map(|search| {
        let suggestions = RwSignal::new(None::<PageFn>);
        // If the part cannot be fetched, there are no suggestions, but «Найти» still works.
        let fetching = Latest::new();
        let fetch = move |_| {
            if suggestions.with_untracked(Option::is_none) {
                fetching
                    .run(join(suggestions_view(), i18n::load("search")), move |(page, texts)| {
                        suggestions.set(texts.ok().and(page.ok()))
                    });
            }
        };
        let go = navigation::go();
        let submit = move |event: ev::SubmitEvent| {
            event.prevent_default();
            search.close();
            search.asked.set(search.words.get_untracked());
            go(paths::SEARCH);
        };
        let key = move |event: ev::KeyboardEvent| {
            if let Some(on_key) = search.on_key.get_value() {
                on_key.try_run(event);
            }
        };
        let expanded = move || if search.is_open() { "true" } else { "false" };
        let active = move || search.active.get().map(option_id);
        view! {
            <form class="search" role="search" on:submit=submit>
                <input
                    class="search__input"
                    type="search"
                    role="combobox"
                    autocomplete="off"
                    maxlength="100"
                    aria-label=tr::search::label()
                    placeholder=tr::search::label()
                    aria-autocomplete="list"
                    aria-controls=LIST
                    aria-expanded=expanded
                    aria-activedescendant=active
                    prop:value=move || search.words.get()
                    on:focus=fetch
                    on:blur=move |_| search.close()
                    on:input=move |event| search.typed(event_target_value(&event))
                    on:change=move |event| search.typed(event_target_value(&event))
                    on:keydown=key
                />
                <button class="button button--tool search__button" type="submit">{tr::search::button()}</button>
                <div id=LIST class="search__list" role="listbox" aria-label=tr::search::label()>
                    {move || suggestions.get().map(|suggestions| suggestions())}
                </div>
            </form>
        }
    })
}

#[wasm_split(search, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn page() -> Result<PageFn, PartError> {
    Ok(|| view! { <results::Results/> }.into_any())
}

#[wasm_split(search, wasm_split_path = leptos::wasm_split, fallible)]
fn suggestions_view() -> Result<PageFn, PartError> {
    Ok(|| view! { <suggestions::Suggestions/> }.into_any())
}
