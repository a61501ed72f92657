//! Choosing a day and a time at an institution, live: what somebody else takes meanwhile greys out in place.

use super::hold::Held;
use super::words;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::live;
use crate::paths;
use crate::platform::{clock, dates, json, page};
use crate::shell::announcer::Announcer;
use crate::shell::fetched::Fetched;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::loading::Loading;
use crate::ui::notice::{Notice, Tone};
use crate::ui::slot_calendar::{SlotCalendar, SlotCalendarState};
use crate::ui::slot_times::{SlotTimes, SlotTimesState};
use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::{HOLD_MINUTES, UtcOffset, local_day, nearest};
use domain::wire::institution::{Days, SLOT_CHANGED, Slot, SlotChanged, Slots};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Alternatives to a lost time.
const ALTERNATIVES: usize = 3;

/// Milliseconds of a wait after which it is announced.
const LONG_WAIT: u32 = 1_000;

/// A choice on its way: what is fetched, what is chosen, what is held. It belongs to the page and survives its screens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick {
    application: StoredValue<String>,
    institution: StoredValue<String>,
    city: StoredValue<String>,
    offset: UtcOffset,
    days: Fetched<Days>,
    open: RwSignal<Option<Open>>,
    held: Held,
    lost: RwSignal<Option<Lost>>,
    /// The chosen time is being booked: that it is taken is no news.
    settling: StoredValue<bool>,
}

/// What a choice needs to know of the institution.
#[derive(Debug, Clone)]
pub(super) struct Institution {
    pub(super) id: String,
    pub(super) city: String,
    pub(super) utc_offset: UtcOffset,
}

/// Once the days are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Open {
    calendar: SlotCalendarState,
    times: SlotTimesState,
    /// The times of the chosen day: on their way, there, or not to be had.
    answer: RwSignal<Option<Result<(), ApiError>>>,
}

/// A chosen time that somebody else has now.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lost {
    time: DateTime<Utc>,
    /// Empty until they are found.
    nearest: Option<Vec<DateTime<Utc>>>,
}

impl Pick {
    /// Begins to choose and to listen, until the owner is gone.
    pub(super) fn new(application: String, at: Institution, held: Held) -> Self {
        let Institution { id: institution, city, utc_offset: offset } = at;
        let ids = (application.clone(), institution.clone());
        let days = Fetched::new(move || {
            let (application, institution) = ids.clone();
            async move { api::institutions::days(&application, &institution).await }
        });
        let events = api::institutions::events(&application, &institution);
        let pick = Self {
            application: StoredValue::new(application),
            institution: StoredValue::new(institution),
            city: StoredValue::new(city),
            offset,
            days,
            open: RwSignal::new(None),
            held,
            lost: RwSignal::new(None),
            settling: StoredValue::new(false),
        };
        Effect::new(move |_| pick.take_days());
        let apply = Callback::new(move |event: sse::Event| {
            match (event.event == SLOT_CHANGED, json::from_str::<SlotChanged>(&event.data)) {
                (true, Ok(changed)) => pick.apply(changed),
                (true, Err(_)) => pick.refresh(),
                _ => {}
            }
        });
        live::follow(events, None, apply, Callback::new(move |()| pick.refresh()));
        page::on_visible(move || pick.refresh());
        pick
    }

    pub(super) fn offset(self) -> UtcOffset {
        self.offset
    }

    /// Whose clocks count, in words.
    pub(super) fn zone(self) -> String {
        self.city.with_value(|city| words::zone(city, self.offset))
    }

    pub(super) fn institution(self) -> String {
        self.institution.get_value()
    }

    /// Whether `institution` is the one that is chosen at.
    pub(super) fn is_at(self, institution: &str) -> bool {
        self.institution.with_value(|known| known == institution)
    }

    /// The chosen time is being booked, or that has failed.
    pub(super) fn settle(self, settling: bool) {
        self.settling.try_update_value(|value| *value = settling);
    }

    fn is_settling(self) -> bool {
        self.settling.try_get_value().unwrap_or(true)
    }

    /// Somebody else has the chosen time: only that is cleared, and the nearest others are looked for.
    pub(super) fn lose(self) {
        let Some(open) = self.open.get_untracked() else { return };
        let Some(time) = open.times.chosen_untracked() else { return };
        open.times.choose(None);
        open.calendar.set_time(None);
        open.times.set(Slot { starts_at: time, free: false });
        self.lost.set(Some(Lost { time, nearest: None }));
        self.refresh();
        spawn_local(async move {
            let times = self.alternatives(open, time).await;
            let found = nearest(times, time, ALTERNATIVES);
            self.lost.try_update(|lost| {
                if let Some(lost) = lost.as_mut().filter(|lost| lost.time == time) {
                    lost.nearest = Some(found);
                }
            });
        });
    }

