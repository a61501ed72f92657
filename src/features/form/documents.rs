//! Document slots: choosing, watching and removing files.

mod list;
mod row_words;

use super::state::FormState;
use super::words;
use crate::i18n::tr;
use crate::state::uploads::Ready;
use crate::ui::field::ErrorText;
use domain::form::Slot;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use list::Files;

pub(super) use row_words::{error_text, state_text};

#[component]
pub(super) fn Slots(state: FormState, slots: Vec<Slot>) -> impl IntoView {
    if !slots.is_empty() {
        state.uploads.catch_up();
    }
    let slots = StoredValue::new(slots);
    let asked = Memo::new(move |_| {
        state.visible.with(|visible| {
            let slots = slots.get_value().into_iter();
            slots.filter(|slot| visible.slots.contains(&slot.id)).collect::<Vec<_>>()
        })
    });
    move || {
        asked
            .get()
            .into_iter()
            .map(|slot| view! { <SlotView state=state of=slot/> })
            .collect::<Vec<_>>()
    }
}

/// One slot: what belongs there, what is there, and a real button that is always visible (speech input cannot press a
/// native file input), beside the place for dropping.
#[component]
fn SlotView(state: FormState, of: Slot) -> impl IntoView {
    let slot = of;
    let title = words::text(&slot.title);
    let hint = slot.hint.as_ref().map(|hint| view! { <p>{words::text(hint)}</p> });
    let optional = slot
        .optional
        .then(|| view! { <span class="field__optional">{tr::form::optional()}</span> });
    let accepts =
        tr::file::accepts(&words::size(slot.policy.max_bytes), &words::types(&slot.policy.types));
    let extensions: Vec<_> = slot
        .policy
        .types
        .iter()
        .flat_map(|kind| kind.extensions())
        .map(|extension| format!(".{extension}"))
        .collect();
    let id = words::slot_id(&slot.id);
    let error = state.error_at(slot.id.clone());
    let input = NodeRef::<html::Input>::new();
    let is_over = RwSignal::new(false);
    let slot = StoredValue::new(slot);
    let take = move |files: Option<web_sys::FileList>| {
        let files =
            files.iter().flat_map(|files| (0..files.length()).filter_map(|index| files.get(index)));
        for file in files.collect::<Vec<_>>() {
            slot.with_value(|slot| {
                state.touched(&slot.id);
                state.uploads.add(slot, file, saved(state));
            });
        }
    };
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            take(input.files());
            // The same file can be chosen again after it was removed.
            input.set_value("");
        }
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        take(event.data_transfer().and_then(|data| data.files()));
    };
    let over = move |event: ev::DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let described_by = format!("{id}-accepts {id}-error");
    view! {
        <section class="slot" class:field--wrong=move || error.with(Option::is_some)>
            <h2 class="slot__title">{title.clone()} " " {optional}</h2>
            {hint}
            <ErrorText id=format!("{id}-error") error=error/>
            <Files state=state of=slot/>
            <div
                class="slot__drop"
                class:slot__drop--over=move || is_over.get()
                on:dragover=over
                on:dragleave=move |_| is_over.set(false)
                on:drop=dropped
            >
                <input
                    type="file"
                    multiple
                    hidden
                    node_ref=input
                    accept=extensions.join(",")
                    data-slot=slot.with_value(|slot| slot.id.clone())
                    on:change=chosen
                />
                <button
                    class="button"
                    type="button"
                    id=id.clone()
                    aria-describedby=described_by
                    on:click=move |_| {
                        if let Some(input) = input.get_untracked() {
                            input.click();
                        }
                    }
                >
                    {tr::file::add()} <span class="visually-hidden">": " {title}</span>
                </button>
                <p class="slot__or">{tr::file::or_drop()}</p>
                <p id=format!("{id}-accepts")>{accepts}</p>
            </div>
        </section>
    }
}

/// Ready when the answers are saved, as far as they can be.
fn saved(state: FormState) -> Ready {
    let saved = state.autosave.saved();
    Box::pin(async move {
        let _ = saved.await;
    })
}
