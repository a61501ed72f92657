//! What the office wants of the citizen, where it says so (S-20).

use super::composer::Composer;
use super::line::heading_id;
use super::words;
use crate::api;
use crate::api::messages::Talk;
use crate::i18n::{self, tr};
use crate::platform::focus;
use crate::state::action::Action;
use crate::state::announcer::Announcer;
use crate::ui::button::Button;
use crate::ui::field::{ErrorText, described_by};
use crate::ui::notice::{Notice, Tone};
use domain::wire::message::{ActionKind, Message, MessageAction};
use leptos::prelude::*;

#[component]
pub(super) fn ActionView(message: Message, action: MessageAction, composer: Composer) -> AnyView {
    let done = words::done(&action).map(|done| view! { <p class="message__state">{done}</p> });
    if done.is_some() && !action.declined {
        return done.into_any();
    }
    let wanted = wanted(message.id, action, composer);
    view! {
        {done}
        {wanted}
        <p class="actions"><Button on_press=move |()| composer.answer(None)>{tr::msg::operator()}</Button></p>
    }
    .into_any()
}

/// What the citizen can do here.
fn wanted(id: String, action: MessageAction, composer: Composer) -> AnyView {
    match action.kind {
        ActionKind::Confirm => {
            view! { <Consent id=id action=action composer=composer/> }.into_any()
        }
        ActionKind::Upload => {
            let attach = move |()| composer.attach(Some(id.clone()));
            view! {
                <p class="actions"><Button on_press=attach>{tr::msg::attach_document()}</Button></p>
            }
            .into_any()
        }
        ActionKind::Answer | ActionKind::Other => {
            // Nobody knows whether a message answers what only a newer version of the API knows.
            let answered = (action.kind == ActionKind::Answer).then_some(id);
            let answer = move |()| composer.answer(answered.clone());
            view! {
                <p class="actions"><Button on_press=answer>{tr::msg::answer()}</Button></p>
            }
            .into_any()
        }
    }
}

/// The whole text of a consent, and a box that is never ticked in advance (152-ФЗ).
#[component]
fn Consent(id: String, action: MessageAction, composer: Composer) -> AnyView {
    let document = action.document.unwrap_or_default().get(i18n::language()).to_owned();
    let box_id = format!("agree-{id}");
    let agrees = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let request = Action::new();
    let case = composer.talk();
    let is_open = !action.declined;
    let decide = {
        let id = id.clone();
        move |consents: bool| {
            let Talk::Case(case) = case.clone() else { return };
            let (message, heading) = (id.clone(), heading_id(&id));
            let decided = async move { api::messages::decide(&case, &message, consents).await };
            request.run(decided, move |_| {
                composer.refresh();
                if let Some(announcer) = Announcer::current() {
                    let done =
                        if consents { tr::msg::said_confirmed } else { tr::msg::said_declined };
                    announcer.say(done());
                }
                focus::on_id(&heading);
            });
        }
    };
    let confirm = {
        let (box_id, decide) = (box_id.clone(), decide.clone());
        move |()| {
            if agrees.get_untracked() {
                return decide(true);
            }
            error.set(Some(tr::msg::tick()));
            focus::on_id(&box_id);
        }
    };
    let decline = move |()| decide(false);
    let tick = move |event| {
        agrees.set(event_target_checked(&event));
        error.set(None);
    };
    let failed = move || {
        request.error().get().map(|error| {
            view! {
                <Notice tone=Tone::Bad alert=true title=tr::msg::not_confirmed()><p>{error.text()}</p></Notice>
            }
        })
    };
    let wrong = Signal::from(error);
    view! {
        <details class="details">
            <summary>{tr::msg::full()}</summary>
            <p class="message__text" lang=i18n::language()>{document}</p>
        </details>
        <div class="field" class:field--wrong=move || wrong.with(Option::is_some)>
            <ErrorText id=format!("{box_id}-error") error=wrong/>
            <div class="option">
                <input
                    class="option__input"
                    id=box_id.clone()
                    type="checkbox"
                    aria-describedby=described_by(&box_id, false, wrong, Signal::stored(None))
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                    on:change=tick
                />
                <label class="option__label" for=box_id.clone()>{tr::msg::consent()}</label>
            </div>
        </div>
        {failed}
        <p class="actions">
            <Button busy=request.busy() on_press=confirm>{tr::msg::agree()}</Button>
            {is_open.then(|| view! { <Button on_press=decline>{tr::msg::disagree()}</Button> })}
        </p>
    }
    .into_any()
}
