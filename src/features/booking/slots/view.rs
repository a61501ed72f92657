//! The calendar, the times of the chosen day, and «Продолжить», which holds the time first.

use super::super::words;
use super::SlotPicker;
use super::go_on::{BACK, GO_ON, GoOn};
use super::lost::LOST;
use crate::features::booking::slots::calendar::SlotCalendar;
use crate::features::booking::slots::times::SlotTimes;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::focus;
use crate::shell::live_pause::LivePause;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::loading::Loading;
use crate::ui::notice::{Notice, Tone};
use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

#[component]
pub(in crate::features::booking) fn SlotPickerView(
    pick: SlotPicker,
    /// Called when the slot is held.
    #[prop(into)]
    on_held: Callback<()>,
    /// Text about what stays booked when a slot is lost.
    #[prop(into, optional)]
    booking_stays: String,
    /// Address of the list of institutions; empty to offer no other one.
    #[prop(into, optional)]
    elsewhere: String,
) -> AnyView {
    let booking_stays = StoredValue::new(booking_stays);
    let elsewhere = StoredValue::new(elsewhere);
    // After a loss, moves the focus to the notice about it, and forgets the hold, which is lost, too.
    if pick.lost_time().is_some() {
        pick.held.forget();
        focus::on_id(LOST);
    } else if pick.times.chosen_untracked().is_some() {
        request_animation_frame(|| {
            // A scrolled page means that the citizen came with «Back», which restores the scroll position.
            if window().scroll_y().is_ok_and(|y| y > 0.0) {
                focus::on_id(GO_ON);
            }
        });
    }
    let failed = RwSignal::new(None);
    let shown = move || {
        if pick.is_open.get() {
            return opened(pick, failed, on_held, booking_stays, elsewhere);
        }
        view! {
            {pick.days.view(tr::pick::failed, |_| view! { <Loading/> }.into_any())}
            {lost_view(pick, booking_stays)}
        }
        .into_any()
    };
    shown.into_any()
}

fn opened(
    pick: SlotPicker,
    failed: RwSignal<Option<String>>,
    on_held: Callback<()>,
    booking_stays: StoredValue<String>,
    elsewhere: StoredValue<String>,
) -> AnyView {
    let announcer = pick.announcer;
    let say = Callback::new(move |text: String| {
        announcer.iter().for_each(|announcer| announcer.say(text.clone()));
    });
    let choose_day = Callback::new(move |day: NaiveDate| pick.choose_day(day));
    let nothing = move || {
        let elsewhere = elsewhere.get_value();
        let link = (!elsewhere.is_empty())
            .then(|| view! { <p><Link href=elsewhere text=tr::pick::elsewhere()/></p> });
        let phone = pick.at.with_value(|at| at.phone.clone());
        let last = dates::day_and_year(pick.calendar.last());
        view! {
            <p>{tr::pick::nothing(&last)} " " {words::phone(&phone)}</p>
            {link}
        }
        .into_any()
    };
    view! {
        <SlotCalendar
            state=pick.calendar
            on_choose=choose_day
            say=say
            nothing=nothing
            under=move || view! {
                {times(pick, say)}
                {lost_view(pick, booking_stays)}
                <GoOn pick=pick failed=failed on_held=on_held/>
            }
        />
        // Below: the days belong on the first screen of a phone.
        <LivePause/>
    }
    .into_any()
}

/// The times of the chosen day.
fn times(pick: SlotPicker, say: Callback<String>) -> AnyView {
    let choose_time = Callback::new(move |time: DateTime<Utc>| pick.choose_time(time));
    let retry = Callback::new(move |()| {
        if let Some(day) = pick.calendar.chosen_untracked() {
            pick.show_day(day, true);
        }
    });
    // A memo, so that the times are redrawn only for another day.
    let day = Memo::new(move |_| pick.calendar.chosen());
    let shown = move || match (day.get(), pick.answer.get()) {
        (None, _) => ().into_any(),
        (_, None) => view! { <Loading/> }.into_any(),
        (_, Some(Err(error))) => view! {
            <Notice tone=Tone::Bad alert=true title=tr::pick::times_failed()>
                <p>{error.text()}</p>
                <Button on_press=retry>{tr::common::try_again()}</Button>
            </Notice>
        }
        .into_any(),
        (Some(day), Some(Ok(()))) => {
            let legend = tr::pick::Legend { day: &dates::full_day(day), zone: &pick.zone() }.text();
            let back = Callback::new(move |()| pick.calendar.focus());
            view! {
                <SlotTimes state=pick.times legend=legend on_choose=choose_time on_back=back say=say/>
                {move || none_left(pick, day)}
            }
            .into_any()
        }
    };
    let is_elsewhere = Memo::new(move |_| pick.calendar.is_elsewhere());
    view! {
        {move || is_elsewhere.get().then(|| elsewhere(pick)).flatten()}
        <div hidden=is_elsewhere>{shown}</div>
    }
    .into_any()
}

