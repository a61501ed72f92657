use super::super::proven;
use super::login::LOGIN;
use crate::i18n::tr;
use crate::paths;
use crate::platform::focus;
use crate::shell::page::Page;
use crate::ui::link::Link;
use leptos::prelude::*;

/// The phone has no account. Only who has the phone learns it.
#[component]
pub(super) fn Nobody() -> AnyView {
    let other = move |_| {
        proven::forget();
        focus::on_id(LOGIN);
    };
    view! {
        <Page title=tr::recovery::nobody_title()>
            <p>{tr::recovery::nobody_text()}</p>
            <p><Link href=paths::REGISTRATION text=tr::recovery::register()/></p>
            <p>
                <button class="link" type="button" on:click=other>{tr::recovery::other_login()}</button>
            </p>
        </Page>
    }
    .into_any()
}
