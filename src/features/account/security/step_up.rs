//! Shows the password once more, where a change asks for it.

use super::super::current_password::CurrentPassword;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths;
use crate::platform::focus;
use crate::shell::faults::Faults;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::session::SessionState;
use crate::ui::button::{Button, Submit};
use crate::ui::dialog::Dialog;
use crate::ui::error_summary::Finding;
use crate::ui::link::Link;
use domain::wire::account::Account;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;

/// Boxed, so that what drives it is compiled once.
pub(super) type Asking<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// Whether the page asks for the password, and what it repeats then.
#[derive(Debug, Clone, Copy)]
pub(super) struct StepUp {
    asks: RwSignal<bool>,
    again: StoredValue<Option<Box<dyn FnOnce()>>, LocalStorage>,
}

thread_local! {
    /// That of the page that is open.
    static CURRENT: Cell<Option<StepUp>> = const { Cell::new(None) };
}

impl StepUp {
    /// Of the page; disposed with it.
    pub(super) fn provide() {
        CURRENT.set(Some(Self::new()));
    }

    pub(super) fn current() -> Self {
        CURRENT.get().unwrap_or_else(Self::new)
    }

    fn new() -> Self {
        Self { asks: RwSignal::new(false), again: StoredValue::new_local(None) }
    }

    /// Sends `request` through `action`, and calls `done` with its answer. If the server wants to see the password first, asks for it
    /// and sends the request again. Somebody who does not show it goes on as if nothing had been pressed: `done` is not called.
    pub(super) fn run<T: 'static>(
        self,
        action: Action,
        request: impl Fn() -> Asking<T> + 'static,
        done: impl FnOnce(Result<T, ApiError>) + 'static,
    ) {
        say_busy();
        let asking = request();
        action.settle(asking, move |answer| {
            let wants = answer.as_ref().err().and_then(ApiError::code);
            if wants == Some(ProblemCode::PasswordRequired) {
                self.ask(Box::new(move || self.run(action, request, done)));
            } else {
                done(answer);
            }
        });
    }

    /// Asks for the password, and calls `again` once it is shown.
    pub(super) fn ask(self, again: Box<dyn FnOnce()>) {
        self.again.set_value(Some(again));
        self.asks.set(true);
    }

    fn give_up(self) {
        self.again.set_value(None);
        self.asks.set(false);
    }

    fn go_on(self) {
        let again = self.again.try_update_value(Option::take).flatten();
        self.asks.set(false);
        again.into_iter().for_each(|again| again());
    }
}

/// For who does not see that the button waits.
pub(super) fn say_busy() {
    if let Some(announcer) = Announcer::current() {
        announcer.say(tr::security::busy());
    }
}

const PASSWORD: &str = "password-again";

/// «Введите пароль ещё раз», when it is asked for.
#[component]
pub(super) fn PasswordAgain(account: Fetched<Account>) -> AnyView {
    let step_up = StepUp::current();
    let dialog = move || {
        step_up.asks.get().then(|| {
            let account = account.shown_now();
            let content = match account.filter(|account| account.has_password) {
                Some(account) => asked(step_up, account.phone),
                None => without_password(step_up),
            };
            view! {
                <Dialog label=tr::step_up::title() on_escape=Callback::new(move |()| step_up.give_up())>
                    {content}
                </Dialog>
            }
        })
    };
    dialog.into_any()
}

fn asked(step_up: StepUp, login: String) -> AnyView {
    let faults = Faults::new("password-again-errors");
    let password = RwSignal::new(String::new());
    let action = Action::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let typed = password.get_untracked();
        if typed.is_empty() {
            let text = tr::sign_in::password_missing();
            return faults.mend(vec![Finding { input: PASSWORD.to_owned(), text }]);
        }
        faults.clear();
        action.settle(api::account::show_password(typed), move |answer| match answer {
            Ok(()) => step_up.go_on(),
            Err(error) if error.code() == Some(ProblemCode::WrongPassword) => {
                faults.tell(tr::step_up::failed(), tr::step_up::wrong(), Some(PASSWORD));
            }
            Err(error) => faults.fail(tr::step_up::failed(), &error, None),
        });
    };
    focus::on_id(PASSWORD);
    view! {
        <form novalidate on:submit=submit>
            {faults.summary()}
            // Else the dialog would focus the login, which is there for password managers only.
            <h2 class="dialog__title" tabindex="-1" autofocus=true>{tr::step_up::title()}</h2>
            <p>{tr::step_up::why()}</p>
            <input class="visually-hidden" type="text" autocomplete="username" value=login readonly tabindex="-1" aria-hidden="true"/>
            <CurrentPassword id=PASSWORD show="show-password-again" password=password faults=faults/>
            <p class="actions">
                <Submit busy=action.busy()>{tr::step_up::confirm()}</Submit>
                <Button on_press=move |()| step_up.give_up()>{tr::security::cancel()}</Button>
            </p>
        </form>
    }
    .into_any()
}

/// What somebody can do who has no password to show.
fn without_password(step_up: StepUp) -> AnyView {
    let provider = SessionState::current().provider().map(|name| {
        let href = api::auth::provider(paths::SECURITY, false);
        view! {
            <p><a href=href rel="external">{tr::step_up::enter_again(&name)}</a></p>
        }
    });
    view! {
        <h2 class="dialog__title">{tr::step_up::enter_title()}</h2>
        <p>{tr::step_up::enter_text()}</p>
        {provider}
        <p><Link href=paths::RECOVERY text=tr::step_up::set_password()/></p>
        <p class="actions">
            <Button on_press=move |()| step_up.give_up()>{tr::security::cancel()}</Button>
        </p>
    }
    .into_any()
}
