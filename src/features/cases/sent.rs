//! Confirmation after sending: number, next steps and dates. Can be bookmarked.

use super::visit;
use crate::api;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::ui::copy::Copy;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::booking::NotBookable;
use domain::wire::application::{Application, By, JournalEntry};
use domain::wire::event::Change;
use leptos::prelude::*;

#[component]
pub(super) fn Sent() -> impl IntoView {
    let id = navigation::route().get_untracked().id();
    let case = Fetched::new(move || {
        let id = id.clone();
        async move { api::applications::one(&id).await }
    });
    case.page(tr::case::failed, confirmation)
}

fn confirmation(case: Application) -> AnyView {
    let summary = case.summary;
    let expected = summary
        .expected_by
        .map(|day| view! { <li>{tr::sent::expected(&dates::day_and_year(day))}</li> });
    let queue = case.queue.map(|queue| {
        let (place, of) = (queue.place.to_string(), queue.of.to_string());
        let place = tr::queue::Place { place: &place, of: &of }.text();
        view! { <li>{tr::queue::label()} ": " {place}</li> }
    });
    let mailed = case.letters_to.map(|address| view! { <p>{tr::sent::mailed(&address)}</p> });
    let copy = api::applications::document(&summary.id, "copy.pdf");
    let qr = case.has_qr.then(|| {
        let address = api::applications::document(&summary.id, "qr.svg");
        let text = tr::sent::qr(&summary.number);
        view! { <p><img class="qr" src=address alt=text width="160" height="160"/></p> }
    });
    let can_choose = case.visit.as_ref().is_some_and(visit::can_choose);
    let is_later =
        case.visit.as_ref().is_some_and(|visit| visit.lock == Some(NotBookable::NotApproved));
    let date = match (can_choose, is_later) {
        (true, _) => Some(tr::sent::choose()),
        (false, true) => Some(tr::sent::choose_later()),
        (false, false) => None,
    };
    let (title, text) = match is_correction(&case.journal) {
        true => (tr::sent::corrected(), Some(tr::sent::corrected_text())),
        false => (tr::sent::title(), None),
    };
    let class = if can_choose { "" } else { "button button--primary" };
    view! {
        <Page title=title>
            {text.map(|text| view! { <p>{text}</p> })}
            <Notice tone=Tone::Good title=tr::sent::number()>
                <p><Copy text=summary.number/></p>
            </Notice>
            {qr}
            {mailed}
            <p>
                {tr::sent::archive()} " "
                <a href=copy download rel="external">{tr::case::copy(&case.copy_title)}</a>
            </p>
            <h2>{tr::sent::next()}</h2>
            <ul>
                {date.map(|date| view! { <li>{date}</li> })}
                <li>{tr::sent::check()}</li>
                {queue}
                {expected}
                <li>{tr::sent::watch()}</li>
            </ul>
            <p class="actions">
                {can_choose.then(|| visit::choose(&summary.id, tr::sent::choose_now()))}
                <Link href=paths::application(&summary.id) class=class text=tr::sent::open()/>
                <Link href=paths::APPLICATIONS text=tr::sent::all()/>
            </p>
        </Page>
    }
    .into_any()
}

/// Whether what was sent last is a correction.
fn is_correction(journal: &[JournalEntry]) -> bool {
    let by_citizen =
        |line: &&JournalEntry| line.by == Some(By::Citizen) && line.kind == Change::State;
    journal.iter().filter(by_citizen).count() > 1
}
