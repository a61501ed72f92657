//! «Добавить ключ»: a name, then the browser's question.

mod making;
mod outcome;

use super::super::buttons::Buttons;
use super::super::change;
use super::super::step_up::StepUp;
use super::super::typed;
use super::Section;
use crate::i18n::tr;
use crate::platform::focus;
use crate::platform::passkeys;
use crate::shell::faults::Faults;
use crate::state::action::Action;
use crate::ui::button::Button;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, TextField, Width};
use leptos::prelude::*;
use making::{Begun, Failure};

const NAME: &str = "passkey-name";
const ADD: &str = "passkey-add";
/// Characters of a name.
const LONGEST: usize = 60;

#[derive(Debug, Clone, Copy)]
struct Adding {
    section: Section,
    faults: Faults,
    action: Action,
    begun: StoredValue<Option<Begun>, LocalStorage>,
    /// The name as typed, while it is asked for.
    name: RwSignal<Option<String>>,
    is_cancelled: RwSignal<bool>,
}

#[component]
pub(super) fn Add(section: Section) -> AnyView {
    on_cleanup(passkeys::abort);
    let adding = Adding {
        section,
        faults: change::faults("passkey-errors"),
        action: Action::new(),
        begun: StoredValue::new_local(None),
        name: RwSignal::new(typed::current().passkey),
        is_cancelled: RwSignal::new(false),
    };
    let is_open = Memo::new(move |_| adding.name.with(Option::is_some));
    let shown = move || if is_open.get() { adding.form() } else { adding.button() };
    view! {
        {adding.faults.summary()}
        {shown}
    }
    .into_any()
}

impl Adding {
    fn button(self) -> AnyView {
        view! {
            <p class="actions">
                <Button id=ADD busy=self.action.busy() on_press=move |()| self.open()>
                    {tr::passkeys::add()}
                </Button>
            </p>
        }
        .into_any()
    }

    fn form(self) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if !self.action.busy().get_untracked() {
                self.submit();
            }
        };
        let cancelled =
            move || self.is_cancelled.get().then(|| view! { <p>{tr::passkeys::cancelled()}</p> });
        view! {
            <form novalidate on:submit=submit>
                <TextField
                    id=NAME
                    label=tr::passkeys::name()
                    hint=tr::passkeys::name_hint()
                    entry=Entry::TEXT.width(Width::Medium)
                    value=self.name.get_untracked().unwrap_or_default()
                    on_input=move |name| self.call(Some(name))
                    error=self.faults.at(NAME)
                />
                <p>{tr::passkeys::next()}</p>
                {cancelled}
                <Buttons
                    save=tr::passkeys::create()
                    busy=self.action.busy()
                    on_cancel=move |()| self.close()
                    what=tr::passkeys::title()
                />
            </form>
        }
        .into_any()
    }

    /// Asks for a name; suggests that of this device.
    fn open(self) {
        self.faults.clear();
        self.section.done.set(None);
        let request = || async { Ok((making::begin().await?, making::device().await)) };
        StepUp::current().run(
            self.action,
            move || Box::pin(request()),
            move |answer| match answer {
                Ok((begun, device)) => {
                    self.begun.set_value(Some(begun));
                    self.call(Some(device));
                    focus::on_id(NAME);
                }
                Err(error) => self.failed(&error),
            },
        );
    }

    fn close(self) {
        passkeys::abort();
        self.faults.clear();
        self.is_cancelled.set(false);
        self.begun.set_value(None);
        self.call(None);
        focus::on_id(ADD);
    }

    /// Notes the name, which outlives the page; `None` once it is not asked for any more.
    fn call(self, name: Option<String>) {
        typed::update(|typed| typed.passkey.clone_from(&name));
        self.name.set(name);
    }

    fn submit(self) {
        let typed = self.name.get_untracked().unwrap_or_default();
        let name = typed.trim().to_owned();
        if let Some(text) = wrong(&name) {
            return self.faults.mend(vec![Finding { input: NAME.to_owned(), text }]);
        }
        self.faults.clear();
        self.is_cancelled.set(false);
        let request = move || making::add(self.begun.get_value(), name.clone());
        StepUp::current().run(
            self.action,
            move || Box::pin(request()),
            move |answer| match answer {
                Ok(Ok(key)) => self.added(key),
                Ok(Err(Failure::Refused(refusal))) => self.refused(refusal),
                Ok(Err(Failure::Failed(error, kept))) => {
                    self.begun.set_value(kept);
                    self.call(self.name.get_untracked());
                    self.lost(&error);
                }
                Err(error) => self.failed(&error),
            },
        );
    }
}

/// What is wrong with a name.
fn wrong(name: &str) -> Option<String> {
    match name.chars().count() {
        0 => Some(tr::passkeys::name_missing()),
        1..=LONGEST => None,
        count => Some(tr::passkeys::name_long(u32::try_from(count).unwrap_or(u32::MAX))),
    }
}
