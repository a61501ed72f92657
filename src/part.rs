//! Parts of the app that are fetched when they are needed (docs/decisions/0002).

use crate::i18n::{self, tr};
use crate::platform::timer::Timer;
use crate::platform::{clock, network, page};
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::ui::button::Again;
use crate::ui::loading::Loading;
use futures::future::join3;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use std::future::Future;
use std::pin::Pin;

/// A page that lives in a part: what the split function hands out once its part is there.
pub(crate) type PageFn = fn() -> AnyView;

/// Fetches the part of a page. Boxed, so that [`part`] is compiled once and not once a page.
pub(crate) type Fetch = fn() -> Pin<Box<dyn Future<Output = Result<PageFn, PartError>>>>;

/// A part that could not be fetched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PartError;

impl From<SplitLoaderError> for PartError {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// How often a part is asked for before the citizen is.
const TRIES: u32 = 3;

/// Milliseconds until it is asked for again all the same.
const RETRY: u32 = 15_000;

/// Milliseconds until the citizen is told that the wait is long.
const SLOW: u32 = 10_000;

/// Shows a page as soon as its part is there.
///
/// `texts` names the file of the part's texts, and its sheet if it has one.
pub(crate) fn part(texts: &'static str, load: Fetch) -> AnyView {
    let part = Part {
        texts,
        load,
        page: RwSignal::new(None),
        is_slow: RwSignal::new(false),
        fetching: Action::new(),
        timer: Timer::new(),
    };
    part.fetch();
    part.timer.set(SLOW, move || part.is_slow.set(true));
    network::on_online(move || {
        if part.has_failed() {
            part.fetch();
        }
    });
    let shown = move || match part.page.get() {
        Some(Ok(page)) => page(),
        Some(Err(PartError)) => view! { <Failed part=part/> }.into_any(),
        None => view! { <Waiting is_slow=part.is_slow/> }.into_any(),
    };
    shown.into_any()
}

#[derive(Clone, Copy)]
struct Part {
    texts: &'static str,
    load: Fetch,
    page: RwSignal<Option<Result<PageFn, PartError>>>,
    is_slow: RwSignal<bool>,
    fetching: Action,
    timer: Timer,
}

impl Part {
    fn fetch(self) {
        self.fetching.settle(bring(self.texts, self.load), move |brought| {
            if brought.is_err() {
                self.timer.set(RETRY, move || self.fetch());
            }
            // What is said of a failure is not said again.
            if brought.is_ok() || !self.has_failed() {
                self.page.set(Some(brought));
            }
        });
    }

    fn has_failed(self) -> bool {
        self.page.with_untracked(|page| matches!(page, Some(Err(PartError))))
    }
}

/// Everything that the page needs. Without its sheet it is no beauty, and works.
async fn bring(texts: &'static str, load: Fetch) -> Result<PageFn, PartError> {
    let page = async {
        let mut page = Err(PartError);
        for attempt in 0..TRIES {
            clock::wait(attempt * 1_000).await;
            page = load().await;
            if page.is_ok() {
                break;
            }
        }
        page
    };
    let (page, texts, ()) = join3(page, i18n::load(texts), page::fetch_sheet(texts)).await;
    texts.map_err(|_| PartError).and(page)
}

#[component]
fn Waiting(is_slow: RwSignal<bool>) -> impl IntoView {
    let slow = move || {
        is_slow.get().then(|| {
            view! { {tr::part::slow()} " " <Reload/> }
        })
    };
    view! {
        <Loading/>
        <p role="status">{slow}</p>
    }
}

/// The part did not come. A newer release has other parts: reloading the page brings them.
#[component]
fn Failed(part: Part) -> impl IntoView {
    view! {
        <Page title=tr::part::failed_title()>
            <p>{tr::part::failed_text()}</p>
            <Again busy=part.fetching.busy() on_press=move |()| part.fetch()/>
            <p><Reload/></p>
        </Page>
    }
}

#[component]
fn Reload() -> AnyView {
    view! {
        <button class="link" type="button" on:click=move |_| page::reload()>
            {tr::part::reload()}
        </button>
    }
    .into_any()
}
