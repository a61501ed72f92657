//! Slots of a day: native radio buttons by part of the day, in the time zone of the institution. A slot that is taken
//! while it is shown stays in place and says so.

use super::keyed::keyed;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::{clock, focus};
use chrono::{DateTime, Timelike as _, Utc};
use domain::booking::{UtcOffset, local};
use domain::wire::institution::Slot;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// Slots shown at first, and added by each «Показать ещё».
const SHOWN: usize = 40;

/// Slots of one day and which of them is chosen. Belongs to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SlotTimesState {
    offset: UtcOffset,
    /// By time: slots that were free when the day was shown, and slots that have become free since.
    slots: RwSignal<Vec<Slot>>,
    chosen: RwSignal<Option<DateTime<Utc>>>,
    /// Slot whose radio button has the focus.
    focused: RwSignal<Option<DateTime<Utc>>>,
    shown: RwSignal<usize>,
    /// The day can no longer be booked, whether its slots are taken or not.
    is_over: RwSignal<bool>,
}

/// Утро, день, вечер.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Morning,
    Afternoon,
    Evening,
}

impl SlotTimesState {
    pub(super) fn new(offset: UtcOffset) -> Self {
        Self {
            offset,
            slots: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(None),
            focused: RwSignal::new(None),
            shown: RwSignal::new(SHOWN),
            is_over: RwSignal::new(false),
        }
    }

    /// Shows the free slots of a day.
    pub(super) fn show(self, slots: &[Slot]) {
        self.slots.set(slots.iter().filter(|slot| slot.free).copied().collect());
        self.shown.set(SHOWN);
        self.focused.set(None);
        self.is_over.set(false);
        self.reveal();
    }

    /// Updates the slots of the same day; shown ones stay in place. Returns the focused slot if it was free and no longer is.
    pub(super) fn refresh(self, slots: &[Slot]) -> Option<DateTime<Utc>> {
        let focused = self.focused.try_get_untracked().flatten();
        let looked_at = focused.filter(|at| self.is_free_untracked(*at));
        // A day that can be booked always has slots, taken or not.
        self.is_over.try_set(slots.is_empty());
        let is_free = |at| slots.iter().any(|slot| slot.free && slot.starts_at == at);
        let shown = self.shown.try_get_untracked().unwrap_or_default();
        self.slots.try_update(|known| {
            known.iter_mut().for_each(|slot| slot.free = is_free(slot.starts_at));
            let mut index = 0..;
            known.retain(|slot| index.next().is_some_and(|index| index < shown) || slot.free);
        });
        for slot in slots {
            self.set(*slot);
        }
        looked_at.filter(|at| !is_free(*at))
    }

    /// Whether a slot that is shown as free has begun.
    pub(super) fn has_begun(self, now: DateTime<Utc>) -> bool {
        let has_begun = |slots: &Vec<Slot>| slots.iter().any(|s| s.free && s.starts_at <= now);
        self.slots.try_with_untracked(has_begun).unwrap_or_default()
    }

    /// Why a time cannot be chosen.
    pub(super) fn why_not(self, at: DateTime<Utc>) -> String {
        let time = dates::local_time(at, self.offset);
        match (self.is_over.get_untracked(), at <= clock::server()) {
            (true, _) => tr::times::over_choose(),
            (false, true) => tr::times::begun(&time),
            (false, false) => tr::times::cannot(&time),
        }
    }

    fn is_free_untracked(self, at: DateTime<Utc>) -> bool {
        let is_free = |slots: &Vec<Slot>| slots.iter().any(|s| s.starts_at == at && s.free);
        self.slots.try_with_untracked(is_free).unwrap_or_default()
    }

    /// Updates one slot. Returns whether it has just been taken while it had the focus.
    pub(super) fn set(self, slot: Slot) -> bool {
        let at = slot.starts_at;
        let was_free = self.slots.try_update(|slots| {
            match slots.binary_search_by_key(&at, |known| known.starts_at) {
                // A slot that was not shown yet need not stay.
                Ok(index) if !slot.free && index >= self.shown.get_untracked() => {
                    slots.remove(index);
                    None
                }
                Ok(index) => {
                    let known = slots.get_mut(index)?;
                    Some(std::mem::replace(&mut known.free, slot.free))
                }
                Err(index) if slot.free => {
                    slots.insert(index, slot);
                    // Shows one more, so that the new slot pushes no other one off the screen.
                    self.shown.try_update(|shown| *shown += usize::from(index < *shown));
                    None
                }
                Err(_) => None,
            }
        });
        let is_lost = was_free.flatten() == Some(true) && !slot.free;
        is_lost && self.focused.try_get_untracked().flatten() == Some(at)
    }

    /// Whether any slot is free, tracked.
    pub(super) fn has_free(self) -> bool {
        self.slots.with(|slots| slots.iter().any(|slot| slot.free))
    }

    /// The chosen time, tracked.
    pub(super) fn chosen(self) -> Option<DateTime<Utc>> {
        self.chosen.get()
    }

    /// The chosen time, untracked; `None` also when the page is gone.
    pub(super) fn chosen_untracked(self) -> Option<DateTime<Utc>> {
        self.chosen.try_get_untracked().flatten()
    }

    pub(super) fn choose(self, time: Option<DateTime<Utc>>) {
        self.chosen.set(time);
        self.reveal();
    }

    /// Shows as many slots as needed to include the chosen one.
    fn reveal(self) {
        let Some(chosen) = self.chosen.get_untracked() else { return };
        let index = self.slots.with_untracked(|s| s.iter().position(|s| s.starts_at == chosen));
        if let Some(index) = index.filter(|index| *index >= self.shown.get_untracked()) {
            self.shown.set(index + 1);
        }
    }

