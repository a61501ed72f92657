use crate::i18n::tr;
use leptos::prelude::*;

/// «Показать пароль»
#[component]
pub(super) fn ShowPassword(id: &'static str, shown: RwSignal<bool>) -> AnyView {
    view! {
        <div class="option">
            <input
                class="option__input"
                id=id
                type="checkbox"
                on:change=move |event| shown.set(event_target_checked(&event))
            />
            <label class="option__label" for=id>{tr::sign_in::show_password()}</label>
        </div>
    }
    .into_any()
}
