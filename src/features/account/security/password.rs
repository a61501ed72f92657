//! «Пароль»: another password for who knows the old one, or the first.

use super::super::mobile;
use super::super::password::{self, PASSWORD, PasswordField};
use super::buttons::Buttons;
use super::change::{Change, Ids, Section};
use super::step_up::{Asking, StepUp};
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::state::action::Action;
use crate::state::fetched::Fetched;
use domain::wire::account::Account;
use leptos::prelude::*;

const IDS: Ids = Ids {
    heading: "password-section",
    button: "change-password",
    first: PASSWORD,
    errors: "password-errors",
};

pub(super) fn section(account: Fetched<Account>) -> AnyView {
    let change = Change::new(&IDS, account, false);
    let is_there = move || account.shown().is_none_or(|account| account.has_password);
    let is_there = Memo::new(move |_| is_there());
    let now = move || {
        let text = move || match is_there.get() {
            true => view! { <p>{tr::new_password::text()}</p> }.into_any(),
            false => view! {
                <p><strong>{tr::new_password::none()}</strong></p>
                <p>{tr::new_password::none_text()}</p>
            }
            .into_any(),
        };
        text.into_any()
    };
    let button = Signal::derive(move || match is_there.get() {
        true => tr::new_password::change(),
        false => tr::new_password::set(),
    });
    let form = move || view! { <Form change=change account=account/> };
    view! {
        <Section change=change title=tr::new_password::title() now=now button=button form=form/>
    }
    .into_any()
}

#[component]
fn Form(change: Change, account: Fetched<Account>) -> AnyView {
    let Change { faults, .. } = change;
    let password = RwSignal::new(String::new());
    let action = Action::new();
    let now = account.shown_now();
    let is_first = now.as_ref().is_some_and(|account| !account.has_password);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        if let Some(wrong) = password.with_untracked(|password| password::wrong(password)) {
            return faults.mend(vec![wrong]);
        }
        faults.clear();
        let wanted = password.get_untracked();
        let request =
            move || -> Asking<()> { Box::pin(api::account::change_password(wanted.clone())) };
        StepUp::current().run(action, request, move |answer| match answer {
            Ok(()) => {
                account.change(|account| account.has_password = true);
                change.finish(match is_first {
                    true => tr::new_password::was_set(),
                    false => tr::new_password::changed(),
                });
            }
            Err(error) if error == ApiError::NoConnection => {
                let seen = move |now: Account| {
                    if is_first && now.has_password {
                        change.finish(tr::new_password::was_set());
                    }
                };
                change.fail(tr::password::failed, &error, Box::new(seen));
                faults.tell(tr::unsure::title(), tr::unsure::password(), None);
            }
            Err(error) => password::refused(faults, tr::password::failed(), &error),
        });
    };
    let before = (!is_first).then(|| view! { <p>{tr::new_password::before()}</p> });
    view! {
        <form novalidate on:submit=submit>
            {before}
            <PasswordField
                faults=faults
                password=password
                username=now.and_then(|account| mobile::read(&account.phone).ok()).unwrap_or_default()
            />
            <Buttons
                save=tr::password::save()
                busy=action.busy()
                on_cancel=move |()| change.cancel()
                what=tr::new_password::title()
            />
        </form>
    }
    .into_any()
}
