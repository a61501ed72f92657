use super::asked::{self, seconds_until};
use crate::i18n::tr;
use crate::platform::{focus, timer};
use crate::shell::faults::Faults;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use leptos::prelude::*;

/// Counts down until the server allows another code, and offers it.
#[component]
pub(super) fn Resend(
    faults: Faults,
    /// Id of the input for the code.
    input: &'static str,
    /// When it is allowed, in ms, by the clock of this device.
    ready_at: i64,
    words: String,
) -> AnyView {
    let announcer = Announcer::current();
    let action = Action::new();
    let left = RwSignal::new(seconds_until(ready_at));
    timer::every(1_000, move || left.set(seconds_until(ready_at)));
    let is_ready = Memo::new(move |_| left.get() == 0);
    let resend = move |_| {
        action.settle(asked::again(), move |answer| match answer {
            Ok(()) => {
                faults.clear();
                focus::on_id(input);
                announcer.into_iter().for_each(|announcer| announcer.say(tr::sign_in::resent()));
            }
            Err(error) => faults.fail(tr::sign_in::resend_failed(), &error, None),
        });
    };
    let another = move || {
        if !is_ready.get() {
            let later = move || tr::sign_in::resend_later(left.get());
            return view! { <span class="muted">{later}</span> }.into_any();
        }
        let busy = move || action.busy().get().then_some("true");
        view! {
            <button class="link" type="button" aria-disabled=busy on:click=resend>
                {words.clone()}
            </button>
        }
        .into_any()
    };
    view! { <p>{another}</p> }.into_any()
}
