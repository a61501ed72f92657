//! What stands on the screen: the answers as typed, and everything that depends on them.

use super::autosave::Autosave;
use super::words;
use crate::i18n::tr;
use crate::ui::error_summary::Finding;
use crate::upload::Uploads;
use chrono::NaiveDate;
use domain::form::{self, Answer, Answers, Checked, FieldError, Issue, Service, Step, Visible};
use domain::wire::draft::Draft;
use leptos::prelude::*;
use std::sync::Arc;

/// The state of one open draft; lives as long as its route.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormState {
    service: StoredValue<Arc<Service>>,
    draft: StoredValue<String>,
    /// Today at the office.
    today: StoredValue<NaiveDate>,
    pub(super) answers: RwSignal<Answers>,
    pub(super) visible: Memo<Visible>,
    /// What is wrong on the screen that is shown.
    pub(super) issues: RwSignal<Vec<Issue>>,
    pub(super) uploads: Uploads,
    pub(super) autosave: Autosave,
    /// The citizen came from the check page, and goes back there after this step.
    pub(super) from_review: RwSignal<bool>,
    /// The input to focus on the screen that comes next.
    pub(super) focus: RwSignal<Option<String>>,
}

impl FormState {
    pub(super) fn new(service: Service, draft: Draft) -> Self {
        let service = Arc::new(service);
        let today = draft.today;
        let answers = RwSignal::new(draft.answers);
        let visible = {
            let service = Arc::clone(&service);
            Memo::new(move |_| answers.with(|answers| form::visible(&service, answers, today)))
        };
        let total_limit = service.max_total_bytes;
        Self {
            service: StoredValue::new(service),
            draft: StoredValue::new(draft.id.clone()),
            today: StoredValue::new(today),
            answers,
            visible,
            issues: RwSignal::new(Vec::new()),
            uploads: Uploads::new(draft.id.clone(), draft.files, total_limit),
            autosave: Autosave::new(draft.id, draft.version, draft.saved_at, answers),
            from_review: RwSignal::new(false),
            focus: RwSignal::new(None),
        }
    }

    pub(super) fn service(self) -> Arc<Service> {
        self.service.get_value()
    }

    pub(super) fn draft(self) -> String {
        self.draft.get_value()
    }

    /// Something was typed or chosen.
    pub(super) fn answer(self, path: String, answer: Answer) {
        self.answers.update(|answers| answers.set(path, answer));
        self.autosave.edited();
    }

    /// The steps that have a screen of their own and are asked for now.
    pub(super) fn screens(self) -> Vec<Step> {
        self.visible.with(|visible| {
            let service = self.service();
            let asked = |step: &&Step| !step.on_review && visible.steps.contains(&step.id);
            service.steps.iter().filter(asked).cloned().collect()
        })
    }

    /// What keeps the citizen on a screen: a document that is still on its way does not.
    pub(super) fn holds_back(self, step: &Step) -> Vec<Issue> {
        let mut issues = self.check_step(step);
        issues.retain(|issue| !self.is_on_its_way(issue));
        issues
    }

    /// Whether the document that an issue misses is being sent.
    fn is_on_its_way(self, issue: &Issue) -> bool {
        issue.error == FieldError::MissingDocument && self.uploads.is_busy(issue.place())
    }

    /// The words of an issue.
    pub(super) fn words(self, issue: &Issue) -> String {
        if self.is_on_its_way(issue) {
            return tr::missing::document_on_its_way();
        }
        words::issue(&self.service(), issue)
    }

    /// The line of the error summary for an issue.
    pub(super) fn finding(self, issue: &Issue) -> Finding {
        Finding { input: words::input_of(issue), text: self.words(issue) }
    }

    /// What is wrong with one step.
    pub(super) fn check_step(self, step: &Step) -> Vec<Issue> {
        let mut checked = Checked::default();
        let files = self.uploads.attached();
        self.visible.with(|visible| {
            self.answers.with(|answers| {
                let service = self.service();
                let today = self.today.get_value();
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

    /// What is wrong with everything.
    pub(super) fn check(self) -> Checked {
        let files = self.uploads.attached();
        self.answers
            .with(|answers| form::check(&self.service(), answers, &files, self.today.get_value()))
    }

    /// The words of the error at an input or a slot, if there is one.
    pub(super) fn error_at(self, place: String) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.issues.with(|issues| {
                let issue = issues.iter().find(|issue| issue.place() == place);
                issue.map(|issue| self.words(issue))
            })
        })
    }
}
