use crate::i18n::tr;
use leptos::prelude::*;

/// A button. While `busy` it keeps its focus and its words, and a press does nothing.
#[component]
pub(crate) fn Button(
    /// A callback and not a generic closure, here and in the other components: each closure would be a copy of the
    /// whole component in the wasm.
    #[prop(into)]
    on_press: Callback<()>,
    children: Children,
    #[prop(into, optional)] busy: Signal<bool>,
    /// The next step of the screen; at most one.
    #[prop(optional)]
    primary: bool,
    #[prop(into, optional)] id: Option<String>,
    /// The id of its hint or error.
    #[prop(into, optional)]
    described_by: Option<String>,
) -> AnyView {
    let press = move |_| {
        if !busy.get_untracked() {
            on_press.run(());
        }
    };
    view! {
        <button
            id=id
            class=class(primary)
            type="button"
            aria-disabled=disabled(busy)
            aria-describedby=described_by
            on:click=press
        >
            {children()}
        </button>
    }
    .into_any()
}

/// «Попробовать ещё раз», and that it is being tried.
#[component]
pub(crate) fn Again(#[prop(into)] on_press: Callback<()>, busy: Signal<bool>) -> AnyView {
    let words = move || if busy.get() { tr::common::loading() } else { tr::common::try_again() };
    view! { <Button busy=busy on_press=on_press>{words}</Button> }.into_any()
}

/// The button that sends a form. The form itself ignores a submission while it is busy.
#[component]
pub(crate) fn Submit(
    children: Children,
    #[prop(into, optional)] busy: Signal<bool>,
    /// Not the next step of the screen.
    #[prop(optional)]
    plain: bool,
) -> AnyView {
    view! {
        <button class=class(!plain) type="submit" aria-disabled=disabled(busy)>
            {children()}
        </button>
    }
    .into_any()
}

fn class(primary: bool) -> &'static str {
    if primary { "button button--primary" } else { "button" }
}

fn disabled(busy: Signal<bool>) -> Signal<Option<&'static str>> {
    Signal::derive(move || busy.get().then_some("true"))
}