    /// Moves the focus to the chosen time, or else to the first free one.
    pub(super) fn focus(self) {
        let first = self
            .slots
            .with_untracked(|slots| slots.iter().find(|slot| slot.free).map(|slot| slot.starts_at));
        if let Some(at) = self.chosen.get_untracked().or(first) {
            focus::on_id(&time_id(at));
        }
    }

    fn is_free(self, at: DateTime<Utc>) -> bool {
        self.slots.with(|slots| slots.iter().any(|slot| slot.starts_at == at && slot.free))
    }

    fn part(self, at: DateTime<Utc>) -> Part {
        match local(at, self.offset).hour() {
            0..12 => Part::Morning,
            12..17 => Part::Afternoon,
            _ => Part::Evening,
        }
    }

    /// Shown slots of a part of the day, tracked.
    fn times_in(self, part: Part) -> Vec<DateTime<Utc>> {
        let shown = self.shown.get();
        self.slots.with(|slots| {
            let times = slots.iter().take(shown).map(|slot| slot.starts_at);
            times.filter(|at| self.part(*at) == part).collect()
        })
    }
}

fn time_id(at: DateTime<Utc>) -> String {
    format!("time-{}", at.timestamp())
}

#[component]
pub(super) fn SlotTimes(
    state: SlotTimesState,
    /// The day and the time zone.
    legend: String,
    /// Called when the citizen chooses a time.
    #[prop(into)]
    on_choose: Callback<DateTime<Utc>>,
    /// Called when the citizen goes back to the days.
    #[prop(into)]
    on_back: Callback<()>,
    /// Announces a text politely.
    #[prop(into)]
    say: Callback<String>,
) -> AnyView {
    let choose = Callback::new(move |at: DateTime<Utc>| {
        if at <= clock::server() {
            state.set(Slot { starts_at: at, free: false });
        }
        if state.is_free_untracked(at) {
            state.choose(Some(at));
            return on_choose.run(at);
        }
        say.run(state.why_not(at));
    });
    let part = move |part: Part, name: String| {
        let times = Memo::new(move |_| state.times_in(part));
        let moments = move || times.with(|times| times.iter().map(DateTime::timestamp).collect());
        let item = move |moment| {
            DateTime::from_timestamp(moment, 0).map(|at| radio(state, choose, at)).into_any()
        };
        let is_there = move || times.with(|times| !times.is_empty());
        view! {
            <div class="slot-times__part" role="group" aria-label=name.clone() hidden=move || !is_there()>
                <p class="slot-times__name" aria-hidden="true">{name.clone()}</p>
                <div class="slot-times__list">{keyed(moments, item)}</div>
            </div>
        }
        .into_any()
    };
    let hidden =
        Memo::new(move |_| state.slots.with(|slots| slots.len().saturating_sub(state.shown.get())));
    let more = move |_| {
        let before = state.shown.get_untracked();
        let first = state.slots.with_untracked(|slots| slots.get(before).map(|s| s.starts_at));
        state.shown.set(before.saturating_add(SHOWN));
        first.iter().for_each(|at| focus::on_id(&time_id(*at)));
    };
    let follow = move |event: ev::FocusEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let id = target.map(|target| target.id()).unwrap_or_default();
        let known = |slots: &Vec<Slot>| {
            slots.iter().map(|slot| slot.starts_at).find(|at| time_id(*at) == id)
        };
        state.focused.set(state.slots.with_untracked(known));
    };
    view! {
        <fieldset class="slot-times" on:focusin=follow on:focusout=move |_| state.focused.set(None)>
            <legend class="slot-times__legend">{legend}</legend>
            {part(Part::Morning, tr::times::morning())}
            {part(Part::Afternoon, tr::times::afternoon())}
            {part(Part::Evening, tr::times::evening())}
        </fieldset>
        {move || (hidden.get() > 0).then(|| view! {
            <p>
                <button class="link" type="button" on:click=more>
                    {move || tr::times::more(u32::try_from(hidden.get().min(SHOWN)).unwrap_or_default())}
                </button>
            </p>
        })}
        <p class="slot-times__back">
            <button class="link" type="button" on:click=move |_| on_back.run(())>{tr::times::back()}</button>
        </p>
    }
    .into_any()
}

fn radio(state: SlotTimesState, choose: Callback<DateTime<Utc>>, at: DateTime<Utc>) -> AnyView {
    let is_taken = Memo::new(move |_| !state.is_free(at));
    // The focused radio button is not disabled, because it would lose the focus.
    let is_kept = Memo::new(move |_| state.focused.get() == Some(at));
    let change = move |event: ev::Event| {
        choose.run(at);
        // The browser has already checked the button; a taken slot cannot be chosen, so restores the choice.
        let chosen = state.chosen.get_untracked();
        if let Some(input) =
            event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok())
        {
            input.set_checked(chosen == Some(at));
        }
    };
    let label = move || {
        let time = dates::local_time(at, state.offset);
        match (is_taken.get(), state.is_over.get() || at <= clock::server()) {
            (false, _) => time,
            (true, false) => tr::times::taken(&time),
            (true, true) => tr::times::over(&time),
        }
    };
    view! {
        <label class="slot-time" class:slot-time--taken=is_taken>
            <input
                type="radio"
                name="slot"
                id=time_id(at)
                value=domain::wire::time::print_moment(at)
                prop:checked=move || state.chosen.get() == Some(at)
                disabled=move || is_taken.get() && !is_kept.get()
                aria-disabled=move || is_taken.get().then_some("true")
                on:change=change
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
