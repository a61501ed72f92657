//! State of an open draft: the answers as typed, and everything computed from them.

use super::autosave::Autosave;
use super::words;
use crate::api;
use crate::i18n::tr;
use crate::platform::clock;
use crate::state::uploads::{Owner, Uploads};
use crate::ui::error_summary::Finding;
use chrono::NaiveDate;
use domain::form::{self, Answer, Answers, Checked, FieldError, Issue, Service, Step, Visible};
use domain::office;
use domain::wire::application::Remark;
use domain::wire::draft::{Draft, Filled};
use leptos::prelude::*;
use std::cell::Cell;
use std::sync::Arc;

/// State of one open draft. Its owner is the draft's route: it survives moving between the steps.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormState {
    service: StoredValue<Arc<Service>>,
    /// The draft as it was opened.
    draft: StoredValue<Arc<Draft>>,
    pub(super) answers: RwSignal<Answers>,
    pub(super) visible: Memo<Visible>,
    /// Errors of the current screen.
    pub(super) issues: RwSignal<Vec<Issue>>,
    /// Corrections that the bureau asks for, without those whose field the citizen has changed since.
    pub(super) remarks: RwSignal<Vec<Remark>>,
    /// Fields prefilled from the profile or another application that the citizen has not changed since (M-11).
    filled: RwSignal<Vec<Filled>>,
    pub(super) uploads: Uploads,
    pub(super) autosave: Autosave,
    /// Set if the citizen came from the check page: «next» leads back there.
    pub(super) from_review: RwSignal<bool>,
    /// Set when the citizen presses «Проверить»: the check page then shows at once what is missing or wrong.
    pub(super) checks: RwSignal<bool>,
    /// Id of the input that the next screen focuses.
    pub(super) focus: RwSignal<Option<String>>,
    /// Largest key that this page has given to an entry of a group.
    last_key: StoredValue<u32>,
    /// Counts replacements of the answers; each one redraws the screen.
    pub(super) replaced: RwSignal<u32>,
}

thread_local! {
    /// The draft that is open, for the pieces of its page that load later.
    static CURRENT: Cell<Option<FormState>> = const { Cell::new(None) };
}

impl FormState {
    /// Opens a draft. It becomes the [`current`](Self::current) one.
    pub(super) fn open(service: Service, draft: Draft) -> Self {
        let state = Self::new(service, draft);
        CURRENT.set(Some(state));
        state
    }

    pub(super) fn current() -> Option<Self> {
        CURRENT.get()
    }

    fn new(service: Service, draft: Draft) -> Self {
        let service = Arc::new(service);
        let opened = draft.today;
        let autosave = Autosave::open(&draft);
        let answers = autosave.answers;
        let visible = {
            let service = Arc::clone(&service);
            Memo::new(move |_| {
                answers.with(|answers| form::visible(&service, answers, today(opened)))
            })
        };
        let remarks = draft.corrects.as_ref().map(|correction| correction.remarks.clone());
        let total_limit = service.max_total_bytes;
        Self {
            service: StoredValue::new(service),
            answers,
            visible,
            issues: RwSignal::new(Vec::new()),
            remarks: RwSignal::new(remarks.unwrap_or_default()),
            filled: RwSignal::new(draft.filled.clone()),
            uploads: Uploads::new(
                Owner::Draft(draft.id.clone()),
                draft.files.clone(),
                total_limit,
                |id| Box::pin(async move { Ok(api::drafts::one(&id).await?.files) }),
            ),
            autosave,
            from_review: RwSignal::new(false),
            checks: RwSignal::new(false),
            focus: RwSignal::new(None),
            last_key: StoredValue::new(0),
            replaced: RwSignal::new(0),
            draft: StoredValue::new(Arc::new(draft)),
        }
    }

    pub(super) fn service(self) -> Arc<Service> {
        self.service.get_value()
    }

    /// The id of the draft.
    pub(super) fn draft(self) -> String {
        self.draft.with_value(|draft| draft.id.clone())
    }

