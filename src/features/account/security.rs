//! «Вход и безопасность»: how the citizen signs in, and how they are reached. Each section is a file.

mod authenticator;
mod buttons;
mod change;
mod email;
mod factor;
mod passkeys;
mod password;
mod phone;
mod recovery_codes;
mod second_factor;
mod setup;
mod step_up;
mod turn_off;
mod typed;
mod unsure;

use super::provider;
use crate::api;
use crate::i18n::tr;
use crate::paths;
use crate::platform::page;
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::ui::link::Link;
use leptos::prelude::*;
use step_up::{PasswordAgain, StepUp};

#[component]
pub(super) fn Security() -> AnyView {
    let account = Fetched::new(api::account::account).unless_same().after_changes();
    // Much of it can change in another tab: a link in a letter is opened there.
    page::on_visible(move || account.refresh());
    StepUp::provide();
    // The server sends here who wants to link a provider and has not shown the password for a while.
    if Navigation::current().is_some_and(|navigation| navigation.query("link").is_some()) {
        StepUp::current().ask(Box::new(|| page::open(&provider::linking())));
    }
    // Drawn once: what is typed in a section outlives the changes of another one.
    account.live_page(tr::security::title, move |_| {
        view! {
            <Page title=tr::security::title()>
                {password::section(account)}
                {second_factor::section(account)}
                {passkeys::section(account)}
                {phone::section(account)}
                {email::section(account)}
                <p><Link href=paths::ACCOUNT text=tr::security::to_account()/></p>
            </Page>
            <PasswordAgain account=account/>
        }
        .into_any()
    })
}
