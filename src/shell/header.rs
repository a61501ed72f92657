use super::session::SessionState;
use crate::i18n::{self, tr};
use crate::paths;
use crate::platform::{focus, page};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;


/// The id of the main part, target of the skip link.
pub(crate) const MAIN: &str = "main";

/// The first stop of Tab. The router does not move the focus for a hash, so the link does it itself.
#[component]
pub(crate) fn SkipLink() -> impl IntoView {
    view! {
        <a
            class="skip-link"
            href=format!("#{MAIN}")
            rel="external"
            on:click=move |event| {
                event.prevent_default();
                event.stop_propagation();
                focus::on_id(MAIN);
            }
        >
            {tr::shell::skip()}
        </a>
    }
}

#[component]
pub(crate) fn Header() -> impl IntoView {
    let session = SessionState::current();
    view! {
        <header class="header">
            <div class="header__inner">
                <A href=paths::HOME attr:class="header__brand">{tr::shell::brand()}</A>
                <nav class="header__nav" aria-label=tr::shell::navigation()>
                    <Show
                        when=move || session.is_signed_in()
                        fallback=|| view! { <A href=paths::SIGN_IN attr:class="header__link">{tr::shell::sign_in()}</A> }
                    >
                        <A href=paths::APPLICATIONS attr:class="header__link">{tr::shell::applications()}</A>
                        <SignOut/>
                    </Show>
                    <Language/>
                </nav>
            </div>
        </header>
    }
}

#[component]
fn SignOut() -> impl IntoView {
    let session = SessionState::current();
    let navigate = use_navigate();
    let sign_out = move |_| {
        let navigate = navigate.clone();
        session.sign_out(move || navigate(paths::HOME, NavigateOptions::default()));
    };
    view! { <button class="header__link" type="button" on:click=sign_out>{tr::shell::sign_out()}</button> }
}

/// Switches to the other language. The name of a language stands in that language.
#[component]
fn Language() -> impl IntoView {
    let (other, name) = if i18n::language() == "ru" { ("en", "English") } else { ("ru", "Русский") };
    let switch = move |_| {
        i18n::choose(other);
        page::reload();
    };
    view! { <button class="header__link" type="button" lang=other on:click=switch>{name}</button> }
}



