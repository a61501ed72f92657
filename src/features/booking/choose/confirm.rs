//! The last screen: what is booked, what the institution should know, «Записаться».

use super::super::hold::HoldBar;
use super::super::pick::Pick;
use super::super::words;
use super::Choosing;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths::{self, BookingStep};
use crate::platform::{focus, page, random};
use crate::shell::announcer::Announcer;
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::ui::button::Submit;
use crate::ui::error_summary::{ERROR_SUMMARY, ErrorSummary, Finding};
use crate::ui::field::{Entry, TextField, Width};
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use crate::ui::options::{OptionItem, Options};
use chrono::{DateTime, Utc};
use domain::form::FieldError;
use domain::wire::booking::{Book, Booking, Need, VisitDetails};
use domain::wire::problem::ProblemCode;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the citizen tells about the visit, as typed; it survives the way back to the calendar.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wishes {
    details: RwSignal<VisitDetails>,
    phone_error: RwSignal<Option<String>>,
    comment_error: RwSignal<Option<String>>,
    /// What was asked for last, and its key: pressing twice makes one booking.
    asked: StoredValue<Option<(Book, String)>>,
}

const PHONE: &str = "visit-phone";
const NEEDS: &str = "visit-needs";
const COMMENT: &str = "visit-comment";

const PHONE_ENTRY: Entry = Entry { kind: "tel", inputmode: "tel", ..Entry::TEXT };

impl Wishes {
    pub(super) fn new(phone: String) -> Self {
        Self {
            details: RwSignal::new(VisitDetails { phone, ..VisitDetails::default() }),
            phone_error: RwSignal::new(None),
            comment_error: RwSignal::new(None),
            asked: StoredValue::new(None),
        }
    }

    /// Checks what is typed; whether it is right.
    fn check(self) -> bool {
        let issues = self.details.with_untracked(VisitDetails::checked).err().unwrap_or_default();
        let at = |place: &str| issues.iter().find(|issue| issue.pointer == place);
        self.phone_error.set(at("/phone").map(|issue| wrong_phone(&issue.error)));
        self.comment_error.set(at("/comment").map(|issue| wrong_comment(&issue.error)));
        issues.is_empty()
    }

    fn findings(self) -> Vec<Finding> {
        let inputs = [(PHONE, self.phone_error.get()), (COMMENT, self.comment_error.get())];
        let wrong = inputs.into_iter().filter_map(|(input, text)| Some((input, text?)));
        wrong.map(|(input, text)| Finding { input: input.to_owned(), text }).collect()
    }

    /// The key of a request: the same for the same one.
    fn key(self, book: &Book) -> String {
        let before = self.asked.get_value().filter(|(before, _)| before == book);
        let key = before.map_or_else(random::id, |(_, key)| key);
        self.asked.set_value(Some((book.clone(), key.clone())));
        key
    }
}

fn wrong_phone(error: &FieldError) -> String {
    match error {
        FieldError::Missing => tr::confirm::phone_missing(),
        _ => tr::confirm::phone_wrong(),
    }
}

fn wrong_comment(error: &FieldError) -> String {
    match error {
        FieldError::TooLong { by, .. } => tr::confirm::comment_long(*by),
        _ => tr::confirm::comment_unprintable(),
    }
}

#[component]
pub(super) fn Confirm(choosing: Choosing, pick: Pick, name: String, to_time: String) -> AnyView {
    let wishes = choosing.wishes;
    let (failed, busy) = (choosing.failed, choosing.sending);
    let back = to_time.clone();
    let back_to = StoredValue::new(to_time.clone());
    let navigation = Navigation::current();
    let lose = Callback::new(move |()| {
        if let Some(hold) = choosing.held.get() {
            lose(choosing, pick, hold.starts_at);
            navigation.iter().for_each(|navigation| navigation.go(&back_to.get_value()));
        }
    });
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
    // Another tab may have chosen another time: what is said here is what is booked.
    let when = move || {
        let hold = choosing.held.tracked();
        hold.map(|hold| words::when(hold.starts_at, pick.offset()))
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
            <HoldBar held=choosing.held on_lost=lose/>
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
                    <dd>{name}</dd>
                </div>
            </dl>
            <form novalidate=true on:submit=send>
                <Details wishes=wishes/>
                {move || failed.get().map(|error| failed_view(choosing, error))}
                <p>{tr::confirm::changes()}</p>
                <p class="actions"><Submit busy=busy>{tr::confirm::send()}</Submit></p>
            </form>
        </Page>
    }
    .into_any()
}

