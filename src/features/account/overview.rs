//! «Мой аккаунт»: who is signed in, and what the account allows (M-02).

use super::news::{self, News};
use super::notices::NoticesSection;
use super::profile::ProfileSection;
use super::provider::{LinkThrough, Linked, ProviderFailure};
use super::registration;
use super::sessions::SessionList;
use crate::i18n::tr;
use crate::paths;
use crate::platform::page;
use crate::shell::page::Page;
use crate::state::session::SessionState;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;

#[component]
pub(super) fn Overview() -> impl IntoView {
    let session = SessionState::current();
    let is_unconfirmed = Memo::new(move |_| session.is_unconfirmed());
    let registered = news::take(News::Registered).then(|| {
        view! {
            <Notice tone=Tone::Good title=tr::account::registered_title()>
                <p>{tr::account::registered_text()}</p>
                {registration::take_letter().map(|email| view! { <p>{tr::account::registered_letter(&email)}</p> })}
            </Notice>
        }
    });
    let changed = news::take(News::PasswordChanged).then(|| {
        view! { <Notice tone=Tone::Good><p>{tr::password::changed()}</p></Notice> }
    });
    let state = move || if is_unconfirmed.get() { unconfirmed() } else { confirmed() };
    view! {
        <Page title=tr::account::title()>
            {registered}
            {changed}
            <p class="lead">{SessionState::name()}</p>
            <ProviderFailure/>
            <Linked/>
            <ProfileSection/>
            {state}
            <NoticesSection/>
            <p><Link href=paths::SECURITY text=tr::security::title()/></p>
            <SessionList/>
            <p><Link href=paths::HOME text=tr::account::to_services()/></p>
        </Page>
    }
}

fn confirmed() -> AnyView {
    view! {
        <h2>{tr::account::confirmed_title()}</h2>
        <p>{tr::account::confirmed_text()}</p>
        <LinkThrough/>
    }
    .into_any()
}

fn unconfirmed() -> AnyView {
    view! {
        <h2>{tr::account::unconfirmed_title()}</h2>
        <p>{tr::account::unconfirmed_can()}</p>
        <p>{tr::account::unconfirmed_cannot()}</p>
        <h2>{tr::account::how_title()}</h2>
        <LinkThrough/>
        <p>{tr::account::how_text()}</p>
        <p><Link href=paths::INSTITUTIONS text=tr::account::institutions()/></p>
        {call()}
    }
    .into_any()
}

/// What to do for who cannot come; the number within the sentence is a link.
fn call() -> AnyView {
    let number = page::support_phone();
    let phone = number.replace(' ', "\u{a0}");
    let text = tr::account::how_call(&phone);
    let (before, after) = text.split_once(&phone).unwrap_or((&text, ""));
    let digits: String =
        number.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
    let (before, after) = (before.to_owned(), after.to_owned());
    view! { <p>{before} <a href=format!("tel:{digits}")>{phone}</a> {after}</p> }.into_any()
}
