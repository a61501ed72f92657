use super::asked::{self, Asked};
use super::cookies;
use super::credentials::LOGIN;
use super::faults::Faults;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::focus;
use crate::platform::timer::Timer;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::state::session::SessionState;
use crate::ui::button::Submit;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, TextField, Width};
use domain::wire::auth::Code;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

const CODE: &str = "code";

/// The second factor: six digits from the message.
#[component]
pub(super) fn CodeForm(faults: Faults, asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let action = Action::new();
    let session = SessionState::current();
    let sent_to = move || match asked.get().and_then(|sent| sent.phone) {
        Some(phone) => tr::sign_in::code_sent(&phone),
        None => tr::sign_in::code_sent_before(),
    };
    focus::on_id(CODE);
    let submit = move |event: leptos::ev::SubmitEvent| {
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
        let code = Code { challenge, code: digits };
        action.settle(enter(code, session), move |answer| {
            let Err(error) = answer else { return };
            let input = match error.code() {
                Some(ProblemCode::CodeExpired) => Some(LOGIN),
                Some(ProblemCode::WrongCode) => Some(CODE),
                _ => None,
            };
            faults.fail(tr::sign_in::failed(), &error, input);
        });
    };
    let give_up = move |_| {
        asked::forget();
        faults.clear();
        focus::on_id(LOGIN);
    };
    view! {
        <form novalidate on:submit=submit>
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
                <Submit busy=action.busy()>{tr::sign_in::enter()}</Submit>
            </p>
            {move || asked.get().map(|sent| view! { <Resend faults=faults sent=sent/> })}
            <p>
                <button class="link" type="button" on:click=give_up>{tr::sign_in::other_login()}</button>
            </p>
        </form>
    }
}

/// Signs in, even if the citizen leaves the page meanwhile; they then stay where they are.
async fn enter(code: Code, session: SessionState) -> Result<(), ApiError> {
    let entering = async {
        let signed_in = api::auth::code(&code).await.inspect_err(|error| {
            if error.code() == Some(ProblemCode::CodeExpired) {
                asked::forget();
            }
        })?;
        let signed_in = cookies::check_kept(signed_in).await?;
        asked::forget();
        Ok(signed_in)
    };
    session.enter(entering).await
}

/// Offers another code once the server allows it.
#[component]
fn Resend(faults: Faults, sent: Asked) -> impl IntoView {
    let announcer = Announcer::current();
    let action = Action::new();
    let wait = sent.resend_after();
    let ready = RwSignal::new(wait == 0);
    Timer::new().set(wait.saturating_mul(1_000), move || ready.set(true));
    let challenge = StoredValue::new(sent.challenge);
    let resend = move |_| {
        let challenge = challenge.get_value();
        let request = async move { api::auth::resend(challenge).await.map(asked::note) };
        action.settle(request, move |answer| match answer {
            Ok(()) => {
                faults.clear();
                focus::on_id(CODE);
                announcer.into_iter().for_each(|announcer| announcer.say(tr::sign_in::resent()));
            }
            Err(error) => faults.fail(tr::sign_in::resend_failed(), &error, None),
        });
    };
    let another = move || {
        if !ready.get() {
            return view! { <span class="muted">{tr::sign_in::resend_later(wait)}</span> }
                .into_any();
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
