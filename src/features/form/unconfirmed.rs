//! Says before it hurts that a citizen whose account nobody has confirmed cannot send an application (M-02).

use crate::i18n::tr;
use crate::paths;
use crate::state::session::SessionState;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;

#[component]
pub(super) fn Unconfirmed() -> AnyView {
    let session = SessionState::current();
    let is_unconfirmed = Memo::new(move |_| session.is_unconfirmed());
    let notice = move || {
        is_unconfirmed.get().then(|| {
            view! {
                <Notice tone=Tone::Warn>
                    <p>{tr::unconfirmed::text()}</p>
                    <p><Link href=paths::ACCOUNT text=tr::unconfirmed::how()/></p>
                </Notice>
            }
        })
    };
    notice.into_any()
}
