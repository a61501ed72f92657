//! Changing the second factor (S-01).

use super::step_up::StepUp;
use crate::api;
use crate::i18n::tr;
use crate::platform::focus;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::ui::notice::{Notice, Tone};
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
}

impl Change {
    pub(super) fn new(account: Fetched<Account>) -> Self {
        Self {
            account,
            action: Action::new(),
            wanted: RwSignal::new(None),
            said: RwSignal::new(String::new()),
        }
    }

    /// Whether an app is connected, untracked.
    pub(super) fn has_app(self) -> bool {
        self.account.shown_now().is_some_and(|account| account.second_factor == SecondFactor::App)
    }

    pub(super) fn send(self, factor: SecondFactor) {
        let request = move || api::account::choose_factor(factor);
        StepUp::current().run(
            self.action,
            move || Box::pin(request()),
            move |answer| match answer {
                Err(error) => self.action.fail(error),
                Ok(()) => {
                    self.wanted.set(None);
                    self.account.change(|account| {
                        account.second_factor = factor;
                        account.recovery_codes = 0;
                    });
                    self.finish(match factor {
                        SecondFactor::Off => tr::factor::now_off(),
                        _ => tr::factor::now_sms(),
                    });
                }
            },
        );
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

    /// Why the last request has failed.
    pub(super) fn failure(self) -> AnyView {
        let error = self.action.error();
        let notice = move || {
            error.get().map(|error| {
                let text = error.text();
                view! {
                    <Notice tone=Tone::Bad alert=true title=tr::factor::failed()><p>{text}</p></Notice>
                }
            })
        };
        notice.into_any()
    }
}
