//! Moving a booking to another time at the same institution. The old time stays visible, and stays booked until the new
//! one is.

use super::hold::{self, Held, HoldBar, Opening, in_turn, release};
use super::long_wait::slow;
use super::slots::{Institution, SlotPicker, SlotPickerView};
use super::{just_moved, later, missing, words};
use crate::api::{self, ApiError};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths::{self, Route};
use crate::platform::clock;
use crate::shell::navigation::{self, Navigation};
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::wire::booking::Booking;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

#[component]
pub(super) fn Move() -> impl IntoView {
    let id = navigation::route().get_untracked().id();
    let found = Fetched::new(move || {
        let id = id.clone();
        async move {
            let booking = api::bookings::one(&id).await?;
            let opening = hold::open(&booking.application).await?;
            Ok((booking, opening))
        }
    });
    missing::page(found, tr::moving::failed, |(booking, opening)| {
        clock::set_server(booking.now);
        match booking.standing().may_move(clock::server()) {
            Ok(()) => view! { <Open booking=booking opening=opening/> }.into_any(),
            Err(lock) => {
                let href = paths::booking(&booking.id);
                view! {
                    <Page title=tr::moving::locked()>
                        <p>{words::change_lock(&booking, lock)}</p>
                        <p><Link href=href text=tr::choose::open_booking()/></p>
                    </Page>
                }
                .into_any()
            }
        }
    })
}

/// State shared by both screens.
#[derive(Debug, Clone, Copy)]
struct Moving {
    booking: StoredValue<Booking>,
    held: Held,
    pick: SlotPicker,
    /// The request to move; it may be in flight on either screen.
    sending: Action,
}

#[component]
fn Open(booking: Booking, opening: Opening) -> AnyView {
    let place = &booking.place;
    let hold = opening.visit.hold.filter(|hold| hold.institution == place.id);
    let held = Held::new(booking.application.clone(), hold, opening.is_own);
    let at = Institution {
        id: place.id.clone(),
        name: place.name.clone(),
        city: place.city.clone(),
        address: words::address(&place.city, &place.address),
        phone: place.phone.clone(),
        utc_offset: place.utc_offset,
    };
    // A citizen who was notified of an earlier slot comes for that slot.
    let earlier = booking.waiting.as_ref().and_then(|waiting| waiting.earlier);
    let moving = Moving {
        pick: SlotPicker::new(
            booking.application.clone(),
            at,
            held,
            earlier,
            Some(booking.starts_at),
        ),
        held,
        sending: Action::new(),
        booking: StoredValue::new(booking),
    };
    let at = navigation::route();
    let confirms = Memo::new(move |_| matches!(at.get(), Route::ConfirmMove { .. }));
    let shown = move || {
        if !confirms.get() {
            return view! { <Time moving=moving/> }.into_any();
        }
        if held.get().is_some() {
            return view! { <Confirm moving=moving/> }.into_any();
        }
        // No time is held: leads to the calendar first.
        if let Some(navigation) = Navigation::current() {
            let address = moving.address(paths::move_booking);
            request_animation_frame(move || {
                if !moving.sending.is_disposed() {
                    navigation.replace(&address);
                }
            });
        }
        ().into_any()
    };
    shown.into_any()
}

impl Moving {
    fn address(self, screen: fn(&str) -> String) -> String {
        self.booking.try_with_value(|b| screen(&b.id)).unwrap_or_default()
    }

    /// The time booked now, worded for the middle of a sentence.
    fn old(self) -> String {
        self.booking.with_value(words::of_booking)
    }

    /// Text saying that the booking stays; empty if the institution cannot keep its time.
    fn booking_stays(self) -> String {
        let must_move = self.booking.with_value(|booking| booking.transfer.is_some());
        if must_move { String::new() } else { tr::moving::kept(&self.old()) }
    }

    /// Goes to the calendar, where the notice about a lost slot gets the focus. Replaces the history entry: «Back» must not
    /// lead to the last screen without a time.
    fn choose_again(self, navigation: Option<Navigation>) {
        let address = self.address(paths::move_booking);
        navigation.iter().for_each(|navigation| navigation.replace(&address));
    }

