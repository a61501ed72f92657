use super::page::Page;
use crate::api::ApiError;
use crate::i18n::tr;
use crate::paths;
use crate::platform::network;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::loading::Loading;
use crate::ui::notice::{Notice, Tone};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;

/// Something fetched for a page: a wait, an error with another try, or the thing itself.
#[derive(Debug)]
pub(crate) struct Fetched<T: Send + Sync + 'static> {
    pub(crate) value: RwSignal<Option<Result<T, ApiError>>>,
    again: Callback<()>,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: Clone + Send + Sync + 'static> Fetched<T> {
    /// Fetches at once, and again when asked. What failed for want of a network is fetched again when that is back.
    pub(crate) fn new<F>(fetch: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        Self::starting_with(None, fetch)
    }

    /// Shows what has been fetched before; fetches when there is nothing yet or it failed.
    pub(crate) fn starting_with<F>(
        first: Option<Result<T, ApiError>>,
        fetch: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        let value = RwSignal::new(first);
        let again = Callback::new(move |()| {
            let fetching = fetch();
            spawn_local(async move {
                let fetched = fetching.await;
                value.try_set(Some(fetched));
            });
        });
        if value.with_untracked(Option::is_none) {
            again.run(());
        }
        network::on_online(move || {
            let is_passing = |value: &Option<Result<T, ApiError>>| matches!(value, Some(Err(error)) if error.is_passing());
            if value.try_with_untracked(is_passing) == Some(true) {
                again.run(());
            }
        });
        Self { value, again }
    }

    /// Fetches in the background; what is shown stays until the answer is there.
    pub(crate) fn refresh(self) {
        self.again.run(());
    }

    /// A part of a page that shows what was fetched. `title` says what is missing when it could not be had.
    pub(crate) fn view(
        self,
        title: fn() -> String,
        show: impl Fn(T) -> AnyView + Send + 'static,
    ) -> AnyView {
        self.shown(show, move |error| {
            let text = error.text();
            view! {
                <Notice tone=Tone::Bad alert=true title=title()>
                    <p>{text}</p>
                    <Button on_press=self.again>{tr::common::try_again()}</Button>
                </Notice>
            }
            .into_any()
        })
    }

    /// A whole page that shows what was fetched; without it the page is the error.
    pub(crate) fn page(
        self,
        title: fn() -> String,
        show: impl Fn(T) -> AnyView + Send + 'static,
    ) -> AnyView {
        self.shown(show, move |error| {
            let is_gone = error.code() == Some(ProblemCode::NotFound);
            let again = (!is_gone).then(|| {
                view! { <p><Button on_press=self.again>{tr::common::try_again()}</Button></p> }
            });
            view! {
                <Page title=title()>
                    <p>{error.text()}</p>
                    {again}
                    <p><Link href=paths::HOME text=tr::not_found::home()/></p>
                </Page>
            }
            .into_any()
        })
    }

    fn shown(
        self,
        show: impl Fn(T) -> AnyView + Send + 'static,
        fail: impl Fn(ApiError) -> AnyView + Send + 'static,
    ) -> AnyView {
        let shown = move || match self.value.get() {
            None => view! { <Loading/> }.into_any(),
            Some(Ok(value)) => show(value),
            Some(Err(error)) => fail(error),
        };
        shown.into_any()
    }
}
