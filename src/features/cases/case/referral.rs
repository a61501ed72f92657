//! «Электронное направление» of an approved operation: to keep, to print, to send to the institution (S-10).

use super::drawn::drawn;
use super::newer;
use crate::api;
use crate::features::cases::visit::booking;
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::paths;
use crate::platform::focus;
use crate::state::action::Action;
use crate::state::fetched::Fetched;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::wire::application::{Application, Referral};
use leptos::prelude::*;

#[derive(Hash)]
struct Shown {
    id: String,
    /// What can be done with it, or what was done.
    text: String,
    can_send: bool,
}

/// Nothing without a referral. `source` fetches newer versions of `case`.
pub(super) fn referral(case: Memo<Application>, source: Fetched<Application>) -> AnyView {
    let action = Action::new();
    let send = Callback::new(move |()| {
        let id = case.with_untracked(|case| case.summary.id.clone());
        let request = async move { api::applications::send_referral(&id).await };
        action.run(request, move |fresh| {
            source.change(|case| newer(case, fresh));
            focus::on_id(TEXT);
        });
    });
    let failed = move || {
        action.error().get().map(|error| {
            view! {
                <Notice tone=Tone::Bad alert=true title=tr::referral::failed()><p>{error.text()}</p></Notice>
            }
        })
    };
    view! {
        {drawn(case, read, move |shown| shown.map_or_else(|| ().into_any(), |shown| draw(shown, action.busy(), send)))}
        {failed}
    }
    .into_any()
}

fn read(case: &Application) -> Option<Shown> {
    let referral = case.referral.as_ref()?;
    Some(Shown {
        id: case.summary.id.clone(),
        text: text(case, referral),
        can_send: referral.to.is_some() && referral.sent_at.is_none(),
    })
}

fn text(case: &Application, referral: &Referral) -> String {
    let name = referral.to.as_ref().map(|name| name.get(i18n::language()));
    match (name, referral.sent_at) {
        (Some(name), Some(at)) => tr::referral::Sent { moment: &dates::moment(at), name }.text(),
        (Some(name), None) => tr::referral::to(name),
        (None, _) if booking(case).is_some() => tr::referral::take(),
        (None, _) => tr::referral::later(),
    }
}

fn draw(Shown { id, text, can_send }: Shown, busy: Signal<bool>, send: Callback<()>) -> AnyView {
    let href = api::applications::document(&id, "referral.pdf");
    let send = can_send.then(|| {
        view! { <p><Button busy=busy on_press=send>{tr::referral::send()}</Button></p> }
    });
    view! {
        <h3>{tr::referral::title()}</h3>
        <p id=TEXT tabindex="-1">{text}</p>
        <ul class="papers">
            <li><a href=href.clone() download rel="external">{tr::referral::download()}</a></li>
            <li><a href=href target="_blank" rel="external noopener">{tr::referral::print()}</a></li>
            <li><Link href=paths::MY_SERVICES text=tr::mine::title()/></li>
        </ul>
        {send}
    }
    .into_any()
}

const TEXT: &str = "referral";
