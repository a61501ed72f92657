use crate::i18n::tr;
use crate::ui::button::{Button, Submit};
use leptos::prelude::*;

/// The buttons below a form.
#[component]
pub(super) fn Buttons(
    /// Text of the one that sends it.
    save: String,
    busy: Signal<bool>,
    #[prop(into)] on_cancel: Callback<()>,
    /// What is not changed then.
    what: String,
) -> AnyView {
    view! {
        <p class="actions">
            <Submit busy=busy>{save}</Submit>
            <Cancel on_press=on_cancel what=what/>
        </p>
    }
    .into_any()
}

/// «Отменить»; who only hears it learns what, too.
#[component]
pub(super) fn Cancel(#[prop(into)] on_press: Callback<()>, what: String) -> AnyView {
    view! {
        <Button on_press=on_press>
            <span aria-hidden="true">{tr::security::cancel()}</span>
            <span class="visually-hidden">{tr::security::cancel_what(&what)}</span>
        </Button>
    }
    .into_any()
}