/// Books what is held. The answer counts on whichever screen the citizen is by then.
fn book(choosing: Choosing, pick: Pick, to_time: String) {
    let Some(hold) = choosing.held.get() else { return };
    let request = Book {
        institution: hold.institution,
        starts_at: hold.starts_at,
        details: choosing.wishes.details.get_untracked(),
        replaces: choosing.replaced(),
    };
    let key = choosing.wishes.key(&request);
    choosing.sending.set(true);
    choosing.failed.set(None);
    pick.settle(Some(request.starts_at));
    let (announcer, navigation) = (Announcer::current(), Navigation::current());
    let when = words::when_in_sentence(request.starts_at, pick.offset());
    spawn_local(async move {
        let answer = api::bookings::book(&choosing.application(), &request, &key).await;
        let is_gone = choosing.sending.try_set(false).is_some();
        let error = match answer {
            Ok(_) if is_gone => {
                let text = tr::confirm::booked(&when);
                return announcer.iter().for_each(|announcer| announcer.say(text.clone()));
            }
            Ok(booking) => {
                choosing.held.forget();
                return arrive(navigation, &booking);
            }
            Err(_) if is_gone => return,
            Err(error) => error,
        };
        // Without an answer the booking may have been made: the same key asks again.
        if !error.is_passing() {
            pick.settle(None);
        }
        match error.code() {
            Some(ProblemCode::SlotTaken) => {
                lose(choosing, pick, request.starts_at);
                navigation.iter().for_each(|navigation| navigation.go(&to_time));
            }
            Some(ProblemCode::AlreadyBooked) => {
                already(choosing, navigation, &request, error).await
            }
            _ => {
                choosing.failed.try_set(Some(error));
            }
        }
    });
}

/// To the booking. «Back» must not lead to a form that is done with.
fn arrive(navigation: Option<Navigation>, booking: &Booking) {
    let address = paths::booking(&booking.id, BookingStep::Show);
    navigation.iter().for_each(|navigation| navigation.replace(&address));
}

/// Only the slot is cleared; every other answer stays (ux 3).
fn lose(choosing: Choosing, pick: Pick, time: DateTime<Utc>) {
    pick.lose(time);
    choosing.held.forget();
}

/// The patient has a booking: this very one from another tab, another one to keep or to replace, or one that is not this
/// citizen's to see.
async fn already(
    choosing: Choosing,
    navigation: Option<Navigation>,
    request: &Book,
    error: ApiError,
) {
    let visit = api::bookings::visit(&choosing.application()).await;
    match visit.ok().and_then(|visit| visit.booking) {
        Some(booking) if is_of(&booking, request) => {
            choosing.held.forget();
            arrive(navigation, &booking);
        }
        Some(booking) => {
            choosing.replaces.try_set(false);
            choosing.booking.try_set(Some(booking));
        }
        None => {
            choosing.failed.try_set(Some(error));
        }
    }
}

fn is_of(booking: &Booking, request: &Book) -> bool {
    booking.starts_at == request.starts_at && booking.place.id == request.institution
}

/// Why nothing was booked.
fn failed_view(choosing: Choosing, error: ApiError) -> AnyView {
    let text = match error.code() {
        Some(ProblemCode::AlreadyBooked) => tr::confirm::booked_elsewhere(&page::support_phone()),
        _ => error.text(),
    };
    let is_locked = error.code() == Some(ProblemCode::NotAllowed);
    let link = is_locked.then(|| {
        let href = paths::application(&choosing.application());
        view! { <p><Link href=href text=tr::choose::open_case()/></p> }
    });
    view! {
        <Notice tone=Tone::Bad alert=true title=tr::confirm::failed()>
            <p>{text}</p>
            {link}
        </Notice>
    }
    .into_any()
}

#[component]
fn Details(wishes: Wishes) -> AnyView {
    let details = wishes.details;
    let typed = details.get_untracked();
    let option = |(at, need): (usize, &Need)| OptionItem {
        value: at.to_string(),
        label: words::need(*need),
        hint: None,
    };
    let options: Vec<_> = Need::ALL.iter().enumerate().map(option).collect();
    let is_on =
        |option: &&OptionItem| typed.needs.iter().any(|need| words::need(*need) == option.label);
    let chosen = options.iter().filter(is_on).map(|option| option.value.clone()).collect();
    let tick = move |(at, is_on): (String, bool)| {
        let ticked = at.parse().ok().and_then(|at: usize| Need::ALL.get(at));
        details.update(|details| {
            let wanted = |need: &Need| match Some(need) == ticked {
                true => is_on,
                false => details.needs.contains(need),
            };
            details.needs = Need::ALL.into_iter().filter(wanted).collect();
        });
    };
    view! {
        <TextField
            id=PHONE
            label=tr::confirm::phone()
            hint=tr::confirm::phone_hint()
            entry=PHONE_ENTRY.autocomplete("tel").width(Width::Medium)
            value=typed.phone
            on_input=move |text| details.update(|details| details.phone = text)
            error=wishes.phone_error
        />
        <Options
            id=NEEDS
            legend=tr::confirm::needs()
            hint=tr::confirm::needs_hint()
            options=options
            many=true
            optional=true
            chosen=chosen
            on_change=tick
            error=Signal::stored(None::<String>)
        />
        <TextField
            id=COMMENT
            label=tr::confirm::comment()
            hint=tr::confirm::comment_hint()
            entry=Entry::TEXT
            value=typed.comment
            on_input=move |text| details.update(|details| details.comment = text)
            error=wishes.comment_error
            optional=true
            long=true
        />
    }
    .into_any()
}
