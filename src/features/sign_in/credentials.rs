use super::error_of;
use crate::api;
use crate::i18n::tr;
use crate::platform::focus;
use crate::ui::button::Submit;
use crate::ui::error_summary::{ERROR_SUMMARY, Finding};
use crate::ui::field::{Entry, TextField, Width};
use domain::wire::auth::{Challenge, Login};
use leptos::prelude::*;
use leptos::task::spawn_local;

const LOGIN: &str = "login";
const PASSWORD: &str = "password";

/// The first factor.
#[component]
pub(super) fn Credentials(
    findings: RwSignal<Vec<Finding>>,
    challenge: RwSignal<Option<Challenge>>,
) -> impl IntoView {
    let login = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let missing = missing(&login.get_untracked(), &password.get_untracked());
        findings.set(missing);
        if findings.with_untracked(|findings| !findings.is_empty()) {
            return focus::on_id(ERROR_SUMMARY);
        }
        busy.set(true);
        spawn_local(async move {
            let credentials = Login {
                login: login.get_untracked().trim().to_owned(),
                password: password.get_untracked(),
            };
            match api::auth::login(&credentials).await {
                Ok(sent) => {
                    challenge.try_set(Some(sent));
                }
                Err(error) => {
                    let finding = Finding { input: LOGIN.to_owned(), text: error.text() };
                    findings.try_set(vec![finding]);
                    focus::on_id(ERROR_SUMMARY);
                }
            }
            busy.try_set(false);
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
                error=error_of(findings, LOGIN)
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
                        error=error_of(findings, PASSWORD)
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
                <Submit busy=busy>{tr::sign_in::next()}</Submit>
            </p>
        </form>
    }
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
