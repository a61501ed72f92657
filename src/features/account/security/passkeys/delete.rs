use super::Section;
use crate::api;
use crate::features::account::failure::Failure;
use crate::i18n::tr;
use crate::state::action::Action;
use crate::ui::dialog::Confirm;
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
    let Passkey { id, name, .. } = key;
    let delete = move |()| {
        let id = id.clone();
        let doomed = id.clone();
        let deleting = async move {
            match api::account::delete_passkey(&id).await {
                // Deleted already: in another tab, or by an earlier press whose answer was lost.
                Err(error) if error.code() != Some(ProblemCode::NotFound) => Err(error),
                _ => Ok(id),
            }
        };
        action.settle(deleting, move |answer| match answer {
            Ok(id) => {
                section.account.change(|account| account.passkeys.retain(|key| key.id != id));
                gone(section);
            }
            Err(error) => {
                let seen = move |now: Account| {
                    let is_there = now.passkeys.iter().any(|key| key.id == doomed);
                    if !is_there && section.doomed.with_untracked(Option::is_some) {
                        gone(section);
                    }
                };
                section.unsure.look(&error, Box::new(seen));
                action.fail(error);
            }
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
            above=view! { <Failure action=action title=tr::passkeys::delete_failed/> }.into_any()
        >
            <p>{tr::passkeys::delete_text()}</p>
        </Confirm>
    }
    .into_any()
}

fn gone(section: Section) {
    section.doomed.set(None);
    section.tell(deleted(section.account.shown_now()));
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
