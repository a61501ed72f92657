//! Checks the settings of field kinds.

use super::Lint;
use crate::form::{Choice, Field, Kind, Text};
use std::collections::BTreeSet;

impl Lint<'_> {
    pub(super) fn kind(&mut self, place: &str, kind: &Kind) {
        match kind {
            Kind::Choice { options } | Kind::Choices { options } => self.options(place, options),
            Kind::Consent { body } => self.text(&format!("{place}/body"), body),
            Kind::Passport { born: Some(born) } => self.born(place, born),
            Kind::Text { max: 0, .. } => self.fault(place, "allows no character: `max` is 0"),
            Kind::Group { item, max, fields } => self.group(place, item, *max, fields),
            _ => {}
        }
    }

    fn options(&mut self, place: &str, options: &[Choice]) {
        if options.len() < 2 {
            self.fault(place, "offers fewer than two options");
        }
        let mut values = BTreeSet::new();
        for option in options {
            let place = format!("{place}/options/{}", option.value);
            self.shape(&place, &option.value);
            if !values.insert(&option.value) {
                self.fault(&place, "is offered twice");
            }
            self.text(&format!("{place}/label"), &option.label);
            self.optional_text(&format!("{place}/hint"), option.hint.as_ref());
        }
    }

    fn born(&mut self, place: &str, born: &str) {
        match self.known.field(born).map(|field| &field.kind) {
            None => self
                .faults
                .push(format!("{place}: the birth date «{born}» does not stand before it")),
            Some(Kind::BirthDate) => {}
            Some(_) => self.faults.push(format!("{place}: «{born}» is no birth date")),
        }
    }

    fn group(&mut self, place: &str, item: &Text, max: u16, fields: &[Field]) {
        self.text(&format!("{place}/item"), item);
        if max == 0 {
            self.fault(place, "allows no entry: `max` is 0");
        }
        if fields.is_empty() {
            self.fault(place, "asks for nothing");
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
                let place = format!("{place}/fields/{}", field.id);
                self.fault(&place, &format!("{what} cannot stand in a group"));
            }
            self.field(place, field);
            self.known.add(field);
        }
        self.known.forget_after(outside);
    }
}
