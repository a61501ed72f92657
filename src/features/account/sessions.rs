//! Where the citizen is signed in, and ending what was left open elsewhere.

use super::failure::Failure;
use crate::api::{self, ApiError};
use crate::i18n::{dates, tr};
use crate::platform::focus;
use crate::state::action::{Action, Latest};
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::ui::button::Button;
use domain::wire::auth::{SessionInfo, Sessions};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::future::Future;
use std::rc::Rc;

#[component]
pub(super) fn SessionList() -> AnyView {
    let list = Fetched::new(api::auth::sessions).unless_same().after_changes();
    let list = List { list, reading: Latest::new() };
    view! {
        <h2 id=TITLE tabindex="-1">{tr::sessions::title()}</h2>
        {list.list.view(tr::sessions::failed, move |sessions| shown(list, sessions))}
    }
    .into_any()
}

const TITLE: &str = "sessions";

#[derive(Debug, Clone, Copy)]
struct List {
    list: Fetched<Sessions>,
    reading: Latest,
}

impl List {
    /// Ends sessions with the request `ending`, so that only those `stay`. If its answer is lost, the list is read again.
    fn end(
        self,
        action: Action,
        ending: impl Future<Output = Result<(), ApiError>> + 'static,
        stay: impl Fn(&SessionInfo) -> bool + 'static,
    ) {
        let Self { list, reading } = self;
        let stay = Rc::new(stay);
        let ends = Rc::clone(&stay);
        let ending = async move {
            ending.await?;
            list.change(|list| list.sessions.retain(|one| ends(one)));
            Ok(())
        };
        action.settle(ending, move |answer: Result<(), ApiError>| match answer {
            Ok(()) => ended(),
            Err(error) => {
                if error == ApiError::NoConnection {
                    reading.run(list.refreshed(), move |_| {
                        let list = list.shown_now();
                        if list.is_some_and(|list| list.sessions.iter().all(|one| stay(one))) {
                            ended();
                        }
                    });
                }
                action.fail(error);
            }
        });
    }
}

fn shown(list: List, Sessions { sessions }: Sessions) -> AnyView {
    let are_others = sessions.len() > 2;
    let rows: Vec<_> = sessions.into_iter().map(|one| row(list, one)).collect();
    view! {
        <p>{tr::sessions::text()}</p>
        <ul class="cards files">{rows}</ul>
        {are_others.then(|| view! { <EndOthers list=list/> })}
    }
    .into_any()
}

fn row(list: List, one: SessionInfo) -> AnyView {
    let device = device(&one);
    let since = match one.is_current {
        true => tr::sessions::here(),
        false => tr::sessions::active(&dates::moment(one.active_at)),
    };
    let end = (!one.is_current).then(|| {
        view! { <End list=list name=one.name label=tr::sessions::end_this(&device)/> }
    });
    view! {
        <li class="surface file">
            <p class="file__name">{device}</p>
            <p class="file__state">{since}</p>
            <p class="file__state">{tr::sessions::since(&dates::moment(one.started_at))}</p>
            {end}
        </li>
    }
    .into_any()
}

/// «Chrome, Android».
fn device(one: &SessionInfo) -> String {
    let known: Vec<_> = one.browser.iter().chain(&one.system).map(String::as_str).collect();
    if known.is_empty() { tr::sessions::unknown() } else { known.join(", ") }
}

/// «Завершить»
#[component]
fn End(list: List, name: String, label: String) -> AnyView {
    let action = Action::new();
    let end = move |()| {
        let (name, doomed) = (name.clone(), name.clone());
        let ending = async move {
            match api::auth::end_session(&name).await {
                // It has ended by itself, or by an earlier press whose answer was lost.
                Err(error) if error.code() != Some(ProblemCode::NotFound) => Err(error),
                _ => Ok(()),
            }
        };
        list.end(action, ending, move |one| one.name != doomed);
    };
    view! {
        <Failure action=action title=tr::sessions::end_failed/>
        <div class="file__actions">
            <button
                class="link"
                type="button"
                aria-label=label
                aria-disabled=move || action.busy().get().then_some("true")
                on:click=move |_| {
                    if !action.busy().get_untracked() {
                        end(());
                    }
                }
            >
                {tr::sessions::end()}
            </button>
        </div>
    }
    .into_any()
}

/// «Завершить все, кроме этого»
#[component]
fn EndOthers(list: List) -> AnyView {
    let action = Action::new();
    let end = move |()| {
        list.end(action, api::auth::end_other_sessions(), |one| one.is_current);
    };
    view! {
        <Failure action=action title=tr::sessions::end_failed/>
        <p class="actions">
            <Button busy=action.busy() on_press=end>{tr::sessions::end_others()}</Button>
        </p>
    }
    .into_any()
}

/// The pressed button is gone: the focus goes to the heading of the list.
fn ended() {
    focus::on_id(TITLE);
    if let Some(announcer) = Announcer::current() {
        announcer.say(tr::sessions::ended());
    }
}
