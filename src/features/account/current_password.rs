use super::show_password::ShowPassword;
use crate::i18n::tr;
use crate::shell::faults::Faults;
use crate::ui::field::{Entry, TextField, Width};
use leptos::prelude::*;

/// The password that the account has, with «Показать пароль», whose id is `show`.
#[component]
pub(super) fn CurrentPassword(
    id: &'static str,
    show: &'static str,
    password: RwSignal<String>,
    faults: Faults,
) -> AnyView {
    let shown = RwSignal::new(false);
    let field = move || {
        let kind = if shown.get() { "text" } else { "password" };
        let entry =
            Entry { kind, ..Entry::TEXT }.autocomplete("current-password").width(Width::Full);
        view! {
            <TextField
                id=id
                label=tr::sign_in::password()
                entry=entry
                value=password.get_untracked()
                on_input=move |value| password.set(value)
                error=faults.at(id)
            />
        }
    };
    view! {
        {field}
        <ShowPassword id=show shown=shown/>
    }
    .into_any()
}
