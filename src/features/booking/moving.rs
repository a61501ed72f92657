//! Another time for a booking at the same institution. The old one stays on the screen, and stays booked until the new one
//! is.

use super::hold::{Held, HoldBar};
use super::pick::{Institution, Pick, PickView};
use super::words;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths::{self, BookingStep, Place};
use crate::platform::clock;
use crate::shell::fetched::Fetched;
use crate::shell::navigation::{self, Navigation};
use crate::shell::page::Page;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::wire::booking::Booking;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Move() -> impl IntoView {
    let id = navigation::place().get_untracked().id();
    let booking = Fetched::new(move || {
        let id = id.clone();
        async move { api::bookings::one(&id).await }
    });
    booking.page(tr::moving::failed, move |booking| {
        clock::set_server(booking.now);
        match booking.standing().may_move(clock::server()) {
            Ok(()) => view! { <Open booking=booking/> }.into_any(),
            Err(lock) => {
                let href = paths::booking(&booking.id, BookingStep::Show);
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

#[component]
fn Open(booking: Booking) -> AnyView {
    let place = &booking.place;
    let held = Held::new(booking.application.clone(), None);
    let place = Institution {
        id: place.id.clone(),
        city: place.city.clone(),
        utc_offset: place.utc_offset,
    };
    let pick = Pick::new(booking.application.clone(), place, held);
    let booking = StoredValue::new(booking);
    let at = navigation::place();
    let confirms = Memo::new(move |_| {
        matches!(at.get(), Place::Booking { step: BookingStep::ConfirmMove, .. })
    });
    let shown = move || {
        if confirms.get() && held.get().is_some() {
            return view! { <Confirm booking=booking pick=pick held=held/> }.into_any();
        }
        view! { <Time booking=booking pick=pick/> }.into_any()
    };
    shown.into_any()
}

/// The time as it is booked now.
fn old(booking: &Booking) -> String {
    words::when(booking.starts_at, booking.place.utc_offset)
}

fn address(booking: StoredValue<Booking>, step: BookingStep) -> String {
    booking.try_with_value(|booking| paths::booking(&booking.id, step)).unwrap_or_default()
}

#[component]
fn Time(booking: StoredValue<Booking>, pick: Pick) -> AnyView {
    let go = navigation::go();
    let back = address(booking, BookingStep::Show);
    let next = address(booking, BookingStep::ConfirmMove);
    let (now, name) = booking.with_value(|booking| (old(booking), booking.place.name.clone()));
    view! {
        <Page
            title=tr::moving::title()
            above=move || view! { <Link href=back.clone() class="back" text=tr::moving::back()/> }
        >
            <p class="lead">{name}</p>
            <p>{tr::moving::now(&now)}</p>
            <PickView pick=pick on_held=move |()| go(&next) kept=tr::moving::kept(&now)/>
        </Page>
    }
    .into_any()
}

#[component]
fn Confirm(booking: StoredValue<Booking>, pick: Pick, held: Held) -> AnyView {
    let failed = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let go = navigation::go();
    let to_time = address(booking, BookingStep::Move);
    let back = to_time.clone();
    let back_to = StoredValue::new(to_time);
    let lose = Callback::new(move |()| {
        pick.lose();
        held.forget();
        go(&back_to.get_value());
    });
    let (now, name) = booking.with_value(|booking| (old(booking), booking.place.name.clone()));
    let new = held.get().map(|hold| words::when(hold.starts_at, pick.offset()));
    let kept = StoredValue::new(tr::moving::kept(&now));
    let relocate = move |()| {
        let Some(hold) = held.get() else { return };
        busy.set(true);
        failed.set(None);
        pick.settle(true);
        let (id, version) = booking.with_value(|booking| (booking.id.clone(), booking.version));
        let navigation = Navigation::current();
        spawn_local(async move {
            let answer = api::bookings::relocate(&id, version, hold.starts_at).await;
            if busy.try_set(false).is_some() {
                return;
            }
            // Without an answer the booking may have been made: the same key asks again.
            pick.settle(answer.as_ref().err().is_none_or(ApiError::is_passing));
            match answer {
                Ok(booking) => {
                    held.forget();
                    let address = paths::booking(&booking.id, BookingStep::Show);
                    navigation.iter().for_each(|navigation| navigation.replace(&address));
                }
                Err(error) if error.code() == Some(ProblemCode::SlotTaken) => lose.run(()),
                Err(error) => {
                    failed.try_set(Some(error));
                }
            }
        });
    };
    let failure = move |error: ApiError| {
        let text = match error.code() {
            Some(ProblemCode::Conflict) => tr::moving::changed_elsewhere(),
            Some(ProblemCode::NotAllowed) => tr::moving::not_any_more(),
            _ => error.text(),
        };
        let href = address(booking, BookingStep::Show);
        view! {
            <Notice tone=Tone::Bad alert=true title=tr::moving::not_moved()>
                <p>{text}</p>
                <p>{kept.get_value()}</p>
                <p><Link href=href text=tr::choose::open_booking()/></p>
            </Notice>
        }
    };
    view! {
        <Page
            title=tr::moving::check()
            above=move || view! { <Link href=back.clone() class="back" text=tr::confirm::back()/> }
        >
            <HoldBar held=held on_lost=lose/>
            <dl class="summary">
                <div class="summary__row"><dt>{tr::moving::old_time()}</dt><dd>{now}</dd></div>
                <div class="summary__row">
                    <dt>{tr::moving::new_time()}</dt>
                    <dd>{new} <span class="summary__note">{pick.zone()}</span></dd>
                </div>
                <div class="summary__row"><dt>{tr::confirm::place()}</dt><dd>{name}</dd></div>
            </dl>
            {move || failed.get().map(failure)}
            <p class="actions">
                <Button primary=true busy=busy on_press=relocate>{tr::moving::send()}</Button>
            </p>
        </Page>
    }
    .into_any()
}
