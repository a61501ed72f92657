use super::asked::{self, Asked, seconds_until};
use super::faults::Faults;
use crate::api::ApiError;
use crate::i18n::tr;
use crate::platform::{focus, timer};
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::ui::button::Submit;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, TextField, Width};
use domain::wire::auth::Code;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

const CODE: &str = "code";

/// What the code is used for.
pub(super) struct Use {
    /// Sends the code, and notes what comes of it, also that it has expired.
    pub(super) send: fn(Code) -> Sending,
    pub(super) submit: fn() -> String,
    /// Title of the errors.
    pub(super) failed: fn() -> String,
    /// Says that the code is too old.
    pub(super) expired: fn() -> String,
    /// Goes one step back.
    pub(super) back: fn() -> String,
    /// Id of the first input there.
    pub(super) first: &'static str,
}

/// Six digits from the message.
#[component]
pub(super) fn CodeForm(
    faults: Faults,
    asked: RwSignal<Option<Asked>>,
    for_what: &'static Use,
) -> AnyView {
    let Use { send, submit, failed, expired, back, first } = *for_what;
    let code = RwSignal::new(String::new());
    let action = Action::new();
    let sent_to = move || match asked.get().and_then(|sent| sent.phone) {
        Some(phone) => tr::sign_in::code_sent(&phone),
        None => tr::sign_in::code_sent_before(),
    };
    focus::on_id(CODE);
    let enter = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let digits: String =
            code.with_untracked(|code| code.chars().filter(char::is_ascii_digit).collect());
        if digits.len() != 6 {
            let text = tr::sign_in::code_format();
            return faults.mend(vec![Finding { input: CODE.to_owned(), text }]);
        }
        faults.clear();
        let Some(Asked { challenge, .. }) = asked.get_untracked() else { return };
        action.settle(send(Code { challenge, code: digits }), move |answer| {
            let Err(error) = answer else { return };
            match error.code() {
                Some(ProblemCode::CodeExpired) => faults.tell(failed(), expired(), Some(first)),
                Some(ProblemCode::WrongCode) => faults.fail(failed(), &error, Some(CODE)),
                _ => faults.fail(failed(), &error, None),
            }
        });
    };
    let give_up = move |_| {
        asked::forget();
        faults.clear();
        focus::on_id(first);
    };
    view! {
        <form novalidate on:submit=enter>
            <p>{sent_to}</p>
            <TextField
                id=CODE
                label=tr::sign_in::code()
                hint=tr::sign_in::code_hint()
                entry=Entry::DIGITS.autocomplete("one-time-code").width(Width::Short)
                value=""
                on_input=move |value| code.set(value)
                error=faults.at(CODE)
            />
            <p class="actions">
                <Submit busy=action.busy()>{submit()}</Submit>
            </p>
            {move || asked.get().map(|sent| view! { <Resend faults=faults ready_at=sent.resend_at/> })}
            <p>
                <button class="link" type="button" on:click=give_up>{back()}</button>
            </p>
        </form>
    }
    .into_any()
}

/// Boxed, so that the form is compiled once.
type Sending = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

/// Counts down until the server allows another code, and offers it.
#[component]
fn Resend(faults: Faults, ready_at: i64) -> impl IntoView {
    let announcer = Announcer::current();
    let action = Action::new();
    let left = RwSignal::new(seconds_until(ready_at));
    timer::every(1_000, move || left.set(seconds_until(ready_at)));
    let is_ready = Memo::new(move |_| left.get() == 0);
    let resend = move |_| {
        action.settle(asked::again(), move |answer| match answer {
            Ok(()) => {
                faults.clear();
                focus::on_id(CODE);
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
                {tr::sign_in::resend()}
            </button>
        }
        .into_any()
    };
    view! { <p>{another}</p> }
}
