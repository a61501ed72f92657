//! The interpreter: which steps, fields and slots are asked for, and what is wrong with the answers.

pub(super) mod field;

use super::condition::{Condition, Seen};
use super::{Answer, Answers, Field, FieldError, Issue, Kind, Service, Slot, Step};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// An uploaded document: its slot and its size in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    pub slot: String,
    pub bytes: u64,
}

/// What the form asks for, given the answers so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visible {
    pub steps: BTreeSet<String>,
    pub fields: BTreeSet<String>,
    pub slots: BTreeSet<String>,
}

/// The result of a check: the answers in canonical form (hidden ones left out) and everything that is wrong, in the
/// order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    pub canonical: Answers,
    pub issues: Vec<Issue>,
}

/// Checks the whole package. `today` is the day at the office that decides.
pub fn check(
    service: &Service,
    answers: &Answers,
    files: &[Attached],
    today: NaiveDate,
) -> Checked {
    let visible = visible(service, answers, today);
    let mut checked = Checked::default();
    for step in service.steps.iter().filter(|step| visible.steps.contains(&step.id)) {
        check_step(service, step, &visible, answers, files, today, &mut checked);
    }
    if let Some(limit) = service.max_total_bytes {
        let total: u64 = files.iter().map(|file| file.bytes).sum();
        if let (Some(last), Some(by)) =
            (files.last(), total.checked_sub(limit).filter(|by| *by > 0))
        {
            let error = crate::file::FileError::TooBigTogether { by, limit };
            checked.issues.push(Issue::file(&last.slot, error.into()));
        }
    }
    checked
}

/// Checks one field by itself, as if the form asked for everything.
pub fn check_field(field: &Field, answers: &Answers, today: NaiveDate, checked: &mut Checked) {
    field::check(field, answers, &|_| true, today, checked);
}

/// Which steps, fields and slots the answers ask for. One pass in the order of the form.
pub fn visible(service: &Service, answers: &Answers, today: NaiveDate) -> Visible {
    let mut visible = Visible::default();
    for step in &service.steps {
        if !holds(step.when.as_ref(), &visible, answers, today, "") {
            continue;
        }
        visible.steps.insert(step.id.clone());
        for field in &step.fields {
            if holds(field.when.as_ref(), &visible, answers, today, "") {
                visible.fields.insert(field.id.clone());
                for key in field.entries(answers) {
                    let entry = format!("{}.{key}.", field.id);
                    for inner in field.entry(&key) {
                        if holds(inner.when.as_ref(), &visible, answers, today, &entry) {
                            visible.fields.insert(inner.id);
                        }
                    }
                }
            }
        }
        for slot in &step.documents {
            if holds(slot.when.as_ref(), &visible, answers, today, "") {
                visible.slots.insert(slot.id.clone());
            }
        }
    }
    visible
}

pub(super) fn holds(
    condition: Option<&Condition>,
    visible: &Visible,
    answers: &Answers,
    today: NaiveDate,
    entry: &str,
) -> bool {
    condition.is_none_or(|condition| {
        condition.holds(&Seen { answers, today, fields: &visible.fields, entry })
    })
}

/// Checks one screen. Finds the same issues in the same order as `check` does for this screen.
pub fn check_step(
    service: &Service,
    step: &Step,
    visible: &Visible,
    answers: &Answers,
    files: &[Attached],
    today: NaiveDate,
    checked: &mut Checked,
) {
    debug_assert!(service.step(&step.id).is_some());
    for field in step.fields.iter().filter(|field| visible.fields.contains(&field.id)) {
        field::check(field, answers, &|id| visible.fields.contains(id), today, checked);
        if let Kind::Group { max, .. } = &field.kind {
            check_entries(field, *max, visible, answers, today, checked);
        }
    }
    check_together(service, step, visible, answers, today, checked);
    for slot in step.documents.iter().filter(|slot| visible.slots.contains(&slot.id)) {
        check_slot(slot, files, checked);
    }
}

fn check_entries(
    group: &Field,
    max: u16,
    visible: &Visible,
    answers: &Answers,
    today: NaiveDate,
    checked: &mut Checked,
) {
    let keys = group.entries(answers);
    for key in &keys {
        for field in group.entry(key).iter().filter(|field| visible.fields.contains(&field.id)) {
            field::check(field, answers, &|id| visible.fields.contains(id), today, checked);
        }
    }
    if keys.len() > usize::from(max) {
        checked.issues.push(Issue::answer(&group.id, FieldError::TooManyEntries { limit: max }));
    } else if !keys.is_empty() {
        checked.canonical.set(&group.id, Answer::Many(keys));
    }
}

/// Reports the contradictions that this screen shows.
fn check_together(
    service: &Service,
    step: &Step,
    visible: &Visible,
    answers: &Answers,
    today: NaiveDate,
    checked: &mut Checked,
) {
    for contradiction in &service.contradictions {
        let field = contradiction.at.split('.').next().unwrap_or_default();
        let is_here = step.fields.iter().any(|known| known.id == field);
        if is_here
            && visible.fields.contains(field)
            && holds(Some(&contradiction.when), visible, answers, today, "")
        {
            let error = FieldError::Contradiction { id: contradiction.id.clone() };
            checked.issues.push(Issue::answer(&contradiction.at, error));
        }
    }
}

fn check_slot(slot: &Slot, files: &[Attached], checked: &mut Checked) {
    let mine = || files.iter().filter(|file| file.slot == slot.id);
    if !slot.optional && mine().next().is_none() {
        checked.issues.push(Issue::file(&slot.id, FieldError::MissingDocument));
    }
    if mine().count() > usize::from(slot.policy.max_count) {
        let error = crate::file::FileError::TooMany { limit: slot.policy.max_count };
        checked.issues.push(Issue::file(&slot.id, error.into()));
    }
    for file in mine() {
        if let Some(by) = file.bytes.checked_sub(slot.policy.max_bytes).filter(|by| *by > 0) {
            let error = crate::file::FileError::TooBig { by, limit: slot.policy.max_bytes };
            checked.issues.push(Issue::file(&slot.id, error.into()));
        }
    }
}
