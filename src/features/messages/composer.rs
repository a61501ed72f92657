use super::attach_piece;
use super::line::{Line, answered_at, heading_id};
use super::outbox::{Batch, Entry, Pending, Refusal};
use super::words;
use crate::api::ApiError;
use crate::api::messages::Talk;
use crate::i18n::tr;
use crate::part::piece;
use crate::platform::effect::effect;
use crate::platform::focus;
use crate::shell::faults::Faults;
use crate::ui::button::{Button, Submit};
use crate::ui::error_summary::Finding;
use crate::ui::field::parts::show_typed;
use crate::ui::field::{Entry as Input, TextField};
use domain::form::FieldError;
use domain::message::checked_text;
use domain::wire::file::FileInfo;
use domain::wire::message::ActionKind;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// Id of the field.
const TEXT: &str = "message";
/// Id of the button that adds a file.
const ADD: &str = "message-add";
/// Milliseconds within which a second press belongs to the first one.
const TWICE: f64 = 1_000.0;

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
    /// When «Отправить» was pressed last, in milliseconds since the page was loaded.
    sent_at: StoredValue<f64>,
    /// Accepted files that wait for a message, when the page was opened.
    waiting: StoredValue<Vec<FileInfo>>,
    /// The piece with the attachments is shown.
    attaches: RwSignal<bool>,
    /// Takes the attached files for a message; set by that piece.
    take: StoredValue<Option<Take>, LocalStorage>,
}

/// `None` without files.
type Take = Callback<(), Option<Rc<dyn Batch>>>;

thread_local! {
    /// That of the page.
    static CURRENT: Cell<Option<Composer>> = const { Cell::new(None) };
}

impl Composer {
    /// The composer of the page, for its piece.
    pub(super) fn current() -> Option<Self> {
        CURRENT.get()
    }

