//! Details that the citizen types for the institution: phone, special needs, comment.

use super::super::words;
use crate::i18n::tr;
use crate::platform::random;
use crate::ui::error_summary::Finding;
use crate::ui::field::{Entry, TextField, Width};
use crate::ui::options::{OptionItem, Options};
use domain::form::FieldError;
use domain::wire::booking::{Book, Need, VisitDetails};
use leptos::prelude::*;

/// State of the form; survives going back to the calendar.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wishes {
    pub(super) details: RwSignal<VisitDetails>,
    phone_error: RwSignal<Option<String>>,
    comment_error: RwSignal<Option<String>>,
    /// Last request and its idempotency key: pressing twice makes one booking.
    asked: StoredValue<Option<(Book, String)>>,
}

const PHONE: &str = "visit-phone";
const NEEDS: &str = "visit-needs";
const COMMENT: &str = "visit-comment";

const PHONE_ENTRY: Entry = Entry { kind: "tel", inputmode: "tel", ..Entry::TEXT };

impl Wishes {
    /// `saved`: details typed before a reload.
    pub(super) fn new(phone: String, saved: Option<VisitDetails>) -> Self {
        let new = || VisitDetails { phone, ..VisitDetails::default() };
        Self {
            details: RwSignal::new(saved.unwrap_or_else(new)),
            phone_error: RwSignal::new(None),
            comment_error: RwSignal::new(None),
            asked: StoredValue::new(None),
        }
    }

    /// Checks the details and shows errors at the fields. Returns whether everything is valid.
    pub(super) fn check(self) -> bool {
        let issues = self.details.with_untracked(VisitDetails::checked).err().unwrap_or_default();
        let at = |place: &str| issues.iter().find(|issue| issue.pointer == place);
        self.phone_error.set(at("/phone").map(|issue| wrong_phone(&issue.error)));
        self.comment_error.set(at("/comment").map(|issue| wrong_comment(&issue.error)));
        issues.is_empty()
    }

    pub(super) fn findings(self) -> Vec<Finding> {
        let inputs = [(PHONE, self.phone_error.get()), (COMMENT, self.comment_error.get())];
        let wrong = inputs.into_iter().filter_map(|(input, text)| Some((input, text?)));
        wrong.map(|(input, text)| Finding { input: input.to_owned(), text }).collect()
    }

    /// Idempotency key of a request; repeating the same request gives the same key.
    pub(super) fn key(self, book: &Book) -> String {
        let before = self.asked.get_value().filter(|(before, _)| before == book);
        let key = before.map_or_else(random::id, |(_, key)| key);
        self.asked.set_value(Some((book.clone(), key.clone())));
        key
    }
}

fn wrong_phone(error: &FieldError) -> String {
    match error {
        FieldError::Missing => tr::confirm::phone_missing(),
        _ => tr::confirm::phone_wrong(),
    }
}

fn wrong_comment(error: &FieldError) -> String {
    match error {
        FieldError::TooLong { by, .. } => tr::confirm::comment_long(*by),
        _ => tr::confirm::comment_unprintable(),
    }
}

#[component]
pub(super) fn Details(wishes: Wishes) -> AnyView {
    let details = wishes.details;
    let typed = details.get_untracked();
    let option = |(at, need): (usize, &Need)| OptionItem {
        value: at.to_string(),
        label: words::need(*need),
        hint: None,
    };
    let options: Vec<_> = Need::ALL.iter().enumerate().map(option).collect();
    let is_on =
        |option: &&OptionItem| typed.needs.iter().any(|need| words::need(*need) == option.label);
    let chosen = options.iter().filter(is_on).map(|option| option.value.clone()).collect();
    let tick = move |(at, is_on): (String, bool)| {
        let ticked = at.parse().ok().and_then(|at: usize| Need::ALL.get(at));
        details.update(|details| {
            let wanted = |need: &Need| match Some(need) == ticked {
                true => is_on,
                false => details.needs.contains(need),
            };
            details.needs = Need::ALL.into_iter().filter(wanted).collect();
        });
    };
    view! {
        <TextField
            id=PHONE
            label=tr::confirm::phone()
            hint=tr::confirm::phone_hint()
            entry=PHONE_ENTRY.autocomplete("tel").width(Width::Medium)
            value=typed.phone
            on_input=move |text| details.update(|details| details.phone = text)
            error=wishes.phone_error
        />
        <Options
            id=NEEDS
            legend=tr::confirm::needs()
            hint=tr::confirm::needs_hint()
            options=options
            many=true
            optional=true
            chosen=chosen
            on_change=tick
            error=Signal::stored(None::<String>)
        />
        <TextField
            id=COMMENT
            label=tr::confirm::comment()
            hint=tr::confirm::comment_hint()
            entry=Entry::TEXT
            value=typed.comment
            on_input=move |text| details.update(|details| details.comment = text)
            error=wishes.comment_error
            optional=true
            long=true
        />
    }
    .into_any()
}
