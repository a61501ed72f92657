//! Recovery codes: how many are left, getting new ones, and saving those that are shown once (S-01).

use super::factor::Change;
use super::setup::{self, Setup};
use super::step_up::StepUp;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::{focus, page, text_file};
use crate::ui::button::Button;
use crate::ui::copy::CopyButton;
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;

/// Id of the heading over new codes.
pub(super) const TITLE: &str = "recovery-codes";

/// So few are left that it is time for new ones.
const FEW: u32 = 2;

/// How many codes are left, with the button that gets new ones.
#[component]
pub(super) fn Left(change: Change, left: u32) -> AnyView {
    let renew = move |()| {
        change.said.set(String::new());
        StepUp::current().run(
            change.action,
            || Box::pin(renew()),
            move |answer| match answer {
                Err(error) => change.action.fail(error),
                Ok(()) => focus::on_id(TITLE),
            },
        );
    };
    let few = (left <= FEW).then(|| {
        view! { <Notice tone=Tone::Warn><p>{tr::recovery_codes::few()}</p></Notice> }
    });
    view! {
        <h3>{tr::recovery_codes::title()}</h3>
        <p>{tr::recovery_codes::left(left)}</p>
        {few}
        <p>{tr::recovery_codes::renew_text()}</p>
        <p class="actions">
            <Button id="new-codes" busy=change.action.busy() on_press=renew>{tr::recovery_codes::renew()}</Button>
        </p>
    }
    .into_any()
}

/// Gets new codes, even if the citizen leaves the page meanwhile.
async fn renew() -> Result<(), ApiError> {
    setup::set(Setup::Codes(api::account::recovery_codes().await?.codes));
    Ok(())
}

/// Codes that are shown once, and ways to save them.
pub(super) fn view(change: Change, codes: &[String]) -> AnyView {
    let rows: Vec<_> = codes.iter().map(|code| view! { <li>{code.clone()}</li> }).collect();
    let file = tr::recovery_codes::File {
        codes: &codes.join("\r\n"),
        site: &window().location().host().unwrap_or_default(),
    };
    let address = text_file::address(&file.text());
    let done = move |()| {
        setup::forget();
        change.account.refresh();
        change.finish(tr::recovery_codes::saved());
    };
    view! {
        <h3 id=TITLE tabindex="-1">{tr::recovery_codes::title()}</h3>
        <p>{tr::recovery_codes::what()}</p>
        <p><strong>{tr::recovery_codes::once()}</strong></p>
        <ul class="codes" translate="no">{rows}</ul>
        <p><CopyButton text=codes.join("\n")/></p>
        <p>
            <a href=address download=tr::recovery_codes::file_name() rel="external">
                {tr::recovery_codes::save()}
            </a>
        </p>
        <p>
            <button class="link" type="button" on:click=|_| page::print()>
                {tr::recovery_codes::print()}
            </button>
        </p>
        <p class="actions">
            <Button primary=true on_press=done>{tr::recovery_codes::done()}</Button>
        </p>
    }
    .into_any()
}
