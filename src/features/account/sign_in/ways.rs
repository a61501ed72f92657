//! The codes that signing in can ask for besides one by SMS, and help for who has none at hand (S-01).

use super::super::asked::{self, By};
use super::super::code::{Wanted, Ways, six_digits};
use crate::api::ApiError;
use crate::i18n::tr;
use crate::platform::page;
use crate::state::session::SessionState;
use crate::ui::field::{Entry, Width};
use leptos::prelude::*;

pub(super) const WAYS: Ways = Ways { wanted, send, below };

fn wanted(by: By) -> Option<Wanted> {
    match by {
        By::Sms | By::SmsForApp => None,
        By::App => Some(Wanted {
            intro: tr::ways::app_intro(),
            label: tr::ways::app_label(),
            hint: tr::sign_in::code_hint(),
            entry: Entry::DIGITS.autocomplete("one-time-code").width(Width::Short),
            read,
            format: tr::ways::app_format,
            wrong: |error| wrong(error, tr::ways::app_wrong()),
            expired: tr::ways::expired,
        }),
        // A manager of passwords must not fill in a code of the app.
        By::Recovery => Some(Wanted {
            intro: tr::ways::recovery_intro(),
            label: tr::ways::recovery_label(),
            hint: tr::ways::recovery_hint(),
            entry: Entry::TEXT.width(Width::Medium),
            read,
            format: tr::ways::recovery_format,
            wrong: |error| wrong(error, tr::ways::recovery_wrong()),
            expired: tr::ways::expired,
        }),
    }
}

/// Six digits, or ten letters and digits: both are asked for at once by who has typed the one in place of the other.
fn read(typed: &str) -> Option<String> {
    let signs: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    if signs.len() == 10 { Some(signs) } else { six_digits(typed) }
}

fn wrong(error: &ApiError, what_to_do: String) -> String {
    let what = match error.tries_left() {
        Some(left) => tr::error::wrong_code_left(u32::from(left)),
        None => tr::ways::wrong(),
    };
    what + " " + &what_to_do
}

fn send(by: By) -> String {
    match by {
        By::Sms | By::SmsForApp => tr::sign_in::resend(),
        By::App | By::Recovery => tr::ways::by_sms(),
    }
}

fn below(by: By, resend: AnyView) -> AnyView {
    let has_app = by != By::Sms;
    let no_app = (by == By::App).then(|| view! { <p><strong>{tr::ways::no_app()}</strong></p> });
    let by_app = (has_app && by != By::App).then(|| other(By::App, tr::ways::by_app()));
    let by_recovery =
        (has_app && by != By::Recovery).then(|| other(By::Recovery, tr::ways::by_recovery()));
    view! {
        {no_app}
        {by_app}
        {resend}
        {by_recovery}
        {help(has_app)}
    }
    .into_any()
}

fn other(by: By, words: String) -> AnyView {
    view! {
        <p>
            <button class="link" type="button" on:click=move |_| asked::ask_for(by)>{words}</button>
        </p>
    }
    .into_any()
}

fn help(has_app: bool) -> AnyView {
    let session = SessionState::current();
    let passkey = session.passkeys().map(|_| view! { <li>{tr::ways::lost_passkey()}</li> });
    let provider =
        session.provider().map(|name| view! { <li>{tr::ways::lost_provider(&name)}</li> });
    let recovery = has_app.then(|| view! { <li>{tr::ways::lost_recovery()}</li> });
    let phone = page::support_phone().replace(' ', "\u{a0}");
    view! {
        <details class="field">
            <summary class="link">{tr::ways::lost()}</summary>
            <ul>
                {passkey}
                {provider}
                {recovery}
                <li>{tr::ways::lost_bureau(&phone)}</li>
            </ul>
        </details>
    }
    .into_any()
}
