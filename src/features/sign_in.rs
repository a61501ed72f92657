//! Signing in: login and password, then the code from the message.

mod asked;
mod code;
mod cookies;
mod credentials;
mod ending;
mod faults;

use crate::i18n::tr;
use crate::part::{PageFn, PartError};
use crate::paths;
use crate::platform::effect::effect;
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::state::session::SessionState;
use crate::ui::error_summary::ERROR_SUMMARY;
use crate::ui::link::Link;
use code::CodeForm;
use cookies::CookiesOff;
use credentials::Credentials;
use ending::Ending;
use faults::Faults;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

/// The sign-in page: at `/sign-in`, and instead of a page that needs a signed-in citizen.
#[wasm_split(account, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn page() -> Result<PageFn, PartError> {
    Ok(|| view! { <SignIn/> }.into_any())
}

/// The sign-in dialog over a page that was hidden when its session ended.
#[wasm_split(account, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn again() -> Result<PageFn, PartError> {
    Ok(|| view! { <SignInAgain/> }.into_any())
}

/// What the warning of the session's end says.
#[wasm_split(account, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn ending() -> Result<PageFn, PartError> {
    Ok(|| view! { <Ending/> }.into_any())
}

#[component]
fn SignIn() -> impl IntoView {
    let faults = Faults::new(ERROR_SUMMARY);
    let session = SessionState::current();
    effect(move || {
        if session.is_signed_in() {
            go_on();
        }
    });
    view! {
        <Page title=tr::sign_in::title() wrong=faults.are_there() above=move || faults.summary()>
            <Steps faults=faults/>
        </Page>
    }
}

/// Goes from `/sign-in` to the requested page, after the citizen has signed in here or in another tab.
fn go_on() {
    if let Some(navigation) = Navigation::current()
        && navigation.path().get_untracked() == paths::SIGN_IN
    {
        let next = navigation.query(paths::NEXT).and_then(paths::within_app);
        navigation.replace(next.as_deref().unwrap_or(paths::APPLICATIONS));
    }
}

#[component]
fn SignInAgain() -> impl IntoView {
    let faults = Faults::new("sign-in-errors");
    view! {
        <h2 class="dialog__title">{tr::session::ended_title()}</h2>
        <p>{tr::session::ended_text()}</p>
        {faults.summary()}
        <Steps faults=faults/>
        // A way out for those who do not want to sign in: Escape does not close this dialog.
        <p><Link href=paths::HOME text=tr::not_found::home()/></p>
    }
}

#[component]
fn Steps(faults: Faults) -> impl IntoView {
    let asked = asked::current();
    let is_asked = Memo::new(move |_| asked.with(Option::is_some));
    move || {
        if is_asked.get() {
            return view! { <CodeForm faults=faults asked=asked/> }.into_any();
        }
        view! {
            <CookiesOff/>
            <Credentials faults=faults/>
        }
        .into_any()
    }
}
