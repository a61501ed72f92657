//! «Обратная связь»: a question to the office, by anybody, and its answer by the link in a letter (M-41, M-42).

mod check;
mod contact;
mod form;
mod number;
mod opened;
mod sent;
mod typed;
mod which;

use crate::part::{PageFn, PartError};
use crate::platform::effect::watch;
use crate::shell::secret;
use crate::state::session::SessionState;
use domain::wire::question::Asked;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

#[wasm_split(feedback, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn page() -> Result<PageFn, PartError> {
    Ok(|| view! { <Feedback/> }.into_any())
}

#[component]
fn Feedback() -> impl IntoView {
    let token = RwSignal::new(None::<String>);
    let sent = RwSignal::new(None::<Asked>);
    let session = SessionState::current();
    // Number and address belong to who has asked.
    watch(
        move || session.is_signed_in(),
        move |is_signed_in, _| {
            // Otherwise the form stays as it is.
            if !is_signed_in && sent.with_untracked(Option::is_some) {
                sent.set(None);
            }
        },
    );
    // Mail programs add what stands behind the link: a full stop, a bracket, a line end.
    secret::on_each(move |secret| {
        let digits = secret.chars().take_while(char::is_ascii_hexdigit).collect();
        token.set(Some(digits));
    });
    move || match (token.get(), sent.get()) {
        (Some(secret), _) => opened::opened(secret, token),
        (None, Some(asked)) => sent::sent(asked),
        (None, None) => form::form(sent),
    }
}