    /// The draft as it was opened.
    pub(super) fn opened(self) -> Arc<Draft> {
        self.draft.get_value()
    }

    fn today(self) -> NaiveDate {
        today(self.draft.with_value(|draft| draft.today))
    }

    /// Stores what the citizen typed or chose, and queues a save.
    pub(super) fn answer(self, path: String, answer: Answer) {
        self.touched(&path);
        self.answers.update(|answers| answers.set(path, answer));
        self.autosave.edited();
    }

    /// Drops the origin and the bureau's remarks of a changed field: they describe the old answer.
    pub(super) fn touched(self, place: &str) {
        let field = place.split('.').next().unwrap_or_default();
        if self.filled.with_untracked(|filled| filled.iter().any(|known| known.field == field)) {
            self.filled.update(|filled| filled.retain(|known| known.field != field));
        }
        let is_about = |remark: &Remark| is_within(place, remark.place());
        if self.remarks.with_untracked(|remarks| remarks.iter().any(is_about)) {
            self.remarks.update(|remarks| remarks.retain(|remark| !is_about(remark)));
        }
    }

    /// Removes a group's entry: its answers, errors and remarks.
    pub(super) fn forget(self, entry: &str) {
        self.answers.update(|answers| {
            let gone: Vec<_> =
                answers.paths().filter(|path| is_within(path, entry)).map(str::to_owned).collect();
            for path in gone {
                answers.remove(&path);
            }
        });
        self.remarks.update(|remarks| remarks.retain(|remark| !is_within(remark.place(), entry)));
        self.issues.update(|issues| issues.retain(|issue| !is_within(issue.place(), entry)));
    }

    /// Key for a new entry of a group with these `keys`. Keys of removed entries are not reused on this page.
    pub(super) fn next_key(self, keys: &[String]) -> String {
        let largest = keys.iter().filter_map(|key| key.parse().ok()).max();
        let next = self.last_key.get_value().max(largest.unwrap_or_default()) + 1;
        self.last_key.set_value(next);
        next.to_string()
    }

    /// Replaces all answers and redraws the screen.
    pub(super) fn replace(self, answers: Answers) {
        let opened = self.opened();
        self.filled.update(|filled| {
            filled.retain(|known| {
                let mut paths = answers.paths().chain(opened.answers.paths());
                paths.all(|path| {
                    !is_within(path, &known.field) || answers.get(path) == opened.answers.get(path)
                })
            });
        });
        self.answers.set(answers);
        self.replaced.update(|count| *count += 1);
    }

    /// The answer in its usual form; `None` if it is wrong or already has that form.
    pub(super) fn tidied(self, path: &str) -> Option<String> {
        let field = self.service().field_at(path)?;
        self.answers.with_untracked(|answers| {
            let tidy = form::tidy(&field, path, answers, self.today())?;
            (answers.text(path) != Some(&tidy)).then_some(tidy)
        })
    }

    /// Says where a prefilled answer comes from; `None` once the citizen has changed it.
    pub(super) fn origin(self, field: &str) -> Signal<Option<String>> {
        let field = field.to_owned();
        Signal::derive(move || {
            self.filled.with(|filled| {
                let known = filled.iter().find(|known| known.field == field)?;
                Some(match &known.application {
                    Some(number) => tr::filled::from_application(number),
                    None => tr::filled::from_profile(),
                })
            })
        })
    }

    /// Labels of the prefilled fields of a step.
    pub(super) fn filled_in(self, step: &Step) -> Vec<String> {
        self.filled.with_untracked(|filled| {
            let is_asked =
                |id: &str| self.visible.with_untracked(|visible| visible.fields.contains(id));
            let is_filled = |id: &str| is_asked(id) && filled.iter().any(|known| known.field == id);
            let fields = step.fields.iter().filter(|field| is_filled(&field.id));
            fields.map(|field| words::text(&field.label)).collect()
        })
    }

