//! «Вопросы по заявке»: whom to ask, and where the office of the case is (M-28).

use super::drawn::drawn;
use crate::i18n::tr;
use crate::paths;
use crate::platform::page;
use crate::ui::link::Link;
use crate::ui::notice::Tone;
use crate::ui::tag::Tag;
use domain::wire::application::{Application, OfficeContact};
use leptos::prelude::*;

pub(super) fn ask(case: Memo<Application>) -> AnyView {
    let shown = |case: &Application| (case.summary.id.clone(), case.unread, case.office.clone());
    drawn(case, shown, draw)
}

fn draw((id, unread, office): (String, u32, Option<OfficeContact>)) -> AnyView {
    let news = (unread > 0).then(|| {
        view! { <p><Tag tone=Tone::Info text=tr::mark::messages(unread)/></p> }
    });
    let phone = office.as_ref().and_then(|office| office.phone.clone());
    let phone = phone.unwrap_or_else(page::support_phone);
    let email = page::support_email();
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let all = office.is_none().then(|| {
        view! { <p><Link href=paths::INSTITUTIONS text=tr::ask::all()/></p> }
    });
    let more = office.map(|office| {
        let address = Some(office.name).into_iter().chain(office.address);
        let address = row(tr::ask::office(), address.collect::<Vec<_>>().join("\n"));
        let hours = office.hours.map(|hours| row(tr::ask::hours(), hours));
        hours.into_iter().chain([address]).collect::<Vec<_>>()
    });
    view! {
        <h2>{tr::ask::title()}</h2>
        {news}
        <p><Link href=paths::thread(&id) text=tr::ask::operator()/></p>
        <p><Link href=paths::MESSAGES text=tr::ask::history()/></p>
        <dl class="ask">
            <dt>{tr::ask::phone()}</dt>
            <dd><a href=format!("tel:{digits}")>{phone}</a></dd>
            <dd><a href=format!("mailto:{email}")>{email.clone()}</a></dd>
            {more}
        </dl>
        {all}
    }
    .into_any()
}

fn row(name: String, value: String) -> AnyView {
    view! { <dt>{name}</dt> <dd>{value}</dd> }.into_any()
}
