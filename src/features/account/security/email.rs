//! «Почта»: the letter that asks to confirm it, and another address.

mod address;
mod waiting;

use super::change::{Change, Ids, Section};
use super::typed;
use crate::i18n::tr;
use crate::state::fetched::Fetched;
use crate::ui::notice::Tone;
use crate::ui::tag::Tag;
use address::{ADDRESS, AddressForm};
use domain::wire::account::Account;
use leptos::prelude::*;
use waiting::Waiting;

const IDS: Ids = Ids {
    heading: "email-section",
    button: "change-email",
    first: ADDRESS,
    errors: "email-errors",
};

pub(super) fn section(account: Fetched<Account>) -> AnyView {
    let change = Change::new(&IDS, account, typed::current().email.is_some());
    let emails = Memo::new(move |_| account.shown().map(Emails::of).unwrap_or_default());
    let now = move || (move || emails.with(|emails| shown(change, account, emails))).into_any();
    let form = move || view! { <AddressForm change=change account=account emails=emails/> };
    view! {
        <Section
            change=change
            title=tr::new_email::title()
            now=now
            button=Signal::derive(tr::new_email::change)
            form=form
        />
    }
    .into_any()
}

/// What the account has of it.
#[derive(Clone, Default, PartialEq, Eq)]
struct Emails {
    now: String,
    is_confirmed: bool,
    new: Option<String>,
}

impl Emails {
    fn of(account: Account) -> Self {
        Self {
            now: account.email,
            is_confirmed: account.is_email_confirmed,
            new: account.new_email,
        }
    }

    /// The address that a letter asks to confirm.
    fn awaited(&self) -> Option<String> {
        self.new.clone().or_else(|| (!self.is_confirmed).then(|| self.now.clone()))
    }
}

fn shown(change: Change, account: Fetched<Account>, emails: &Emails) -> AnyView {
    let (tone, state) = match emails.is_confirmed {
        true => (Tone::Good, tr::new_email::confirmed()),
        false => (Tone::Warn, tr::new_email::waits()),
    };
    let text = match (&emails.new, emails.is_confirmed) {
        (Some(new), _) => tr::new_email::sent(new),
        (None, true) => tr::new_email::text(),
        (None, false) => tr::new_email::waits_text(),
    };
    let emails_now = emails.clone();
    // Not above the form for another address: both have a button that sends a letter.
    let letter = move || {
        let awaited = emails_now.awaited().filter(|_| !change.shows_form())?;
        let emails = emails_now.clone();
        Some(view! {
            <p>{tr::new_email::missing()}</p>
            <Waiting change=change account=account emails=emails awaited=awaited/>
        })
    };
    view! {
        <p><strong>{emails.now.clone()}</strong> " " <Tag tone=tone text=state/></p>
        <p>{text}</p>
        {letter}
    }
    .into_any()
}
