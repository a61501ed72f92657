//! Changing the second factor (S-01).

use super::super::failure;
use super::step_up::StepUp;
use super::unsure::Unsure;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::focus;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use domain::wire::account::{Account, SecondFactor};
use leptos::prelude::*;

/// Id of the section's heading.
pub(super) const TITLE: &str = "second-factor";
/// Id of the button that starts to connect an app.
pub(super) const BY_APP: &str = "code-by-app";

/// A change of the second factor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    pub(super) account: Fetched<Account>,
    pub(super) action: Action,
    /// What the citizen has chosen, while they are asked whether they mean it.
    pub(super) wanted: RwSignal<Option<SecondFactor>>,
    /// What has come of it; empty while nothing has.
    pub(super) said: RwSignal<String>,
    unsure: Unsure,
}

impl Change {
    pub(super) fn new(account: Fetched<Account>) -> Self {
        Self {
            account,
            action: Action::new(),
            wanted: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            unsure: Unsure::new(account),
        }
    }

    /// Whether an app is connected, untracked.
    pub(super) fn has_app(self) -> bool {
        self.account.shown_now().is_some_and(|account| account.second_factor == SecondFactor::App)
    }

    pub(super) fn send(self, factor: SecondFactor) {
        self.unsure.forget();
        let request = move || api::account::choose_factor(factor);
        StepUp::current().run(
            self.action,
            move || Box::pin(request()),
            move |answer| match answer {
                Err(error) => {
                    let seen = move |now: Account| {
                        if now.second_factor == factor {
                            self.became(factor);
                        }
                    };
                    self.unsure.look(&error, Box::new(seen));
                    self.action.fail(error);
                }
                Ok(()) => {
                    self.account.change(|account| {
                        account.second_factor = factor;
                        account.recovery_codes = 0;
                    });
                    self.became(factor);
                }
            },
        );
    }

    fn became(self, factor: SecondFactor) {
        self.wanted.set(None);
        self.finish(match factor {
            SecondFactor::Off => tr::factor::now_off(),
            _ => tr::factor::now_sms(),
        });
    }

    /// Shows and announces what has come of it. What was pressed is gone, so the focus goes to the heading.
    pub(super) fn finish(self, text: String) {
        if let Some(announcer) = Announcer::current() {
            announcer.say(text.clone());
        }
        self.said.set(text);
        // After a dialog that closes now has given the focus back.
        request_animation_frame(|| focus::on_id(TITLE));
    }

    /// Why the last request has failed, unless it turns out that it has not.
    pub(super) fn failure(self) -> AnyView {
        let error = self.action.error();
        let notice = move || {
            let error = error.get().filter(|_| self.said.with(String::is_empty))?;
            let (title, mut text) = failure::words(tr::factor::failed, &error);
            if error == ApiError::NoConnection && self.has_app() {
                text.push(' ');
                text.push_str(&tr::unsure::codes());
            }
            Some(failure::told((title, text)))
        };
        notice.into_any()
    }
}
