use super::Dialog;
use crate::ui::button::Button;
use leptos::prelude::*;

/// A dialog that asks before something that is hard to undo (WCAG 3.3.4). Escape and the first button keep everything as
/// it is.
#[component]
pub(crate) fn Confirm(
    #[prop(into)] question: String,
    /// Text of the button that changes nothing.
    #[prop(into)]
    keep: String,
    /// Text of the button that confirms.
    #[prop(into)]
    confirm: String,
    /// Marks `keep` as the main action, where confirming costs the citizen something.
    #[prop(optional)]
    primary: bool,
    busy: Signal<bool>,
    #[prop(into)] on_keep: Callback<()>,
    #[prop(into)] on_confirm: Callback<()>,
    /// Messages above the question, for example why the last try failed.
    #[prop(optional)]
    above: Option<AnyView>,
    /// What happens after confirming.
    children: Children,
) -> AnyView {
    view! {
        <Dialog label=question.clone() on_escape=on_keep>
            {above}
            <h2 class="dialog__title">{question}</h2>
            {children()}
            <p class="actions">
                <Button primary=primary on_press=on_keep>{keep}</Button>
                <Button busy=busy on_press=on_confirm>{confirm}</Button>
            </p>
        </Dialog>
    }
    .into_any()
}
