//! «Профиль»: what the citizen says once, so that new applications have it already (M-01, M-11).

mod conflict;
mod edit;
mod fields;
mod saving;
mod section;
mod words;

use super::faults::Faults;
use crate::api;
use crate::i18n::tr;
use crate::paths;
use crate::platform::focus;
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::ui::button::{Button, Submit};
use crate::ui::error_summary::ERROR_SUMMARY;
use crate::ui::notice::{Notice, Tone};
use conflict::{CONFLICT, Choice};
use domain::form::Attribute;
use domain::wire::profile::Profile;
use leptos::prelude::*;
use saving::Outcome;

pub(super) use section::ProfileSection;

#[component]
pub(super) fn ProfilePage() -> impl IntoView {
    let faults = Faults::new(ERROR_SUMMARY);
    let saved = Fetched::new(api::profile::own);
    let form = move |profile| {
        edit::begin(profile);
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
        let issues = edit.check().issues;
        if !issues.is_empty() {
            return words::mend(faults, &issues);
        }
        faults.clear();
        action.settle(saving::save(edit), move |outcome| match outcome {
            Outcome::Saved => {
                if let Some(navigation) = navigation {
                    navigation.go(paths::ACCOUNT);
                }
                if let Some(announcer) = Announcer::current() {
                    announcer.say(tr::profile::saved());
                }
            }
            Outcome::Differs(newest) => {
                elsewhere.set(Some(newest));
                focus::on_id(CONFLICT);
            }
            Outcome::Wrong(issues) => {
                elsewhere.set(None);
                words::mend(faults, &issues);
            }
            Outcome::Failed(error) => words::refused(faults, &error),
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
    let has_open_name = !edit.base.fixed.contains(&Attribute::Name);
    let unsaved = is_unsaved.then(|| {
        view! {
            <Notice tone=Tone::Info>
                <p>{tr::profile::unsaved()}</p>
                <Button on_press=discard>{tr::profile::discard()}</Button>
            </Notice>
        }
    });
    view! {
        {has_open_name.then(|| view! { <p>{tr::profile::what_is_needed()}</p> })}
        {unsaved}
        <form novalidate on:submit=submit>
            {fields::fields(faults, &edit)}
            <p class="actions">
                <Submit busy=action.busy()>{tr::profile::save()}</Submit>
            </p>
        </form>
    }
    .into_any()
}
