//! Views of fetched data: loading, error, content.

use super::page::Page;
use crate::api::ApiError;
use crate::i18n::tr;
use crate::paths;
use crate::state::fetched::Fetched;
use crate::ui::button::Again;
use crate::ui::link::Link;
use crate::ui::loading::Loading;
use crate::ui::notice::{Notice, Tone};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

impl<T: Clone + Send + Sync + 'static> Fetched<T> {
    /// Shows fetched data as a part of a page. `title` heads the error notice and says what is missing.
    pub(crate) fn view(
        self,
        title: fn() -> String,
        show: impl Fn(T) -> AnyView + Send + 'static,
    ) -> AnyView {
        self.drawn(show, move |error| {
            let text = error.text();
            view! {
                <Notice tone=Tone::Bad alert=true title=title()>
                    <p>{text}</p>
                    <Again busy=self.waiting() on_press=move |()| self.refresh()/>
                </Notice>
            }
            .into_any()
        })
    }

    /// Shows fetched data as a whole page; an error is a page with the heading `title`.
    pub(crate) fn page(
        self,
        title: fn() -> String,
        show: impl Fn(T) -> AnyView + Send + 'static,
    ) -> AnyView {
        self.drawn(show, move |error| self.missing(title, &error))
    }

    /// Like [`page`](Self::page), but drawn only once: each part of the page reads the memo and redraws itself.
    pub(crate) fn live_page(
        self,
        title: fn() -> String,
        show: impl Fn(Memo<T>) -> AnyView + Send + 'static,
    ) -> AnyView
    where
        T: PartialEq,
    {
        let drawn = move || match self.outcome() {
            Some(Err(error)) => self.missing(title, &error),
            _ => match self.shown_now() {
                Some(first) => {
                    show(Memo::new(move |_| self.shown().unwrap_or_else(|| first.clone())))
                }
                None => view! { <Loading/> }.into_any(),
            },
        };
        drawn.into_any()
    }

    /// The page that says why the data is missing.
    fn missing(self, title: fn() -> String, error: &ApiError) -> AnyView {
        let is_gone = error.code() == Some(ProblemCode::NotFound);
        let again = (!is_gone).then(
            || view! { <p><Again busy=self.waiting() on_press=move |()| self.refresh()/></p> },
        );
        let text = error.text();
        view! {
            <Page title=title()>
                <p>{text}</p>
                {again}
                <p><Link href=paths::HOME text=tr::not_found::home()/></p>
            </Page>
        }
        .into_any()
    }

    fn drawn(
        self,
        show: impl Fn(T) -> AnyView + Send + 'static,
        fail: impl Fn(ApiError) -> AnyView + Send + 'static,
    ) -> AnyView {
        let drawn = move || match self.get() {
            None => view! { <Loading/> }.into_any(),
            Some(Ok(value)) => show(value),
            Some(Err(error)) => fail(error),
        };
        drawn.into_any()
    }
}
