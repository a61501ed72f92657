//! The chosen time, and «Продолжить», which holds it.

use super::SlotPicker;
use super::lost::LOST;
use crate::api::ApiError;
use crate::features::booking::long_wait::slow;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::focus;
use crate::ui::button::Button;
use domain::booking::HOLD_MINUTES;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

/// The id of the button.
pub(super) const GO_ON: &str = "go-on";

/// Id of the button that leads back to the chosen day in another month.
pub(super) const BACK: &str = "pick-back";

/// Id of the text that describes what «Продолжить» does.
const HOLD: &str = "pick-hold";

/// The chosen time, and «Продолжить», which holds it.
#[component]
pub(super) fn GoOn(
    pick: SlotPicker,
    /// Error message. Belongs to the screen, because this component may be redrawn for another day.
    failed: RwSignal<Option<String>>,
    on_held: Callback<()>,
) -> AnyView {
    let chosen = Memo::new(move |_| pick.times.chosen());
    // An error is about one choice: another choice clears it.
    watch(move || chosen.get(), move |_, _| failed.set(None));
    let go_on = move |()| {
        if chosen.get_untracked().is_some() {
            return hold(pick, failed, on_held);
        }
        if pick.lost_time().is_some() {
            return focus::on_id(LOST);
        }
        failed.set(Some(tr::pick::choose_first()));
        if untrack(|| pick.calendar.is_elsewhere()) {
            focus::on_id(BACK);
        } else {
            pick.times.focus();
        }
    };
    let words =
        move || chosen.get().map(|time| tr::pick::chosen(&dates::day_and_time(time, pick.offset)));
    // Once drawn it stays, even if nothing is free any more: removing it would lose the focus.
    let anything = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || pick.calendar.first_free().is_some()
    });
    let shown = move || {
        anything.get().then(|| {
            view! {
                <div class="pick__end">
                    {move || words().map(|words| view! { <p class="pick__chosen">{words}</p> })}
                    {move || failed.get().map(|text| view! { <p class="field__error" role="alert">{text}</p> })}
                    <p class="pick__hold" id=HOLD>{tr::pick::hold_before(HOLD_MINUTES.to_string().as_str())}</p>
                    <p class="actions"><Button id=GO_ON described_by=HOLD primary=true busy=pick.held.busy() on_press=go_on>{tr::pick::go_on()}</Button></p>
                    {slow(pick.held.busy(), tr::pick::holding)}
                </div>
            }
        })
    };
    shown.into_any()
}

/// Holds the chosen slot and goes on. If the choice has changed when the answer comes, holds the new one instead.
fn hold(pick: SlotPicker, failed: RwSignal<Option<String>>, on_held: Callback<()>) {
    let Some(time) = pick.times.chosen_untracked() else { return };
    let done = move |answer: Result<(), ApiError>| {
        // The citizen has left this screen meanwhile, and stays where they are.
        if failed.is_disposed() {
            return;
        }
        let chosen = pick.times.chosen_untracked();
        let is_wanted = chosen == Some(time) || pick.lost_time() == Some(time);
        match answer {
            Ok(()) if is_wanted => {
                if chosen.is_none() {
                    pick.choose_time(time);
                }
                on_held.run(());
            }
            Err(error) if is_wanted && error.code() == Some(ProblemCode::SlotTaken) => {
                pick.reported_lost.set_value(Some(time));
                pick.lose(time);
                focus::on_id(LOST);
            }
            Err(error) if is_wanted => failed.set(Some(error.text())),
            _ if chosen.is_some() => hold(pick, failed, on_held),
            _ => pick.held.free(),
        }
    };
    pick.held.take(pick.institution(), time, Box::new(done));
}
