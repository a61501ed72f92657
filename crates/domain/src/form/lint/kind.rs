//! Checks the settings of field kinds.

use super::Lint;
use crate::form::{Choice, Field, Kind, Text};
use std::collections::BTreeSet;

impl Lint<'_> {
    pub(super) fn kind(&mut self, path: &str, kind: &Kind) {
        match kind {
            Kind::Choice { options } | Kind::Choices { options } => self.options(path, options),
            Kind::Consent { body } => self.text(&format!("{path}/body"), body),
            Kind::Passport { born: Some(born) } => self.born(path, born),
            Kind::Text { max: 0, .. } => self.fault(path, "allows no character: `max` is 0"),
            Kind::Group { item, max, fields } => self.group(path, item, *max, fields),
            _ => {}
        }
    }

    fn options(&mut self, path: &str, options: &[Choice]) {
        if options.len() < 2 {
            self.fault(path, "offers fewer than two options");
        }
        let mut values = BTreeSet::new();
        for option in options {
            let path = format!("{path}/options/{}", option.value);
            self.shape(&path, &option.value);
            if !values.insert(&option.value) {
                self.fault(&path, "is offered twice");
            }
            self.text(&format!("{path}/label"), &option.label);
            self.optional_text(&format!("{path}/hint"), option.hint.as_ref());
        }
    }

    fn born(&mut self, path: &str, born: &str) {
        match self.known.field(born).map(|field| &field.kind) {
            None => self
                .faults
                .push(format!("{path}: the birth date «{born}» does not stand before it")),
            Some(Kind::BirthDate) => {}
            Some(_) => self.faults.push(format!("{path}: «{born}» is no birth date")),
        }
    }

    fn group(&mut self, path: &str, item: &Text, max: u16, fields: &[Field]) {
        self.text(&format!("{path}/item"), item);
        if max == 0 {
            self.fault(path, "allows no entry: `max` is 0");
        }
        if fields.is_empty() {
            self.fault(path, "asks for nothing");
        }
        let outside = self.known.len();
        for field in fields {
            let alone = match field.kind {
                Kind::Group { .. } => Some("a group"),
                Kind::Consent { .. } => Some("a consent"),
                Kind::Signature => Some("a signature"),
                _ => None,
            };
            if let Some(what) = alone {
                let path = format!("{path}/fields/{}", field.id);
                self.fault(&path, &format!("{what} cannot stand in a group"));
            }
            self.field(path, field);
            self.known.add(field);
        }
        self.known.forget_after(outside);
    }
}
