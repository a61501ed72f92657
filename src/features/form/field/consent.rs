use super::super::state::FormState;
use super::super::words;
use crate::i18n::{self, tr};
use crate::ui::field::{ErrorText, described_by};
use domain::form::{Answer, Field, Text};
use leptos::prelude::*;

/// One consent, one box, never ticked in advance (152-ФЗ).
pub(super) fn consent(state: FormState, field: &Field, body: &Text) -> AnyView {
    let path = field.id.clone();
    let id = words::input_id(&path);
    let error = state.error_at(path.clone());
    let invalid = move || error.with(Option::is_some).then_some("true");
    view! {
        <div class="field" class:field--wrong=move || error.with(Option::is_some)>
            <ErrorText id=format!("{id}-error") error=error/>
            <div class="option">
                <input
                    class="option__input"
                    id=id.clone()
                    type="checkbox"
                    prop:checked=state.answers.with_untracked(|answers| answers.flag(&path))
                    aria-describedby=described_by(&id, false, error, Signal::stored(None))
                    aria-invalid=invalid
                    on:change=move |event| state.answer(path.clone(), Answer::Flag(event_target_checked(&event)))
                />
                <label class="option__label" for=id>{words::text(&field.label)}</label>
            </div>
            <details class="details">
                <summary>{tr::consent::read()}</summary>
                <p lang=i18n::language()>{words::text(body)}</p>
            </details>
        </div>
    }
    .into_any()
}
