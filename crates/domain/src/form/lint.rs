//! Finds the faults that make a definition unusable. Tests run this, so that no citizen meets such a fault.

mod condition;
mod kind;
mod office;
mod reach;
mod result;
mod visit;

use super::{Condition, Contradiction, Field, Kind, Publication, Service, Slot, Step, Text};
use condition::Known;
use std::collections::BTreeSet;

/// The faults of a definition and of its `office` settings. Empty if it can be published.
pub fn lint_publication(publication: &Publication, languages: &[&str]) -> Vec<String> {
    let mut lint = Lint::new(languages);
    lint.service(&publication.service);
    lint.office(&publication.service, &publication.office);
    lint.faults
}

/// The faults of a definition, each with its path, for example `steps/identity/fields/passport: …`. Empty if it can be
/// published. Every text must exist in all `languages`.
pub fn lint(service: &Service, languages: &[&str]) -> Vec<String> {
    let mut lint = Lint::new(languages);
    lint.service(service);
    lint.faults
}

struct Lint<'a> {
    languages: &'a [&'a str],
    /// The fields that come before the one that is being checked.
    known: Known,
    /// Ids that are taken. Steps, fields and slots share one set of ids.
    ids: BTreeSet<String>,
    faults: Vec<String>,
}

impl<'a> Lint<'a> {
    fn new(languages: &'a [&'a str]) -> Self {
        Self { languages, known: Known::default(), ids: BTreeSet::new(), faults: Vec::new() }
    }

    fn service(&mut self, service: &Service) {
        self.shape("id", &service.id);
        self.shape("section", &service.section);
        if service.version == 0 {
            self.fault("version", "the first is 1");
        }
        if service.number_prefix.trim().is_empty() {
            self.fault("number_prefix", "is empty");
        }
        self.text("title", &service.title);
        self.text("summary", &service.summary);
        for (index, text) in service.prepare.iter().enumerate() {
            self.text(&format!("prepare/{index}"), text);
        }
        self.terms(service);
        if service.max_total_bytes == Some(0) {
            self.fault("max_total_bytes", "allows nothing");
        }
        if service.steps.iter().all(|step| step.on_review) {
            self.fault("steps", "has no screen");
        }
        for step in &service.steps {
            self.step(step);
        }
        let mut ids = BTreeSet::new();
        for contradiction in &service.contradictions {
            self.contradiction(service, contradiction, &mut ids);
        }
        // The search for parts that no answers open needs correct names, so it runs only without other faults.
        if self.faults.is_empty() {
            self.faults = reach::unreachable(service);
        }
    }

    fn terms(&mut self, service: &Service) {
        if service.terms.is_empty() {
            self.fault("terms", "has no term");
        }
        let mut categories = BTreeSet::new();
        for term in &service.terms {
            let path = format!("terms/{}", term.category);
            self.shape(&path, &term.category);
            if !categories.insert(&term.category) {
                self.fault(&path, "stands there twice");
            }
            if term.working_days == 0 {
                self.fault(&path, "leaves no day");
            }
        }
    }

    fn step(&mut self, step: &Step) {
        let path = format!("steps/{}", step.id);
        self.id(&path, &step.id);
        self.text(&format!("{path}/title"), &step.title);
        self.optional_text(&format!("{path}/lead"), step.lead.as_ref());
        self.condition(&path, step.when.as_ref());
        if step.fields.is_empty() && step.documents.is_empty() {
            self.fault(&path, "asks for nothing");
        }
        for field in &step.fields {
            if field.kind == Kind::Signature && !step.on_review {
                let path = format!("{path}/fields/{}", field.id);
                self.fault(
                    &path,
                    "a signature is made over all answers: its step needs `on_review`",
                );
            }
            self.field(&path, field);
            self.known.add(field);
        }
        for slot in &step.documents {
            self.slot(&path, slot);
        }
    }

    fn field(&mut self, parent: &str, field: &Field) {
        let path = format!("{parent}/fields/{}", field.id);
        self.id(&path, &field.id);
        self.text(&format!("{path}/label"), &field.label);
        self.optional_text(&format!("{path}/hint"), field.hint.as_ref());
        self.condition(&path, field.when.as_ref());
        self.kind(&path, &field.kind);
    }

    fn slot(&mut self, parent: &str, slot: &Slot) {
        let path = format!("{parent}/documents/{}", slot.id);
        self.id(&path, &slot.id);
        self.text(&format!("{path}/title"), &slot.title);
        self.optional_text(&format!("{path}/hint"), slot.hint.as_ref());
        self.condition(&path, slot.when.as_ref());
        if slot.policy.types.is_empty() {
            self.fault(&path, "accepts no file type");
        }
        if slot.policy.max_bytes == 0 || slot.policy.max_count == 0 {
            self.fault(&path, "allows nothing: a maximum is 0");
        }
    }

    fn contradiction(
        &mut self,
        service: &Service,
        contradiction: &Contradiction,
        ids: &mut BTreeSet<String>,
    ) {
        let path = format!("contradictions/{}", contradiction.id);
        self.shape(&path, &contradiction.id);
        if !ids.insert(contradiction.id.clone()) {
            self.fault(&path, "the id is taken");
        }
        self.text(&format!("{path}/text"), &contradiction.text);
        self.condition(&path, Some(&contradiction.when));
        self.said_at(&path, service, contradiction);
    }

    /// Checks that the contradiction is shown where the citizen has already seen all the fields that it reads.
    fn said_at(&mut self, path: &str, service: &Service, contradiction: &Contradiction) {
        let at = &contradiction.at;
        if let Err(why) = self.known.input(at) {
            self.faults.push(format!("{path}: is said at «{at}», which {why}"));
            return;
        }
        let position = |name: &str| {
            let id = name.split('.').next();
            service.fields().position(|field| Some(field.id.as_str()) == id)
        };
        for read in contradiction.when.fields() {
            if position(read) > position(at) {
                self.faults.push(format!("{path}: is said at «{at}», but «{read}» comes later"));
            }
        }
    }

    fn condition(&mut self, path: &str, condition: Option<&Condition>) {
        let Some(condition) = condition else { return };
        for fault in self.known.faults(condition) {
            self.faults.push(format!("{path}: its condition {fault}"));
        }
    }

    fn fault(&mut self, path: &str, what: &str) {
        self.faults.push(format!("{path}: {what}"));
    }

    fn text(&mut self, path: &str, text: &Text) {
        for language in self.languages {
            if !text.has(language) {
                self.faults.push(format!("{path}: no text in «{language}»"));
            }
        }
    }

    fn optional_text(&mut self, path: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(path, text);
        }
    }

    /// Ids are parts of JSON pointers, URLs and CSS ids, and steps, fields and slots share them. The URL of the check page ends
    /// in `check-answers`; the hyphen keeps it free, because no id can have one.
    fn id(&mut self, path: &str, id: &str) {
        self.shape(path, id);
        if !self.ids.insert(id.to_owned()) {
            self.fault(path, "the id is taken");
        }
    }

    fn shape(&mut self, path: &str, id: &str) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if id.is_empty() || !id.chars().all(plain) {
            self.fault(path, "the id needs small Latin letters, digits and _");
        }
    }
}
