use super::super::buttons::Buttons;
use super::super::change::Change;
use super::super::step_up::{Asking, StepUp};
use super::super::typed;
use super::Emails;
use crate::api::{self, ApiError};
use crate::i18n::{tr, wrong};
use crate::state::action::Action;
use crate::state::fetched::Fetched;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, TextField, Width};
use domain::values::Email;
use domain::wire::account::Account;
use leptos::prelude::*;

/// Id of the input.
pub(super) const ADDRESS: &str = "new-email";
/// The server's name of it.
const EMAIL: &str = "email";

/// The new address. A confirmed one stays in force until the link in the letter is opened, which is said before.
#[component]
pub(super) fn AddressForm(
    change: Change,
    account: Fetched<Account>,
    emails: Memo<Emails>,
) -> AnyView {
    let Change { faults, .. } = change;
    let action = Action::new();
    // Who comes back to an address that waits for its letter corrects a typo in it.
    let typed = move || {
        let waits = move || emails.with_untracked(Emails::awaited);
        typed::current().email.or_else(waits).unwrap_or_default()
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let typed = typed();
        let wanted = match emails.with_untracked(|emails| read(&typed, emails)) {
            Ok(wanted) => wanted,
            Err(text) => return faults.mend(vec![Finding { input: ADDRESS.to_owned(), text }]),
        };
        faults.clear();
        let sent_to = wanted.clone();
        let request = move || -> Asking<()> { Box::pin(ask(wanted.clone())) };
        StepUp::current().run(action, request, move |answer| match answer {
            Ok(()) => {
                let is_confirmed = emails.with_untracked(|emails| emails.is_confirmed);
                account.change(|account| match is_confirmed {
                    true => account.new_email = Some(sent_to.clone()),
                    false => account.email.clone_from(&sent_to),
                });
                account.refresh();
                change.close(said(is_confirmed, &sent_to));
            }
            Err(error) => refused(change, &error, sent_to),
        });
    };
    let before = move || match emails.with(|emails| emails.is_confirmed) {
        true => tr::new_email::before(),
        false => tr::new_email::before_waits(),
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{before}</p>
            <TextField
                id=ADDRESS
                name="email"
                label=tr::new_email::label()
                hint=tr::new_email::hint()
                // `type=email` would refuse Cyrillic domains.
                entry=Entry { inputmode: "email", ..Entry::TEXT }
                    .autocomplete("email")
                    .width(Width::Medium)
                value=typed()
                on_input=|value| typed::update(|typed| typed.email = Some(value))
                error=faults.at(ADDRESS)
            />
            <Buttons
                save=tr::new_email::send()
                busy=action.busy()
                on_cancel=move |()| {
                    forget();
                    change.cancel();
                }
                what=tr::new_email::label()
            />
        </form>
    }
    .into_any()
}

async fn ask(email: String) -> Result<(), ApiError> {
    api::account::change_email(email).await?;
    forget();
    Ok(())
}

fn forget() {
    typed::update(|typed| typed.email = None);
}

fn read(text: &str, emails: &Emails) -> Result<String, String> {
    let wanted = match Email::parse(text) {
        Ok(wanted) => wanted.to_string(),
        Err(_) if text.trim().is_empty() => return Err(tr::missing::email()),
        Err(error) => return Err(wrong::email(&error)),
    };
    if wanted != emails.now {
        return Ok(wanted);
    }
    Err(match emails.is_confirmed {
        true => tr::new_email::same(),
        false => tr::new_email::same_waits(),
    })
}

/// Where the letter has gone, and whether the old address counts until its link is opened.
fn said(is_confirmed: bool, sent_to: &str) -> String {
    match is_confirmed {
        true => tr::new_email::sent(sent_to),
        false => tr::new_email::corrected(sent_to),
    }
}

/// What the server finds wrong with the address passed the check here: its rules are newer.
fn refused(change: Change, error: &ApiError, wanted: String) {
    if error.blames(EMAIL) {
        let text = tr::registration::email_refused();
        return change.faults.mend(vec![Finding { input: ADDRESS.to_owned(), text }]);
    }
    let seen = move |now: Account| {
        let is_confirmed = now.is_email_confirmed;
        if Emails::of(now).awaited().as_ref() == Some(&wanted) {
            forget();
            change.close(said(is_confirmed, &wanted));
        }
    };
    change.fail(tr::new_email::failed, error, Box::new(seen));
}
