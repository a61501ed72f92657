//! «Телефон»: another number, which its owner shows with a code.

mod number;

use super::super::asked::{self, Purpose};
use super::super::code::{CodeForm, Use};
use super::super::mobile;
use super::super::news::{self, News};
use super::buttons::Cancel;
use super::change::{Change, Ids, Section};
use super::step_up;
use super::typed;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::page;
use crate::state::fetched::Fetched;
use domain::values::Phone;
use domain::wire::account::Account;
use domain::wire::auth::Code;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use number::{NUMBER, NumberForm};

const IDS: Ids =
    Ids { heading: "phone-section", button: "change-phone", first: NUMBER, errors: "phone-errors" };

pub(super) fn section(account: Fetched<Account>) -> AnyView {
    let asked = asked::current();
    let is_asked = Memo::new(move |_| asked::is_for(asked, Purpose::Phone));
    let is_open = is_asked.get_untracked() || typed::current().phone.is_some();
    let change = Change::new(&IDS, account, is_open);
    if news::take(News::PhoneChanged) {
        change.show(tr::new_phone::changed());
    }
    watch(
        move || is_asked.get(),
        move |is_asked, _| {
            if !is_asked && news::take(News::PhoneChanged) {
                change.finish(tr::new_phone::changed());
                account.refresh();
            }
        },
    );
    let phone = Memo::new(move |_| account.shown().map(|account| account.phone));
    asked::show(account.shown_now().and_then(|account| account.new_phone));
    let lost = move |error: ApiError| {
        let before = phone.get_untracked();
        let seen = move |now: Account| {
            if before.as_ref() != Some(&now.phone) {
                forget();
                change.finish(tr::new_phone::changed());
            }
        };
        change.fail(tr::new_phone::failed, &error, Box::new(seen));
    };
    // It was changed in another tab, or here by a request whose answer was lost.
    watch(
        move || phone.get(),
        move |phone, _| {
            let wanted = canonical(typed::current().phone);
            if wanted.is_some() && wanted == canonical(phone.clone()) && change.is_open() {
                forget();
                change.finish(tr::new_phone::changed());
            }
        },
    );
    let now = move || {
        let pretty =
            move || phone.get().and_then(|phone| Some(Phone::parse(&phone).ok()?.pretty()));
        view! {
            <p><strong class="numbers">{pretty}</strong></p>
            <p>{tr::new_phone::text()}</p>
        }
    };
    let form = move || {
        let step = move || match is_asked.get() {
            true => view! {
                <CodeForm faults=change.faults asked=asked for_what=&CODE on_lost=lost/>
                <p class="actions">
                    <Cancel on_press=move |()| cancel(change, account) what=tr::new_phone::label()/>
                </p>
            }
            .into_any(),
            false => view! { <NumberForm change=change account=account/> }.into_any(),
        };
        step.into_any()
    };
    view! {
        <Section
            change=change
            title=tr::new_phone::title()
            now=now
            button=Signal::derive(tr::new_phone::change)
            form=form
        />
    }
    .into_any()
}

fn canonical(phone: Option<String>) -> Option<String> {
    mobile::read(&phone?).ok()
}

/// Leaves the number as it is. The answer that has changed it may have been lost.
fn cancel(change: Change, account: Fetched<Account>) {
    forget();
    change.cancel();
    account.refresh();
}

fn forget() {
    typed::update(|typed| typed.phone = None);
    asked::forget();
}

const CODE: Use = Use {
    send: |code| Box::pin(confirm(code)),
    submit: tr::new_phone::save,
    failed: tr::new_phone::failed,
    expired: tr::new_phone::code_expired,
    taken: || tr::new_phone::taken(&page::support_phone().replace(' ', "\u{a0}")),
    back: tr::new_phone::other,
    first: NUMBER,
};

/// Changes the number, even if the citizen leaves the page meanwhile; they learn of it when they come back.
async fn confirm(code: Code) -> Result<(), ApiError> {
    step_up::say_busy();
    let confirmed = api::account::confirm_phone(&code).await;
    match &confirmed {
        Ok(()) => {
            news::note(News::PhoneChanged);
            forget();
        }
        Err(error) if error.code() == Some(ProblemCode::NotAllowed) => asked::forget(),
        Err(error) => asked::forget_expired(error),
    }
    confirmed
}
