use crate::i18n::tr;
use crate::platform::effect::effect;
use crate::platform::history;
use leptos::html::H1;
use leptos::prelude::*;

/// A page: sets the title, and moves the focus to its h1 after a navigation so that a screen reader says where the
/// citizen is (the first load is announced by the browser itself). Focus goes to the heading, not to `main`, because
/// some readers would read the whole of `main` out.
#[component]
pub(crate) fn Page(
    #[prop(into)] title: String,
    /// Name for the document title, if the heading alone would not be unique.
    #[prop(into, optional)]
    name: Option<String>,
    /// Prefixes the document title: «Ошибка: …».
    #[prop(into, optional)]
    wrong: Signal<bool>,
    /// Shown above the heading: the error summary, a link back.
    #[prop(into, optional)]
    above: ViewFn,
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    let name = name.unwrap_or_else(|| title.clone());
    effect(move || {
        let title = if wrong.get() { tr::form::title_wrong(&name) } else { name.clone() };
        document().set_title(&tr::common::page_title(&title));
    });
    effect(move || {
        if let Some(heading) = heading.get() {
            history::restore_focus_and_scroll(&heading);
        }
    });
    view! {
        {above.run()}
        <h1 tabindex="-1" node_ref=heading>{title}</h1>
        {children()}
    }
}
