//! «Мои обращения»: everything that was sent, found by its number or its date (M-27, S-20).

use super::list::{applications, sent};
use crate::i18n::tr;
use crate::platform::dates;
use crate::shell::announcer::Announcer;
use crate::shell::page::Page;
use crate::ui::field::{Entry, TextField, Width};
use domain::wire::application::Summary;
use leptos::prelude::*;

#[component]
pub(super) fn Track() -> impl IntoView {
    let applications = applications();
    let words = RwSignal::new(String::new());
    let announcer = Announcer::current();
    let found = move |list: Vec<Summary>| {
        let words = words.get();
        let is_empty = list.is_empty();
        let found: Vec<_> = list.into_iter().filter(|case| fits(case, &words)).collect();
        if !words.trim().is_empty()
            && let Some(announcer) = announcer
        {
            announcer.say(tr::track::found(u32::try_from(found.len()).unwrap_or(u32::MAX)));
        }
        sent(found, if is_empty { tr::cases::empty } else { tr::track::nothing })
    };
    view! {
        <Page title=tr::track::title()>
            <p>{tr::track::lead()}</p>
            <TextField
                id="find"
                label=tr::track::find()
                hint=tr::track::find_hint()
                entry=Entry::TEXT.width(Width::Medium)
                value=""
                on_input=move |text| words.set(text)
                error=Signal::stored(None::<String>)
            />
            {applications.view(tr::cases::failed, move |list| {
                (move || found(list.applications.clone())).into_any()
            })}
        </Page>
    }
}

/// Whether the number or the day of sending contains what is looked for; spaces and the case of letters do not matter.
fn fits(case: &Summary, words: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    let words = plain(words);
    let shown = [case.number.clone(), dates::typed(case.sent_at), dates::date_of(case.sent_at)];
    shown.iter().any(|text| plain(text).contains(&words))
}
