//! A section in which something can be changed: closed until its button is pressed.

use super::super::faults::Faults;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::focus;
use crate::state::announcer::Announcer;
use crate::ui::button::{Button, Submit};
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;

/// Ids of what a section has.
#[derive(Debug)]
pub(super) struct Ids {
    pub(super) heading: &'static str,
    pub(super) button: &'static str,
    /// The first input of the form.
    pub(super) first: &'static str,
    pub(super) errors: &'static str,
}

/// Whether the section is open, what is wrong with the form, and what has come of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    ids: &'static Ids,
    is_open: RwSignal<bool>,
    /// Empty while nothing has been changed.
    said: RwSignal<String>,
    pub(super) faults: Faults,
}

impl Change {
    pub(super) fn new(ids: &'static Ids, is_open: bool) -> Self {
        let faults = faults(ids.errors);
        Self { ids, is_open: RwSignal::new(is_open), said: RwSignal::new(String::new()), faults }
    }

    fn open(self) {
        self.said.set(String::new());
        self.is_open.set(true);
        focus::on_id(self.ids.first);
    }

    /// Closes the form, and leaves everything as it was.
    pub(super) fn cancel(self) {
        self.faults.clear();
        self.is_open.set(false);
        focus::on_id(self.ids.button);
    }

    /// Closes the form, shows and announces what has come of it.
    pub(super) fn finish(self, text: String) {
        self.show(text.clone());
        self.close(text);
    }

    /// Closes the form, and announces what has come of it: the section shows it already. The pressed button is gone, so the focus goes to
    /// the heading.
    pub(super) fn close(self, text: String) {
        self.faults.clear();
        self.is_open.set(false);
        focus::on_id(self.ids.heading);
        if let Some(announcer) = Announcer::current() {
            announcer.say(text);
        }
    }

    /// Shows what has come of it.
    pub(super) fn show(self, text: String) {
        self.said.set(text);
    }

    /// Whether the form is open, tracked.
    pub(super) fn shows_form(self) -> bool {
        self.is_open.get()
    }

    /// Whether the form is open, untracked.
    pub(super) fn is_open(self) -> bool {
        self.is_open.get_untracked()
    }
}

/// Heading, how things are now, and the form or the button that opens it.
#[component]
pub(super) fn Section(
    change: Change,
    title: String,
    #[prop(into)] now: ViewFn,
    /// Text of the button.
    #[prop(into)]
    button: Signal<String>,
    #[prop(into)] form: ViewFn,
) -> AnyView {
    let Ids { heading, button: id, .. } = *change.ids;
    let said = move || {
        let said = Some(change.said.get()).filter(|said| !said.is_empty());
        said.map(|said| view! { <Notice tone=Tone::Good><p>{said}</p></Notice> })
    };
    let body = move || {
        if change.is_open.get() {
            return view! { {change.faults.summary()} {form.run()} }.into_any();
        }
        view! {
            <p class="actions">
                <Button id=id on_press=move |()| change.open()>{move || button.get()}</Button>
            </p>
        }
        .into_any()
    };
    view! {
        <h2 id=heading tabindex="-1">{title}</h2>
        {said}
        {now.run()}
        {body}
    }
    .into_any()
}

/// The buttons below a form.
#[component]
pub(super) fn Buttons(
    /// Text of the one that sends it.
    save: String,
    busy: Signal<bool>,
    #[prop(into)] on_cancel: Callback<()>,
) -> AnyView {
    view! {
        <p class="actions">
            <Submit busy=busy>{save}</Submit>
            <Button on_press=on_cancel>{tr::security::cancel()}</Button>
        </p>
    }
    .into_any()
}

/// Faults of a section's form, which the title of the page tells too.
pub(super) fn faults(id: &'static str) -> Faults {
    let faults = Faults::new(id);
    let are_there = faults.are_there();
    watch(move || are_there.get(), |is_wrong, _| entitle(*is_wrong));
    faults
}

/// «Ошибка: …»: the sections have no pages of their own.
fn entitle(is_wrong: bool) {
    let title = tr::security::title();
    let title = if is_wrong { tr::form::title_wrong(&title) } else { title };
    document().set_title(&tr::common::page_title(&title));
}
