//! «Мои обращения»: everything that was sent, found by its number or its date (M-27, S-20).

use super::list::{applications, sent};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::clock;
use crate::shell::page::Page;
use crate::state::announcer::Announcer;
use crate::ui::field::{Entry, TextField, Width};
use domain::wire::application::Summary;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds after the last key until the number of finds is said.
const PAUSE: u32 = 700;

#[component]
pub(super) fn Track() -> impl IntoView {
    let applications = applications();
    let words = RwSignal::new(String::new());
    let count = RwSignal::new(0);
    let announcer = Announcer::current();
    let found = move |list: Vec<Summary>| {
        let words = words.get();
        let is_empty = list.is_empty();
        let found: Vec<_> = list.into_iter().filter(|case| fits(case, &words)).collect();
        count.set(u32::try_from(found.len()).unwrap_or(u32::MAX));
        sent(found, if is_empty { tr::cases::empty } else { tr::track::nothing })
    };
    // Said once the typing pauses.
    Effect::watch(
        move || words.get(),
        move |typed, _, _| {
            let typed = typed.clone();
            spawn_local(async move {
                clock::wait(PAUSE).await;
                if let (Some(announcer), Some(now)) = (announcer, words.try_get_untracked())
                    && now == typed
                    && !now.trim().is_empty()
                {
                    announcer.say(tr::track::found(count.try_get_untracked().unwrap_or_default()));
                }
            });
        },
        false,
    );
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
