//! A section in which something can be changed: closed until its button is pressed.

use super::super::failure;
use super::unsure::{Seen, Unsure};
use crate::api::ApiError;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::focus;
use crate::shell::faults::Faults;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::ui::button::Button;
use crate::ui::notice::{Notice, Tone};
use domain::wire::account::Account;
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
    pub(super) unsure: Unsure,
}

impl Change {
    pub(super) fn new(ids: &'static Ids, account: Fetched<Account>, is_open: bool) -> Self {
        let faults = faults(ids.errors);
        let (is_open, said) = (RwSignal::new(is_open), RwSignal::new(String::new()));
        Self { ids, is_open, said, faults, unsure: Unsure::new(account) }
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

    /// Shows why the change has failed. If its answer was lost, calls `seen` with the account as it is then, while the form is open.
    pub(super) fn fail(self, title: fn() -> String, error: &ApiError, seen: Seen) {
        let (title, text) = failure::words(title, error);
        self.faults.tell(title, text, None);
        let seen = move |account| {
            if self.is_open() {
                seen(account);
            }
        };
        self.unsure.look(error, Box::new(seen));
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
