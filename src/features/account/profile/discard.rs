use crate::i18n::tr;
use crate::platform::focus;
use crate::ui::button::Button;
use leptos::prelude::*;

const ASK: &str = "discard";
const KEEP: &str = "keep";

/// «Вернуть сохранённое», which asks once more: what was typed would be lost.
#[component]
pub(super) fn Discard(#[prop(into)] on_discard: Callback<()>) -> AnyView {
    let asks = RwSignal::new(false);
    let show = move |is_asked, focused| {
        asks.set(is_asked);
        focus::on_id(focused);
    };
    let shown = move || {
        if !asks.get() {
            let ask = move |()| show(true, KEEP);
            return view! { <Button id=ASK on_press=ask>{tr::profile::discard()}</Button> }
                .into_any();
        }
        view! {
            <p>{tr::profile::discard_question()}</p>
            <p class="actions">
                <Button on_press=on_discard>{tr::profile::discard_yes()}</Button>
                <Button id=KEEP on_press=move |()| show(false, ASK)>{tr::common::remove_no()}</Button>
            </p>
        }
        .into_any()
    };
    shown.into_any()
}