    /// Visible steps that have a screen of their own; the check page shows the others.
    pub(super) fn screens(self) -> Vec<Step> {
        self.visible.with(|visible| {
            let service = self.service();
            let asked = |step: &&Step| !step.on_review && visible.steps.contains(&step.id);
            service.steps.iter().filter(asked).cloned().collect()
        })
    }

    /// Errors that stop the citizen from leaving a step. A document that is still uploading does not.
    pub(super) fn holds_back(self, step: &Step) -> Vec<Issue> {
        let mut issues = self.check_step(step);
        issues.retain(|issue| !self.is_on_its_way(issue));
        issues
    }

    /// Whether the missing document of an issue is still uploading.
    fn is_on_its_way(self, issue: &Issue) -> bool {
        issue.error == FieldError::MissingDocument && self.uploads.is_busy(issue.place())
    }

    /// Error text of an issue for its input.
    pub(super) fn words(self, issue: &Issue) -> String {
        self.said(issue, words::at_input)
    }

    /// Line of the error summary for an issue.
    pub(super) fn finding(self, issue: &Issue) -> Finding {
        Finding { input: words::input_of(issue), text: self.said(issue, words::in_summary) }
    }

    fn said(self, issue: &Issue, say: fn(&Service, &Answers, &Issue) -> String) -> String {
        let service = self.service();
        if self.is_on_its_way(issue) {
            return words::on_its_way(&service, issue);
        }
        self.answers.with_untracked(|answers| say(&service, answers, issue))
    }

    /// Errors of one step.
    pub(super) fn check_step(self, step: &Step) -> Vec<Issue> {
        let mut checked = Checked::default();
        let files = self.uploads.attached();
        self.visible.with(|visible| {
            self.answers.with(|answers| {
                let service = self.service();
                let today = self.today();
                form::check::check_step(
                    &service,
                    step,
                    visible,
                    answers,
                    &files,
                    today,
                    &mut checked,
                );
            });
        });
        checked.issues
    }

    /// Checks the whole form.
    pub(super) fn check(self) -> Checked {
        let files = self.uploads.attached();
        self.answers.with(|answers| form::check(&self.service(), answers, &files, self.today()))
    }

    /// The bureau's remarks about a step, with the inputs where the citizen can correct them.
    pub(super) fn remarks_in(self, step: &Step) -> Vec<Finding> {
        self.remarks.with(|remarks| {
            let remarks = remarks.iter().filter(|remark| has_place(step, remark.place()));
            remarks.map(words::remark).collect()
        })
    }

    /// The bureau's remarks that belong to no visible screen.
    pub(super) fn remarks_elsewhere(self) -> Vec<Finding> {
        let screens = self.screens();
        self.remarks.with(|remarks| {
            let is_elsewhere =
                |remark: &&Remark| !screens.iter().any(|step| has_place(step, remark.place()));
            remarks.iter().filter(is_elsewhere).map(words::remark).collect()
        })
    }

    /// Error text at an input or a slot; the bureau's remark if there is no error.
    pub(super) fn error_at(self, place: String) -> Signal<Option<String>> {
        Signal::derive(move || {
            let issue = self.issues.with(|issues| {
                let issue = issues.iter().find(|issue| issue.place() == place);
                issue.map(|issue| self.words(issue))
            });
            issue.or_else(|| {
                self.remarks.with(|remarks| {
                    let remark = remarks.iter().find(|remark| remark.place() == place);
                    remark.map(|remark| words::text(&remark.text))
                })
            })
        })
    }
}

/// Today at the office. A form may stay open past midnight, so the day it was `opened` on is only the minimum.
fn today(opened: NaiveDate) -> NaiveDate {
    opened.max(office::day(clock::server()))
}

/// Whether a path is that of a field or an entry, or of a part of it.
pub(super) fn is_within(path: &str, field: &str) -> bool {
    path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether the path of an input or the id of a slot belongs to the step.
pub(super) fn has_place(step: &Step, place: &str) -> bool {
    step.fields.iter().any(|field| is_within(place, &field.id))
        || step.documents.iter().any(|slot| slot.id == place)
}
