//! The calendar, the times of the chosen day, and the way on, which holds the time first.

use super::super::slow::slow;
use super::super::words;
use super::Pick;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::focus;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::loading::Loading;
use crate::ui::notice::{Notice, Tone};
use crate::ui::slot_calendar::SlotCalendar;
use crate::ui::slot_times::SlotTimes;
use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::HOLD_MINUTES;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(in crate::features::booking) fn PickView(
    pick: Pick,
    /// The time is held: go on.
    #[prop(into)]
    on_held: Callback<()>,
    /// What stays as it is when a time is lost.
    #[prop(into, optional)]
    kept: String,
    /// Where to look for another institution.
    #[prop(into, optional)]
    elsewhere: String,
) -> AnyView {
    let kept = StoredValue::new(kept);
    let elsewhere = StoredValue::new(elsewhere);
    // Who comes here because a time is lost finds that first; it is not held any more either.
    if pick.lost_time().is_some() {
        pick.held.forget();
        focus::on_id(LOST);
    } else if pick.times.chosen_untracked().is_some() {
        request_animation_frame(|| {
            // The way back restores the scroll; any other begins at the top.
            if window().scroll_y().is_ok_and(|y| y > 0.0) {
                focus::on_id(GO_ON);
            }
        });
    }
    let shown = move || {
        if pick.is_open.get() {
            return opened(pick, on_held, kept, elsewhere);
        }
        view! {
            {pick.days.view(tr::pick::failed, |_| view! { <Loading/> }.into_any())}
            {lost_view(pick, kept)}
        }
        .into_any()
    };
    shown.into_any()
}

fn opened(
    pick: Pick,
    on_held: Callback<()>,
    kept: StoredValue<String>,
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
                {lost_view(pick, kept)}
                <GoOn pick=pick on_held=on_held/>
            }
        />
    }
    .into_any()
}

/// The times of the chosen day.
fn times(pick: Pick, say: Callback<String>) -> AnyView {
    let choose_time = Callback::new(move |time: DateTime<Utc>| pick.choose_time(time));
    let retry = Callback::new(move |()| {
        if let Some(day) = pick.calendar.chosen_untracked() {
            pick.show_day(day, true);
        }
    });
    // Drawn anew for another day only.
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
            let legend = tr::pick::legend(&dates::full_day(day), &pick.zone());
            let back = Callback::new(move |()| pick.calendar.focus());
            view! {
                <SlotTimes state=pick.times legend=legend on_choose=choose_time on_back=back say=say/>
                {move || none_left(pick, day)}
            }
            .into_any()
        }
    };
    shown.into_any()
}

/// All times of the day were taken while the citizen was choosing.
fn none_left(pick: Pick, day: NaiveDate) -> Option<AnyView> {
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

/// The alert about a lost time, with the nearest others, beside the way on. What the citizen has just been told by moving
/// the focus there, or is to be told so, is no alert: it would be read twice.
fn lost_view(pick: Pick, kept: StoredValue<String>) -> AnyView {
    let known = pick.lost_time();
    if known.is_some() {
        // It was focused where it stood before.
        request_animation_frame(|| {
            if focus::is_still_on(None) {
                focus::on_id(LOST);
            }
        });
    }
    let time = Memo::new(move |_| pick.lost.with(|lost| lost.as_ref().map(|lost| lost.time)));
    let title = Memo::new(move |_| pick.lost_words());
    let is_answer = move |time| known == Some(time) || pick.answered.get_value() == Some(time);
    let shown = move || {
        let role = (!is_answer(time.get()?)).then_some("alert");
        let kept = kept.get_value();
        let kept = (!kept.is_empty()).then(|| view! { <p>{kept}</p> });
        let view = view! {
            <section class="notice notice--bad" aria-labelledby=LOST>
                <div role=role>
                    <h2 class="notice__title" id=LOST tabindex="-1">{move || title.get()}</h2>
                    {kept}
                </div>
                {move || nearest(pick)}
            </section>
        };
        Some(view.into_any())
    };
    shown.into_any()
}

const LOST: &str = "lost-time";
const GO_ON: &str = "go-on";

/// The free times that are nearest to the lost one.
fn nearest(pick: Pick) -> Option<AnyView> {
    let times = pick.lost.with(|lost| lost.as_ref().map(|lost| lost.nearest.clone()))?;
    if times.is_empty() {
        return None;
    }
    let items: Vec<_> = times
        .into_iter()
        .map(|time| {
            let take = move |_| pick.go_to(time, true);
            view! {
                <li><button class="link" type="button" on:click=take>{words::when(time, pick.offset)}</button></li>
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

/// The id of what «Продолжить» does.
const HOLD: &str = "pick-hold";

/// What is chosen, and «Продолжить», which holds it.
#[component]
fn GoOn(pick: Pick, on_held: Callback<()>) -> AnyView {
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let chosen = Memo::new(move |_| pick.times.chosen());
    // An error about a choice goes with the choice.
    Effect::watch(
        move || chosen.get(),
        move |_, _, _| {
            failed.try_set(None);
        },
        false,
    );
    let go_on = move |()| {
        let Some(time) = chosen.get_untracked() else {
            if pick.lost_time().is_some() {
                return focus::on_id(LOST);
            }
            failed.set(Some(tr::pick::choose_first()));
            return pick.times.focus();
        };
        busy.set(true);
        spawn_local(async move {
            let Some((_, institution)) = pick.ids() else { return };
            let answer = pick.held.take(institution, time).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    on_held.try_run(());
                }
                Err(error) if error.code() == Some(ProblemCode::SlotTaken) => {
                    pick.answered.try_set_value(Some(time));
                    pick.lose(time);
                    focus::on_id(LOST);
                }
                Err(error) => {
                    failed.try_set(Some(error.text()));
                }
            }
        });
    };
    let words = move || chosen.get().map(|time| tr::pick::chosen(&words::when(time, pick.offset)));
    // Once it is there it stays: with the last free time the focus would go, too.
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
                    <p class="actions"><Button id=GO_ON described_by=HOLD primary=true busy=busy on_press=go_on>{tr::pick::go_on()}</Button></p>
                    {slow(busy, tr::pick::holding)}
                </div>
            }
        })
    };
    shown.into_any()
}