    /// `refresh` fetches the conversation.
    pub(super) fn new(
        entry: Rc<Entry>,
        lines: Memo<Vec<Line>>,
        faults: Faults,
        refresh: Callback<()>,
        waiting: Vec<FileInfo>,
    ) -> Self {
        let composer = Self {
            lines,
            answers: RwSignal::new(None),
            note: RwSignal::new(None),
            entry: StoredValue::new_local(Rc::clone(&entry)),
            faults,
            refresh,
            sent_at: StoredValue::new(f64::MIN),
            attaches: RwSignal::new(!waiting.is_empty()),
            waiting: StoredValue::new(waiting),
            take: StoredValue::new_local(None),
        };
        CURRENT.set(Some(composer));
        composer.show();
        let (replaced, refused) = (entry.replaced.clone(), entry.refused.clone());
        effect(move || {
            replaced.track();
            composer.show();
        });
        effect(move || {
            let Some(refusal) = refused.get() else { return };
            refused.set(None);
            let (text, input) = match refusal {
                Refusal::Error(error) if error.code() == Some(ProblemCode::NotAllowed) => {
                    (tr::msg::is_closed(), None)
                }
                Refusal::Error(error) => (tr::msg::text_is_back(&why(&error)), Some(TEXT)),
                Refusal::File => {
                    composer.attaches.set(true);
                    (tr::msg::file_missing(), Some(ADD))
                }
            };
            let title = tr::msg::refused();
            match focus::current() {
                // What is typed next would be lost.
                Some(element) if element.id() == TEXT => faults.tell_aside(title, text, input),
                _ => faults.tell(title, text, input),
            }
            composer.refresh();
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

    /// Lets the citizen attach a file, in answer to a message that wants one.
    pub(super) fn attach(self, message: Option<String>) {
        self.entry.with_value(|entry| entry.answers(message.clone()));
        self.answers.set(message);
        self.attaches.set(true);
        focus::on_input(ADD);
    }

    /// Accepted files that wait for a message, when the page was opened.
    pub(super) fn waiting_files(self) -> Vec<FileInfo> {
        self.waiting.get_value().into_iter().filter(|file| !self.goes_already(&file.id)).collect()
    }

    /// Whether a message on its way has this file, or one that another window has sent; tracked.
    pub(super) fn goes_already(self, file: &str) -> bool {
        self.lines.with(|lines| {
            lines.iter().any(|line| line.message.files.iter().any(|other| other.id == file))
        })
    }

    /// `take` takes the attached files for a message.
    pub(super) fn attaches_with(self, take: Take) {
        self.take.set_value(Some(take));
    }

    /// What was typed and not sent, for a conversation that has no field any more; tracked.
    pub(super) fn unsent(self) -> String {
        self.entry.with_value(|entry| {
            entry.replaced.track();
            entry.typed().text
        })
    }

    /// What is wrong with the attachments; tracked.
    pub(super) fn wrong_files(self) -> Signal<Option<String>> {
        self.faults.at(ADD)
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

    /// `at`: when «Отправить» was pressed, in milliseconds since the page was loaded.
    fn send(self, at: f64) {
        let answers = untrack(|| self.answered());
        let entry = self.entry.get_value();
        let shown = entry.typed();
        entry.catch_up();
        if entry.typed() != shown {
            // Another tab has just sent what stood here.
            return;
        }
        let batch = self.take.get_value().and_then(|take| take.try_run(()).flatten());
        let is_wrong =
            batch.as_ref().is_some_and(|batch| matches!(batch.pending(), Pending::Failed));
        let lacks_file = batch.is_none() && self.wants_file(answers.as_deref());
        let put_back = || batch.iter().for_each(|batch| batch.back());
        if is_wrong || lacks_file {
            put_back();
            let text = if is_wrong { tr::msg::file_wrong() } else { tr::msg::attach_wanted() };
            self.attaches.set(true);
            return self.faults.mend(vec![Finding { input: ADD.to_owned(), text }]);
        }
        let text = match checked_text(&entry.typed().text, batch.is_some()) {
            Ok(text) => text,
            // A double click: the first press has emptied the field.
            Err(FieldError::Missing) if at - self.sent_at.get_value() < TWICE => return,
            Err(error) => {
                put_back();
                return self
                    .faults
                    .mend(vec![Finding { input: TEXT.to_owned(), text: wrong(&error) }]);
            }
        };
        if entry.typed().answers != answers {
            entry.answers(answers);
        }
        let key = entry.send(text, batch);
        self.sent_at.set_value(at);
        self.faults.clear();
        self.show();
        focus::on_id(&heading_id(&key));
    }
}

impl Composer {
    /// Whether the answered message asks for a file.
    fn wants_file(self, answered: Option<&str>) -> bool {
        let wants = |line: &Line| {
            let action = words::open_action(&line.message).map(|action| action.kind);
            Some(line.message.id.as_str()) == answered && action == Some(ActionKind::Upload)
        };
        self.lines.with_untracked(|lines| lines.iter().any(wants))
    }
}

/// Why the server has not taken a message. Its words for an invalid request speak of an application.
fn why(error: &ApiError) -> String {
    match error.code() {
        Some(ProblemCode::Invalid) => tr::msg::not_taken(),
        _ => error.text(),
    }
}

fn wrong(error: &FieldError) -> String {
    match error {
        FieldError::Missing => tr::msg::write_or_attach(),
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
        composer.send(event.time_stamp());
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
    // Drawn anew, the piece would forget files that only it knows.
    let attaches = Memo::new(move |_| composer.attaches.get());
    let attachments = move || match attaches.get() {
        true => piece("attach", || Box::pin(attach_piece())),
        false => {
            let show = move |()| {
                composer.attaches.set(true);
                focus::on_input(ADD);
            };
            view! { <p><Button on_press=show>{tr::msg::attach()}</Button></p> }.into_any()
        }
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
            {attachments}
            <p class="actions"><Submit>{tr::msg::send()}</Submit></p>
        </form>
    }
    .into_any()
}
