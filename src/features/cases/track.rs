//! «Мои обращения»: all sent applications and questions, with search by number or date (M-27, S-20).

use super::list::{applications, sent};
use super::questions;
use crate::api;
use crate::i18n::dates;
use crate::i18n::letters;
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::watch;
use crate::platform::timer::Timer;
use crate::shell::live_pause::LivePause;
use crate::shell::page::Page;
use crate::state::announcer::Announcer;
use crate::ui::field::{Entry, TextField, Width};
use crate::ui::link::Link;
use crate::ui::tabs::Tabs;
use chrono::{DateTime, Utc};
use domain::wire::application::Summary;
use domain::wire::question::Question;
use leptos::prelude::*;

/// Debounce in milliseconds between the last key and the announcement of the number of results.
const PAUSE: u32 = 700;

#[component]
pub(super) fn Track() -> impl IntoView {
    let applications = applications();
    let questions = questions::questions();
    let words = RwSignal::new(String::new());
    let announcer = Announcer::current();
    let found = move |list: Vec<Summary>| {
        let is_empty = list.is_empty();
        let found = words.with(|words| fitting(list, words));
        let none = if is_empty { tr::cases::empty } else { tr::track::nothing };
        sent(found, tr::track::title, none, document)
    };
    let pause = Timer::new();
    let say = move |typed: &str| {
        if let (Some(list), Some(announcer)) = (applications.shown_now(), announcer)
            && !typed.trim().is_empty()
        {
            let asked = questions.shown_now().map(|list| list.questions).unwrap_or_default();
            let count = fitting(list.applications, typed).len() + asking(asked, typed).len();
            announcer.say(tr::track::found(&count.to_string()));
        }
    };
    // Announced once the typing pauses.
    watch(
        move || words.get(),
        move |typed, _| {
            let typed = typed.clone();
            pause.set(PAUSE, move || say(&typed));
        },
    );
    view! {
        <Page title=tr::track::title()>
            <Tabs
                label=tr::track::title()
                links=vec![(paths::REQUESTS, tr::msg::requests()), (paths::MESSAGES, tr::msg::title())]
                here=paths::REQUESTS
            />
            <LivePause/>
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
            {questions.view(tr::track::questions_failed, move |list| {
                let found = move || words.with(|words| asking(list.questions.clone(), words));
                (move || questions::list(found())).into_any()
            })}
            <p class="actions"><Link href=paths::FEEDBACK text=tr::msg::ask()/></p>
        </Page>
    }
}

/// The document with what was told: «Результаты экспертизы» (M-27).
fn document(case: &Summary) -> Option<AnyView> {
    let result = case.result.as_ref()?;
    let href = api::applications::document(&case.id, &result.document);
    let text = tr::track::document(&result.title);
    Some(view! { <a href=href download rel="external">{text}</a> }.into_any())
}

fn fitting(mut list: Vec<Summary>, words: &str) -> Vec<Summary> {
    list.retain(|case| fits(&case.number, case.sent_at, words));
    list
}

fn asking(mut list: Vec<Question>, words: &str) -> Vec<Question> {
    list.retain(|question| fits(&question.number, question.asked_at, words));
    list
}

/// Whether the number or the day of sending contains `words`, ignoring spaces and letter case.
fn fits(number: &str, at: DateTime<Utc>, words: &str) -> bool {
    let plain = |text: &str| letters::lower(&text.split_whitespace().collect::<String>());
    let words = plain(words);
    let shown = [number.to_owned(), dates::typed(at), dates::date_of(at)];
    shown.iter().any(|text| plain(text).contains(&words))
}
