use super::super::asked::{self, Purpose};
use super::super::mobile;
use super::typed;
use crate::api::{self, ApiError};
use crate::i18n::{tr, wrong};
use crate::shell::faults::Faults;
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::ui::button::Submit;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, TextField};
use domain::values::Email;
use leptos::prelude::*;

/// Id of the only input.
pub(super) const LOGIN: &str = "login";

/// Whose password it is: the phone gets a code, the e-mail a link.
#[component]
pub(super) fn Login(faults: Faults) -> AnyView {
    let action = Action::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let login = typed::login();
        if let Err(text) = check(&login) {
            return faults.mend(vec![Finding { input: LOGIN.to_owned(), text }]);
        }
        faults.clear();
        action.settle(ask(login), move |answer| {
            if let Err(error) = answer {
                faults.fail(tr::recovery::failed(), &error, None);
            }
        });
    };
    view! {
        <Page title=tr::recovery::title() wrong=faults.are_there() above=move || faults.summary()>
            <p>{tr::recovery::lead()}</p>
            <form novalidate on:submit=submit>
                <TextField
                    id=LOGIN
                    name="username"
                    label=tr::sign_in::login()
                    hint=tr::recovery::login_hint()
                    entry=Entry::TEXT.autocomplete("username")
                    value=typed::login()
                    on_input=|value| typed::set_login(value)
                    error=faults.at(LOGIN)
                />
                <p class="actions">
                    <Submit busy=action.busy()>{tr::account::go_on()}</Submit>
                </p>
            </form>
        </Page>
    }
    .into_any()
}

/// Asks for a code or a letter, and notes which of them comes.
pub(super) async fn ask(login: String) -> Result<(), ApiError> {
    let recovering = api::auth::recover(login.trim().to_owned()).await?;
    match recovering.challenge {
        Some(sent) => asked::note(Purpose::Recovery, sent),
        None => typed::set_letter(true),
    }
    Ok(())
}

fn check(login: &str) -> Result<(), String> {
    if login.trim().is_empty() {
        return Err(tr::sign_in::login_missing());
    }
    // Whoever begins with a letter means an address.
    if login.contains('@') || login.trim_start().starts_with(char::is_alphabetic) {
        return Email::parse(login).map(drop).map_err(|error| wrong::email(&error));
    }
    mobile::read(login).map(drop)
}
