//! The bar about the hold on the last screens.

use super::{Held, Stage, stage};
use crate::api::ApiError;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::{clock, page};
use crate::state::announcer::Announcer;
use crate::ui::button::Button;
use crate::ui::notice::Tone;
use domain::booking::UtcOffset;
use domain::wire::booking::Hold;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

/// Shows until when the time is held, and a button to prolong the hold. If it expires or the slot is lost, the rest of
/// the screen stays.
#[component]
pub(in crate::features::booking) fn HoldBar(
    held: Held,
    /// UTC offset of the institution.
    offset: UtcOffset,
    /// Text saying that the slot is lost; `None` while it is not.
    #[prop(into)]
    lost: Signal<Option<String>>,
    /// Called when the server answers that the slot is taken.
    #[prop(into)]
    on_lost: Callback<()>,
    /// Called when the citizen goes to choose another time.
    #[prop(into)]
    on_leave: Callback<()>,
) -> AnyView {
    let failed = RwSignal::new(None::<String>);
    let announcer = Announcer::current();
    // Prolongs the hold, or holds the same slot again after it expired. The bar may be gone when the answer comes.
    let prolong = move |is_pressed: bool| {
        let Some(hold) = held.get() else { return };
        let done = move |answer: Result<(), ApiError>| match answer {
            Ok(()) => {
                failed.try_set(None);
                let until = held.get().map(|hold| until(&hold, offset)).unwrap_or_default();
                announcer.iter().for_each(|announcer| announcer.say(tr::hold::kept(&until)));
            }
            Err(error) if error.code() == Some(ProblemCode::SlotTaken) => {
                on_lost.try_run(());
                // Without a press the citizen may be typing: stays on this screen.
                if is_pressed {
                    on_leave.try_run(());
                }
            }
            Err(error) => {
                failed.try_set(Some(error.text()));
            }
        };
        held.prolong(&hold, Box::new(done));
    };
    // When the citizen returns to the tab after the hold expired, holds the slot again or reports at once that it is lost.
    page::on_visible(move || {
        let is_ended = held.get().is_some_and(|hold| stage(&hold) == Stage::Ended);
        if is_ended && lost.with_untracked(Option::is_none) {
            prolong(false);
        }
    });
    // A page in the back-forward cache gave up its hold but still shows it: holds the slot again.
    page::on_restored(move || prolong(false));
    // Announced once and politely, because nothing is lost yet.
    watch(
        move || held.stage.get(),
        move |stage, _| {
            let Some(hold) = held.get().filter(|_| lost.with_untracked(Option::is_none)) else {
                return;
            };
            let text = match stage {
                Stage::Running => return,
                Stage::Ending => tr::hold::ending(&until(&hold, offset)),
                Stage::Ended => tr::hold::ended(),
            };
            announcer.iter().for_each(|announcer| announcer.say(text.clone()));
        },
    );
    let can_prolong =
        move |hold: &Hold| held.stage.get() == Stage::Ended || hold.prolongations_left > 0;
    let press = move |()| match lost.with_untracked(Option::is_some) {
        true => on_leave.run(()),
        false => prolong(true),
    };
    // The button is drawn at every stage, because removing it would lose the focus.
    let bar = move || {
        let hold = held.hold.get()?;
        let until = until(&hold, offset);
        let (tone, title) = match (lost.with(Option::is_some), held.stage.get()) {
            (true, _) => (Tone::Bad, None),
            (false, Stage::Running) => (Tone::Info, Some(tr::hold::kept(&until))),
            (false, Stage::Ending) => (Tone::Warn, Some(tr::hold::ending(&until))),
            (false, Stage::Ended) => (Tone::Warn, Some(tr::hold::ended())),
        };
        let title = title.map(|title| view! { <p class="notice__title">{title}</p> });
        // An alert: screen readers interrupt for it, wherever the citizen is on the page.
        let alert = lost.get().map(|text| {
            view! { <div role="alert"><h2 class="notice__title">{text}</h2></div> }
        });
        let words = match (alert.is_some(), held.stage.get()) {
            (true, _) => tr::hold::another(),
            (false, Stage::Ended) => tr::hold::again(),
            (false, _) => tr::hold::prolong(),
        };
        let is_off = Signal::derive(move || {
            let hold = held.tracked();
            let can = lost.with(Option::is_some) || hold.is_some_and(|hold| can_prolong(&hold));
            held.busy().get() || !can
        });
        let view = view! {
            <div class=format!("notice notice--{} actions", tone.name())>
                {title}
                {alert}
                <p><Button id=PROLONG busy=is_off on_press=press>{words}</Button></p>
            </div>
        };
        Some(view.into_any())
    };
    // Text outside the bar; it need not stay in view while the citizen types.
    let more = move || {
        let hold = held.hold.get()?;
        let text = match (lost.with(Option::is_some), held.stage.get()) {
            (true, _) => tr::hold::stays(),
            (false, Stage::Ended) => tr::hold::ended_text(),
            _ if !can_prolong(&hold) => tr::hold::no_more(),
            _ => return None,
        };
        Some(view! { <p>{text}</p> })
    };
    let is_urgent = Memo::new(move |_| {
        held.hold.with(Option::is_some)
            && (lost.with(Option::is_some) || held.stage.get() != Stage::Running)
    });
    view! {
        <div class="hold" class:hold--urgent=is_urgent>
            {bar}
            {move || failed.get().map(|text| view! { <p class="field__error" role="alert">{text}</p> })}
        </div>
        {more}
    }
    .into_any()
}

const PROLONG: &str = "keep-time";

/// End of the hold by the device clock, right or wrong, because that is the clock the citizen looks at. If the local time
/// of the institution is different, says whose clock is meant.
fn until(hold: &Hold, offset: UtcOffset) -> String {
    let at = clock::on_device(hold.ends_at);
    let time = dates::time(at);
    if dates::is_local(at, offset) { time } else { tr::hold::by_yours(&time) }
}
