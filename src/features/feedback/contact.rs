//! Where the answer goes.

use super::check::{CONSENT, EMAIL, NAME, PHONE};
use super::typed;
use crate::i18n::tr;
use crate::shell::faults::Faults;
use crate::ui::field::{Entry, ErrorText, TextField, Width, described_by};
use leptos::prelude::*;

pub(super) fn contact(faults: Faults, is_signed_in: bool) -> AnyView {
    let typed = typed::current();
    let hint = if is_signed_in { tr::fb::email_hint_known() } else { tr::fb::email_hint() };
    view! {
        <TextField
            id=EMAIL
            name="email"
            label=tr::fb::email()
            hint=hint
            // `type=email` would refuse Cyrillic domains.
            entry=Entry { inputmode: "email", ..Entry::TEXT }.autocomplete("email").width(Width::Medium)
            optional=is_signed_in
            value=typed.email
            on_input=|text| typed::update(|typed| typed.email = text)
            error=faults.at(EMAIL)
        />
        <TextField
            id=NAME
            name="name"
            label=tr::fb::name()
            entry=Entry::TEXT.autocomplete("name").width(Width::Medium)
            optional=is_signed_in
            value=typed.name
            on_input=|text| typed::update(|typed| typed.name = text)
            error=faults.at(NAME)
        />
        <TextField
            id=PHONE
            name="tel"
            label=tr::fb::phone()
            entry=Entry { kind: "tel", inputmode: "tel", ..Entry::DIGITS }.autocomplete("tel")
            optional=true
            value=typed.phone
            on_input=|text| typed::update(|typed| typed.phone = text)
            error=faults.at(PHONE)
        />
        {(!is_signed_in).then(|| consent(faults, typed.agrees))}
    }
    .into_any()
}

/// A box that is never ticked in advance (152-ФЗ).
fn consent(faults: Faults, agrees: bool) -> AnyView {
    let error = faults.at(CONSENT);
    view! {
        <div class="field" class:field--wrong=move || error.with(Option::is_some)>
            <ErrorText id=format!("{CONSENT}-error") error=error/>
            <div class="option">
                <input
                    class="option__input"
                    id=CONSENT
                    type="checkbox"
                    prop:checked=agrees
                    aria-describedby=described_by(CONSENT, false, error, Signal::stored(None))
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    on:change=|event| {
                        let agrees = event_target_checked(&event);
                        typed::update(|typed| typed.agrees = agrees);
                    }
                />
                <label class="option__label" for=CONSENT>{tr::fb::consent()}</label>
            </div>
            <details class="details">
                <summary>{tr::fb::consent_read()}</summary>
                <p>{tr::fb::consent_text()}</p>
            </details>
        </div>
    }
    .into_any()
}
