use super::super::asked::{self, Purpose};
use super::super::cookies;
use super::super::current_password::CurrentPassword;
use super::passkey::PasskeyEntry;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::shell::faults::Faults;
use crate::state::action::Action;
use crate::state::session::SessionState;
use crate::ui::button::Submit;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, TextField};
use domain::wire::auth::{Login, SigningIn};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

/// Id of the first input; gets the focus when signing in starts over, for example after a code has expired.
pub(super) const LOGIN: &str = "login";
const PASSWORD: &str = "password";

/// The first factor: login and password.
#[component]
pub(super) fn Credentials(faults: Faults, passkey: PasskeyEntry) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let action = Action::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let login = asked::login();
        let missing = missing(&login, &password.get_untracked());
        if !missing.is_empty() {
            return faults.mend(missing);
        }
        faults.clear();
        passkey.pause();
        let credentials =
            Login { login: login.trim().to_owned(), password: password.get_untracked() };
        let request = enter(credentials);
        action.settle(request, move |answer| match answer {
            Ok(()) => {}
            Err(error) => {
                let is_wrong = error.code() == Some(ProblemCode::WrongCredentials);
                faults.fail(tr::sign_in::failed(), &error, is_wrong.then_some(LOGIN));
                if is_wrong {
                    faults.also_at(PASSWORD);
                }
                passkey.resume();
            }
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <TextField
                id=LOGIN
                label=tr::sign_in::login()
                hint=tr::sign_in::login_hint()
                entry=Entry::TEXT.autocomplete("username webauthn")
                value=asked::login()
                on_input=asked::set_login
                error=faults.at(LOGIN)
            />
            <CurrentPassword id=PASSWORD show="show-password" password=password faults=faults/>
            <p class="actions">
                <Submit busy=action.busy()>{tr::account::go_on()}</Submit>
            </p>
        </form>
    }
}

/// Signs in, or asks for a code.
async fn enter(credentials: Login) -> Result<(), ApiError> {
    let entering = async {
        match api::auth::login(&credentials).await? {
            SigningIn::Challenge(challenge) => {
                asked::note(Purpose::SignIn, challenge);
                Ok(None)
            }
            SigningIn::Session(session) => {
                asked::set_login(String::new());
                cookies::check_kept(session).await.map(Some)
            }
        }
    };
    SessionState::current().enter(entering).await
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
