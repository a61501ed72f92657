//! Booking a visit for an application: institution, time, details for the institution. One page with three screens.

mod confirm;
mod institutions;
mod locked;
mod saved_details;
mod wishes;

use super::catalogue::CatalogueView;
use super::hold::{self, Held, Opening};
use super::slots::{self, SlotPicker, SlotPickerView, institutions_of};
use super::{choose_institution, confirm_booking, later, words};
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::part::part;
use crate::paths::{self, Route};
use crate::platform::{clock, early};
use crate::shell::navigation::{self, Navigation};
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::state::fetched::Fetched;
use crate::state::key;
use crate::ui::link::Link;
use domain::booking::NotBookable;
use domain::wire::booking::{ApplicationVisit, Booking, VisitDetails};
use domain::wire::institution::Institutions;
use futures::future::join3;
use leptos::prelude::*;
use saved_details::SavedDetails;
use std::cell::Cell;
use wishes::Wishes;

#[component]
pub(super) fn Choose() -> impl IntoView {
    let id = navigation::route().get_untracked().id();
    let visit = Fetched::new(move || {
        let id = id.clone();
        async move {
            let (opening, fetched, ()) =
                join3(hold::open(&id), key::fetch(), saved_details::restored()).await;
            let opening = opening?;
            let typed = saved_details::recover(&opening.visit.application, fetched)?;
            Ok(Opened { opening, typed })
        }
    });
    visit.page(tr::choose::failed, |opened| {
        clock::set_server(opened.opening.visit.now);
        view! { <Open opened=opened/> }.into_any()
    })
}

/// Everything the page fetches before it opens.
#[derive(Debug, Clone)]
struct Opened {
    opening: Opening,
    /// Details that were typed before the page was left or reloaded.
    typed: Option<VisitDetails>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Screen {
    Institution,
    /// Choosing the day and the time at an institution.
    Time(String),
    /// Details for the institution, and «Записаться».
    Confirm(String),
}

/// State shared by the three screens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choosing {
    /// Owner of the page, for what survives a screen.
    owner: StoredValue<Option<Owner>>,
    visit: StoredValue<ApplicationVisit>,
    institutions: Fetched<Institutions>,
    /// Filters of the list of institutions; `None` until the list is loaded.
    catalogue: RwSignal<Option<CatalogueView>>,
    held: Held,
    /// Picker of the last opened institution, with the owner that disposes of its signals when another one is opened.
    picker: RwSignal<Option<(SlotPicker, Owner)>>,
    wishes: Wishes,
    saved: SavedDetails,
    /// The request to book; it may be in flight on any of the screens.
    sending: Action,
    failed: RwSignal<Option<Failure>>,
    /// The patient's active booking for the service.
    booking: RwSignal<Option<Booking>>,
    /// The citizen has decided to replace the existing booking.
    replaces: RwSignal<bool>,
}

/// Why nothing was booked.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Failure {
    Error(ApiError),
    /// The application no longer allows choosing a date.
    Locked(NotBookable),
    /// The booking to be replaced is gone; the next press of «Записаться» replaces nothing.
    OldGone,
}

#[component]
fn Open(opened: Opened) -> AnyView {
    let Opened { opening: Opening { visit, is_own }, typed } = opened;
    if let Some(lock) = visit.lock {
        return locked::not_now(&visit, lock);
    }
    let wishes = Wishes::new(visit.phone.clone(), typed);
    let saved = SavedDetails::follow(&visit.application, wishes.details);
    let choosing = Choosing {
        owner: StoredValue::new(Owner::current()),
        institutions: Fetched::new(api::institutions::list),
        catalogue: RwSignal::new(None),
        held: Held::new(visit.application.clone(), visit.hold.clone(), is_own),
        picker: RwSignal::new(None),
        wishes,
        saved,
        sending: Action::new(),
        failed: RwSignal::new(None),
        booking: RwSignal::new(visit.booking.clone()),
        replaces: RwSignal::new(false),
        visit: StoredValue::new(visit),
    };
    CURRENT.set(Some(choosing));
    early::afterwards("booking", "booking");
    let route = navigation::route();
    let screen = Memo::new(move |_| match route.get() {
        Route::ChooseTime { institution, .. } => Screen::Time(institution),
        Route::ConfirmTime { institution, .. } => Screen::Confirm(institution),
        _ => Screen::Institution,
    });
    // The screen stays if the old booking disappears while the citizen is replacing it.
    let standing = Memo::new(move |_| choosing.booking.get().filter(|_| !choosing.replaces.get()));
    let shown = move || {
        let screen = screen.get();
        if let Some(booking) = standing.get() {
            return locked::booked(&booking, choosing.replaces);
        }
        match screen {
            Screen::Institution => part("booking", || Box::pin(choose_institution())),
            Screen::Time(institution) => at(choosing, institution, time),
            Screen::Confirm(institution) => at(choosing, institution, confirm),
        }
    };
    shown.into_any()
}

