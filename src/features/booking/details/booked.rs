//! Notice that the visit is booked, with its time and place.

use super::facts::{hours, when_and_far};
use super::shown::Shown;
use crate::i18n::tr;
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;

/// Renders nothing if the visit is over or the institution cannot keep its time.
pub(super) fn booked(shown: Shown) -> AnyView {
    let stands = Memo::new(move |_| shown.stands());
    let place =
        StoredValue::new(shown.booking.with_untracked(|booking| booking.place.name.clone()));
    let notice = move || {
        stands.get().then(|| {
            let is_accepted = shown.accepted.get();
            let title = if is_accepted { tr::visit::moved() } else { tr::visit::booked() };
            view! {
                <Notice tone=Tone::Good title=title>
                    <p>{when_and_far(shown)} ". " {place.get_value()}</p>
                    <p>{hours(shown)}</p>
                </Notice>
            }
        })
    };
    notice.into_any()
}
