use super::line::{Line, answered_at, heading_id};
use super::outbox::{Entry, Way};
use super::words;
use crate::api::messages::Talk;
use crate::i18n::tr;
use crate::platform::effect::effect;
use crate::platform::focus;
use crate::shell::faults::Faults;
use crate::ui::button::Submit;
use crate::ui::error_summary::Finding;
use crate::ui::field::parts::show_typed;
use crate::ui::field::{Entry as Input, TextField};
use domain::form::FieldError;
use domain::message::checked_text;
use leptos::prelude::*;
use std::rc::Rc;

/// Id of the field.
const TEXT: &str = "message";

/// What the citizen is writing. The entry outlives the page.
#[derive(Clone, Copy)]
pub(super) struct Composer {
    entry: StoredValue<Rc<Entry>, LocalStorage>,
    lines: Memo<Vec<Line>>,
    /// Id of the message that is being answered.
    answers: RwSignal<Option<String>>,
    /// Says where the text in the field comes from.
    note: RwSignal<Option<String>>,
    faults: Faults,
    refresh: Callback<()>,
}

impl Composer {
    /// `refresh` fetches the conversation.
    pub(super) fn new(
        entry: Rc<Entry>,
        lines: Memo<Vec<Line>>,
        faults: Faults,
        refresh: Callback<()>,
    ) -> Self {
        let composer = Self {
            lines,
            answers: RwSignal::new(None),
            note: RwSignal::new(None),
            entry: StoredValue::new_local(Rc::clone(&entry)),
            faults,
            refresh,
        };
        composer.show();
        let (replaced, refused) = (entry.replaced.clone(), entry.refused.clone());
        effect(move || {
            replaced.track();
            composer.show();
        });
        effect(move || {
            if let Some(error) = refused.get() {
                refused.set(None);
                faults.tell(tr::msg::refused(), tr::msg::text_is_back(&error.text()), Some(TEXT));
                composer.refresh();
            }
        });
        composer
    }

    pub(super) fn talk(self) -> Talk {
        self.entry.with_value(|entry| entry.talk.clone())
    }

    pub(super) fn refresh(self) {
        self.refresh.run(());
    }

    /// Lets the citizen write, in answer to a message that wants one.
    pub(super) fn answer(self, message: Option<String>) {
        self.entry.with_value(|entry| entry.answers(message.clone()));
        self.answers.set(message);
        focus::on_input(TEXT);
    }

    /// Shows what the entry holds.
    fn show(self) {
        let (typed, is_restored) =
            self.entry.with_value(|entry| (entry.typed(), entry.is_restored()));
        show_typed(TEXT, &typed.text);
        self.note.set((is_restored && !typed.text.is_empty()).then(tr::msg::restored));
        self.answers.set(typed.answers);
    }

    /// The message that is being answered, while it still wants an answer; tracked.
    fn answered(self) -> Option<String> {
        let answered = self.answers.get()?;
        let wants = |line: &Line| {
            line.message.id == answered && words::open_action(&line.message).is_some()
        };
        self.lines.with(|lines| lines.iter().any(wants)).then_some(answered)
    }

    fn send(self) {
        let answers = untrack(|| self.answered());
        let entry = self.entry.get_value();
        let text = match checked_text(&entry.typed().text, false) {
            Ok(text) => text,
            // A second press: the first one has emptied the field.
            Err(FieldError::Missing) if is_sending(&entry) => return,
            Err(error) => {
                return self
                    .faults
                    .mend(vec![Finding { input: TEXT.to_owned(), text: wrong(&error) }]);
            }
        };
        if entry.typed().answers != answers {
            entry.answers(answers);
        }
        let key = entry.send(text, Vec::new());
        self.faults.clear();
        self.show();
        focus::on_id(&heading_id(&key));
    }
}

fn is_sending(entry: &Entry) -> bool {
    entry.sending.with_untracked(|all| all.iter().any(|one| !matches!(one.way, Way::Sent(_))))
}

fn wrong(error: &FieldError) -> String {
    match error {
        FieldError::Missing => tr::msg::write_something(),
        FieldError::TooLong { by, .. } => tr::msg::too_long(*by),
        _ => tr::wrong::unprintable(),
    }
}

/// The form. `title` names what it is about.
#[component]
pub(super) fn ComposerView(composer: Composer, title: String) -> AnyView {
    let entry = composer.entry.get_value();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        composer.send();
    };
    let typed = move |text| composer.entry.with_value(|entry| entry.types(text));
    let answering = move || {
        let at = answered_at(composer.lines, &composer.answered()?)?;
        let drop = move |_| {
            composer.answer(None);
        };
        Some(view! {
            <p>
                {tr::msg::answers(&at)} ". "
                <button class="link" type="button" on:click=drop>{tr::msg::no_answer()}</button>
            </p>
        })
    };
    view! {
        <h2>{title}</h2>
        <form novalidate on:submit=submit>
            {answering}
            <TextField
                id=TEXT
                label=tr::msg::text()
                hint=tr::msg::hint()
                entry=Input::TEXT
                long=true
                value=entry.typed().text
                note=composer.note
                on_input=typed
                error=composer.faults.at(TEXT)
            />
            <p class="actions"><Submit>{tr::msg::send()}</Submit></p>
        </form>
    }
    .into_any()
}
