use crate::state::action::Action;
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;

/// Why the request of a button that stands alone has failed; `title` says what has not happened.
#[component]
pub(super) fn Failure(action: Action, title: fn() -> String) -> AnyView {
    let error = action.error();
    let notice = move || {
        error.get().map(|error| {
            let text = error.text();
            view! { <Notice tone=Tone::Bad alert=true title=title()><p>{text}</p></Notice> }
        })
    };
    notice.into_any()
}
