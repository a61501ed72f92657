//! What stands on the screen: the answers as typed, and everything that depends on them.

use super::autosave::Autosave;
use super::words;
use crate::i18n::tr;
use crate::platform::clock;
use crate::state::uploads::Uploads;
use crate::ui::error_summary::Finding;
use chrono::NaiveDate;
use domain::form::{self, Answer, Answers, Checked, FieldError, Issue, Service, Step, Visible};
use domain::office;
use domain::wire::application::Remark;
use domain::wire::draft::{Draft, Filled};
use leptos::prelude::*;
use std::sync::Arc;

/// The state of one open draft; lives as long as its route.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormState {
    service: StoredValue<Arc<Service>>,
    /// The draft as it was opened.
    draft: StoredValue<Arc<Draft>>,
    pub(super) answers: RwSignal<Answers>,
    pub(super) visible: Memo<Visible>,
    /// What is wrong on the screen that is shown.
    pub(super) issues: RwSignal<Vec<Issue>>,
    /// What the bureau asks to mend and has not been touched since.
    pub(super) remarks: RwSignal<Vec<Remark>>,
    /// Fields that were filled in from elsewhere and not changed since (M-11).
    filled: RwSignal<Vec<Filled>>,
    pub(super) uploads: Uploads,
    pub(super) autosave: Autosave,
    /// The citizen came from the check page, and goes back there after this step.
    pub(super) from_review: RwSignal<bool>,
    /// The citizen pressed «Проверить»: the check page begins with what is missing or wrong.
    pub(super) checks: RwSignal<bool>,
    /// The input to focus on the screen that comes next.
    pub(super) focus: RwSignal<Option<String>>,
    /// The largest key that an entry was given on this page.
    last_key: StoredValue<u32>,
    /// Counts how often the answers were replaced: the screen is drawn anew.
    pub(super) replaced: RwSignal<u32>,
}

impl FormState {
    pub(super) fn new(service: Service, draft: Draft) -> Self {
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
            uploads: Uploads::new(draft.id.clone(), draft.files.clone(), total_limit),
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

    /// Something was typed or chosen.
    pub(super) fn answer(self, path: String, answer: Answer) {
        self.touched(&path);
        self.answers.update(|answers| answers.set(path, answer));
        self.autosave.edited();
    }

    /// Nothing is known of an answer that the citizen has changed.
    pub(super) fn touched(self, place: &str) {
        let field = place.split('.').next().unwrap_or_default();
        if self.filled.with_untracked(|filled| filled.iter().any(|known| known.field == field)) {
            self.filled.update(|filled| filled.retain(|known| known.field != field));
        }
        let is_about = |remark: &Remark| is_of(place, remark.place());
        if self.remarks.with_untracked(|remarks| remarks.iter().any(is_about)) {
            self.remarks.update(|remarks| remarks.retain(|remark| !is_about(remark)));
        }
    }

    /// An entry is gone, with its answers and all that was said of them.
    pub(super) fn forget(self, entry: &str) {
        self.answers.update(|answers| {
            let gone: Vec<_> =
                answers.paths().filter(|path| is_of(path, entry)).map(str::to_owned).collect();
            for path in gone {
                answers.remove(&path);
            }
        });
        self.remarks.update(|remarks| remarks.retain(|remark| !is_of(remark.place(), entry)));
        self.issues.update(|issues| issues.retain(|issue| !is_of(issue.place(), entry)));
    }

    /// A key for a new entry of a group that has these: one that none has had on this page.
    pub(super) fn next_key(self, keys: &[String]) -> String {
        let largest = keys.iter().filter_map(|key| key.parse().ok()).max();
        let next = self.last_key.get_value().max(largest.unwrap_or_default()) + 1;
        self.last_key.set_value(next);
        next.to_string()
    }

    /// Other answers take the place of those on the screen; the screen is drawn anew.
    pub(super) fn replace(self, answers: Answers) {
        let opened = self.opened();
        self.filled.update(|filled| {
            filled.retain(|known| {
                let mut paths = answers.paths().chain(opened.answers.paths());
                paths.all(|path| {
                    !is_of(path, &known.field) || answers.get(path) == opened.answers.get(path)
                })
            });
        });
        self.answers.set(answers);
        self.replaced.update(|count| *count += 1);
    }

    /// The answer in its usual form, where it is right and stands in another.
    pub(super) fn tidied(self, path: &str) -> Option<String> {
        let field = self.service().field_at(path)?;
        self.answers.with_untracked(|answers| {
            let tidy = form::tidy(&field, path, answers, self.today())?;
            (answers.text(path) != Some(&tidy)).then_some(tidy)
        })
    }

    /// Where the answer to a field comes from, as long as it has not been changed.
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

    /// The labels of the fields of a step that were filled in.
    pub(super) fn filled_in(self, step: &Step) -> Vec<String> {
        self.filled.with_untracked(|filled| {
            let is_asked =
                |id: &str| self.visible.with_untracked(|visible| visible.fields.contains(id));
            let is_filled = |id: &str| is_asked(id) && filled.iter().any(|known| known.field == id);
            let fields = step.fields.iter().filter(|field| is_filled(&field.id));
            fields.map(|field| words::text(&field.label)).collect()
        })
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

    /// The words of an issue, at its input.
    pub(super) fn words(self, issue: &Issue) -> String {
        self.said(issue, words::at_input)
    }

    /// The line of the error summary for an issue.
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

    /// What is wrong with one step.
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

    /// What is wrong with everything.
    pub(super) fn check(self) -> Checked {
        let files = self.uploads.attached();
        self.answers.with(|answers| form::check(&self.service(), answers, &files, self.today()))
    }

    /// The remarks of the bureau that belong on a step, with the inputs at which they can be mended.
    pub(super) fn remarks_of(self, step: &Step) -> Vec<Finding> {
        self.remarks.with(|remarks| {
            let remarks = remarks.iter().filter(|remark| has_place(step, remark.place()));
            remarks.map(words::remark).collect()
        })
    }

    /// The remarks that belong on no screen that is asked for.
    pub(super) fn remarks_elsewhere(self) -> Vec<Finding> {
        let screens = self.screens();
        self.remarks.with(|remarks| {
            let is_elsewhere =
                |remark: &&Remark| !screens.iter().any(|step| has_place(step, remark.place()));
            remarks.iter().filter(is_elsewhere).map(words::remark).collect()
        })
    }

    /// The words of the error at an input or a slot, if there is one.
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

/// Today at the office: a form that was opened on one day may stay open over midnight.
fn today(opened: NaiveDate) -> NaiveDate {
    opened.max(office::day(clock::server()))
}

/// Whether a path is that of a field or an entry, or lies in it.
pub(super) fn is_of(path: &str, field: &str) -> bool {
    path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether the path of an input or the id of a slot belongs to the step.
pub(super) fn has_place(step: &Step, place: &str) -> bool {
    step.fields.iter().any(|field| is_of(place, &field.id))
        || step.documents.iter().any(|slot| slot.id == place)
}
