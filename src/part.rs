//! Lazily loaded parts of the app (docs/decisions/0002).

use crate::i18n::{self, tr};
use crate::platform::timer::Timer;
use crate::platform::{clock, focus, network, page};
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::ui::button::Again;
use crate::ui::loading::Loading;
use crate::ui::notice::{Notice, Tone};
use futures::future::join3;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use std::future::Future;
use std::pin::Pin;

/// Draws a page of a part. The split function returns it once the part is loaded.
pub(crate) type PageFn = fn() -> AnyView;

/// Fetches the part of a page. Boxed, so that [`part`] is compiled once and not once per page.
pub(crate) type Fetch = fn() -> Pin<Box<dyn Future<Output = Result<PageFn, PartError>>>>;

/// A part that could not be fetched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PartError;

impl From<SplitLoaderError> for PartError {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// Attempts to fetch a part before the citizen sees an error.
const TRIES: u32 = 3;

/// Milliseconds from a failure to the next automatic attempt.
const RETRY: u32 = 15_000;

/// Milliseconds until the page says that loading takes long.
const SLOW: u32 = 10_000;

/// Loads a part and shows its page.
///
/// `texts` names the part's file of texts, and its style sheet if it has one.
pub(crate) fn part(texts: &'static str, load: Fetch) -> AnyView {
    show(texts, load, true)
}

/// Loads a part that is a piece of a page, and shows it in its place.
pub(crate) fn piece(texts: &'static str, load: Fetch) -> AnyView {
    show(texts, load, false)
}

fn show(texts: &'static str, load: Fetch, is_page: bool) -> AnyView {
    let part = Part {
        texts,
        load,
        is_page,
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
    /// Whether it is a whole page, with a heading of its own.
    is_page: bool,
    page: RwSignal<Option<Result<PageFn, PartError>>>,
    is_slow: RwSignal<bool>,
    fetching: Action,
    timer: Timer,
}

impl Part {
    fn fetch(self) {
        self.fetching.settle(bring(self.texts, self.load), move |brought| {
            match brought {
                Ok(_) => self.timer.clear(),
                Err(PartError) => self.timer.set(RETRY, move || self.fetch()),
            }
            let has_failed = self.has_failed();
            // A repeated failure must not redraw the error: a screen reader would announce it again.
            if brought.is_err() && has_failed {
                return;
            }
            let focused = focus::current();
            self.page.set(Some(brought));
            // A page moves the focus to its heading. A piece takes the place of the button that brought it.
            if has_failed && !self.is_page {
                focus::on_heading_instead_of(focused);
                Announcer::current()
                    .iter()
                    .for_each(|announcer| announcer.say(tr::part::piece_there()));
            }
        });
    }

    fn has_failed(self) -> bool {
        self.page.with_untracked(|page| matches!(page, Some(Err(PartError))))
    }
}

/// Fetches code, texts and style sheet of a page. The page works without the sheet, so its failure is no error.
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

/// Shown when a part cannot be fetched. A new release has other parts, so it also offers to reload the page.
#[component]
fn Failed(part: Part) -> AnyView {
    let help = move || {
        view! {
            <Again busy=part.fetching.busy() on_press=move |()| part.fetch()/>
            <p><Reload/></p>
        }
        .into_any()
    };
    if part.is_page {
        return view! {
            <Page title=tr::part::failed_title()>
                <p>{tr::part::failed_text()}</p>
                {help()}
            </Page>
        }
        .into_any();
    }
    view! {
        <Notice tone=Tone::Bad alert=true title=tr::part::piece_failed_title()>
            <p>{tr::part::piece_failed_text()}</p>
            {help()}
        </Notice>
    }
    .into_any()
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
