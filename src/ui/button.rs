use crate::i18n::tr;
use leptos::prelude::*;

/// A button. While `busy` it keeps its focus and ignores presses.
#[component]
pub(crate) fn Button(
    /// A callback, here and in the other components: with a generic closure each use would add a copy of the whole
    /// component to the wasm.
    #[prop(into)]
    on_press: Callback<()>,
    children: Children,
    #[prop(into, optional)] busy: Signal<bool>,
    /// Marks the main action of the screen; at most one button has it.
    #[prop(optional)]
    primary: bool,
    #[prop(into, optional)] id: Option<String>,
    /// Id of its hint or error.
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

/// «Попробовать ещё раз»; while `busy` it says that loading goes on.
#[component]
pub(crate) fn Again(#[prop(into)] on_press: Callback<()>, busy: Signal<bool>) -> AnyView {
    let words = move || if busy.get() { tr::common::loading() } else { tr::common::try_again() };
    view! { <Button busy=busy on_press=on_press>{words}</Button> }.into_any()
}

/// The submit button of a form. The form itself must ignore submissions while it is busy.
#[component]
pub(crate) fn Submit(
    children: Children,
    #[prop(into, optional)] busy: Signal<bool>,
    /// Draws the button as one that is not the main action of the screen.
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
