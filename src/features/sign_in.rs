//! Signing in: login and password, then the code from the message.

mod code;
mod cookies;
mod credentials;

use crate::i18n::tr;
use crate::part::{PageFn, PartError};
use crate::paths;
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::state::session::SessionState;
use crate::ui::error_summary::{ErrorSummary, Finding};
use code::CodeForm;
use cookies::CookiesOff;
use credentials::Credentials;
use domain::wire::auth::{Challenge, Session};
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
    let session = SessionState::current();
    let navigation = Navigation::current();
    let findings = RwSignal::new(Vec::<Finding>::new());
    let done = Callback::new(move |signed_in: Session| {
        session.begin(signed_in);
        let Some(navigation) = navigation else { return };
        if navigation.path().get_untracked() == paths::SIGN_IN {
            let next = navigation.query(paths::NEXT).and_then(paths::within_app);
            navigation.replace(next.as_deref().unwrap_or(paths::APPLICATIONS));
        }
    });
    let wrong = Signal::derive(move || findings.with(|findings| !findings.is_empty()));
    view! {
        <Page
            title=tr::sign_in::title()
            wrong=wrong
            above=move || view! { <ErrorSummary findings=findings/> }
        >
            <Steps findings=findings done=done/>
        </Page>
    }
}

#[component]
fn SignInAgain() -> impl IntoView {
    let session = SessionState::current();
    let findings = RwSignal::new(Vec::<Finding>::new());
    let done = Callback::new(move |signed_in: Session| session.begin(signed_in));
    view! {
        <h2 class="dialog__title">{tr::session::ended_title()}</h2>
        <p>{tr::session::ended_text()}</p>
        <ErrorSummary findings=findings/>
        <Steps findings=findings done=done/>
    }
}

#[component]
fn Steps(findings: RwSignal<Vec<Finding>>, done: Callback<Session>) -> impl IntoView {
    let challenge = RwSignal::new(None::<Challenge>);
    move || match challenge.get() {
        None => view! {
            <CookiesOff/>
            <Credentials findings=findings challenge=challenge/>
        }
        .into_any(),
        Some(sent) => {
            view! { <CodeForm findings=findings sent=sent challenge=challenge done=done/> }
                .into_any()
        }
    }
}

/// The error of one input among the findings.
fn error_of(findings: RwSignal<Vec<Finding>>, input: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        findings.with(|findings| {
            findings
                .iter()
                .find(|finding| finding.input == input)
                .map(|finding| finding.text.clone())
        })
    })
}
