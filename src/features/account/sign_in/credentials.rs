use super::super::asked::{self, Purpose};
use super::super::faults::Faults;
use crate::api;
use crate::i18n::tr;
use crate::state::action::Action;
use crate::ui::button::Submit;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, TextField, Width};
use domain::wire::auth::{Challenge, Login};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

/// Id of the first input; gets the focus when signing in starts over, for example after a code has expired.
pub(super) const LOGIN: &str = "login";
const PASSWORD: &str = "password";

/// The first factor: login and password.
#[component]
pub(super) fn Credentials(faults: Faults) -> impl IntoView {
    let login = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let action = Action::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let missing = missing(&login.get_untracked(), &password.get_untracked());
        if !missing.is_empty() {
            return faults.mend(missing);
        }
        faults.clear();
        let credentials = Login {
            login: login.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
        };
        let request = async move { api::auth::login(&credentials).await.map(note) };
        action.settle(request, move |answer| match answer {
            Ok(()) => {}
            Err(error) => {
                let is_wrong = error.code() == Some(ProblemCode::WrongCredentials);
                faults.fail(tr::sign_in::failed(), &error, is_wrong.then_some(LOGIN));
            }
        });
    };
    let entry = Signal::derive(move || if shown.get() { "text" } else { "password" });
    view! {
        <form novalidate on:submit=submit>
            <TextField
                id=LOGIN
                label=tr::sign_in::login()
                hint=tr::sign_in::login_hint()
                entry=Entry::TEXT.autocomplete("username")
                value=""
                on_input=move |value| login.set(value)
                error=faults.at(LOGIN)
            />
            {move || {
                let entry = Entry { kind: entry.get(), ..Entry::TEXT }
                    .autocomplete("current-password")
                    .width(Width::Full);
                view! {
                    <TextField
                        id=PASSWORD
                        label=tr::sign_in::password()
                        entry=entry
                        value=password.get_untracked()
                        on_input=move |value| password.set(value)
                        error=faults.at(PASSWORD)
                    />
                }
            }}
            <div class="option">
                <input
                    class="option__input"
                    id="show-password"
                    type="checkbox"
                    on:change=move |event| shown.set(event_target_checked(&event))
                />
                <label class="option__label" for="show-password">{tr::sign_in::show_password()}</label>
            </div>
            <p class="actions">
                <Submit busy=action.busy()>{tr::sign_in::next()}</Submit>
            </p>
        </form>
    }
}

fn note(sent: Challenge) {
    asked::note(Purpose::SignIn, sent);
}

fn missing(login: &str, password: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if login.trim().is_empty() {
        findings.push(Finding { input: LOGIN.to_owned(), text: tr::sign_in::login_missing() });
    }
    if password.is_empty() {
        findings
            .push(Finding { input: PASSWORD.to_owned(), text: tr::sign_in::password_missing() });
    }
    findings
}
