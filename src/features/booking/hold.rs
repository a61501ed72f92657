//! The time that is kept for the citizen while the rest is filled in.

use crate::api::{self, ApiError};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::sleep::Sleep;
use crate::platform::{clock, page};
use crate::state::action;
use crate::state::announcer::Announcer;
use crate::ui::button::Button;
use crate::ui::notice::Tone;
use chrono::{DateTime, TimeDelta, Utc};
use domain::booking::{UtcOffset, WARNING_SECONDS};
use domain::wire::booking::{Hold, HoldSlot};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The hold of an application, if there is one. Deadlines are the server's; a device can be wrong by days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    application: StoredValue<String>,
    hold: RwSignal<Option<Hold>>,
    stage: RwSignal<Stage>,
    /// The hold was taken here and not by another tab.
    is_own: StoredValue<bool>,
    pause: StoredValue<Sleep, LocalStorage>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Kept,
    /// Two minutes are left.
    Ending,
    Ended,
}

impl Held {
    /// `hold` is one that stands already: it outlives a reload. What is taken here is freed when the owner goes.
    pub(super) fn new(application: String, hold: Option<Hold>) -> Self {
        let held = Self {
            application: StoredValue::new(application),
            hold: RwSignal::new(None),
            stage: RwSignal::new(Stage::Ended),
            is_own: StoredValue::new(false),
            pause: StoredValue::new_local(Sleep::default()),
        };
        if let Some(hold) = hold {
            held.set(hold);
        }
        on_cleanup(move || {
            held.pause.try_with_value(Sleep::wake);
            let hold = held.hold.try_get_untracked().flatten();
            if let (Some(hold), Some(true)) = (hold, held.is_own.try_get_value()) {
                held.release(slot(&hold));
            }
        });
        spawn_local(held.watch());
        page::on_visible(move || held.pause.with_value(Sleep::wake));
        held
    }

    /// What is held, or was until it ended, untracked.
    pub(super) fn get(self) -> Option<Hold> {
        self.hold.try_get_untracked().flatten()
    }

    /// Whether a time is held now.
    pub(super) fn keeps(self, time: DateTime<Utc>) -> bool {
        self.get().is_some_and(|hold| hold.starts_at == time && stage(&hold) != Stage::Ended)
    }

    /// What [`get`](Self::get) tells, tracked.
    pub(super) fn tracked(self) -> Option<Hold> {
        self.hold.get()
    }

    /// Holds a slot; what was held before is freed.
    pub(super) async fn take(
        self,
        institution: String,
        time: DateTime<Utc>,
    ) -> Result<(), ApiError> {
        let application = self.application.try_get_value().unwrap_or_default();
        let wanted = HoldSlot { institution, starts_at: time };
        let hold = api::bookings::hold(&application, &wanted).await?;
        self.own(hold, &application);
        Ok(())
    }

    /// Ten minutes more, or the same slot again once it has ended.
    async fn keep(self, hold: Hold) -> Result<(), ApiError> {
        let application = self.application.try_get_value().unwrap_or_default();
        let hold = api::bookings::prolong(&application, &slot(&hold)).await?;
        self.own(hold, &application);
        Ok(())
    }

    /// The slot is booked, or lost: there is nothing to free any more.
    pub(super) fn forget(self) {
        self.hold.try_set(None);
    }

    /// What was just held here. Where the page is gone meanwhile nobody needs it.
    fn own(self, hold: Hold, application: &str) {
        if self.is_own.try_update_value(|is_own| *is_own = true).is_some() {
            return self.set(hold);
        }
        let application = application.to_owned();
        action::commit(async move {
            let _ = api::bookings::release(&application, &slot(&hold)).await;
        });
    }

    fn release(self, slot: HoldSlot) {
        let Some(application) = self.application.try_get_value() else { return };
        action::commit(async move {
            let _ = api::bookings::release(&application, &slot).await;
        });
    }

    fn set(self, hold: Hold) {
        clock::set_server(hold.now);
        self.stage.try_set(stage(&hold));
        self.hold.try_set(Some(hold));
        self.pause.try_with_value(Sleep::wake);
    }

    /// Follows the deadline for as long as the owner lives.
    async fn watch(self) {
        /// A device that slept may wake late.
        const LONGEST: u32 = 15_000;
        while let Some(hold) = self.hold.try_get_untracked() {
            let left = hold.as_ref().map(|hold| {
                let stage = stage(hold);
                if self.stage.try_get_untracked() != Some(stage) {
                    self.stage.try_set(stage);
                }
                let warns_at = hold.ends_at - TimeDelta::seconds(WARNING_SECONDS);
                let now = clock::server();
                let next = if now < warns_at { warns_at } else { hold.ends_at };
                u32::try_from((next - now).num_milliseconds()).unwrap_or(LONGEST)
            });
            let Some(sleep) = self.pause.try_get_value() else { return };
            sleep.sleep(left.unwrap_or(LONGEST).clamp(50, LONGEST)).await;
        }
    }
}

