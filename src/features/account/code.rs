use super::asked::{self, Asked, By};
use super::resend::Resend;
use crate::api::ApiError;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::focus;
use crate::shell::faults::Faults;
use crate::state::action::Action;
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
    /// Says that somebody else has what the code is for.
    pub(super) taken: fn() -> String,
    /// Goes one step back.
    pub(super) back: fn() -> String,
    /// Id of the first input there.
    pub(super) first: &'static str,
}

/// Other codes than one by SMS, where there are any.
pub(super) struct Ways {
    /// `None` for a code by SMS.
    pub(super) wanted: fn(By) -> Option<Wanted>,
    pub(super) send: fn(By) -> String,
    /// What stands below the form, with the offer to send a code by SMS.
    pub(super) below: fn(By, AnyView) -> AnyView,
}

/// A code that the form asks for.
pub(super) struct Wanted {
    /// Where the code is found; empty: in the SMS.
    pub(super) intro: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) entry: Entry,
    /// What the server gets; `None` if it cannot be a code.
    pub(super) read: fn(&str) -> Option<String>,
    pub(super) format: fn() -> String,
    pub(super) wrong: fn(&ApiError) -> String,
    /// Says that no code is good any more.
    pub(super) expired: fn() -> String,
}

/// A code: six digits from the message, unless there are other ways.
#[component]
pub(super) fn CodeForm(
    faults: Faults,
    asked: RwSignal<Option<Asked>>,
    for_what: &'static Use,
    #[prop(optional)] ways: Option<&'static Ways>,
    /// Shows that the answer was lost, where the code may have changed something all the same.
    #[prop(optional, into)]
    on_lost: Option<Callback<ApiError>>,
) -> AnyView {
    let Use { send, submit, failed, expired, taken, back, first } = *for_what;
    let code = RwSignal::new(String::new());
    let action = Action::new();
    let sent_to = move || match asked.get().and_then(|sent| sent.phone) {
        Some(phone) => tr::sign_in::code_sent(&phone.replace(' ', "\u{a0}")),
        None => tr::sign_in::code_sent_before(),
    };
    // Once nothing is asked for any more, the form goes, and the errors that say why stay.
    let by = Memo::new(move |before: Option<&By>| {
        let by = asked.with(|asked| asked.as_ref().map(|asked| asked.by));
        by.or(before.copied()).unwrap_or(By::Sms)
    });
    let wanted =
        move |by| ways.and_then(|ways| (ways.wanted)(by)).unwrap_or_else(|| from_sms(expired));
    let enter = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let Wanted { read, format, wrong, expired, .. } = wanted(by.get_untracked());
        let Some(code) = code.with_untracked(|code| read(code)) else {
            return faults.mend(vec![Finding { input: CODE.to_owned(), text: format() }]);
        };
        faults.clear();
        let Some(Asked { challenge, .. }) = asked.get_untracked() else { return };
        action.settle(send(Code { challenge, code }), move |answer| {
            let Err(error) = answer else { return };
            match error.code() {
                Some(ProblemCode::CodeExpired) => faults.tell(failed(), expired(), Some(first)),
                Some(ProblemCode::NotAllowed) => faults.tell(failed(), taken(), Some(first)),
                Some(ProblemCode::WrongCode) => faults.tell(failed(), wrong(&error), Some(CODE)),
                _ => match on_lost.filter(|_| error == ApiError::NoConnection) {
                    Some(on_lost) => on_lost.run(error),
                    None => faults.fail(failed(), &error, None),
                },
            }
        });
    };
    let give_up = move |_| {
        asked::forget();
        faults.clear();
        focus::on_id(first);
    };
    let field = move || {
        let Wanted { intro, label, hint, entry, .. } = wanted(by.get());
        focus::on_id(CODE);
        let about =
            Signal::derive(move || Some(if intro.is_empty() { sent_to() } else { intro.clone() }));
        view! {
            <TextField
                id=CODE
                label=label
                hint=hint
                entry=entry
                value=""
                on_input=move |value| code.set(value)
                error=faults.at(CODE)
                note=about
            />
        }
        .into_any()
    };
    watch(
        move || by.get(),
        move |_, _| {
            code.set(String::new());
            faults.clear();
        },
    );
    let below = move || {
        let Asked { by, resend_at, .. } = asked.get()?;
        let words = ways.map_or_else(tr::sign_in::resend, |ways| (ways.send)(by));
        let resend =
            view! { <Resend faults=faults input=CODE ready_at=resend_at words=words/> }.into_any();
        Some(match ways {
            Some(ways) => (ways.below)(by, resend),
            None => resend,
        })
    };
    view! {
        <form novalidate on:submit=enter>
            {field}
            <p class="actions">
                <Submit busy=action.busy()>{submit()}</Submit>
            </p>
            {below}
            <p>
                <button class="link" type="button" on:click=give_up>{back()}</button>
            </p>
        </form>
    }
    .into_any()
}

fn from_sms(expired: fn() -> String) -> Wanted {
    Wanted {
        intro: String::new(),
        label: tr::sign_in::code(),
        hint: tr::sign_in::code_hint(),
        entry: Entry::DIGITS.autocomplete("one-time-code").width(Width::Short),
        read: six_digits,
        format: tr::sign_in::code_format,
        wrong: ApiError::text,
        expired,
    }
}

pub(super) fn six_digits(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 6).then_some(digits)
}

/// Boxed, so that the form is compiled once.
type Sending = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;
