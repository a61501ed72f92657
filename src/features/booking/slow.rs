//! What is said beside a button whose answer takes a while.

use crate::platform::clock;
use crate::state::announcer::Announcer;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds until a wait is spoken of.
const LONG_WAIT: u32 = 1_000;

/// Shows and says what is being done once that takes long.
pub(super) fn slow(busy: RwSignal<bool>, words: fn() -> String) -> AnyView {
    let is_slow = RwSignal::new(false);
    let asked = StoredValue::new(0_u32);
    let announcer = Announcer::current();
    Effect::new(move |_| {
        let is_busy = busy.get();
        let request = asked.get_value().wrapping_add(1);
        asked.set_value(request);
        is_slow.set(false);
        if !is_busy {
            return;
        }
        spawn_local(async move {
            clock::wait(LONG_WAIT).await;
            if asked.try_get_value() == Some(request) {
                is_slow.try_set(true);
                announcer.iter().for_each(|announcer| announcer.say(words()));
            }
        });
    });
    view! { {move || is_slow.get().then(|| view! { <p class="muted">{words()}</p> })} }.into_any()
}
