//! A new password for who has forgotten theirs: with a code by SMS, or with a link by e-mail (S-02).

mod letter;
mod link;
mod login;
mod nobody;
mod typed;

use super::asked::{self, Purpose};
use super::code::{CodeForm, Use};
use super::new_password::NewPasswordForm;
use super::news::{self, News};
use super::proven;
use crate::i18n::tr;
use crate::paths;
use crate::shell::faults::Faults;
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::shell::secret;
use crate::ui::error_summary::ERROR_SUMMARY;
use leptos::prelude::*;
use letter::Letter;
use link::{Opened, Opening};
use login::{LOGIN, Login};
use nobody::Nobody;

#[component]
pub(super) fn Recovery() -> impl IntoView {
    let faults = Faults::new(ERROR_SUMMARY);
    let opening = Opening::new();
    secret::on_each(move |token| {
        faults.clear();
        opening.open(token);
    });
    let asked = asked::current();
    let proven = proven::current();
    let letter = typed::letter();
    let step = Memo::new(move |_| match proven::has_account(proven, Purpose::Recovery) {
        _ if opening.is_there() => Step::Link,
        Some(true) => Step::Password,
        Some(false) => Step::Nobody,
        None if asked::is_for(asked, Purpose::Recovery) => Step::Code,
        None if letter.get() => Step::Letter,
        None => Step::Login,
    });
    move || match step.get() {
        Step::Login => view! { <Login faults=faults/> }.into_any(),
        Step::Letter => view! { <Letter faults=faults/> }.into_any(),
        Step::Link => view! { <Opened opening=opening/> }.into_any(),
        Step::Nobody => view! { <Nobody/> }.into_any(),
        Step::Code => view! {
            <Page
                title=tr::account::code_title()
                wrong=faults.are_there()
                above=move || faults.summary()
            >
                <p>{tr::recovery::code_or_link()}</p>
                <CodeForm faults=faults asked=asked for_what=&CODE/>
            </Page>
        }
        .into_any(),
        Step::Password => view! {
            <Page
                title=tr::recovery::password_title()
                wrong=faults.are_there()
                above=move || faults.summary()
            >
                <p>{tr::recovery::password_lead()}</p>
                <NewPasswordForm faults=faults proven=proven username=typed::login() on_done=go_on/>
            </Page>
        }
        .into_any(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Login,
    Code,
    /// A letter is on its way.
    Letter,
    /// A link from a letter is being opened, or does not work.
    Link,
    Password,
    /// The phone has no account.
    Nobody,
}

const CODE: Use = Use {
    send: |code| Box::pin(proven::prove(Purpose::Recovery, code)),
    submit: tr::account::go_on,
    failed: tr::account::not_proven,
    expired: tr::recovery::code_expired,
    taken: tr::error::not_allowed,
    back: tr::recovery::other_login,
    first: LOGIN,
};

fn go_on(is_signed_in: bool) {
    typed::set_letter(false);
    news::note(News::PasswordChanged);
    let Some(navigation) = Navigation::current() else { return };
    if is_signed_in {
        typed::set_login(String::new());
        return navigation.replace(paths::ACCOUNT);
    }
    navigation.replace(paths::SIGN_IN);
}
