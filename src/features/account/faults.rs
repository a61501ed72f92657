use crate::api::ApiError;
use crate::i18n::tr;
use crate::platform::focus;
use crate::ui::error_summary::{ErrorSummary, Finding};
use leptos::prelude::*;

/// Errors of the form and their summary.
#[derive(Debug, Clone, Copy)]
pub(super) struct Faults {
    title: RwSignal<String>,
    findings: RwSignal<Vec<Finding>>,
    /// Id of the summary.
    id: &'static str,
}

impl Faults {
    pub(super) fn new(id: &'static str) -> Self {
        Self { title: RwSignal::new(String::new()), findings: RwSignal::new(Vec::new()), id }
    }

    pub(super) fn summary(self) -> AnyView {
        view! { <ErrorSummary findings=self.findings title=move || self.title.get() id=self.id/> }
            .into_any()
    }

    pub(super) fn are_there(self) -> Signal<bool> {
        Signal::derive(move || self.findings.with(|findings| !findings.is_empty()))
    }

    /// Error of one input.
    pub(super) fn at(self, input: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.findings.with(|findings| {
                let found = findings.iter().find(|finding| finding.input == input);
                found.map(|finding| finding.text.clone())
            })
        })
    }

    /// Shows errors of the inputs and focuses the summary.
    pub(super) fn mend(self, findings: Vec<Finding>) {
        self.say(tr::form::summary_title(), findings);
    }

    /// Shows why a request failed and focuses the summary. `input` is the id of the input to blame, if any.
    pub(super) fn fail(self, title: String, error: &ApiError, input: Option<&str>) {
        self.tell(title, error.text(), input);
    }

    /// [`fail`](Self::fail) with a text of the caller's.
    pub(super) fn tell(self, title: String, text: String, input: Option<&str>) {
        let input = input.unwrap_or_default().to_owned();
        self.say(title, vec![Finding { input, text }]);
    }

    pub(super) fn clear(self) {
        self.findings.set(Vec::new());
    }

    pub(super) fn say(self, title: String, findings: Vec<Finding>) {
        self.title.set(title);
        self.findings.set(findings);
        focus::on_id(self.id);
    }
}
