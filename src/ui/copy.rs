use crate::i18n::tr;
use crate::platform::clock;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds for which «copied» is shown.
const SHOWN: u32 = 4_000;

/// A text, for example an application's number, with a button that copies it.
#[component]
pub(crate) fn Copy(#[prop(into)] text: String) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = {
        let text = text.clone();
        move |_| {
            let written = JsFuture::from(window().navigator().clipboard().write_text(&text));
            spawn_local(async move {
                if written.await.is_ok() {
                    copied.try_set(true);
                    clock::wait(SHOWN).await;
                    copied.try_set(false);
                }
            });
        }
    };
    view! {
        <span class="copy">
            <span class="copy__text">{text}</span>
            <button class="link" type="button" on:click=copy>{tr::common::copy()}</button>
            <span role="status">{move || copied.get().then(tr::common::copied)}</span>
        </span>
    }
}
