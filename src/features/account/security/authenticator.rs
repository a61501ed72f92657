//! Connecting an authenticator app: its secret as a picture, a link and a text, then its first code (S-01).

use super::super::code::six_digits;
use super::buttons::Buttons;
use super::change;
use super::factor::{BY_APP, Change};
use super::recovery_codes;
use super::setup::{self, Setup};
use super::step_up::StepUp;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::{clock, focus, page};
use crate::shell::faults::Faults;
use crate::state::action::Action;
use crate::state::fetched::Fetched;
use crate::ui::copy::CopyButton;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, TextField, Width};
use domain::wire::account::{Account, Authenticator};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

/// Id of the heading.
pub(super) const TITLE: &str = "app-setup";
const CODE: &str = "app-code";

/// Gets a secret. One that waits for its first code is the same again.
pub(super) async fn begin(is_renewed: bool) -> Result<(), ApiError> {
    let app = api::account::authenticator().await?;
    setup::set(Setup::App { app, is_renewed });
    Ok(())
}

/// Shows the first code, even if the citizen leaves the page meanwhile.
async fn connect(code: String) -> Result<(), ApiError> {
    let given = api::account::confirm_authenticator(code).await?;
    setup::set(Setup::Codes(given.codes));
    Ok(())
}

pub(super) fn view(change: Change, app: Authenticator, is_renewed: bool) -> AnyView {
    let faults = change::faults("app-errors");
    if is_renewed {
        faults.tell(tr::factor::not_connected(), tr::factor::too_late(), None);
    }
    let code = RwSignal::new(String::new());
    let action = Action::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let Some(digits) = code.with_untracked(|code| six_digits(code)) else {
            let text = tr::factor::code_format();
            return faults.mend(vec![Finding { input: CODE.to_owned(), text }]);
        };
        faults.clear();
        StepUp::current().run(
            action,
            move || Box::pin(connect(digits.clone())),
            move |answer| match answer {
                Ok(()) => {
                    change.account.refresh();
                    focus::on_id(recovery_codes::TITLE);
                }
                Err(error) => refused(change.account, faults, action, &error),
            },
        );
    };
    let cancel = move |()| {
        setup::forget();
        faults.clear();
        // Another tab may have connected it meanwhile.
        change.account.refresh();
        focus::on_id(BY_APP);
    };
    view! {
        {faults.summary()}
        <h3 id=TITLE tabindex="-1">{tr::factor::setup_title()}</h3>
        <form novalidate on:submit=submit>
            <ol>
                <li><p>{tr::factor::step_install()}</p></li>
                <li>{secret(app)}</li>
                <li>
                    <p>{tr::factor::step_code()}</p>
                    <TextField
                        id=CODE
                        label=tr::factor::code()
                        hint=tr::factor::code_hint()
                        entry=Entry::DIGITS.autocomplete("one-time-code").width(Width::Short)
                        value=""
                        on_input=move |value| code.set(value)
                        error=faults.at(CODE)
                    />
                </li>
            </ol>
            <Buttons
                save=tr::factor::connect()
                busy=action.busy()
                on_cancel=cancel
                what=tr::factor::setup_title()
            />
        </form>
    }
    .into_any()
}

fn refused(account: Fetched<Account>, faults: Faults, action: Action, error: &ApiError) {
    match error.code() {
        Some(ProblemCode::WrongCode) => {
            faults.tell(tr::factor::not_connected(), tr::factor::code_wrong(), Some(CODE));
        }
        // Nothing waits for a code any more: another secret takes its place.
        Some(ProblemCode::CodeExpired) => StepUp::current().run(
            action,
            || Box::pin(begin(true)),
            move |answer| {
                if let Err(error) = answer {
                    faults.fail(tr::factor::not_connected(), &error, None);
                }
            },
        ),
        None if *error == ApiError::NoConnection => {
            faults.tell(tr::unsure::title(), tr::unsure::app(), None);
            account.refresh();
        }
        _ => faults.fail(tr::factor::not_connected(), error, None),
    }
}

/// The secret for the app: on a phone, which cannot photograph itself, as a link; else as a picture; and for both as a text.
fn secret(Authenticator { secret, link }: Authenticator) -> AnyView {
    let groups: Vec<_> = secret.as_bytes().chunks(4).map(group).collect();
    let is_here = page::is_touched();
    let keep = if is_here { tr::factor::keep_key() } else { tr::factor::keep_secret() };
    let first = if is_here {
        view! {
            <p>{tr::factor::step_link()}</p>
            <p><a class="button" href=link rel="external">{tr::factor::open_app()}</a></p>
            <p>{tr::factor::type_secret()}</p>
        }
        .into_any()
    } else {
        let picture = api::account::authenticator_picture(clock::whole_seconds(clock::now_ms()));
        view! {
            <p>{tr::factor::step_picture()}</p>
            <p><img class="qr" src=picture alt=tr::factor::picture()/></p>
            <p>{tr::factor::type_secret_instead()}</p>
        }
        .into_any()
    };
    view! {
        {first}
        <p><span class="copy">
            <span class="copy__text secret" translate="no">{groups}</span>
            <CopyButton text=secret/>
        </span></p>
        <p class="muted">{keep}</p>
    }
    .into_any()
}

fn group(letters: &[u8]) -> AnyView {
    let letters = String::from_utf8_lossy(letters).into_owned();
    view! { <span class="secret__group">{letters}</span> }.into_any()
}
