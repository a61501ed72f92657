use crate::api::ApiError;
use crate::i18n::tr;
use crate::platform::focus;
use crate::ui::error_summary::{ErrorSummary, Finding};
use leptos::prelude::*;

/// Errors of the form and their summary.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Faults {
    title: RwSignal<String>,
    findings: RwSignal<Vec<Finding>>,
    /// What stands at the inputs, where the summary says more.
    at_inputs: RwSignal<Vec<Finding>>,
    /// Id of the summary.
    id: &'static str,
}

impl Faults {
    pub(crate) fn new(id: &'static str) -> Self {
        Self {
            title: RwSignal::new(String::new()),
            findings: RwSignal::new(Vec::new()),
            at_inputs: RwSignal::new(Vec::new()),
            id,
        }
    }

    pub(crate) fn summary(self) -> AnyView {
        view! { <ErrorSummary findings=self.findings title=move || self.title.get() id=self.id/> }
            .into_any()
    }

    pub(crate) fn are_there(self) -> Signal<bool> {
        Signal::derive(move || self.findings.with(|findings| !findings.is_empty()))
    }

    /// Error of one input.
    pub(crate) fn at(self, input: &'static str) -> Signal<Option<String>> {
        self.at_any(input.to_owned())
    }

    /// [`at`](Self::at) for an id that is put together.
    pub(crate) fn at_any(self, input: String) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.at_inputs.with(|findings| {
                let found = findings.iter().find(|finding| finding.input == input);
                found.map(|finding| finding.text.clone())
            })
        })
    }

    /// Shows errors of the inputs and focuses the summary.
    pub(crate) fn mend(self, findings: Vec<Finding>) {
        self.say(tr::form::summary_title(), findings);
    }

    /// [`say`](Self::say) with lines for the summary that name their inputs, which the texts at the inputs need not.
    pub(crate) fn say_named(self, title: String, lines: Vec<Finding>, at_inputs: Vec<Finding>) {
        self.say(title, lines);
        self.at_inputs.set(at_inputs);
    }

    /// Marks another input, too, with the first sentence of what stands at the first one.
    pub(crate) fn also_at(self, input: &str) {
        self.at_inputs.update(|findings| {
            let text = findings.first().and_then(|first| first.text.split_inclusive('.').next());
            if let Some(text) = text.map(str::to_owned) {
                findings.push(Finding { input: input.to_owned(), text });
            }
        });
    }

    /// Shows why a request failed and focuses the summary. `input` is the id of the input to blame, if any.
    pub(crate) fn fail(self, title: String, error: &ApiError, input: Option<&str>) {
        self.tell(title, error.text(), input);
    }

    /// [`fail`](Self::fail) with a text of the caller's.
    pub(crate) fn tell(self, title: String, text: String, input: Option<&str>) {
        let input = input.unwrap_or_default().to_owned();
        self.say(title, vec![Finding { input, text }]);
    }

    /// [`tell`](Self::tell), but leaves the focus where it is: the citizen is typing.
    pub(crate) fn tell_aside(self, title: String, text: String, input: Option<&str>) {
        let input = input.unwrap_or_default().to_owned();
        self.show(title, vec![Finding { input, text }]);
    }

    pub(crate) fn clear(self) {
        self.findings.set(Vec::new());
        self.at_inputs.set(Vec::new());
    }

    /// Shows findings under a title of the caller's, and focuses the summary.
    pub(crate) fn say(self, title: String, findings: Vec<Finding>) {
        self.show(title, findings);
        focus::on_id(self.id);
    }

    fn show(self, title: String, findings: Vec<Finding>) {
        self.title.set(title);
        self.at_inputs.set(findings.clone());
        self.findings.set(findings);
    }
}
