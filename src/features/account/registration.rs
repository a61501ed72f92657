//! Registration in three steps: phone and e-mail, the code, name and password. Or, if the phone has an account, a new password
//! for it.

mod advice;
mod contacts;
mod known;
mod names;
mod typed;

use super::asked::{self, Purpose};
use super::code::{CodeForm, Use};
use super::proven;
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::effect;
use crate::shell::faults::Faults;
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::state::session::SessionState;
use crate::ui::error_summary::ERROR_SUMMARY;
use contacts::{Contacts, PHONE};
use known::Known;
use leptos::prelude::*;
use names::Names;

pub(super) use typed::take_letter;

#[component]
pub(super) fn Registration() -> impl IntoView {
    let faults = Faults::new(ERROR_SUMMARY);
    let session = SessionState::current();
    // Also when the citizen signs in in another tab.
    effect(move || {
        if session.is_signed_in() {
            go_on();
        }
    });
    let asked = asked::current();
    let proven = proven::current();
    let step = Memo::new(move |_| match proven::has_account(proven, Purpose::Registration) {
        Some(true) => Step::Known,
        Some(false) => Step::Names,
        None if asked::is_for(asked, Purpose::Registration) => Step::Code,
        None => Step::Contacts,
    });
    move || match step.get() {
        Step::Contacts => view! { <Contacts faults=faults/> }.into_any(),
        Step::Code => view! {
            <Page
                title=tr::account::code_title()
                wrong=faults.are_there()
                above=move || faults.summary()
            >
                <p class="muted">{tr::registration::step("2")}</p>
                <CodeForm faults=faults asked=asked for_what=&CODE/>
            </Page>
        }
        .into_any(),
        Step::Names => view! { <Names faults=faults proven=proven/> }.into_any(),
        Step::Known => view! { <Known faults=faults proven=proven/> }.into_any(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Contacts,
    Code,
    Names,
    /// The phone has an account.
    Known,
}

const CODE: Use = Use {
    send: |code| Box::pin(proven::prove(Purpose::Registration, code)),
    submit: tr::account::go_on,
    failed: tr::account::not_proven,
    expired: tr::registration::code_expired,
    taken: tr::error::not_allowed,
    back: tr::registration::other_phone,
    first: PHONE,
};

/// Where the citizen wants to be afterwards.
fn next() -> Option<String> {
    Navigation::current()?.query(paths::NEXT).and_then(paths::within_app)
}

fn go_on() {
    if let Some(navigation) = Navigation::current()
        && navigation.path().get_untracked() == paths::REGISTRATION
    {
        navigation.replace(next().as_deref().unwrap_or(paths::ACCOUNT));
    }
}
