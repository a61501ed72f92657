//! What is typed into the profile, beside what was saved.

use super::words::differs;
use domain::form::{Answers, Attribute, Checked};
use domain::profile::{self, ATTRIBUTES};
use domain::wire::profile::{Person, Profile};

#[derive(Clone)]
pub(super) struct Edit {
    /// What was saved when the citizen began.
    pub(super) base: Profile,
    /// As typed.
    pub(super) answers: Answers,
}

impl Edit {
    pub(super) fn of(base: Profile) -> Self {
        Self { answers: profile::answers(&base.person), base }
    }

    pub(super) fn is_changed(&self) -> bool {
        let saved = profile::answers(&self.base.person);
        ATTRIBUTES.iter().any(|attribute| differs(*attribute, &saved, &self.answers))
    }

    /// Replaces the answers to a field by those of `from`.
    pub(super) fn put(&mut self, from: &Answers, attribute: Attribute) {
        for path in profile::field(attribute).paths() {
            match from.get(&path) {
                Some(answer) => self.answers.set(path, answer.clone()),
                None => drop(self.answers.remove(&path)),
            }
        }
    }

    pub(super) fn check(&self) -> Checked {
        profile::check(&self.answers, &self.base.fixed, self.base.today)
    }

    /// The person of whom nothing is wrong.
    pub(super) fn person(&self, canonical: &Answers) -> Person {
        profile::person(canonical, &self.base.fixed, &self.base.person)
    }
}
