//! Asks before a change that weakens the account, or for which the app and the recovery codes are forgotten.

use super::factor::Change;
use crate::i18n::tr;
use crate::ui::dialog::Confirm;
use domain::wire::account::SecondFactor;
use leptos::prelude::*;

pub(super) fn question(change: Change, wanted: SecondFactor) -> AnyView {
    let is_off = wanted == SecondFactor::Off;
    let (question, yes) = match is_off {
        true => (tr::factor::off_question(), tr::factor::off_yes()),
        false => (tr::factor::sms_question(), tr::factor::sms_yes()),
    };
    view! {
        <Confirm
            question=question
            keep=tr::factor::keep()
            confirm=yes
            primary=true
            busy=change.action.busy()
            on_keep=move |()| change.wanted.set(None)
            on_confirm=move |()| change.send(wanted)
            above=change.failure()
        >
            {is_off.then(|| view! { <p>{tr::factor::off_means()}</p> })}
            {change.has_app().then(|| view! { <p>{tr::factor::forgets_app()}</p> })}
        </Confirm>
    }
    .into_any()
}
