//! A new password for an account that is there.

use super::password::{self, PasswordField};
use super::proven::{self, Proven};
use crate::api;
use crate::i18n::tr;
use crate::shell::faults::Faults;
use crate::state::action::Action;
use crate::ui::button::Submit;
use domain::wire::auth::NewPassword;
use leptos::prelude::*;

#[component]
pub(super) fn NewPasswordForm(
    faults: Faults,
    proven: RwSignal<Option<Proven>>,
    username: String,
    /// Called with whether the citizen is signed in now.
    #[prop(into)]
    on_done: Callback<bool>,
) -> AnyView {
    let password = RwSignal::new(String::new());
    let action = Action::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        if let Some(wrong) = password.with_untracked(|password| password::wrong(password)) {
            return faults.mend(vec![wrong]);
        }
        faults.clear();
        let Some(Proven { proof, .. }) = proven.get_untracked() else { return };
        let wanted = NewPassword { proof, password: password.get_untracked() };
        let setting = async move { proven::spend(api::auth::set_password(&wanted)).await };
        action.settle(setting, move |answer| match answer {
            Ok(is_signed_in) => on_done.run(is_signed_in),
            Err(error) => password::refused(faults, tr::password::failed(), &error),
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <PasswordField faults=faults password=password username=username/>
            <p class="actions">
                <Submit busy=action.busy()>{tr::password::save()}</Submit>
            </p>
        </form>
    }
    .into_any()
}
