//! The identity provider (M-03): the way there, and why somebody has come back without what they wanted.

use crate::api;
use crate::i18n::tr;
use crate::paths;
use crate::shell::navigation::Navigation;
use crate::state::session::SessionState;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;

/// «Войти через Госуслуги», if there is a provider; leads on to `next`.
#[component]
pub(super) fn SignInThrough(next: String) -> AnyView {
    let session = SessionState::current();
    let shown = move || {
        let name = session.provider()?;
        let href = api::auth::provider(&next, false);
        Some(view! {
            <p class="actions">
                <a class="button button--primary" href=href rel="external">{tr::provider::enter(&name)}</a>
            </p>
            <p class="muted">
                {tr::provider::agreement()} " "
                <Link href=paths::AGREEMENT text=tr::provider::read_agreement()/>
            </p>
            <h2>{tr::provider::or_password()}</h2>
        })
    };
    shown.into_any()
}

/// «Подтвердить через Госуслуги», or for who is confirmed «Входить через Госуслуги», if there is a provider; comes back to the account.
#[component]
pub(super) fn LinkThrough() -> AnyView {
    let session = SessionState::current();
    let shown = move || {
        let name = session.provider()?;
        let href = linking();
        let (text, words) = match session.is_unconfirmed() {
            true => (tr::provider::confirm_text(&name), tr::provider::confirm(&name)),
            false => (tr::provider::link_text(&name), tr::provider::link(&name)),
        };
        Some(view! {
            <p>{text}</p>
            <p class="actions"><a class="button" href=href rel="external">{words}</a></p>
        })
    };
    shown.into_any()
}

/// Where the account gets linked; from there back to the account.
pub(super) fn linking() -> String {
    api::auth::provider(&format!("{}?{LINKED}=yes", paths::ACCOUNT), true)
}

const LINKED: &str = "linked";

/// Says that the citizen has come back with what they wanted.
#[component]
pub(super) fn Linked() -> AnyView {
    let is_linked = Navigation::current().and_then(|navigation| navigation.query(LINKED)).is_some();
    let session = SessionState::current();
    let shown = move || {
        let name = session.provider().filter(|_| is_linked)?;
        Some(view! {
            <Notice tone=Tone::Good><p>{tr::provider::linked(&name)}</p></Notice>
        })
    };
    shown.into_any()
}

/// Why the provider has not let the citizen in, by what the server has put into the address.
#[component]
pub(super) fn ProviderFailure() -> AnyView {
    let why = Navigation::current().and_then(|navigation| navigation.query("failed"));
    let Some(why) = why else { return ().into_any() };
    let session = SessionState::current();
    let name = move || session.provider().unwrap_or_else(tr::provider::it);
    let text = move || match why.as_str() {
        "denied" => tr::provider::denied(),
        "expired" => tr::provider::expired(),
        "incomplete" => tr::provider::incomplete(&name()),
        "has_account" => tr::provider::has_account(&name()),
        "taken" => tr::provider::taken(&name()),
        "other_person" => tr::provider::other_person(&name()),
        "blocked" => tr::error::account_blocked(),
        _ => tr::provider::unavailable(&name()),
    };
    view! {
        <Notice tone=Tone::Bad alert=true title=tr::provider::failed()>
            <p>{text}</p>
        </Notice>
    }
    .into_any()
}
