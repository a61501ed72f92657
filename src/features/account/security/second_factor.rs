//! «Код при входе»: what is asked for after the password, and its changes (S-01).

use super::super::news::{self, News};
use super::factor::{BY_APP, Change, TITLE};
use super::recovery_codes::{self, Left};
use super::setup::{self, Setup};
use super::step_up::StepUp;
use super::{authenticator, turn_off};
use crate::i18n::tr;
use crate::platform::focus;
use crate::state::fetched::Fetched;
use crate::ui::button::Button;
use crate::ui::notice::{Notice, Tone};
use domain::wire::account::{Account, SecondFactor};
use leptos::prelude::*;

pub(super) fn section(account: Fetched<Account>) -> AnyView {
    let change = Change::new(account);
    let setup = setup::current();
    let is_used = news::take(News::RecoveryCodeUsed);
    let used = is_used.then(|| {
        view! { <Notice tone=Tone::Info><p>{tr::recovery_codes::used()}</p></Notice> }
    });
    let said = move || {
        let said = Some(change.said.get()).filter(|said| !said.is_empty());
        said.map(|said| view! { <Notice tone=Tone::Good><p>{said}</p></Notice> })
    };
    let body = move || match setup.get() {
        Some(Setup::App { app, is_renewed }) => authenticator::view(change, app, is_renewed),
        Some(Setup::Codes(codes)) => recovery_codes::view(change, &codes),
        None => now(change),
    };
    view! {
        <h2 id=TITLE tabindex="-1">{tr::factor::title()}</h2>
        {used}
        {said}
        {body}
        {move || change.wanted.get().map(|wanted| turn_off::question(change, wanted))}
    }
    .into_any()
}

/// How it is now, and what it can become.
fn now(change: Change) -> AnyView {
    let shown = move || {
        let account = change.account.shown()?;
        let factor = account.second_factor;
        let text = match factor {
            SecondFactor::Off => tr::factor::off(),
            SecondFactor::Sms => tr::factor::sms(&account.phone.replace(' ', "\u{a0}")),
            SecondFactor::App => tr::factor::app(),
        };
        let has_app = factor == SecondFactor::App;
        let by_sms = (factor != SecondFactor::Sms).then(|| {
            let press = move |()| choose(change, SecondFactor::Sms);
            view! { <Button id="code-by-sms" busy=change.action.busy() on_press=press>{tr::factor::by_sms()}</Button> }
        });
        let words = if has_app { tr::factor::another_app() } else { tr::factor::by_app() };
        let off = (factor != SecondFactor::Off).then(|| {
            let press = move |()| choose(change, SecondFactor::Off);
            view! { <Button id="code-off" busy=change.action.busy() on_press=press>{tr::factor::turn_off()}</Button> }
        });
        Some(view! {
            <p>{text}</p>
            {has_app.then(|| view! { <Left change=change left=account.recovery_codes/> })}
            {move || change.wanted.get().is_none().then(|| change.failure())}
            <p class="actions">
                {by_sms}
                <Button id=BY_APP busy=change.action.busy() on_press=move |()| begin(change)>{words}</Button>
                {off}
            </p>
        })
    };
    shown.into_any()
}

/// Asks before what weakens the account.
fn choose(change: Change, factor: SecondFactor) {
    change.said.set(String::new());
    if factor == SecondFactor::Off || change.has_app() {
        change.wanted.set(Some(factor));
    } else {
        change.send(factor);
    }
}

/// Begins to connect an app, or goes on with one that waits for its first code.
fn begin(change: Change) {
    change.said.set(String::new());
    StepUp::current().run(
        change.action,
        || Box::pin(authenticator::begin(false)),
        move |answer| match answer {
            Err(error) => change.action.fail(error),
            Ok(()) => focus::on_id(authenticator::TITLE),
        },
    );
}
