use crate::api::ApiError;
use crate::i18n::tr;
use crate::state::action::Action;
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;

/// Title and text for a change that has failed; `title` says what has not happened. Without an answer it may have happened.
pub(super) fn words(title: fn() -> String, error: &ApiError) -> (String, String) {
    match error {
        ApiError::NoConnection => (tr::unsure::title(), tr::unsure::text()),
        _ => (title(), error.text()),
    }
}

/// Why the request of a button that stands alone has failed; `title` says what has not happened.
#[component]
pub(super) fn Failure(
    action: Action,
    title: fn() -> String,
    /// Title while nobody knows whether it has happened.
    #[prop(default = tr::unsure::title)]
    lost: fn() -> String,
) -> AnyView {
    let error = action.error();
    let notice = move || {
        error.get().map(|error| {
            let (words, text) = words(title, &error);
            let is_lost = error == ApiError::NoConnection;
            told((if is_lost { lost() } else { words }, text))
        })
    };
    notice.into_any()
}

/// The notice with a title and a text of [`words`].
pub(super) fn told((title, text): (String, String)) -> AnyView {
    view! { <Notice tone=Tone::Bad alert=true title=title><p>{text}</p></Notice> }.into_any()
}
