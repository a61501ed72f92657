use crate::i18n::tr;
use crate::paths;
use crate::platform::{clock, focus, timer};
use crate::shell::navigation;
use crate::state::session::SessionState;
use crate::ui::button::Button;
use leptos::prelude::*;

const STAY: &str = "stay";

/// The time that is left before the session ends, with a way to stay and a way out.
#[component]
pub(super) fn Ending() -> AnyView {
    let session = SessionState::current();
    let now = RwSignal::new(clock::device_ms());
    timer::every(1_000, move || now.set(clock::device_ms()));
    // By the deadline, not by ticks: timers stand still while the device sleeps.
    let seconds = move || {
        let left = session.warning().unwrap_or_default() - now.get();
        u32::try_from((left + 999) / 1_000).unwrap_or_default()
    };
    let seconds = Memo::new(move |_| seconds());
    let spoken = Memo::new(move |_| spoken(seconds.get()));
    let asked = RwSignal::new(false);
    let stay = move |()| {
        asked.set(true);
        session.stay();
    };
    // The dialog was open before this came.
    focus::on_id(STAY);
    let go = navigation::go();
    let leave = move |()| session.sign_out(|| go(paths::HOME));
    let problem = move || {
        if !asked.get() || session.is_asking().get() {
            return None;
        }
        Some(if session.has_failed() { tr::session::stay_failed() } else { tr::session::longest() })
    };
    view! {
        <h2 class="dialog__title">{tr::session::ends_title()}</h2>
        <p>{tr::session::ends_text()}</p>
        <p class="dialog__left" aria-hidden="true">
            {move || tr::session::ends_in(&clock_face(seconds.get()))}
        </p>
        <p class="visually-hidden" role="status">{move || spoken.get()}</p>
        <p role="alert">{problem}</p>
        <p class="actions">
            <Button id=STAY primary=true busy=session.is_asking() on_press=stay>
                {tr::session::stay()}
            </Button>
            <Button on_press=leave>{tr::session::leave()}</Button>
        </p>
    }
    .into_any()
}

/// `1:05`.
fn clock_face(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What a screen reader says: once a minute, in the last minute every 20 seconds.
fn spoken(seconds: u32) -> String {
    match seconds {
        0 => String::new(),
        1..=60 => tr::session::seconds_left(seconds.div_ceil(20) * 20),
        _ => tr::session::minutes_left(seconds.div_ceil(60)),
    }
}
