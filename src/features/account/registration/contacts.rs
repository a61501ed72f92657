use super::super::asked::{self, Purpose};
use super::super::cookies::CookiesOff;
use super::super::mobile;
use super::advice::Advice;
use super::next;
use super::typed::{self, Typed};
use crate::api::{self, ApiError};
use crate::i18n::{tr, wrong};
use crate::paths;
use crate::shell::faults::Faults;
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::ui::button::Submit;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, ErrorText, TextField, Width, described_by};
use crate::ui::link::Link;
use domain::values::Email;
use domain::wire::auth::{AGREEMENT, Registration};
use leptos::prelude::*;

/// Id of the first input.
pub(super) const PHONE: &str = "phone";
const EMAIL: &str = "email";
const AGREES: &str = "agreement";

/// Phone, e-mail and the user agreement.
#[component]
pub(super) fn Contacts(faults: Faults) -> AnyView {
    let typed = typed::current();
    let action = Action::new();
    let advice = Advice::new(&typed.email);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if action.busy().get_untracked() {
            return;
        }
        let wanted = match read(&typed::current()) {
            Ok(wanted) => wanted,
            Err(findings) => return faults.mend(findings),
        };
        faults.clear();
        let request = async move {
            let sent = api::auth::register(&wanted).await;
            sent.map(|sent| asked::note(Purpose::Registration, sent))
        };
        action.settle(request, move |answer| {
            if let Err(error) = answer {
                refused(faults, &error);
            }
        });
    };
    view! {
        <Page
            title=tr::registration::title()
            wrong=faults.are_there()
            above=move || faults.summary()
        >
            <p class="muted">{tr::registration::step("1")}</p>
            <p>{tr::registration::lead()}</p>
            <p>{tr::registration::confirmed_later()}</p>
            <p>{tr::registration::known()} " " <Link href=paths::then(paths::SIGN_IN, next().as_deref()) text=tr::registration::sign_in()/></p>
            <CookiesOff/>
            <form novalidate on:submit=submit>
                <TextField
                    id=PHONE
                    name="tel"
                    label=tr::registration::phone()
                    hint=tr::registration::phone_hint()
                    entry=Entry { kind: "tel", inputmode: "tel", ..Entry::DIGITS }.autocomplete("tel")
                    value=typed.phone
                    on_input=|value| typed::update(|typed| typed.phone = value)
                    error=faults.at(PHONE)
                />
                <TextField
                    id=EMAIL
                    name="email"
                    label=tr::registration::email()
                    hint=tr::registration::email_hint()
                    // `type=email` would refuse Cyrillic domains.
                    entry=Entry { inputmode: "email", ..Entry::TEXT }
                        .autocomplete("email")
                        .width(Width::Medium)
                    value=typed.email
                    on_input=move |value: String| {
                        advice.typed(&value);
                        typed::update(|typed| typed.email = value);
                    }
                    error=faults.at(EMAIL)
                    note=advice.words()
                />
                {advice.button(EMAIL)}
                {agreement(faults, typed.agrees)}
                <p class="actions">
                    <Submit busy=action.busy()>{tr::sign_in::next()}</Submit>
                </p>
            </form>
        </Page>
    }
    .into_any()
}

fn agreement(faults: Faults, agrees: bool) -> AnyView {
    let error = faults.at(AGREES);
    let is_wrong = Signal::derive(move || error.with(Option::is_some));
    let invalid = move || is_wrong.get().then_some("true");
    view! {
        <div class="field" class:field--wrong=is_wrong>
            <ErrorText id=format!("{AGREES}-error") error=error/>
            <div class="option">
                <input
                    class="option__input"
                    id=AGREES
                    type="checkbox"
                    prop:checked=agrees
                    aria-describedby=described_by(AGREES, false, error, Signal::stored(None))
                    aria-invalid=invalid
                    on:change=move |event| {
                        let agrees = event_target_checked(&event);
                        typed::update(|typed| typed.agrees = agrees);
                    }
                />
                <label class="option__label" for=AGREES>{tr::registration::agrees()}</label>
                <p class="option__hint">
                    <a href=paths::AGREEMENT target="_blank">{tr::registration::agreement()}</a>
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// The request, or what is wrong with the inputs.
fn read(typed: &Typed) -> Result<Registration, Vec<Finding>> {
    let phone = match typed.phone.trim() {
        "" => Err(tr::missing::phone()),
        phone => mobile::read(phone),
    };
    let email = match Email::parse(&typed.email) {
        Ok(email) => Ok(email.to_string()),
        Err(_) if typed.email.trim().is_empty() => Err(tr::missing::email()),
        Err(error) => Err(wrong::email(&error)),
    };
    let agreement =
        typed.agrees.then(|| AGREEMENT.to_owned()).ok_or_else(tr::registration::not_agreed);
    match (phone, email, agreement) {
        (Ok(phone), Ok(email), Ok(agreement)) => Ok(Registration { phone, email, agreement }),
        (phone, email, agreement) => {
            let errors = [(PHONE, phone.err()), (EMAIL, email.err()), (AGREES, agreement.err())];
            Err(errors
                .into_iter()
                .filter_map(|(input, text)| {
                    text.map(|text| Finding { input: input.to_owned(), text })
                })
                .collect())
        }
    }
}

/// Shows why no code was sent. What the server finds wrong with an input passed the check here: its rules are newer.
fn refused(faults: Faults, error: &ApiError) {
    let texts = [
        (PHONE, tr::registration::phone_refused()),
        (EMAIL, tr::registration::email_refused()),
        (AGREES, tr::registration::agreement_renewed()),
    ];
    let blamed = texts.into_iter().filter(|(input, _)| error.blames(input));
    let findings: Vec<_> =
        blamed.map(|(input, text)| Finding { input: input.to_owned(), text }).collect();
    if findings.is_empty() {
        faults.fail(tr::account::no_code(), error, None);
    } else {
        faults.mend(findings);
    }
}
