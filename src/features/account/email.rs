//! The page to which the link in a letter leads that confirms an e-mail address.

use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths;
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::shell::secret;
use crate::state::action::Action;
use crate::ui::button::Again;
use crate::ui::link::Link;
use crate::ui::loading::Loading;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

#[component]
pub(super) fn ConfirmEmail() -> impl IntoView {
    let token = RwSignal::new(String::new());
    let navigation = Navigation::current();
    // After a reload the secret is gone, and the address says what became of it.
    let was_confirmed = navigation.and_then(|navigation| navigation.query(CONFIRMED)).is_some();
    let is_confirmed = RwSignal::new(was_confirmed);
    let action = Action::new();
    let confirm = move || {
        action.run(api::auth::confirm_email(token.get_untracked()), move |()| {
            is_confirmed.set(true);
            secret::forget();
            if let Some(navigation) = navigation {
                navigation.replace(&format!("{}?{CONFIRMED}=yes", paths::EMAIL));
            }
        });
    };
    secret::on_each(move |secret| {
        token.set(secret);
        is_confirmed.set(false);
        confirm();
    });
    let error = action.error();
    move || match error.get() {
        _ if is_confirmed.get() => {
            said(tr::email::confirmed_title(), tr::email::confirmed_text(), None)
        }
        _ if token.with(String::is_empty) => said(tr::email::title(), tr::email::no_link(), None),
        None => view! { <Page title=tr::email::title()><Loading/></Page> }.into_any(),
        Some(error) => match error.code() {
            Some(ProblemCode::ProofExpired) => {
                said(tr::email::expired_title(), tr::email::expired_text(), Some(anew()))
            }
            Some(ProblemCode::NotAllowed) => {
                said(tr::email::taken_title(), tr::email::taken_text(), Some(anew()))
            }
            _ => failed(&error, action.busy(), Callback::new(move |()| confirm())),
        },
    }
}

const CONFIRMED: &str = "confirmed";

/// Where another letter or another address can be had.
fn anew() -> AnyView {
    view! { <p><Link href=paths::SECURITY text=tr::security::title()/></p> }.into_any()
}

fn said(title: String, text: String, more: Option<AnyView>) -> AnyView {
    view! {
        <Page title=title>
            <p>{text}</p>
            {more}
            <p><Link href=paths::ACCOUNT text=tr::email::to_account()/></p>
            <p><Link href=paths::HOME text=tr::not_found::home()/></p>
        </Page>
    }
    .into_any()
}

fn failed(error: &ApiError, busy: Signal<bool>, again: Callback<()>) -> AnyView {
    let text = error.text();
    view! {
        <Page title=tr::email::failed_title()>
            <p>{text}</p>
            <Again busy=busy on_press=again/>
        </Page>
    }
    .into_any()
}
