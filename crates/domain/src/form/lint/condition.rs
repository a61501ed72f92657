//! Checks that a condition reads fields that exist, and that it fits the kinds of these fields.

use crate::form::{Condition, Field, Kind};

/// The fields that a condition may read: those that come before it.
#[derive(Default)]
pub(super) struct Known(Vec<Field>);

impl Known {
    pub(super) fn add(&mut self, field: &Field) {
        self.0.push(field.clone());
    }

    /// How many fields are known, for `forget_after`.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets the fields of a group, which are known only inside it.
    pub(super) fn forget_after(&mut self, length: usize) {
        self.0.truncate(length);
    }

    pub(super) fn field(&self, id: &str) -> Option<&Field> {
        self.0.iter().find(|field| field.id == id)
    }

    /// The kind of the field that `name` belongs to, and the input that it means.
    pub(super) fn input<'n>(&self, name: &'n str) -> Result<(&Kind, &'n str), String> {
        let (id, input) = name.split_once('.').unwrap_or((name, ""));
        let Some(Field { kind, .. }) = self.field(id) else {
            return Err("does not stand before it".to_owned());
        };
        if matches!(kind, Kind::Group { .. }) {
            return Err("is a group: its entries are seen only from inside".to_owned());
        }
        if !kind.inputs().contains(&input) {
            return Err(format!("is none of the inputs of «{id}»: {}", listed(kind.inputs())));
        }
        Ok((kind, input))
    }

    pub(super) fn faults(&self, condition: &Condition) -> Vec<String> {
        let one = |fault: Result<(), String>| fault.err().into_iter().collect();
        match condition {
            Condition::Is { field, value } => one(self.offers(field, value, false)),
            Condition::Includes { field, value } => one(self.offers(field, value, true)),
            Condition::YoungerThan { field, .. } => one(self.is_date(field)),
            Condition::Answered { field } => one(self.reads(field).map(drop)),
            Condition::Within { field, months: 0, days: 0 } => {
                vec![format!("asks whether «{field}» lies within no months and no days")]
            }
            Condition::Within { field, .. } => one(self.is_date(field)),
            Condition::Same { field, other } => {
                [field, other].into_iter().filter_map(|name| self.is_text(name).err()).collect()
            }
            Condition::Before { field, other } => {
                [field, other].into_iter().filter_map(|name| self.is_date(name).err()).collect()
            }
            Condition::Not(inner) => self.faults(inner),
            Condition::All(parts) | Condition::Any(parts) if parts.is_empty() => {
                vec!["is an empty list".to_owned()]
            }
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().flat_map(|part| self.faults(part)).collect()
            }
        }
    }

    fn reads<'n>(&self, name: &'n str) -> Result<(&Kind, &'n str), String> {
        let (kind, input) =
            self.input(name).map_err(|why| format!("reads «{name}», which {why}"))?;
        // Its text is dropped when «no patronymic» is ticked.
        if input == "patronymic" {
            return Err(format!("reads «{name}», which may be typed and not count"));
        }
        Ok((kind, input))
    }

    fn offers(&self, name: &str, value: &str, several: bool) -> Result<(), String> {
        let options = match self.reads(name)?.0 {
            Kind::Choice { options } if !several => options,
            Kind::Choices { options } if several => options,
            Kind::Choice { .. } => {
                return Err(format!("asks what «{name}» includes, which is one choice: use `is`"));
            }
            Kind::Choices { .. } => {
                return Err(format!("asks what «{name}» is, which is several: use `includes`"));
            }
            _ => return Err(format!("asks for an option of «{name}», which is no choice")),
        };
        if options.iter().any(|option| option.value == value) {
            Ok(())
        } else {
            Err(format!("asks for «{value}», which «{name}» does not offer"))
        }
    }

    fn is_date(&self, name: &str) -> Result<(), String> {
        let (kind, input) = self.reads(name)?;
        if kind.is_date(input) {
            Ok(())
        } else {
            Err(format!("takes «{name}» for a date, which it is not"))
        }
    }

    fn is_text(&self, name: &str) -> Result<(), String> {
        let (kind, input) = self.reads(name)?;
        let ticked = matches!(kind, Kind::Choices { .. } | Kind::Consent { .. });
        if ticked || input == "no_patronymic" {
            return Err(format!("compares «{name}», which is no text"));
        }
        Ok(())
    }
}

fn listed(inputs: &[&str]) -> String {
    if inputs == [""] { "it is one input".to_owned() } else { inputs.join(", ") }
}
