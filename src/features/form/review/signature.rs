//! An electronic signature (M-20): the statement to sign, and the signed file from the citizen's signing program.

use super::super::autosave::Saving;
use super::super::state::FormState;
use super::super::words;
use crate::api;
use crate::i18n::tr;
use crate::platform::focus;
use crate::state::action::{Action, Latest};
use crate::ui::button::Button;
use crate::ui::error_summary::ERROR_SUMMARY;
use crate::ui::field::ErrorText;
use domain::form::{Answer, Field, SignatureError};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

pub(super) fn signature(state: FormState, field: &Field) -> AnyView {
    let path = StoredValue::new(field.id.clone());
    let id = words::input_id(&field.id);
    let hint = field.hint.as_ref().map(|hint| view! { <p>{words::text(hint)}</p> });
    let label = words::text(&field.label);
    let error = state.error_at(field.id.clone());
    let failed = RwSignal::new(None::<String>);
    let input = NodeRef::<html::Input>::new();
    let is_signed = Memo::new(move |_| {
        path.with_value(|path| state.answers.with(|answers| answers.text(path).is_some()))
    });
    // Sign only a complete form, consents included: any later change would need a new signature.
    let is_ready = Memo::new(move |_| {
        let issues = state.check().issues;
        path.with_value(|path| issues.iter().all(|issue| issue.place() == path))
    });
    let put = move |xml: String| {
        // The citizen may have left the page while the file was being read or signed.
        let Some(path) = path.try_get_value() else { return };
        failed.set(None);
        state.issues.update(|issues| issues.retain(|issue| issue.place() != path));
        state.answer(path, Answer::Text(xml));
    };
    let button_id = StoredValue::new(id.clone());
    let error_id = StoredValue::new(format!("{id}-error"));
    let (signing, saving, reading) = (Action::new(), Action::new(), Latest::new());
    let sign_for_test = move |()| {
        let (draft, saved) = (state.draft(), state.autosave.saved());
        let signed = async move {
            saved.await?;
            api::drafts::sign_for_test(&draft).await
        };
        signing.settle(signed, move |signed| match signed {
            Ok(signed) => {
                put(signed.xml);
                button_id.with_value(|id| focus::on_id(id));
            }
            Err(error) => {
                let issues = error.issues();
                if issues.is_empty() {
                    failed.set(Some(error.text()));
                } else {
                    state.issues.set(issues);
                    focus::on_id(ERROR_SUMMARY);
                }
            }
        });
    };
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        input.set_value("");
        let Some(file) = file else { return };
        let text =
            async move { JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) };
        reading.run(text, move |text| match text {
            Some(text) => put(text),
            None => failed.set(Some(words::signature(SignatureError::Unreadable))),
        });
    };
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let statement = NodeRef::<html::A>::new();
    // The server makes the statement from the saved answers.
    let save_first = move |event: ev::MouseEvent| {
        if matches!(state.autosave.saving.get_untracked(), Saving::Saved(_)) {
            return;
        }
        event.prevent_default();
        saving.settle(state.autosave.saved(), move |saved| {
            if let (Ok(_), Some(link)) = (saved, statement.get_untracked()) {
                link.click();
            }
        });
    };
    let is_test = state.opened().test_signer;
    let ways = move || {
        if is_signed.get() {
            return view! {
                <p role="status">{tr::signature::signed()}</p>
                <Button id=button_id.get_value() described_by=error_id.get_value() on_press=move |()| put(String::new())>{tr::signature::remove()}</Button>
            }
            .into_any();
        }
        if !is_ready.get() {
            return view! { <p id=button_id.get_value() tabindex="-1" aria-describedby=error_id.get_value()>{tr::signature::first_complete()}</p> }.into_any();
        }
        let test = is_test.then(|| {
            view! { <Button on_press=sign_for_test>{tr::signature::test()}</Button> }
        });
        view! {
            <p>
                <a
                    href=api::drafts::statement(&state.draft())
                    download
                    rel="external"
                    node_ref=statement
                    on:click=save_first
                >
                    {tr::signature::statement()}
                </a>
            </p>
            <input type="file" hidden node_ref=input accept=".xml,.sig" on:change=chosen/>
            <p class="actions">
                <Button id=button_id.get_value() described_by=error_id.get_value() on_press=choose>{tr::signature::choose()}</Button>
                {test}
            </p>
        }
        .into_any()
    };
    view! {
        <section class="field" class:field--wrong=move || error.with(Option::is_some)>
            <h3>{label}</h3>
            {hint}
            <ErrorText id=error_id.get_value() error=error/>
            {ways}
            {move || failed.get().map(|text| view! { <p class="field__error" role="alert">{text}</p> })}
        </section>
    }
    .into_any()
}
