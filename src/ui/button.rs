use leptos::prelude::*;

/// A button. While `busy` it keeps its focus and its words, and a press does nothing.
#[component]
pub(crate) fn Button(
    on_press: impl Fn() + 'static,
    children: Children,
    #[prop(into, optional)] busy: Signal<bool>,
    /// The next step of the screen; at most one.
    #[prop(optional)]
    primary: bool,
    #[prop(optional)] submit: bool,
    #[prop(into, optional)] id: Option<String>,
) -> impl IntoView {
    view! {
        <button
            id=id
            class="button"
            class:button--primary=primary
            type=if submit { "submit" } else { "button" }
            aria-disabled=move || busy.get().then_some("true")
            on:click=move |event| {
                if busy.get_untracked() {
                    event.prevent_default();
                } else if !submit {
                    on_press();
                }
            }
        >
            {children()}
        </button>
    }
}
