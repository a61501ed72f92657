//! Last screen: summary of the booking, details for the institution, «Записаться».

use super::super::hold::{HoldBar, in_turn, release};
use super::super::later;
use super::super::long_wait::slow;
use super::super::slots::SlotPicker;
use super::super::words;
use super::wishes::Details;
use super::{Choosing, Failure};
use crate::api::{self, ApiError};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::platform::{clock, focus, page};
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::state::announcer::Announcer;
use crate::ui::button::Submit;
use crate::ui::error_summary::{ERROR_SUMMARY, ErrorSummary};
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::wire::booking::{ApplicationVisit, Book, Booking};
use domain::wire::problem::ProblemCode;
use leptos::ev;
use leptos::prelude::*;

#[component]
pub(super) fn Confirm(choosing: Choosing, pick: SlotPicker) -> AnyView {
    let to_time = choosing.time_at(pick);
    let wishes = choosing.wishes;
    let due = choosing.visit.with_value(|visit| visit.decision_by);
    let (failed, busy) = (choosing.failed, choosing.sending.busy());
    let back = to_time.clone();
    let back_to = StoredValue::new(to_time.clone());
    let navigation = Navigation::current();
    let lose = move |()| choosing.held.get().iter().for_each(|hold| pick.lose(hold.starts_at));
    let leave = move |()| choose_again(navigation, &back_to.get_value());
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        if wishes.check() {
            book(choosing, pick, back_to.get_value());
        } else {
            focus::on_id(ERROR_SUMMARY);
        }
    };
    let findings = Signal::derive(move || wishes.findings());
    let is_wrong = Signal::derive(move || findings.with(|findings| !findings.is_empty()));
    // Another tab may have changed the hold. The held time is the one that gets booked, so it is the one shown here.
    let when = move || {
        let hold = choosing.held.tracked();
        hold.map(|hold| dates::day_and_time(hold.starts_at, pick.offset()))
    };
    view! {
        <Page
            title=tr::confirm::title()
            wrong=is_wrong
            above=move || view! {
                <Link href=back.clone() class="back" text=tr::confirm::back()/>
                <ErrorSummary findings=findings/>
            }
        >
            <HoldBar held=choosing.held offset=pick.offset() lost=Signal::derive(move || pick.lost_words()) on_lost=lose on_leave=leave/>
            <dl class="summary">
                <div class="summary__row">
                    <dt>{tr::confirm::time()}</dt>
                    <dd>
                        {when}
                        <span class="summary__note">{pick.zone()}</span>
                        <Link href=to_time text=tr::confirm::change()/>
                    </dd>
                </div>
                <div class="summary__row">
                    <dt>{tr::confirm::place()}</dt>
                    <dd>{pick.name()} <span class="summary__note">{pick.address()}</span></dd>
                </div>
            </dl>
            {move || {
                let hold = choosing.held.tracked()?;
                later::warning(due, hold.starts_at, pick.offset(), choosing.time_at(pick))
            }}
            <form novalidate=true on:submit=send>
                <Details wishes=wishes/>
                {move || failed.get().map(|failure| failed_view(choosing, failure))}
                <p>{tr::confirm::changes()}</p>
                <p class="actions"><Submit busy=busy>{tr::confirm::send()}</Submit></p>
                {slow(busy, tr::confirm::sending)}
            </form>
        </Page>
    }
    .into_any()
}

/// Error of the request, and the current state of the application if that may be the reason.
type Refused = (ApiError, Option<ApplicationVisit>);