    /// Free times near `time`: of its day and of the free days around.
    async fn alternatives(self, open: Open, time: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        const DAYS: usize = 3;
        let day = local_day(time, self.offset);
        let days = open.calendar.free_days_near(day);
        let days = std::iter::once(day).chain(days.into_iter().filter(|near| *near != day));
        let mut times = Vec::new();
        for day in days.take(DAYS) {
            let Ok(slots) = self.slots(day).await else { continue };
            let free = slots.slots.iter().filter(|slot| slot.free && slot.starts_at != time);
            times.extend(free.map(|slot| slot.starts_at));
        }
        times
    }

    /// `None` when the page is gone.
    fn ids(self) -> Option<(String, String)> {
        Some((self.application.try_get_value()?, self.institution.try_get_value()?))
    }

    async fn slots(self, day: NaiveDate) -> Result<Slots, ApiError> {
        let (application, institution) = self.ids().ok_or(ApiError::Unreadable)?;
        api::institutions::slots(&application, &institution, day).await
    }

    /// The days have come, for the first time or again.
    fn take_days(self) {
        let Some(Ok(days)) = self.days.value.get() else { return };
        clock::set_server(days.now);
        if let Some(open) = self.open.get_untracked() {
            return open.calendar.refresh(days);
        }
        let open = Open {
            calendar: SlotCalendarState::new(days),
            times: SlotTimesState::new(self.offset),
            answer: RwSignal::new(None),
        };
        self.open.set(Some(open));
        let held = self.held.get().filter(|hold| self.is_at(&hold.institution));
        match held {
            Some(hold) => self.go_to(open, hold.starts_at, false),
            None => {
                if let Some(day) = open.calendar.chosen_untracked() {
                    self.show_day(open, day, false);
                }
            }
        }
    }

    /// Fetches the times of a day; then, if asked, the focus goes to them.
    fn show_day(self, open: Open, day: NaiveDate, focus: bool) {
        open.answer.set(None);
        open.times.show(&[]);
        if focus {
            announce_long_wait(open);
        }
        spawn_local(async move {
            let answer = self.slots(day).await;
            // Another day may have been chosen meanwhile.
            if open.calendar.chosen_untracked() != Some(day) {
                return;
            }
            if let Ok(slots) = &answer {
                open.times.show(&slots.slots);
            }
            let is_there = answer.is_ok();
            open.answer.try_set(Some(answer.map(|_| ())));
            if focus && is_there {
                open.times.focus();
            }
        });
    }

    /// Chooses a time of any day.
    fn go_to(self, open: Open, time: DateTime<Utc>, focus: bool) {
        let day = local_day(time, self.offset);
        let is_shown = open.calendar.chosen_untracked() == Some(day)
            && open.answer.with_untracked(|answer| matches!(answer, Some(Ok(()))));
        open.calendar.choose(day);
        self.choose_time(open, time);
        if !is_shown {
            self.show_day(open, day, focus);
        } else if focus {
            open.times.focus();
        }
    }

    fn choose_time(self, open: Open, time: DateTime<Utc>) {
        open.times.choose(Some(time));
        open.calendar.set_time(Some(dates::local_time(time, self.offset)));
        self.lost.set(None);
    }

    /// What an event tells of one slot.
    fn apply(self, changed: SlotChanged) {
        let Some(open) = self.open.try_get_untracked().flatten() else { return };
        open.calendar.set_free(changed.day, changed.day_free);
        if open.calendar.chosen_untracked() != Some(changed.day) {
            return;
        }
        open.times.set(Slot { starts_at: changed.starts_at, free: changed.free });
        let is_chosen = open.times.chosen_untracked() == Some(changed.starts_at);
        if !changed.free && is_chosen && !self.is_settling() {
            self.lose();
        }
    }

    /// Something may have been missed: days and times anew. What is chosen, focused and shown stays.
    fn refresh(self) {
        let Some(open) = self.open.try_get_untracked().flatten() else { return };
        spawn_local(async move {
            let Some((application, institution)) = self.ids() else { return };
            if let Ok(days) = api::institutions::days(&application, &institution).await {
                clock::set_server(days.now);
                open.calendar.refresh(days);
            }
            let Some(day) = open.calendar.chosen_untracked() else { return };
            let Ok(slots) = self.slots(day).await else { return };
            if open.calendar.chosen_untracked() != Some(day) {
                return;
            }
            open.times.refresh(&slots.slots);
            let chosen = open.times.chosen_untracked();
            let is_free = |at| slots.slots.iter().any(|slot| slot.free && slot.starts_at == at);
            if chosen.is_some_and(|at| !is_free(at)) && !self.is_settling() {
                self.lose();
            }
        });
    }
}

fn announce_long_wait(open: Open) {
    let announcer = Announcer::current();
    spawn_local(async move {
        clock::wait(LONG_WAIT).await;
        let waits = open.answer.try_with_untracked(Option::is_none) == Some(true);
        if let Some(announcer) = announcer.filter(|_| waits) {
            announcer.say(tr::pick::loading());
        }
    });
}

