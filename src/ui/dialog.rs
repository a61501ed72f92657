use leptos::html;
use leptos::prelude::*;

/// A modal dialog that cannot be put aside: the native element traps the focus, makes the page behind inert and gives
/// the focus back when it goes.
#[component]
pub(crate) fn Dialog(#[prop(into)] label: String, children: Children) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        if let Some(dialog) = node.try_get_untracked().flatten() {
            dialog.close();
        }
    });
    view! {
        <dialog
            class="dialog"
            aria-label=label
            node_ref=node
            on:cancel=|event: leptos::ev::Event| event.prevent_default()
        >
            {children()}
        </dialog>
    }
}
