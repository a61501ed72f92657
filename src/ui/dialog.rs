mod confirm;

pub(crate) use confirm::Confirm;

use crate::platform::effect::effect;
use crate::platform::focus;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use std::cell::Cell;

/// A modal dialog. The native element traps the focus, makes the page behind inert and returns the focus at the end. It
/// focuses the first button, so the caller puts the least destructive answer first.
#[component]
pub(crate) fn Dialog(
    #[prop(into)] label: String,
    /// Called on Escape, for the safe answer. Without it Escape does not close the dialog.
    #[prop(into, optional_no_strip)]
    on_escape: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let before = StoredValue::new_local(focus::current());
    // Return the focus by hand: the dialog has left the document by then, so the browser does not do it.
    on_cleanup(move || {
        if let Some(element) = before.try_get_value().flatten() {
            request_animation_frame(move || {
                let _ = element.focus();
            });
        }
    });
    let open = move || {
        if let Some(dialog) = node.try_get_untracked().flatten().filter(|dialog| !dialog.open()) {
            let _ = dialog.show_modal();
        }
    };
    effect(move || {
        if node.get().is_some() {
            open();
        }
    });
    // The caller removes the dialog, so the browser must not close it.
    let put_aside = move |event: &ev::Event| {
        event.prevent_default();
        if let Some(on_escape) = on_escape {
            on_escape.run(());
        }
    };
    // Listen on the window: after a click on plain text nothing inside the dialog has the focus.
    let listening = window_event_listener(ev::keydown, move |event| {
        let dialog = node.try_get_untracked().flatten();
        if event.key() == "Escape" && dialog.is_some_and(|dialog| is_on_top(&dialog)) {
            put_aside(&event);
        }
    });
    on_cleanup(move || listening.remove());
    let spoken = spoken();
    view! {
        <dialog
            class="dialog"
            aria-label=label
            node_ref=node
            closedby="none"
            on:cancel=move |event: ev::Event| put_aside(&event)
            // Browsers without `closedby` let a page refuse only the first Escape, so open the dialog again.
            on:close=move |_| open()
        >
            <p class="visually-hidden" role="status">{spoken}</p>
            {children()}
        </dialog>
    }
}

thread_local! {
    static SPOKEN: Cell<Option<RwSignal<String>>> = const { Cell::new(None) };
}

/// Sets the text that open dialogs announce to screen readers. The announcer calls it once at start.
pub(crate) fn speak(spoken: RwSignal<String>) {
    SPOKEN.set(Some(spoken));
}

/// Announcements made while the dialog is open. The page behind is inert, so screen readers ignore its live region.
fn spoken() -> impl Fn() -> String + Send {
    let spoken = SPOKEN.get();
    let is_old = StoredValue::new(true);
    move || {
        let text = spoken.map(|text| text.get()).unwrap_or_default();
        let is_old = is_old.try_update_value(|is_old| std::mem::replace(is_old, false));
        if is_old == Some(true) { String::new() } else { text }
    }
}

/// Whether no other dialog is open above it.
fn is_on_top(dialog: &web_sys::HtmlDialogElement) -> bool {
    let open = document().query_selector_all("dialog[open]").ok();
    let top = open.and_then(|open| open.get(open.length().checked_sub(1)?));
    top.is_some_and(|top| top.is_same_node(Some(dialog)))
}
