//! «Уведомления» on «Мой аккаунт»: letters always come, and SMS for who wants them (M-25).

use super::failure::Failure;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::state::action::{Action, Latest};
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use domain::wire::account::{Account, Notices};
use leptos::prelude::*;

/// Id of the switch.
const SMS: &str = "sms-news";
const HINT: &str = "sms-news-hint";

#[component]
pub(super) fn NoticesSection() -> AnyView {
    let account = Fetched::new(api::account::account).after_changes();
    let switch = Switch { account, action: Action::new(), reading: Latest::new() };
    view! {
        <h2>{tr::notices::title()}</h2>
        {account.view(tr::notices::failed, move |shown| switch.shown(shown))}
        <Failure action=switch.action title=tr::notices::not_saved/>
    }
    .into_any()
}

#[derive(Debug, Clone, Copy)]
struct Switch {
    account: Fetched<Account>,
    action: Action,
    reading: Latest,
}

impl Switch {
    fn shown(self, Account { phone, notices, .. }: Account) -> AnyView {
        let busy = self.action.busy();
        // One change at a time: a box that is pressed meanwhile stays as it is.
        let press = move |event: leptos::ev::MouseEvent| {
            if busy.get_untracked() {
                event.prevent_default();
            }
        };
        let change = move |event: leptos::ev::Event| {
            self.choose(Notices { sms: event_target_checked(&event), ..notices });
        };
        view! {
            <p>{tr::notices::letters()}</p>
            <div class="option">
                <input
                    class="option__input"
                    id=SMS
                    type="checkbox"
                    role="switch"
                    prop:checked=notices.sms
                    aria-describedby=HINT
                    aria-disabled=move || busy.get().then_some("true")
                    on:click=press
                    on:change=change
                />
                <label class="option__label" for=SMS>{tr::notices::sms()}</label>
                <p class="option__hint" id=HINT>{tr::notices::sms_hint(&phone)}</p>
            </div>
        }
        .into_any()
    }

    /// Asks for it at once. What the server has is shown again when that fails.
    fn choose(self, wanted: Notices) {
        let Self { account, action, reading } = self;
        action.settle(api::account::choose_notices(wanted), move |answer: Result<(), ApiError>| {
            match answer {
                Ok(()) => {
                    account.change(|account| account.notices = wanted);
                    let said =
                        if wanted.sms { tr::notices::sms_on() } else { tr::notices::sms_off() };
                    if let Some(announcer) = Announcer::current() {
                        announcer.say(said);
                    }
                }
                Err(error) => {
                    // It may have happened if the answer was lost.
                    if error == ApiError::NoConnection {
                        reading.run(account.refreshed(), |_| ());
                    }
                    account.change(|_| ());
                    action.fail(error);
                }
            }
        });
    }
}