/// Replaces the times of the chosen day while another month is shown, so that nobody takes them for times of that month.
fn elsewhere(pick: SlotPicker) -> Option<AnyView> {
    let day = pick.calendar.chosen()?;
    let back = move |_| pick.calendar.focus();
    let view = view! {
        <div class="slot-calendar__empty">
            <p id=ELSEWHERE>{tr::pick::other_month(&dates::full_day(day))}</p>
            <p>
                <button class="link" type="button" id=BACK aria-describedby=ELSEWHERE on:click=back>
                    {tr::pick::back_to_day(&dates::day_and_year(day))}
                </button>
            </p>
        </div>
    };
    Some(view.into_any())
}

/// Id of the text about the chosen day in another month.
const ELSEWHERE: &str = "pick-elsewhere";

/// Text saying that all slots of the day were taken meanwhile, with a button to the nearest other free day.
fn none_left(pick: SlotPicker, day: NaiveDate) -> Option<AnyView> {
    if pick.times.has_free() {
        return None;
    }
    let near = pick.calendar.free_days_near(day).into_iter().find(|near| *near != day);
    let link = near.map(|near| {
        let take = move |_| {
            pick.calendar.choose(near);
            pick.choose_day(near);
        };
        view! { <button class="link" type="button" on:click=take>{tr::calendar::to_next(&dates::day_and_year(near))}</button> }
    });
    let view = view! { <p class="slot-calendar__empty">{tr::pick::none_left()} " " {link}</p> };
    Some(view.into_any())
}

/// Notice about a lost slot, with the nearest free ones. It is an alert, unless the focus moves to it: screen readers
/// would read it twice.
fn lost_view(pick: SlotPicker, booking_stays: StoredValue<String>) -> AnyView {
    let known = pick.lost_time();
    if known.is_some() {
        // The heading had the focus before it was redrawn: focuses it again if the focus is lost, or keeps it in view.
        request_animation_frame(|| {
            if focus::is_still_on(None) {
                focus::on_id(LOST);
            } else {
                keep_lost_in_sight();
            }
        });
    }
    let time = Memo::new(move |_| pick.lost.with(|lost| lost.as_ref().map(|lost| lost.time)));
    let title = Memo::new(move |_| pick.lost_words());
    let is_answer = move |time| known == Some(time) || pick.reported_lost.get_value() == Some(time);
    let shown = move || {
        let role = (!is_answer(time.get()?)).then_some("alert");
        let booking_stays = booking_stays.get_value();
        let booking_stays = (!booking_stays.is_empty()).then(|| view! { <p>{booking_stays}</p> });
        let view = view! {
            <section class="notice notice--bad" aria-labelledby=LOST>
                <div role=role>
                    <h2 class="notice__title" id=LOST tabindex="-1">{move || title.get()}</h2>
                    {booking_stays}
                </div>
                {move || nearest(pick)}
            </section>
        };
        Some(view.into_any())
    };
    shown.into_any()
}

/// Scrolls the focused notice about a lost slot back into view after content was added above it.
pub(super) fn keep_lost_in_sight() {
    if focus::current().is_some_and(|element| element.id() == LOST) {
        focus::reveal(LOST);
    }
}

/// Buttons with the free slots nearest to the lost one.
fn nearest(pick: SlotPicker) -> Option<AnyView> {
    let times = pick.lost.with(|lost| lost.as_ref().map(|lost| lost.nearest.clone()))?;
    if times.is_empty() {
        return None;
    }
    let items: Vec<_> = times
        .into_iter()
        .map(|time| {
            let take = move |_| pick.go_to(time, true);
            view! {
                <li><button class="link" type="button" on:click=take>{dates::day_and_time(time, pick.offset)}</button></li>
            }
            .into_any()
        })
        .collect();
    let view = view! {
        <p>{tr::pick::nearest()}</p>
        <ul>{items}</ul>
    };
    Some(view.into_any())
}
