//! «Мои операции»: approved operations; those that the institution wants to move come first (S-26).

use super::{live, rows};
use crate::features::booking::terms;
use crate::i18n::tr;
use crate::paths;
use crate::platform::clock;
use crate::shell::live_pause::LivePause;
use crate::shell::page::Page;
use crate::ui::link::Link;
use chrono::{DateTime, Utc};
use domain::booking::Visit;
use domain::wire::booking::Bookings;
use leptos::prelude::*;

#[component]
pub(in crate::features::booking) fn Operations() -> impl IntoView {
    let bookings = live::bookings();
    let now = terms::now();
    view! {
        <Page title=tr::operations::title()>
            <LivePause/>
            {bookings.view(tr::bookings::failed, move |list| shown(list, now))}
        </Page>
    }
}

fn shown(list: Bookings, now: RwSignal<DateTime<Utc>>) -> AnyView {
    now.set(clock::server());
    let Bookings { mut bookings, mut waiting, .. } = list;
    bookings.retain(|booking| booking.visit == Visit::Operation);
    waiting.retain(|waiting| waiting.visit == Visit::Operation);
    if bookings.is_empty() && waiting.is_empty() {
        return view! {
            <p>{tr::operations::empty()}</p>
            <p class="actions">
                <Link href=paths::HOME class="button button--primary" text=tr::bookings::services()/>
                <Link href=paths::INSTITUTIONS text=tr::bookings::places()/>
            </p>
        }
        .into_any();
    }
    let bookings = StoredValue::new(bookings);
    let waiting = StoredValue::new(waiting);
    let ahead = Memo::new(move |_| {
        let now = now.get();
        bookings.with_value(|all| all.iter().filter(|b| b.standing().is_ahead(now)).count())
    });
    let view = move || {
        // `get` and not `track`: a memo whose value nobody reads does not follow its sources.
        let _ = ahead.get();
        let moment = now.get_untracked();
        let all = bookings.get_value();
        let (next, before): (Vec<_>, Vec<_>) =
            all.iter().partition(|booking| booking.standing().is_ahead(moment));
        let (moved, unmoved): (Vec<_>, Vec<_>) =
            next.into_iter().partition(|booking| booking.transfer.is_some());
        let cards = |bookings: Vec<_>| -> Vec<AnyView> {
            bookings.into_iter().map(|booking| rows::booking(booking, now)).collect()
        };
        let (open, checked) = waiting.with_value(|waiting| rows::unscheduled_all(waiting));
        view! {
            {rows::section(tr::operations::transfer(), cards(moved))}
            {rows::section(tr::bookings::to_choose(), open)}
            {rows::section(tr::operations::scheduled(), cards(unmoved))}
            {rows::section(tr::operations::checked(), checked)}
            {rows::section(tr::bookings::before(), cards(before))}
        }
        .into_any()
    };
    view.into_any()
}