/// Books the held slot. The answer is handled on whichever screen the citizen is by then.
fn book(choosing: Choosing, pick: SlotPicker, to_time: String) {
    let Some(hold) = choosing.held.get() else { return };
    let request = Book {
        institution: hold.institution.clone(),
        starts_at: hold.starts_at,
        details: choosing.wishes.details.get_untracked(),
        replaces: choosing.replaced(),
    };
    let key = choosing.wishes.key(&request);
    choosing.failed.set(None);
    pick.set_booking_now(Some(request.starts_at));
    choosing.held.set_being_booked(true);
    let (announcer, navigation) = (Announcer::current(), Navigation::current());
    let when = dates::day_and_time_in_sentence(request.starts_at, pick.offset());
    let (application, saved) = (choosing.application(), choosing.saved);
    let (sending, wanted) = (choosing.sending, request.clone());
    let asked = async move {
        let booking = in_turn(api::bookings::book(&application, &request, &key)).await;
        let error = match booking {
            Ok(booking) => {
                saved.forget(&application);
                if sending.is_disposed() {
                    announcer
                        .iter()
                        .for_each(|announcer| announcer.say(tr::confirm::booked(&when)));
                }
                return Ok(booking);
            }
            Err(error) => error,
        };
        if sending.is_disposed() {
            release(application, hold).await;
            return Err((error, None));
        }
        let visit = match error.code() {
            Some(ProblemCode::AlreadyBooked | ProblemCode::NotAllowed) => {
                api::bookings::visit(&application).await.ok()
            }
            _ => None,
        };
        Err((error, visit))
    };
    sending.settle(asked, move |answer: Result<Booking, Refused>| {
        choosing.held.set_being_booked(false);
        let (error, visit) = match answer {
            Ok(booking) => return arrive(choosing, navigation, &booking),
            Err(refused) => refused,
        };
        // After a transient error the booking may exist all the same; a retry sends the same idempotency key.
        if !error.is_passing() {
            pick.set_booking_now(None);
        }
        match error.code() {
            // Clears only the slot; everything typed stays (ux 3).
            Some(ProblemCode::SlotTaken) => {
                pick.lose(wanted.starts_at);
                choose_again(navigation, &to_time);
            }
            Some(ProblemCode::AlreadyBooked) => {
                already(choosing, navigation, &wanted, error, visit);
            }
            Some(ProblemCode::NotAllowed) => refused(choosing, error, visit),
            _ => fail(choosing, Failure::Error(error)),
        }
    });
}

/// Goes to the calendar and replaces the history entry: «Back» must not lead to the last screen without a time.
fn choose_again(navigation: Option<Navigation>, to_time: &str) {
    navigation.iter().for_each(|navigation| navigation.replace(to_time));
}

/// Goes to the booking and replaces the history entry: «Back» must not lead to a form that was already sent.
fn arrive(choosing: Choosing, navigation: Option<Navigation>, booking: &Booking) {
    choosing.held.forget();
    let address = paths::booking(&booking.id);
    navigation.iter().for_each(|navigation| navigation.replace(&address));
}

/// Handles `AlreadyBooked`: the same booking made in another tab, another one to keep or to replace, or one that this
/// citizen may not see.
fn already(
    choosing: Choosing,
    navigation: Option<Navigation>,
    wanted: &Book,
    error: ApiError,
    visit: Option<ApplicationVisit>,
) {
    match visit.and_then(|visit| visit.booking) {
        Some(booking) if is_requested(&booking, wanted) => {
            choosing.saved.forget(&choosing.application());
            arrive(choosing, navigation, &booking);
        }
        Some(booking) => {
            choosing.replaces.set(false);
            choosing.booking.set(Some(booking));
        }
        None => fail(choosing, Failure::Error(error)),
    }
}

/// Handles `NotAllowed`: the application no longer allows choosing a date, or the booking to be replaced is gone or can
/// no longer be moved.
fn refused(choosing: Choosing, error: ApiError, visit: Option<ApplicationVisit>) {
    let Some(visit) = visit else { return fail(choosing, Failure::Error(error)) };
    clock::set_server(visit.now);
    let was_there = choosing.replaced().is_some();
    let has_booking = visit.booking.is_some();
    if has_booking {
        choosing.replaces.set(false);
    }
    choosing.booking.set(visit.booking);
    match visit.lock {
        Some(lock) => fail(choosing, Failure::Locked(lock)),
        // `locked::booked` shows what can be done with the existing booking.
        None if has_booking => {}
        None if was_there => fail(choosing, Failure::OldGone),
        None => fail(choosing, Failure::Error(error)),
    }
}

fn fail(choosing: Choosing, failure: Failure) {
    choosing.failed.set(Some(failure));
}

fn is_requested(booking: &Booking, request: &Book) -> bool {
    booking.starts_at == request.starts_at && booking.place.id == request.institution
}

/// Why nothing was booked, and what to do.
fn failed_view(choosing: Choosing, failure: Failure) -> AnyView {
    let is_locked = matches!(failure, Failure::Locked(_));
    let is_cut = matches!(failure, Failure::Error(ApiError::NoConnection));
    let text = match failure {
        Failure::Locked(lock) => words::lock(lock),
        Failure::OldGone => tr::confirm::old_gone(),
        Failure::Error(error) => match error.code() {
            Some(ProblemCode::AlreadyBooked) => {
                tr::confirm::booked_elsewhere(&page::support_phone())
            }
            _ => error.text(),
        },
    };
    let link = is_locked.then(|| {
        let href = paths::application(&choosing.application());
        view! { <p><Link href=href text=tr::choose::open_case()/></p> }
    });
    let details_stay = is_cut.then(|| view! { " " {tr::confirm::kept()} });
    view! {
        <Notice tone=Tone::Bad alert=true title=tr::confirm::failed()>
            <p>{text} {details_stay}</p>
            {link}
        </Notice>
    }
    .into_any()
}
