use super::Section;
use crate::api;
use crate::i18n::tr;
use crate::state::action::Action;
use crate::ui::dialog::Confirm;
use crate::ui::notice::{Notice, Tone};
use domain::wire::account::{Account, Passkey, SecondFactor};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

/// Asks before a key is deleted.
#[component]
pub(super) fn Question(section: Section) -> AnyView {
    let question = move || section.doomed.get().map(|key| asked(section, key));
    question.into_any()
}

fn asked(section: Section, key: Passkey) -> AnyView {
    let action = Action::new();
    let failed = move || {
        action.error().get().map(|error| {
            let text = error.text();
            view! {
                <Notice tone=Tone::Bad alert=true title=tr::passkeys::delete_failed()><p>{text}</p></Notice>
            }
        })
    };
    let Passkey { id, name, .. } = key;
    let delete = move |()| {
        let id = id.clone();
        let deleting = async move {
            match api::account::delete_passkey(&id).await {
                // Deleted already: in another tab, or by an earlier press whose answer was lost.
                Err(error) if error.code() != Some(ProblemCode::NotFound) => Err(error),
                _ => Ok(id),
            }
        };
        action.run(deleting, move |id| {
            section.account.change(|account| account.passkeys.retain(|key| key.id != id));
            section.doomed.set(None);
            section.tell(deleted(section.account.shown_now()));
        });
    };
    view! {
        <Confirm
            question=tr::passkeys::delete_title(&name)
            keep=tr::common::remove_no()
            confirm=tr::common::remove_yes()
            busy=action.busy()
            on_keep=move |()| section.doomed.set(None)
            on_confirm=delete
            above=failed.into_any()
        >
            <p>{tr::passkeys::delete_text()}</p>
        </Confirm>
    }
    .into_any()
}

/// That the key is deleted, and how to sign in from now on if it was the last one.
fn deleted(account: Option<Account>) -> String {
    let account = account.filter(|account| account.passkeys.is_empty());
    match account.map(|account| (account.has_password, account.second_factor)) {
        None => tr::passkeys::deleted(),
        Some((true, SecondFactor::Off)) => tr::passkeys::deleted_last_password(),
        Some((true, _)) => tr::passkeys::deleted_last(),
        Some((false, _)) => tr::passkeys::deleted_last_other(),
    }
}
