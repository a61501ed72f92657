//! Signing in: login and password, then the code from the message.

mod asked;
mod code;
mod cookies;
mod credentials;
mod faults;

use crate::i18n::tr;
use crate::part::{PageFn, PartError};
use crate::shell::page::Page;
use crate::ui::error_summary::ERROR_SUMMARY;
use asked::Asked;
use code::CodeForm;
use cookies::CookiesOff;
use credentials::Credentials;
use faults::Faults;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

/// The page at `/sign-in`, and in the place of pages for which one must be signed in.
#[wasm_split(account, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn page() -> Result<PageFn, PartError> {
    Ok(|| view! { <SignIn/> }.into_any())
}

/// Signing in again, over a page that is kept.
#[wasm_split(account, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn again() -> Result<PageFn, PartError> {
    Ok(|| view! { <SignInAgain/> }.into_any())
}

#[component]
fn SignIn() -> impl IntoView {
    let faults = Faults::new(ERROR_SUMMARY);
    view! {
        <Page title=tr::sign_in::title() wrong=faults.are_there() above=move || faults.summary()>
            <Steps faults=faults/>
        </Page>
    }
}

#[component]
fn SignInAgain() -> impl IntoView {
    // The page behind may have a summary too.
    let faults = Faults::new("sign-in-errors");
    view! {
        <h2 class="dialog__title">{tr::session::ended_title()}</h2>
        <p>{tr::session::ended_text()}</p>
        {faults.summary()}
        <Steps faults=faults/>
    }
}

#[component]
fn Steps(faults: Faults) -> impl IntoView {
    let asked = RwSignal::new(Asked::recall());
    move || match asked.get() {
        None => view! {
            <CookiesOff/>
            <Credentials faults=faults asked=asked/>
        }
        .into_any(),
        Some(sent) => view! { <CodeForm faults=faults sent=sent asked=asked/> }.into_any(),
    }
}
