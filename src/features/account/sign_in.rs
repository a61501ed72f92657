//! Signing in: login and password, then the code from the message.

mod credentials;
mod passkey;
mod ways;

use super::asked::{self, By, Purpose};
use super::code::{CodeForm, Use};
use super::cookies::{self, CookiesOff};
use super::news::{self, News};
use super::provider::{ProviderFailure, SignInThrough};
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::effect;
use crate::shell::faults::Faults;
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::state::session::SessionState;
use crate::ui::error_summary::ERROR_SUMMARY;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use credentials::{Credentials, LOGIN};
use domain::wire::auth::Code;
use leptos::prelude::*;
use passkey::PasskeyEntry;
use ways::WAYS;

#[component]
pub(super) fn SignIn() -> impl IntoView {
    let faults = Faults::new(ERROR_SUMMARY);
    let session = SessionState::current();
    effect(move || {
        if session.is_signed_in() {
            go_on();
        }
    });
    let changed = news::take(News::PasswordChanged).then(|| {
        view! { <Notice tone=Tone::Good><p>{tr::sign_in::password_changed()}</p></Notice> }
    });
    view! {
        <Page title=tr::sign_in::title() wrong=faults.are_there() above=move || faults.summary()>
            {changed}
            <ProviderFailure/>
            <Steps faults=faults/>
            <p><Link href=paths::RECOVERY text=tr::sign_in::forgotten()/></p>
            <p><Link href=paths::then(paths::REGISTRATION, next().as_deref()) text=tr::sign_in::register()/></p>
        </Page>
    }
}

/// Where the citizen wants to be: what the address names, or the page in whose place signing in is shown.
fn next() -> Option<String> {
    let navigation = Navigation::current()?;
    let path = navigation.path().get_untracked();
    if path == paths::SIGN_IN {
        return navigation.query(paths::NEXT).and_then(paths::within_app);
    }
    Some(path)
}

/// Goes from `/sign-in` to the requested page, after the citizen has signed in here or in another tab.
fn go_on() {
    if let Some(navigation) = Navigation::current()
        && navigation.path().get_untracked() == paths::SIGN_IN
    {
        // There are new recovery codes.
        let home = if news::is(News::RecoveryCodeUsed) { paths::SECURITY } else { paths::HOME };
        navigation.replace(next().as_deref().unwrap_or(home));
    }
}

#[component]
pub(super) fn SignInAgain() -> impl IntoView {
    let faults = Faults::new("sign-in-errors");
    view! {
        <h2 class="dialog__title">{tr::session::ended_title()}</h2>
        <p>{tr::session::ended_text()}</p>
        {faults.summary()}
        <Steps faults=faults/>
        <p><Link href=paths::RECOVERY text=tr::sign_in::forgotten()/></p>
        // A way out for those who do not want to sign in: Escape does not close this dialog.
        <p><Link href=paths::HOME text=tr::not_found::home()/></p>
    }
}

#[component]
fn Steps(faults: Faults) -> impl IntoView {
    let asked = asked::current();
    let is_asked = Memo::new(move |_| asked::is_for(asked, Purpose::SignIn));
    move || {
        if is_asked.get() {
            return view! { <CodeForm faults=faults asked=asked for_what=&CODE ways=&WAYS/> }
                .into_any();
        }
        let passkey = PasskeyEntry::new(faults);
        view! {
            <CookiesOff/>
            <SignInThrough next=next().unwrap_or_else(|| paths::HOME.to_owned())/>
            <Credentials faults=faults passkey=passkey/>
            {passkey.button()}
        }
        .into_any()
    }
}

const CODE: Use = Use {
    send: |code| Box::pin(enter(code)),
    submit: tr::sign_in::enter,
    failed: tr::sign_in::failed,
    expired: tr::error::code_expired,
    taken: tr::error::not_allowed,
    back: tr::sign_in::other_login,
    first: LOGIN,
};

/// Signs in, even if the citizen leaves the page meanwhile; they then stay where they are.
async fn enter(code: Code) -> Result<(), ApiError> {
    let entering = async {
        let signed_in = api::auth::code(&code).await.inspect_err(asked::forget_expired)?;
        let signed_in = cookies::check_kept(signed_in).await?;
        if asked::is_by(By::Recovery) {
            news::note(News::RecoveryCodeUsed);
        }
        asked::forget();
        asked::set_login(String::new());
        Ok(Some(signed_in))
    };
    SessionState::current().enter(entering).await
}
