//! What makes a definition unworkable, found by a test and never by a citizen.

use super::{Condition, Kind, Service, Text};
use std::collections::BTreeSet;

/// The faults of a definition, each naming its place, for example `steps/identity/fields/passport: …`. Empty when it
/// can be published. `languages` are those in which every text must exist.
pub fn lint(service: &Service, languages: &[&str]) -> Vec<String> {
    let mut lint = Lint { languages, known: BTreeSet::new(), faults: Vec::new() };
    lint.text("title", &service.title);
    lint.text("summary", &service.summary);
    for (index, text) in service.prepare.iter().enumerate() {
        lint.text(&format!("prepare/{index}"), text);
    }
    if service.terms.is_empty() {
        lint.fault("terms", "has no term");
    }
    let mut ids = BTreeSet::new();
    for step in &service.steps {
        let place = format!("steps/{}", step.id);
        lint.id(&place, &step.id, &mut ids);
        lint.text(&format!("{place}/title"), &step.title);
        step.lead.iter().for_each(|text| lint.text(&format!("{place}/lead"), text));
        lint.condition(&place, step.when.as_ref());
        if step.fields.is_empty() && step.documents.is_empty() {
            lint.fault(&place, "asks for nothing");
        }
        for field in &step.fields {
            let place = format!("{place}/fields/{}", field.id);
            lint.id(&place, &field.id, &mut ids);
            lint.text(&format!("{place}/label"), &field.label);
            field.hint.iter().for_each(|text| lint.text(&format!("{place}/hint"), text));
            lint.condition(&place, field.when.as_ref());
            lint.kind(&place, &field.kind);
            lint.known.insert(field.id.clone());
        }
        for slot in &step.documents {
            let place = format!("{place}/documents/{}", slot.id);
            lint.id(&place, &slot.id, &mut ids);
            lint.text(&format!("{place}/title"), &slot.title);
            slot.hint.iter().for_each(|text| lint.text(&format!("{place}/hint"), text));
            lint.condition(&place, slot.when.as_ref());
            if slot.policy.types.is_empty() {
                lint.fault(&place, "accepts no file type");
            }
        }
    }
    lint.faults
}

struct Lint<'a> {
    languages: &'a [&'a str],
    known: BTreeSet<String>,
    faults: Vec<String>,
}

impl Lint<'_> {
    fn fault(&mut self, place: &str, what: &str) {
        self.faults.push(format!("{place}: {what}"));
    }

    fn text(&mut self, place: &str, text: &Text) {
        for language in self.languages {
            if !text.has(language) {
                self.faults.push(format!("{place}: no text in «{language}»"));
            }
        }
    }

    /// Ids are parts of JSON pointers, addresses and CSS ids, and are shared by steps, fields and slots.
    fn id(&mut self, place: &str, id: &str, taken: &mut BTreeSet<String>) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if id.is_empty() || !id.chars().all(plain) {
            self.fault(place, "the id needs small Latin letters, digits and _");
        }
        if !taken.insert(id.to_owned()) {
            self.fault(place, "the id is taken");
        }
    }

    fn condition(&mut self, place: &str, condition: Option<&Condition>) {
        for field in condition.iter().flat_map(|condition| condition.fields()) {
            if !self.known.contains(field) {
                self.faults.push(format!(
                    "{place}: its condition reads «{field}», which does not stand before it"
                ));
            }
        }
    }

    fn kind(&mut self, place: &str, kind: &Kind) {
        match kind {
            Kind::Choice { options } | Kind::Choices { options } => {
                if options.len() < 2 {
                    self.fault(place, "offers fewer than two options");
                }
                let mut values = BTreeSet::new();
                for option in options {
                    let place = format!("{place}/options/{}", option.value);
                    self.id(&place, &option.value, &mut values);
                    self.text(&place, &option.label);
                }
            }
            Kind::Consent { body } => self.text(&format!("{place}/body"), body),
            Kind::Passport { born: Some(born) } if !self.known.contains(born) => {
                self.faults
                    .push(format!("{place}: the birth date «{born}» does not stand before it"));
            }
            _ => {}
        }
    }
}
