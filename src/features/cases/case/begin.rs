use crate::api;
use crate::paths;
use crate::platform::random;
use crate::shell::navigation;
use crate::state::action::Action;
use crate::ui::button::Button;
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;

/// Button that creates a draft and opens it: a correction, or another application for `service`.
#[component]
pub(super) fn Begin(
    id: StoredValue<String>,
    #[prop(optional)] service: Option<StoredValue<String>>,
    primary: bool,
    text: String,
    failed: fn() -> String,
) -> impl IntoView {
    let action = Action::new();
    // Idempotency key: pressing again after a lost answer creates no second draft.
    let key = StoredValue::new(random::id());
    let go = navigation::go();
    let begin = move |()| {
        let (id, key) = (id.get_value(), key.get_value());
        let service = service.map(|service| service.get_value());
        let request = async move {
            match service {
                Some(service) => api::drafts::create(service, Some(id), key).await,
                None => api::applications::correct(&id).await,
            }
        };
        action.run(request, move |draft| go(&paths::draft(&draft.id)));
    };
    let error = action.error();
    view! {
        <p class="need__go"><Button primary=primary busy=action.busy() on_press=begin>{text}</Button></p>
        {move || error.get().map(|error| view! {
            <Notice tone=Tone::Bad alert=true title=failed()><p>{error.text()}</p></Notice>
        })}
    }
}
