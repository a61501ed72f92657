//! Signing in with a passkey: by a button, or among what the browser suggests at the login.

mod entering;

use crate::i18n::tr;
use crate::platform::passkeys::{self, Refusal};
use crate::platform::{clock, page, timer};
use crate::shell::faults::Faults;
use crate::state::action::{Action, Latest};
use crate::state::announcer::Announcer;
use crate::state::session::SessionState;
use crate::ui::button::Button;
use domain::wire::account::Ceremony;
use domain::wire::problem::ProblemCode;
use entering::{Failure, ask, enter};
use leptos::prelude::*;
use std::cell::Cell;

/// Milliseconds after which a ceremony is not begun with any more. It is good for five minutes, and the citizen needs some of them.
const FRESH: f64 = 240_000.0;
/// Milliseconds between looks at its age.
const LOOK: u32 = 30_000;

thread_local! {
    /// The ceremony at hand. The button needs it at once: after a wait Safari does not count the press any more.
    static AT_HAND: Cell<Option<Ceremony>> = const { Cell::new(None) };
    /// When it was asked for, by the [running](clock::running_ms) clock.
    static ASKED_AT: Cell<f64> = const { Cell::new(0.0) };
    /// The citizen signs in otherwise.
    static IS_PAUSED: Cell<bool> = const { Cell::new(false) };
}

/// What the sign-in page has under way with the browser.
#[derive(Debug, Clone, Copy)]
pub(super) struct PasskeyEntry {
    faults: Faults,
    is_offered: Memo<bool>,
    suggesting: Latest,
    action: Action,
    is_cancelled: RwSignal<bool>,
}

impl PasskeyEntry {
    /// Belongs to the current owner: what is under way ends with it.
    pub(super) fn new(faults: Faults) -> Self {
        let session = SessionState::current();
        on_cleanup(passkeys::abort);
        Self {
            faults,
            is_offered: Memo::new(move |_| {
                session.passkeys().is_some_and(|domain| passkeys::is_supported(&domain))
            }),
            suggesting: Latest::new(),
            action: Action::new(),
            is_cancelled: RwSignal::new(false),
        }
    }

    /// «Войти с ключом доступа», if there are passkeys here.
    pub(super) fn button(self) -> AnyView {
        let shown = move || self.is_offered.get().then(|| view! { <Offer entry=self/> });
        shown.into_any()
    }

    /// Breaks off what is under way, because the citizen signs in otherwise.
    pub(super) fn pause(self) {
        IS_PAUSED.set(true);
        self.suggesting.cancel();
        passkeys::abort();
    }

    /// Suggests keys again.
    pub(super) fn resume(self) {
        if self.is_offered.get_untracked() {
            self.suggest();
        }
    }

    fn suggest(self) {
        AT_HAND.set(None);
        ASKED_AT.set(clock::running_ms());
        // Without an answer the button asks again.
        self.suggesting.run(ask(), move |answer| {
            let Ok(ceremony) = answer else { return };
            let options = ceremony.options.clone();
            AT_HAND.set(Some(ceremony));
            let choosing = async move { passkeys::suggest(&options).await };
            self.suggesting.run(choosing, move |chosen| {
                if let Ok(key) = chosen {
                    self.enter(Some(key));
                }
            });
        });
    }

    fn look(self) {
        if !is_fresh() && !self.action.busy().get_untracked() && !page::is_hidden() {
            self.suggest();
        }
    }

    fn press(self) {
        self.pause();
        self.enter(None);
    }

    /// Signs in with the `chosen` key, or asks which.
    fn enter(self, chosen: Option<String>) {
        IS_PAUSED.set(false);
        self.faults.clear();
        self.is_cancelled.set(false);
        let ceremony = AT_HAND.take().filter(|_| is_fresh() || chosen.is_some());
        self.action.settle(enter(ceremony, chosen), move |outcome| {
            if let Err(failure) = outcome {
                self.failed(failure);
            }
        });
    }

    fn failed(self, failure: Failure) {
        let text = match failure {
            Failure::Refused(Refusal::Cancelled) if IS_PAUSED.get() => return,
            Failure::Refused(Refusal::Cancelled) => {
                self.is_cancelled.set(true);
                if let Some(announcer) = Announcer::current() {
                    announcer.say(tr::passkey::cancelled());
                }
                return self.suggest();
            }
            Failure::Refused(Refusal::NotHere) => tr::passkey::not_here(),
            Failure::Refused(_) => tr::passkey::broken(),
            Failure::Failed(error) => match error.code() {
                Some(ProblemCode::PasskeyUnknown) => tr::passkey::unknown(),
                Some(ProblemCode::PasskeyRefused | ProblemCode::CodeExpired) => {
                    tr::passkey::broken()
                }
                _ => error.text(),
            },
        };
        self.faults.tell(tr::sign_in::failed(), text, None);
        self.suggest();
    }
}

#[component]
fn Offer(entry: PasskeyEntry) -> AnyView {
    entry.suggest();
    timer::every(LOOK, move || entry.look());
    let cancelled =
        move || entry.is_cancelled.get().then(|| view! { <p>{tr::passkey::cancelled()}</p> });
    view! {
        // Not a child of the dialog itself, whose buttons stick to its bottom.
        <div>
            <p class="actions">
                <Button busy=entry.action.busy() described_by=HINT on_press=move |()| entry.press()>
                    {tr::passkey::enter()}
                </Button>
            </p>
            {cancelled}
            <p class="muted" id=HINT>{tr::passkey::hint()}</p>
        </div>
    }
    .into_any()
}

const HINT: &str = "passkey-hint";

fn is_fresh() -> bool {
    clock::running_ms() - ASKED_AT.get() < FRESH
}
