//! «Мои записи»: upcoming visits, applications without a date, decisions to renew, and past visits.

use super::{live, rows};
use crate::api;
use crate::features::booking::terms;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::platform::clock;
use crate::shell::live_pause::LivePause;
use crate::shell::page::Page;
use crate::ui::link::Link;
use crate::ui::notice::Tone;
use crate::ui::tag::Tag;
use chrono::{DateTime, Utc};
use domain::wire::booking::{Bookings, Renewal};
use leptos::prelude::*;

#[component]
pub(in crate::features::booking) fn List() -> impl IntoView {
    let bookings = live::bookings();
    let now = terms::now();
    view! {
        <Page title=tr::bookings::title()>
            <LivePause/>
            {bookings.view(tr::bookings::failed, move |list| shown(list, now))}
        </Page>
    }
}

fn shown(list: Bookings, now: RwSignal<DateTime<Utc>>) -> AnyView {
    now.set(clock::server());
    if list.bookings.is_empty() && list.waiting.is_empty() && list.renewals.is_empty() {
        return view! {
            <p>{tr::bookings::empty()}</p>
            <p class="actions">
                <Link href=paths::HOME class="button button--primary" text=tr::bookings::services()/>
                <Link href=paths::INSTITUTIONS text=tr::bookings::places()/>
            </p>
        }
        .into_any();
    }
    // A visit that begins while the page is open moves to the section of past visits.
    let list = StoredValue::new(list);
    let ahead = Memo::new(move |_| {
        let now = now.get();
        list.with_value(|list| list.bookings.iter().filter(|b| b.standing().is_ahead(now)).count())
    });
    let view = move || {
        let is_none = ahead.get() == 0;
        let now_here = now.get_untracked();
        list.with_value(|list| {
            let (next, before): (Vec<_>, Vec<_>) =
                list.bookings.iter().partition(|booking| booking.standing().is_ahead(now_here));
            let cards = |bookings: Vec<_>| -> Vec<AnyView> {
                bookings.into_iter().map(|booking| rows::booking(booking, now)).collect()
            };
            let (open, locked) = rows::unscheduled_all(&list.waiting);
            let is_none = is_none && open.is_empty();
            let none = is_none.then(|| view! { <p>{tr::bookings::none_next()}</p> });
            // Only one primary button per screen: choosing a date, otherwise renewing the decision that ends first.
            let next_end = list.renewals.iter().map(|renewal| renewal.until).min();
            let next_end = next_end.filter(|_| open.is_empty());
            let renewals =
                list.renewals.iter().map(|one| renewal(one, next_end == Some(one.until)));
            view! {
                {rows::section(tr::bookings::to_choose(), open)}
                {none}
                {rows::section(tr::bookings::next(), cards(next))}
                {rows::section(tr::bookings::waiting(), locked)}
                {rows::section(tr::bookings::renewals(), renewals.collect())}
                {rows::section(tr::bookings::before(), cards(before))}
            }
            .into_any()
        })
    };
    view.into_any()
}

/// From this many days before a decision ends, the page urges to renew it.
const NEAR: i64 = 60;

/// Card of a decision with an end date, with a reminder file for the citizen's own calendar (M-45).
fn renewal(renewal: &Renewal, is_next: bool) -> AnyView {
    let Renewal { application, number, title, until, service } = renewal;
    let left = (*until - clock::server().date_naive()).num_days();
    let (is_over, is_near) = (left < 0, left <= NEAR);
    let day = dates::day_and_year(*until);
    let text = if is_over { tr::bookings::ended(&day) } else { tr::bookings::until(&day) };
    let tag = is_near.then(|| {
        let text = match u32::try_from(left) {
            Ok(0) => tr::bookings::last_day(),
            Ok(days) => tr::visit::left_days(days),
            Err(_) => tr::bookings::is_over(),
        };
        view! { <p class="card__note"><Tag tone=Tone::Warn text=text/></p> }
    });
    let class = if is_near { rows::button(is_next) } else { "" };
    let reminder = (!is_over).then(|| {
        let href = api::applications::document(application, "renewal.ics");
        let label = tr::bookings::RemindFor { number, title }.text();
        view! {
            <p class="card__text">
                <a href=href download rel="external" aria-label=label>{tr::bookings::remind()}</a>
            </p>
        }
    });
    let label = tr::bookings::RenewFor { number, title }.text();
    view! {
        <li class="surface card">
            <Link href=paths::application(application) text=title.clone()/>
            <p class="card__note">{tr::bookings::number(number)}</p>
            {tag}
            <p class="card__text">{text}</p>
            {reminder}
            <p class="card__text">
                <Link href=paths::service(service) class=class text=tr::bookings::renew() label=label/>
            </p>
        </li>
    }
    .into_any()
}