/// The calendar, the times of the chosen day, and the way on, which holds the time first.
#[component]
pub(super) fn PickView(
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
    let shown = move || match pick.open.get() {
        Some(open) => opened(pick, open, on_held, kept, elsewhere),
        None => pick.days.view(tr::pick::failed, |_| view! { <Loading/> }.into_any()),
    };
    shown.into_any()
}

fn opened(
    pick: Pick,
    open: Open,
    on_held: Callback<()>,
    kept: StoredValue<String>,
    elsewhere: StoredValue<String>,
) -> AnyView {
    let announcer = Announcer::current();
    let say = Callback::new(move |text: String| {
        announcer.iter().for_each(|announcer| announcer.say(text.clone()));
    });
    let choose_day = Callback::new(move |day: NaiveDate| {
        let is_other =
            open.times.chosen_untracked().map(|at| local_day(at, pick.offset)) != Some(day);
        if is_other {
            open.times.choose(None);
            open.calendar.set_time(None);
        }
        pick.show_day(open, day, true);
    });
    let choose_time = Callback::new(move |time: DateTime<Utc>| pick.choose_time(open, time));
    let nothing = move || {
        let elsewhere = elsewhere.get_value();
        let link = (!elsewhere.is_empty())
            .then(|| view! { <p><Link href=elsewhere text=tr::pick::elsewhere()/></p> });
        view! {
            <p>{tr::pick::nothing(&page::support_phone())}</p>
            {link}
        }
        .into_any()
    };
    // Drawn anew for another day only.
    let day = Memo::new(move |_| open.calendar.chosen());
    let retry = Callback::new(move |()| {
        if let Some(day) = open.calendar.chosen_untracked() {
            pick.show_day(open, day, true);
        }
    });
    let times = move || match (day.get(), open.answer.get()) {
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
            let back = Callback::new(move |()| open.calendar.focus());
            view! { <SlotTimes state=open.times legend=legend on_choose=choose_time on_back=back say=say/> }
                .into_any()
        }
    };
    view! {
        {move || pick.lost.get().map(|lost| lost_view(pick, open, lost, kept))}
        <p>{tr::pick::hold_before(HOLD_MINUTES.to_string().as_str())}</p>
        <SlotCalendar state=open.calendar on_choose=choose_day say=say nothing=nothing/>
        {times}
        <GoOn pick=pick open=open on_held=on_held/>
    }
    .into_any()
}

/// The alert about a lost time, with the nearest others.
fn lost_view(pick: Pick, open: Open, lost: Lost, kept: StoredValue<String>) -> AnyView {
    let title = tr::pick::lost(&words::when(lost.time, pick.offset));
    let kept = kept.get_value();
    let kept = (!kept.is_empty()).then(|| view! { <p>{kept}</p> });
    let others = lost.nearest.filter(|nearest| !nearest.is_empty()).map(|nearest| {
        let items: Vec<_> = nearest
            .into_iter()
            .map(|time| {
                let take = move |_| pick.go_to(open, time, true);
                view! {
                    <li><button class="link" type="button" on:click=take>{words::when(time, pick.offset)}</button></li>
                }
                .into_any()
            })
            .collect();
        view! {
            <p>{tr::pick::nearest()}</p>
            <ul>{items}</ul>
        }
    });
    view! {
        <Notice tone=Tone::Bad alert=true title=title>
            {kept}
            {others}
        </Notice>
    }
    .into_any()
}

/// What is chosen, and «Продолжить», which holds it.
#[component]
fn GoOn(pick: Pick, open: Open, on_held: Callback<()>) -> AnyView {
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let chosen = Memo::new(move |_| open.times.chosen());
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
            failed.set(Some(tr::pick::choose_first()));
            return open.times.focus();
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
                Err(error) if error.code() == Some(ProblemCode::SlotTaken) => pick.lose(),
                Err(error) => {
                    failed.try_set(Some(error.text()));
                }
            }
        });
    };
    let words = move || chosen.get().map(|time| tr::pick::chosen(&words::when(time, pick.offset)));
    let anything = Memo::new(move |_| open.calendar.first_free().is_some());
    let shown = move || {
        anything.get().then(|| {
            view! {
                <div class="pick__end">
                    {move || words().map(|words| view! { <p class="pick__chosen">{words}</p> })}
                    {move || failed.get().map(|text| view! { <p class="field__error" role="alert">{text}</p> })}
                    <p class="actions"><Button primary=true busy=busy on_press=go_on>{tr::pick::go_on()}</Button></p>
                </div>
            }
        })
    };
    shown.into_any()
}

/// Where another time of an application is looked for.
pub(super) fn institutions_of(application: &str) -> String {
    paths::choose(application, &paths::ChooseStep::Institution)
}