fn slot(hold: &Hold) -> HoldSlot {
    HoldSlot { institution: hold.institution.clone(), starts_at: hold.starts_at }
}

fn stage(hold: &Hold) -> Stage {
    let left = hold.ends_at - clock::server();
    if left <= TimeDelta::zero() {
        Stage::Ended
    } else if left <= TimeDelta::seconds(WARNING_SECONDS) {
        Stage::Ending
    } else {
        Stage::Kept
    }
}

/// Until when the time is kept, and how to keep it longer. When it ends, or somebody else has the time, everything else
/// stays.
#[component]
pub(super) fn HoldBar(
    held: Held,
    /// Of the institution.
    offset: UtcOffset,
    /// That the time cannot be had any more, in words.
    #[prop(into)]
    lost: Signal<Option<String>>,
    /// The server has said that it cannot be had.
    #[prop(into)]
    on_lost: Callback<()>,
    /// The citizen goes to choose another time.
    #[prop(into)]
    on_leave: Callback<()>,
) -> AnyView {
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let announcer = Announcer::current();
    // Ten minutes more, or the same slot again once it has ended.
    let keep = move |is_pressed: bool| {
        if busy.get_untracked() {
            return;
        }
        let Some(hold) = held.get() else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = held.keep(hold).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    failed.try_set(None);
                    let until = held.get().map(|hold| until(&hold, offset)).unwrap_or_default();
                    announcer.iter().for_each(|announcer| announcer.say(tr::hold::kept(&until)));
                }
                Err(error) if error.code() == Some(ProblemCode::SlotTaken) => {
                    on_lost.try_run(());
                    // Who has not pressed anything goes on writing.
                    if is_pressed {
                        on_leave.try_run(());
                    }
                }
                Err(error) => {
                    failed.try_set(Some(error.text()));
                }
            }
        });
    };
    // Who comes back to the page finds the time held again, or learns at once that it is lost.
    page::on_visible(move || {
        let is_ended = held.get().is_some_and(|hold| stage(&hold) == Stage::Ended);
        if is_ended && lost.with_untracked(Option::is_none) {
            keep(false);
        }
    });
    // Said once, politely: nothing is lost yet.
    Effect::watch(
        move || held.stage.get(),
        move |stage, _, _| {
            let Some(hold) = held.get().filter(|_| lost.with_untracked(Option::is_none)) else {
                return;
            };
            let text = match stage {
                Stage::Kept => return,
                Stage::Ending => tr::hold::ending(&until(&hold, offset)),
                Stage::Ended => tr::hold::ended(),
            };
            announcer.iter().for_each(|announcer| announcer.say(text.clone()));
        },
        false,
    );
    let can_prolong =
        move |hold: &Hold| held.stage.get() == Stage::Ended || hold.prolongations_left > 0;
    let press = move |()| match lost.with_untracked(Option::is_some) {
        true => on_leave.run(()),
        false => keep(true),
    };
    // Its parts stay where they are: a button that is gone would take the focus with it.
    let bar = move || {
        let hold = held.hold.get()?;
        let until = until(&hold, offset);
        let (tone, title) = match (lost.with(Option::is_some), held.stage.get()) {
            (true, _) => (Tone::Bad, None),
            (false, Stage::Kept) => (Tone::Info, Some(tr::hold::kept(&until))),
            (false, Stage::Ending) => (Tone::Warn, Some(tr::hold::ending(&until))),
            (false, Stage::Ended) => (Tone::Warn, Some(tr::hold::ended())),
        };
        let title = title.map(|title| view! { <p class="notice__title">{title}</p> });
        // Said at once, wherever the citizen is on the page.
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
            busy.get() || !can
        });
        let view = view! {
            <div class=format!("notice notice--{} actions", tone.name())>
                {title}
                {alert}
                <p><Button id=KEEP busy=is_off on_press=press>{words}</Button></p>
            </div>
        };
        Some(view.into_any())
    };
    // What need not stay in sight while the citizen writes.
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
            && (lost.with(Option::is_some) || held.stage.get() != Stage::Kept)
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

const KEEP: &str = "keep-time";

/// On the clock of this device, right or wrong: that is the one that the citizen looks at. Where the institution's shows
/// another hour, it is said whose clock is meant.
fn until(hold: &Hold, offset: UtcOffset) -> String {
    let at = clock::on_device(hold.ends_at);
    let time = dates::time(at);
    if dates::is_local(at, offset) { time } else { tr::hold::by_yours(&time) }
}