    /// Moves the booking to the held slot. The answer is handled on whichever screen the citizen is by then.
    fn relocate(self) {
        let Some(hold) = self.held.get() else { return };
        let time = hold.starts_at;
        self.pick.set_booking_now(Some(time));
        self.held.set_being_booked(true);
        let (id, version, application) =
            self.booking.with_value(|b| (b.id.clone(), b.version, b.application.clone()));
        let (announcer, navigation) = (Announcer::current(), Navigation::current());
        let moved = tr::moving::moved(&dates::day_and_time_in_sentence(time, self.pick.offset()));
        let sending = self.sending;
        let asked = async move {
            let answer = in_turn(api::bookings::relocate(&id, version, time)).await;
            match &answer {
                Ok(_) => announcer.iter().for_each(|announcer| announcer.say(moved.clone())),
                Err(_) if sending.is_disposed() => release(application, hold).await,
                Err(_) => {}
            }
            answer
        };
        sending.settle(asked, move |answer| {
            self.held.set_being_booked(false);
            let error = match answer {
                Ok(booking) => {
                    self.held.forget();
                    just_moved::note(&booking.id);
                    let address = paths::booking(&booking.id);
                    return navigation.iter().for_each(|navigation| navigation.replace(&address));
                }
                Err(error) => error,
            };
            // After a transient error the booking may have been moved all the same; a retry changes nothing then.
            if !error.is_passing() {
                self.pick.set_booking_now(None);
            }
            if error.code() == Some(ProblemCode::SlotTaken) {
                self.pick.lose(time);
                self.choose_again(navigation);
            } else {
                sending.fail(error);
            }
        });
    }
}

#[component]
fn Time(moving: Moving) -> AnyView {
    let go = navigation::go();
    let back = moving.address(paths::booking);
    let next = moving.address(paths::confirm_move);
    let (name, must_move, due) =
        moving.booking.with_value(|b| (b.place.name.clone(), b.transfer.is_some(), b.decision_by));
    let now = if must_move {
        tr::moving::not_kept(&moving.old())
    } else {
        tr::moving::now(&moving.old())
    };
    view! {
        <Page
            title=tr::moving::title()
            above=move || view! { <Link href=back.clone() class="back" text=tr::moving::back()/> }
        >
            <p class="lead">{name}</p>
            <p>{now}</p>
            {later::in_time(due, moving.pick.offset())}
            <SlotPickerView pick=moving.pick on_held=move |()| go(&next) booking_stays=moving.booking_stays()/>
        </Page>
    }
    .into_any()
}

#[component]
fn Confirm(moving: Moving) -> AnyView {
    let Moving { held, pick, sending, .. } = moving;
    let back = moving.address(paths::move_booking);
    let navigation = Navigation::current();
    let lose = move |()| held.get().iter().for_each(|hold| pick.lose(hold.starts_at));
    let (name, old, due) = moving.booking.with_value(|booking| {
        let old = dates::day_and_time(booking.starts_at, booking.place.utc_offset);
        (booking.place.name.clone(), old, booking.decision_by)
    });
    // Another tab may have changed the hold. The booking moves to the held time, so that is the one shown here.
    let new = move || held.tracked().map(|hold| dates::day_and_time(hold.starts_at, pick.offset()));
    let press = move |()| moving.relocate();
    view! {
        <Page
            title=tr::moving::check()
            above=move || view! { <Link href=back.clone() class="back" text=tr::confirm::back()/> }
        >
            <HoldBar
                held=held
                offset=pick.offset()
                lost=Signal::derive(move || pick.lost_words())
                on_lost=lose
                on_leave=move |()| moving.choose_again(navigation)
            />
            <dl class="summary">
                <div class="summary__row"><dt>{tr::moving::old_time()}</dt><dd>{old}</dd></div>
                <div class="summary__row">
                    <dt>{tr::moving::new_time()}</dt>
                    <dd>{new} <span class="summary__note">{pick.zone()}</span></dd>
                </div>
                <div class="summary__row"><dt>{tr::confirm::place()}</dt><dd>{name} <span class="summary__note">{pick.address()}</span></dd></div>
            </dl>
            {move || {
                let hold = held.tracked()?;
                later::warning(due, hold.starts_at, pick.offset(), moving.address(paths::move_booking))
            }}
            {move || sending.error().get().map(|error| failure(moving, &error))}
            <p class="actions">
                <Button primary=true busy=sending.busy() on_press=press>{tr::moving::send()}</Button>
            </p>
            {slow(sending.busy(), tr::moving::sending)}
        </Page>
    }
    .into_any()
}

/// Notice saying why the booking was not moved.
fn failure(moving: Moving, error: &ApiError) -> AnyView {
    let text = match error.code() {
        Some(ProblemCode::Conflict) => tr::moving::changed_elsewhere(),
        Some(ProblemCode::NotAllowed) => tr::moving::not_any_more(),
        _ => error.text(),
    };
    let href = moving.address(paths::booking);
    let booking_stays = moving.booking_stays();
    let booking_stays = (!booking_stays.is_empty()).then(|| view! { <p>{booking_stays}</p> });
    view! {
        <Notice tone=Tone::Bad alert=true title=tr::moving::not_moved()>
            <p>{text}</p>
            {booking_stays}
            <p><Link href=href text=tr::choose::open_booking()/></p>
        </Notice>
    }
    .into_any()
}
