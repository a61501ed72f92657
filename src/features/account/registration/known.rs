use super::super::new_password::NewPasswordForm;
use super::super::proven::{self, Proven};
use super::{next, typed};
use crate::i18n::tr;
use crate::paths;
use crate::shell::faults::Faults;
use crate::shell::page::Page;
use crate::ui::link::Link;
use leptos::prelude::*;

/// The phone has an account. Only who has the phone learns it.
#[component]
pub(super) fn Known(faults: Faults, proven: RwSignal<Option<Proven>>) -> AnyView {
    let other = move |_| {
        faults.clear();
        proven::forget();
    };
    view! {
        <Page
            title=tr::registration::known_title()
            wrong=faults.are_there()
            above=move || faults.summary()
        >
            <p>{tr::registration::known_text()}</p>
            <p><Link href=paths::then(paths::SIGN_IN, next().as_deref()) text=tr::registration::sign_in()/></p>
            <h2>{tr::registration::known_password()}</h2>
            // Whoever is signed in goes on from this page by itself.
            <NewPasswordForm faults=faults proven=proven username=typed::username() on_done=|_| {}/>
            <p>
                <button class="link" type="button" on:click=other>{tr::registration::other_phone()}</button>
            </p>
        </Page>
    }
    .into_any()
}
