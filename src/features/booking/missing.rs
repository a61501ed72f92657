//! Page for a booking that does not exist or belongs to somebody else.

use crate::api::ApiError;
use crate::i18n::tr;
use crate::paths;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::ui::link::Link;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

/// Page of a booking; says so if the booking was not found. `title`: heading if the page does not open.
pub(super) fn page<T: Clone + Send + Sync + 'static>(
    booking: Fetched<T>,
    title: fn() -> String,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let is_gone = Memo::new(move |_| {
        let is_unknown = |error: &ApiError| error.code() == Some(ProblemCode::NotFound);
        matches!(booking.outcome(), Some(Err(error)) if is_unknown(&error))
    });
    let show = Callback::new(show);
    let shown = move || {
        if !is_gone.get() {
            return booking.page(title, move |value| show.run(value));
        }
        view! {
            <Page title=title()>
                <p>{tr::visit::not_found()}</p>
                <p><Link href=paths::BOOKINGS text=tr::visit::back()/></p>
            </Page>
        }
        .into_any()
    };
    shown.into_any()
}
