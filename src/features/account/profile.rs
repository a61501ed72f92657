//! «Профиль»: what the citizen says once, so that new applications have it already (M-01, M-11).

mod conflict;
mod copy;
mod discard;
mod edit;
mod fields;
mod leaving;
mod saving;
mod section;
mod typed;
mod words;

use crate::api;
use crate::i18n::tr;
use crate::paths;
use crate::platform::focus;
use crate::shell::faults::Faults;
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::key;
use crate::ui::button::Submit;
use crate::ui::error_summary::ERROR_SUMMARY;
use crate::ui::notice::{Notice, Tone};
use conflict::{CONFLICT, Choice};
use discard::Discard;
use domain::form::{Answer, Attribute};
use domain::wire::profile::Profile;
use futures::future::join3;
use leptos::prelude::*;
use saving::Outcome;

pub(super) use section::ProfileSection;

#[component]
pub(super) fn ProfilePage() -> impl IntoView {
    let faults = Faults::new(ERROR_SUMMARY);
    let saved = Fetched::new(|| async {
        let (saved, fetched, ()) = join3(api::profile::own(), key::fetch(), copy::restored()).await;
        let saved = saved?;
        let recovered = copy::recover(&saved, fetched)?;
        Ok((saved, recovered))
    });
    let form = move |(profile, recovered)| {
        leaving::listen();
        edit::begin(profile, recovered);
        view! { <Form faults=faults/> }.into_any()
    };
    view! {
        <Page
            title=tr::profile::title()
            wrong=faults.are_there()
            above=move || faults.summary()
        >
            <p class="lead">{tr::profile::lead()}</p>
            {saved.view(tr::profile::failed, form)}
        </Page>
    }
}

/// The fields, or the choice between what was typed here and what was saved elsewhere.
#[component]
fn Form(faults: Faults) -> AnyView {
    // What was saved elsewhere, while the citizen has to choose. Each change draws the fields anew.
    let elsewhere = RwSignal::new(None::<Profile>);
    let action = Action::new();
    let navigation = Navigation::current();
    let save = Callback::new(move |()| {
        if action.busy().get_untracked() {
            return;
        }
        let Some(edit) = edit::current() else { return };
        let (right, wrong) = saving::right(edit);
        if !wrong.is_empty() && !right.is_changed() {
            return words::mend(faults, &wrong, tr::form::summary_title());
        }
        faults.clear();
        say(tr::saving::saving());
        action.settle(saving::save(right), move |outcome| {
            take_back(&tr::saving::saving());
            match outcome {
                Outcome::Saved if wrong.is_empty() => {
                    if let Some(navigation) = navigation {
                        navigation.go(paths::ACCOUNT);
                    }
                    say(tr::profile::saved());
                }
                Outcome::Saved => words::mend(faults, &wrong, tr::profile::partly_saved()),
                Outcome::Differs(newest) => {
                    elsewhere.set(Some(newest));
                    focus::on_id(CONFLICT);
                }
                Outcome::Wrong(issues) => {
                    elsewhere.set(None);
                    words::mend(faults, &issues, tr::form::summary_title());
                }
                Outcome::Failed(error) => words::refused(faults, &error),
            }
        });
    });
    let shown = move || match elsewhere.get() {
        Some(newest) => view! { <Choice newest=newest elsewhere=elsewhere save=save/> }.into_any(),
        None => form(faults, action, elsewhere, save),
    };
    shown.into_any()
}

fn form(
    faults: Faults,
    action: Action,
    elsewhere: RwSignal<Option<Profile>>,
    save: Callback<()>,
) -> AnyView {
    let Some(edit) = edit::current() else { return ().into_any() };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save.run(());
    };
    // Only what was typed before the page was opened: a notice that comes while somebody types would move the fields.
    let is_unsaved = edit.is_changed() && !faults.are_there().get_untracked();
    let discard = move |()| {
        edit::discard();
        faults.clear();
        elsewhere.set(None);
        focus::on_heading();
    };
    let expired = RwSignal::new(edit::expired_since());
    // A right answer is written as usual once the citizen leaves the input.
    let tidy = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let path = input.name();
        if let Some(text) = edit::tidied(&path) {
            input.set_value(&text);
            edit::answer(path, Answer::Text(text));
        }
    };
    // At once: what appears when an input is left would move away what is being pressed.
    let warn = move |_| expired.set(edit::expired_since());
    let has_open_name = !edit.base.fixed.contains(&Attribute::Name);
    let unsaved = is_unsaved.then(|| {
        view! {
            <Notice tone=Tone::Info>
                <p>{tr::profile::unsaved()}</p>
                <Discard on_discard=discard/>
            </Notice>
        }
    });
    view! {
        {has_open_name.then(|| view! { <p>{tr::profile::what_is_needed()}</p> })}
        {unsaved}
        <form novalidate on:submit=submit on:change=tidy on:input=warn>
            {fields::fields(faults, expired, &edit)}
            <p class="actions">
                <Submit busy=action.busy()>{tr::profile::save()}</Submit>
            </p>
        </form>
    }
    .into_any()
}

fn take_back(text: &str) {
    if let Some(announcer) = Announcer::current() {
        announcer.take_back(text);
    }
}

fn say(text: String) {
    if let Some(announcer) = Announcer::current() {
        announcer.say(text);
    }
}
