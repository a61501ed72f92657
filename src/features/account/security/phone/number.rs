use super::super::super::asked::{self, Purpose};
use super::super::super::mobile;
use super::super::buttons::Buttons;
use super::super::change::Change;
use super::super::step_up::{Asking, StepUp};
use super::super::typed;
use super::{cancel, canonical};
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::shell::faults::Faults;
use crate::state::action::Action;
use crate::state::fetched::Fetched;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, TextField};
use domain::values::Phone;
use domain::wire::account::Account;
use domain::wire::auth::Challenge;
use leptos::prelude::*;

/// Id of the input.
pub(super) const NUMBER: &str = "new-phone";
/// The server's name of it.
const PHONE: &str = "phone";

/// The new number. What happens to the old one is said before.
#[component]
pub(super) fn NumberForm(change: Change, account: Fetched<Account>) -> AnyView {
    let Change { faults, .. } = change;
    let action = Action::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let wanted = match read(&typed::current().phone.unwrap_or_default(), account) {
            Ok(wanted) => wanted,
            Err(text) => return faults.mend(vec![Finding { input: NUMBER.to_owned(), text }]),
        };
        faults.clear();
        let request = move || -> Asking<()> { Box::pin(ask(wanted.clone())) };
        StepUp::current().run(action, request, move |answer| {
            if let Err(error) = answer {
                refused(faults, &error);
            }
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{tr::new_phone::before()}</p>
            <TextField
                id=NUMBER
                name="tel"
                label=tr::new_phone::label()
                hint=tr::new_phone::hint()
                entry=Entry { kind: "tel", inputmode: "tel", ..Entry::DIGITS }.autocomplete("tel")
                value=typed::current().phone.unwrap_or_default()
                on_input=|value| typed::update(|typed| typed.phone = Some(value))
                error=faults.at(NUMBER)
            />
            <Buttons
                save=tr::sign_in::next()
                busy=action.busy()
                on_cancel=move |()| cancel(change, account)
                what=tr::new_phone::label()
            />
        </form>
    }
    .into_any()
}

/// Asks for a code. The answer hides what the citizen has just typed.
async fn ask(wanted: String) -> Result<(), ApiError> {
    let phone = Phone::parse(&wanted).map(|phone| phone.pretty());
    let sent = api::account::change_phone(wanted).await?;
    let phone = phone.unwrap_or_else(|_| sent.phone.clone());
    asked::note(Purpose::Phone, Challenge { phone, ..sent });
    Ok(())
}

fn read(text: &str, account: Fetched<Account>) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err(tr::missing::phone());
    }
    let wanted = mobile::read(text)?;
    let now = account.shown_now().map(|account| account.phone);
    if canonical(now).as_ref() == Some(&wanted) {
        return Err(tr::new_phone::same());
    }
    Ok(wanted)
}

/// What the server finds wrong with the number passed the check here: its rules are newer.
fn refused(faults: Faults, error: &ApiError) {
    if error.blames(PHONE) {
        let text = tr::registration::phone_refused();
        return faults.mend(vec![Finding { input: NUMBER.to_owned(), text }]);
    }
    faults.fail(tr::new_phone::failed(), error, None);
}
