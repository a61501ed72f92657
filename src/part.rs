//! Parts of the app that are fetched when they are needed (docs/decisions/0002).

use crate::i18n::{self, tr};
use crate::platform::{clock, page};
use crate::shell::page::Page;
use crate::ui::button::Button;
use crate::ui::loading::Loading;
use futures::future::join;
use leptos::prelude::*;
use leptos::task::spawn_local;
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

/// Shows a page as soon as its part is there.
///
/// `texts` names the file of the part's texts, and its sheet if it has one.
pub(crate) fn part(texts: &'static str, load: Fetch) -> AnyView {
    let page = RwSignal::new(None::<Result<PageFn, PartError>>);
    let fetch = move || {
        page.set(None);
        spawn_local(async move {
            let mut fetched = Err(PartError);
            for attempt in 0..TRIES {
                clock::wait(attempt * 1_000).await;
                let sheet = page::sheet(texts);
                sheet.iter().for_each(page::fetch_sheet);
                let (page, texts) = join(load(), i18n::load(texts)).await;
                fetched = texts.map_err(|_| PartError).and(page);
                if fetched.is_ok() && sheet.iter().all(page::is_sheet_there) {
                    break;
                }
            }
            page.try_set(Some(fetched));
        });
    };
    fetch();
    let shown = move || match page.get() {
        Some(Ok(page)) => page(),
        Some(Err(PartError)) => {
            view! { <Failed fetch=Callback::new(move |()| fetch())/> }.into_any()
        }
        None => view! { <Loading/> }.into_any(),
    };
    shown.into_any()
}

/// The part did not come. A newer release has other parts: reloading the page brings them.
#[component]
fn Failed(fetch: Callback<()>) -> impl IntoView {
    view! {
        <Page title=tr::part::failed_title()>
            <p>{tr::part::failed_text()}</p>
            <Button on_press=fetch>{tr::common::try_again()}</Button>
            <p>
                <button class="link" type="button" on:click=move |_| crate::platform::page::reload()>
                    {tr::part::reload()}
                </button>
            </p>
        </Page>
    }
}
