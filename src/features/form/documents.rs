//! Document slots: choosing files, following their upload, removing them.

use super::state::FormState;
use super::words;
use crate::i18n::tr;
use crate::paths::Route;
use crate::platform::focus;
use crate::shell::file_rows::{Files, Place};
use crate::shell::navigation;
use crate::state::uploads::Ready;
use crate::ui::field::ErrorText;
use crate::ui::notice::{Notice, Tone};
use domain::form::Slot;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

pub(super) use crate::shell::file_rows::{error_text, state_text};

/// The slots of the step that the citizen is at.
pub(super) fn slots_here(state: FormState) -> AnyView {
    let slots = match navigation::route().get_untracked() {
        Route::DraftStep { step, .. } => {
            state.service().step(&step).map(|step| step.documents.clone())
        }
        _ => None,
    };
    view! { <Slots state=state slots=slots.unwrap_or_default()/> }.into_any()
}

#[component]
fn Slots(state: FormState, slots: Vec<Slot>) -> impl IntoView {
    state.uploads.catch_up();
    let is_here = |input: &String| slots.iter().any(|slot| words::slot_id(&slot.id) == *input);
    let awaited = focus::take_awaited().filter(is_here);
    if let Some(input) = state.focus.get_untracked().or(awaited) {
        state.focus.set(None);
        focus::on_input_later(&input);
    }
    let slots = StoredValue::new(slots);
    let asked = Memo::new(move |_| {
        state.visible.with(|visible| {
            let slots = slots.get_value().into_iter();
            slots.filter(|slot| visible.slots.contains(&slot.id)).collect::<Vec<_>>()
        })
    });
    let problem = RwSignal::new(None::<String>);
    let announce = move |text| {
        problem.set(Some(text));
        focus::reveal(BESIDE);
    };
    let dropped = window_event_listener(ev::drop, move |event| {
        problem.set(None);
        let Some(data) = event.data_transfer() else { return };
        match (data.files().filter(|files| files.length() > 0), asked.get_untracked().as_slice()) {
            // The drag announced files but has none, for example an e-mail attachment that is not on disk.
            (None, [_, ..]) if data.types().includes(&"Files".into(), 0) => {
                announce(tr::file::dropped_nothing());
            }
            (Some(_), _) if is_in_a_slot(&event) => {}
            (Some(files), [only]) => take(state, only, &files),
            // There are several slots, and only the citizen knows which document this is.
            (Some(_), [_, ..]) => announce(tr::file::beside()),
            _ => {}
        }
    });
    on_cleanup(move || dropped.remove());
    view! {
        <div id=BESIDE>
            {move || problem.get().map(|text| view! {
                <Notice tone=Tone::Warn alert=true><p>{text}</p></Notice>
            })}
        </div>
        {move || {
            asked
                .get()
                .into_iter()
                .map(|slot| view! { <SlotView state=state of=slot/> })
                .collect::<Vec<_>>()
        }}
    }
}

const BESIDE: &str = "dropped-beside";

/// Whether files were dropped on a slot, which handles them itself.
fn is_in_a_slot(event: &ev::DragEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| matches!(target.closest(".slot__drop"), Ok(Some(_))))
}

/// Uploads files that were chosen or dropped for a slot.
fn take(state: FormState, slot: &Slot, files: &web_sys::FileList) {
    state.touched(&slot.id);
    for file in (0..files.length()).filter_map(|index| files.get(index)) {
        state.uploads.add(slot, file, saved(state));
    }
}

fn place(state: FormState, slot: Slot) -> Place {
    let ready = Callback::new(move |()| saved(state));
    Place { uploads: state.uploads, slot: StoredValue::new(slot), ready }
}

/// One slot: what document it needs, its files, and the drop area with a real, always visible button (speech input
/// cannot press a native file input).
#[component]
fn SlotView(state: FormState, of: Slot) -> impl IntoView {
    let slot = of;
    let title = words::text(&slot.title);
    let hint = slot.hint.as_ref().map(|hint| view! { <p>{words::text(hint)}</p> });
    let optional = slot
        .optional
        .then(|| view! { <span class="field__optional">{tr::form::optional()}</span> });
    let accepts = tr::file::Accepts {
        size: &words::size(slot.policy.max_bytes),
        types: &words::types(&slot.policy.types),
    }
    .text();
    let id = words::slot_id(&slot.id);
    let error = state.error_at(slot.id.clone());
    let input = NodeRef::<html::Input>::new();
    let is_over = RwSignal::new(false);
    let place = place(state, slot);
    let slot = place.slot;
    let take = move |files: Option<web_sys::FileList>| {
        if let Some(files) = files {
            slot.with_value(|slot| state.touched(&slot.id));
            place.take(&files);
        }
    };
    let rows = Signal::derive(move || slot.with_value(|slot| state.uploads.of_slot(&slot.id)));
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            take(input.files());
            // Otherwise choosing the same file again, after removing it, fires no event.
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
            <Files place=place rows=rows/>
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
                    accept=place.extensions()
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

/// Waits for the save of the answers, whether it succeeds or fails.
fn saved(state: FormState) -> Ready {
    let saved = state.autosave.saved();
    Box::pin(async move {
        let _ = saved.await;
    })
}
