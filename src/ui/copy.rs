use crate::i18n::tr;
use crate::platform::clipboard;
use crate::platform::timer::Timer;
use leptos::prelude::*;

/// Milliseconds for which the button's result is shown.
const SHOWN: u32 = 4_000;

/// A text, for example an application's number, with a button that copies it.
#[component]
pub(crate) fn Copy(#[prop(into)] text: String) -> impl IntoView {
    view! {
        <span class="copy">
            <span class="copy__text">{text.clone()}</span>
            <CopyButton text=text/>
        </span>
    }
}

/// «Скопировать», if the browser can write to the clipboard.
#[component]
pub(crate) fn CopyButton(text: String) -> AnyView {
    let is_copied = RwSignal::new(None::<bool>);
    let timer = Timer::new();
    let copy = move |_| {
        clipboard::write(&text, move |is_written| {
            if is_copied.try_set(Some(is_written)).is_none() {
                timer.set(SHOWN, move || is_copied.set(None));
            }
        });
    };
    let button = clipboard::is_there().then(|| {
        view! { <button class="link" type="button" on:click=copy>{tr::common::copy()}</button> }
    });
    let words = move || match is_copied.get()? {
        true => Some(tr::common::copied()),
        false => Some(tr::common::not_copied()),
    };
    view! {
        {button}
        <span role="status">{words}</span>
    }
    .into_any()
}
