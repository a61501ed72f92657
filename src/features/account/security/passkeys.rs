//! «Ключи доступа»: the keys of devices that sign in without password and code.

mod add;
mod delete;

use super::unsure::Unsure;
use crate::i18n::{dates, tr};
use crate::platform::{focus, passkeys};
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::session::SessionState;
use crate::ui::notice::{Notice, Tone};
use domain::wire::account::{Account, Passkey};
use leptos::prelude::*;

const TITLE: &str = "passkeys";

/// Nothing where the server has no passkeys, unless there are some from before.
pub(super) fn section(account: Fetched<Account>) -> AnyView {
    let session = SessionState::current();
    let section = Section::new(account);
    let is_shown = Memo::new(move |_| session.passkeys().is_some() || !section.is_empty());
    let shown = move || is_shown.get().then(|| section.view());
    shown.into_any()
}

#[derive(Debug, Clone, Copy)]
struct Section {
    account: Fetched<Account>,
    keys: Memo<Vec<Passkey>>,
    /// The key that is to be deleted, if the citizen says yes.
    doomed: RwSignal<Option<Passkey>>,
    /// What has just been done.
    done: RwSignal<Option<String>>,
    unsure: Unsure,
}

impl Section {
    fn new(account: Fetched<Account>) -> Self {
        let keys = move |_: Option<&Vec<Passkey>>| {
            account.shown().map(|account| account.passkeys).unwrap_or_default()
        };
        Self {
            account,
            keys: Memo::new(keys),
            doomed: RwSignal::new(None),
            done: RwSignal::new(None),
            unsure: Unsure::new(account),
        }
    }

    fn is_empty(self) -> bool {
        self.keys.with(Vec::is_empty)
    }

    fn view(self) -> AnyView {
        let session = SessionState::current();
        // A session that is checked must not redraw the form.
        let is_supported = Memo::new(move |_| Some(passkeys::is_supported(&session.passkeys()?)));
        let add = move || match is_supported.get() {
            None => ().into_any(),
            Some(true) => view! { <add::Add section=self/> }.into_any(),
            Some(false) => view! { <p>{tr::passkeys::unsupported()}</p> }.into_any(),
        };
        let done = move || {
            self.done.get().map(|text| view! { <Notice tone=Tone::Good><p>{text}</p></Notice> })
        };
        view! {
            <h2 id=TITLE tabindex="-1">{tr::passkeys::title()}</h2>
            {done}
            <p>{tr::passkeys::what()}</p>
            {move || self.list()}
            {add}
            <delete::Question section=self/>
        }
        .into_any()
    }

    fn list(self) -> AnyView {
        let keys = self.keys.get();
        if keys.is_empty() {
            return view! { <p>{tr::passkeys::none()}</p> }.into_any();
        }
        let rows: Vec<_> = keys.into_iter().map(|key| self.row(key)).collect();
        view! {
            <p>{tr::passkeys::lost()}</p>
            <ul class="cards passkeys">{rows}</ul>
        }
        .into_any()
    }

    fn row(self, key: Passkey) -> AnyView {
        let used = match key.used_at {
            Some(at) => tr::passkeys::used(&dates::moment(at)),
            None => tr::passkeys::unused(),
        };
        let name = key.name.clone();
        let label = tr::passkeys::delete_this(&name);
        view! {
            <li class="surface">
                <strong>{name}</strong>
                <p class="card__note">{tr::passkeys::added_at(&dates::moment(key.added_at))}</p>
                <p class="card__note">{used}</p>
                <p class="card__text">
                    <button
                        class="link"
                        type="button"
                        id=format!("delete-{}", key.id)
                        aria-label=label
                        on:click=move |_| self.doomed.set(Some(key.clone()))
                    >
                        {tr::common::remove()}
                    </button>
                </p>
            </li>
        }
        .into_any()
    }

    /// Says what has been done, and moves the focus from what is gone to the heading.
    fn tell(self, text: String) {
        if let Some(announcer) = Announcer::current() {
            announcer.say(text.clone());
        }
        self.done.set(Some(text));
        focus::on_id(TITLE);
    }
}
