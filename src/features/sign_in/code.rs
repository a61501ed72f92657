use super::{cookies, error_of};
use crate::api;
use crate::i18n::tr;
use crate::platform::{clock, focus};
use crate::state::announcer::Announcer;
use crate::ui::button::Submit;
use crate::ui::error_summary::{ERROR_SUMMARY, Finding};
use crate::ui::field::{Entry, TextField, Width};
use domain::wire::auth::{Challenge, Code, Session};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

const CODE: &str = "code";

/// The second factor: six digits from the message.
#[component]
pub(super) fn CodeForm(
    findings: RwSignal<Vec<Finding>>,
    sent: Challenge,
    challenge: RwSignal<Option<Challenge>>,
    done: Callback<Session>,
) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let phone = sent.phone.clone();
    let fail = move |input: &str, text: String| {
        findings.try_set(vec![Finding { input: input.to_owned(), text }]);
        focus::on_id(ERROR_SUMMARY);
    };
    focus::on_id(CODE);
    let id = sent.challenge.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let digits: String =
            code.with_untracked(|code| code.chars().filter(char::is_ascii_digit).collect());
        if digits.len() != 6 {
            return fail(CODE, tr::sign_in::code_format());
        }
        findings.set(Vec::new());
        busy.set(true);
        let challenge_id = id.clone();
        spawn_local(async move {
            let entered =
                match api::auth::code(&Code { challenge: challenge_id, code: digits }).await {
                    Ok(begun) => cookies::kept(begun).await,
                    Err(error) => Err(error),
                };
            match entered {
                Ok(session) => done.run(session),
                Err(error) if error.code() == Some(ProblemCode::CodeExpired) => {
                    challenge.try_set(None);
                    fail("login", error.text());
                }
                Err(error) => fail(CODE, error.text()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{tr::sign_in::code_sent(&phone)}</p>
            <TextField
                id=CODE
                label=tr::sign_in::code()
                hint=tr::sign_in::code_hint()
                entry=Entry::DIGITS.autocomplete("one-time-code").width(Width::Short)
                value=""
                on_input=move |value| code.set(value)
                error=error_of(findings, CODE)
            />
            <p class="actions">
                <Submit busy=busy>{tr::sign_in::enter()}</Submit>
            </p>
            <Resend sent=sent challenge=challenge fail=Callback::new(move |text| fail(CODE, text))/>
            <p>
                <button class="link" type="button" on:click=move |_| {
                    findings.set(Vec::new());
                    challenge.set(None);
                }>{tr::sign_in::other_login()}</button>
            </p>
        </form>
    }
}

/// Another code, once the server allows it.
#[component]
fn Resend(
    sent: Challenge,
    challenge: RwSignal<Option<Challenge>>,
    fail: Callback<String>,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    let announcer = Announcer::current();
    let wait = sent.resend_after;
    spawn_local(async move {
        clock::wait(wait.saturating_mul(1_000)).await;
        ready.try_set(true);
    });
    let resend = move |_| {
        let id = sent.challenge.clone();
        spawn_local(async move {
            match api::auth::resend(id).await {
                Ok(again) => {
                    challenge.try_set(Some(again));
                    announcer
                        .into_iter()
                        .for_each(|announcer| announcer.say(tr::sign_in::resent()));
                }
                Err(error) => fail.run(error.text()),
            }
        });
    };
    view! {
        <p>
            {move || {
                if ready.get() {
                    view! {
                        <button class="link" type="button" on:click=resend.clone()>{tr::sign_in::resend()}</button>
                    }
                    .into_any()
                } else {
                    view! { <span class="muted">{tr::sign_in::resend_later(wait)}</span> }.into_any()
                }
            }}
        </p>
    }
}
