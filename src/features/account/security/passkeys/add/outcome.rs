//! What comes of an attempt to add a key.

use super::Adding;
use crate::api::ApiError;
use crate::i18n::tr;
use crate::platform::passkeys::Refusal;
use crate::state::announcer::Announcer;
use domain::wire::account::{Account, Passkey};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

/// Keys of an account.
const MOST: usize = 20;

impl Adding {
    pub(super) fn added(self, key: Passkey) {
        let text = tr::passkeys::added(&key.name);
        self.section.account.change(|account| {
            account.passkeys.retain(|known| known.id != key.id);
            account.passkeys.insert(0, key);
        });
        self.begun.set_value(None);
        self.call(None);
        self.section.tell(text);
    }

    /// Shows why the browser has made no key.
    pub(super) fn refused(self, refusal: Refusal) {
        // The citizen has closed the form.
        if self.name.with_untracked(Option::is_none) {
            return;
        }
        let text = match refusal {
            Refusal::Cancelled => {
                self.is_cancelled.set(true);
                if let Some(announcer) = Announcer::current() {
                    announcer.say(tr::passkeys::cancelled());
                }
                return;
            }
            Refusal::AlreadyThere => return self.already(),
            Refusal::NotHere => tr::passkeys::not_here(),
            Refusal::Other => tr::passkeys::broken(),
        };
        self.tell(text);
    }

    /// It may be there by an earlier press whose answer was lost.
    fn already(self) {
        self.section.account.refresh();
        self.tell(tr::passkeys::already());
    }

    pub(super) fn failed(self, error: &ApiError) {
        let text = match error.code() {
            Some(ProblemCode::CodeExpired) => {
                self.section.account.refresh();
                tr::passkeys::too_late()
            }
            Some(ProblemCode::PasskeyRefused) => tr::passkeys::refused(),
            Some(ProblemCode::NotAllowed) => {
                if self.section.keys.with_untracked(Vec::len) < MOST {
                    return self.already();
                }
                tr::passkeys::too_many()
            }
            _ => error.text(),
        };
        self.tell(text);
    }

    /// The key was handed in. If the answer was lost, it may be there all the same.
    pub(super) fn lost(self, error: &ApiError) {
        if *error != ApiError::NoConnection {
            return self.failed(error);
        }
        self.faults.tell(tr::unsure::title(), tr::unsure::text(), None);
        let ids = |keys: &Vec<Passkey>| keys.iter().map(|key| key.id.clone()).collect::<Vec<_>>();
        let before = self.section.keys.with_untracked(ids);
        let seen = move |now: Account| {
            let key = now.passkeys.into_iter().find(|key| !before.contains(&key.id));
            if let Some(key) = key.filter(|_| self.name.with_untracked(Option::is_some)) {
                self.faults.clear();
                self.added(key);
            }
        };
        self.section.unsure.look(error, Box::new(seen));
    }

    fn tell(self, text: String) {
        self.faults.tell(tr::passkeys::failed(), text, None);
    }
}