/// First screen: the institutions where this visit is possible.
pub(super) fn institution_screen() -> AnyView {
    on_current(institutions::institutions)
}

/// Last screen: details for the institution, and «Записаться».
pub(super) fn confirm_screen() -> AnyView {
    on_current(|choosing| match choosing.picker.get_untracked() {
        Some((pick, _)) => view! { <confirm::Confirm choosing=choosing pick=pick/> }.into_any(),
        None => ().into_any(),
    })
}

fn on_current(screen: fn(Choosing) -> AnyView) -> AnyView {
    CURRENT.get().map_or_else(|| ().into_any(), screen)
}

/// Shows a screen for an institution once the list of institutions is loaded.
fn at(
    choosing: Choosing,
    institution: String,
    screen: fn(Choosing, SlotPicker) -> AnyView,
) -> AnyView {
    choosing.institutions.page(tr::choose::failed, move |list| {
        let found = list.institutions.into_iter().find(|known| known.id == institution);
        let Some(found) = found else {
            let application = choosing.application();
            return view! {
                <Page title=tr::choose::no_institution()>
                    <p><Link href=institutions_of(&application) text=tr::pick::elsewhere()/></p>
                </Page>
            }
            .into_any();
        };
        let known = choosing.picker.get_untracked().filter(|(pick, _)| pick.is_at(&found.id));
        let known = known.or_else(|| {
            let institution = slots::Institution {
                id: found.id.clone(),
                name: found.name.clone(),
                city: found.city.clone(),
                address: words::address(&found.city, &found.address),
                phone: found.phone.clone(),
                utc_offset: found.utc_offset,
            };
            // Time of the booking to be replaced, if it is at this institution.
            let replaced = choosing.booking.get_untracked();
            let booked = replaced.filter(|booking| booking.place.id == found.id);
            let booked = booked.map(|booking| booking.starts_at);
            let begin = || {
                SlotPicker::new(choosing.application(), institution, choosing.held, None, booked)
            };
            // Created under the owner of the page, so that it survives this screen.
            let owner = choosing.owner.get_value().map(|owner| owner.child());
            let new = owner.map(|owner| (owner.with(begin), owner));
            choosing.picker.set(new.clone());
            new
        });
        match known {
            Some((pick, _)) => screen(choosing, pick),
            None => ().into_any(),
        }
    })
}

fn time(choosing: Choosing, pick: SlotPicker) -> AnyView {
    let application = choosing.application();
    let elsewhere = institutions_of(&application);
    let next = paths::confirm_time(&application, &pick.institution());
    let replaced = choosing.booking.get_untracked();
    let booking_stays = replaced.map(|booking| tr::moving::kept(&words::of_booking(&booking)));
    let due = choosing.visit.with_value(|visit| visit.decision_by);
    let go = navigation::go();
    let back = elsewhere.clone();
    view! {
        <Page
            title=tr::choose::when_title()
            above=move || view! { <Link href=back.clone() class="back" text=tr::choose::back_to_list()/> }
        >
            <p class="lead">{pick.name()}</p>
            {later::in_time(due, pick.offset())}
            <SlotPickerView pick=pick on_held=move |()| go(&next) elsewhere=elsewhere booking_stays=booking_stays.unwrap_or_default()/>
        </Page>
    }
    .into_any()
}

fn confirm(choosing: Choosing, pick: SlotPicker) -> AnyView {
    // No time is held at this institution: leads to the calendar first.
    if choosing.held.get().is_none_or(|hold| !pick.is_at(&hold.institution)) {
        if let Some(navigation) = Navigation::current() {
            let to_time = choosing.time_at(pick);
            request_animation_frame(move || {
                if !choosing.sending.is_disposed() {
                    navigation.replace(&to_time);
                }
            });
        }
        return ().into_any();
    }
    part("booking", || Box::pin(confirm_booking()))
}

thread_local! {
    /// The choice that is open, for the screens that load later.
    static CURRENT: Cell<Option<Choosing>> = const { Cell::new(None) };
}

impl Choosing {
    fn application(self) -> String {
        self.visit.try_with_value(|visit| visit.application.clone()).unwrap_or_default()
    }

    /// Address of the calendar of an institution.
    fn time_at(self, pick: SlotPicker) -> String {
        paths::choose_time(&self.application(), &pick.institution())
    }

    fn replaced(self) -> Option<String> {
        let booking = self.booking.try_get_untracked().flatten();
        booking.map(|booking| booking.id)
    }
}
