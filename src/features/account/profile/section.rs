//! What the profile says, on «Мой аккаунт».

use super::copy;
use super::edit;
use super::words;
use crate::api;
use crate::i18n::tr;
use crate::paths;
use crate::state::fetched::Fetched;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::profile::{self, ATTRIBUTES};
use domain::wire::profile::Profile;
use leptos::prelude::*;

#[component]
pub(in super::super) fn ProfileSection() -> AnyView {
    let saved = edit::take_saved().then(|| {
        view! {
            <Notice tone=Tone::Good title=tr::profile::saved()>
                <p>{tr::profile::saved_text()}</p>
            </Notice>
        }
    });
    let profile = Fetched::new(|| async {
        copy::restored().await;
        api::profile::own().await
    });
    let profile = profile.after_changes();
    view! {
        <h2>{tr::profile::title()}</h2>
        {saved}
        {profile.view(tr::profile::failed, shown)}
    }
    .into_any()
}

fn shown(Profile { person, today, .. }: Profile) -> AnyView {
    let expired = profile::expired_since(&profile::answers(&person), today).map(|since| {
        view! { <Notice tone=Tone::Warn><p>{words::expired(since)}</p></Notice> }
    });
    let row = |attribute| {
        let text = words::of_person(&person, attribute)?;
        Some(
            view! { <div class="summary__row"><dt>{words::label(attribute)}</dt><dd>{text}</dd></div> }
                .into_any(),
        )
    };
    let rows: Vec<_> = ATTRIBUTES.into_iter().filter_map(row).collect();
    let is_empty = rows.len() < 2;
    let text = if is_empty { tr::profile::fill() } else { tr::profile::change() };
    view! {
        {is_empty.then(|| view! { <p>{tr::profile::only_name()}</p> })}
        <dl class="summary">{rows}</dl>
        {expired}
        {(edit::is_unsaved() || copy::is_there()).then(|| view! { <p>{tr::profile::has_unsaved()}</p> })}
        <p><Link href=paths::PROFILE text=text/></p>
    }
    .into_any()
}
