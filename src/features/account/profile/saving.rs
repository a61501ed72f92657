//! Saving, also when another tab or device has saved since: what was changed only there is taken over, and what was changed in
//! both places the citizen chooses.

use super::edit::{self, Edit};
use super::words::{self, differs};
use crate::api::{self, ApiError};
use domain::form::{Attribute, Issue};
use domain::profile::{self, ATTRIBUTES};
use domain::wire::problem::ProblemCode;
use domain::wire::profile::Profile;

pub(super) enum Outcome {
    Saved,
    /// The same was changed elsewhere, to something else.
    Differs(Profile),
    /// What was taken over does not go with what was typed.
    Wrong(Vec<Issue>),
    Failed(ApiError),
}

/// The edit without the fields with which something is wrong, and what that is.
pub(super) fn right(mut edit: Edit) -> (Edit, Vec<Issue>) {
    let saved = profile::answers(&edit.base.person);
    let mut issues: Vec<Issue> = Vec::new();
    // One field can contradict what is saved in another one.
    for _ in ATTRIBUTES {
        let found = edit.check().issues;
        if found.is_empty() {
            return (edit, issues);
        }
        let is_wrong =
            |attribute: &Attribute| found.iter().any(|issue| words::has(*attribute, issue.place()));
        ATTRIBUTES.into_iter().filter(is_wrong).for_each(|attribute| edit.put(&saved, attribute));
        let is_known = |new: &Issue| issues.iter().any(|known| known.place() == new.place());
        let new: Vec<_> = found.iter().filter(|found| !is_known(found)).cloned().collect();
        issues.extend(new);
    }
    // What is saved is wrong itself, by newer rules.
    (Edit::of(edit.base), issues)
}

/// How often somebody else may save meanwhile.
const TRIES: u32 = 3;

pub(super) async fn save(edit: Edit) -> Outcome {
    match attempt(edit).await {
        Ok(outcome) => outcome,
        Err(error) => Outcome::Failed(error),
    }
}

async fn attempt(mut edit: Edit) -> Result<Outcome, ApiError> {
    for _ in 0..TRIES {
        let checked = edit.check();
        if !checked.issues.is_empty() {
            return Ok(Outcome::Wrong(checked.issues));
        }
        let person = edit.person(&checked.canonical);
        match api::profile::save(&edit.base.version, &person).await {
            Ok(saved) => {
                edit::note_saved(&edit.answers, saved);
                return Ok(Outcome::Saved);
            }
            Err(error) if error.code() == Some(ProblemCode::Conflict) => {}
            Err(error) => return Err(error),
        }
        let newest = api::profile::own().await?;
        if !differing(&edit, &newest).is_empty() {
            return Ok(Outcome::Differs(newest));
        }
        if let Some(typed) = edit::current() {
            edit::replace(merged(&typed, newest.clone(), &[]));
        }
        edit = merged(&edit, newest, &[]);
    }
    Err(ApiError::of(ProblemCode::Conflict))
}

/// What was changed here and elsewhere, or is fixed by now, and is not the same.
pub(super) fn differing(edit: &Edit, newest: &Profile) -> Vec<Attribute> {
    let (base, theirs) = (profile::answers(&edit.base.person), profile::answers(&newest.person));
    let is_both = |attribute: &Attribute| {
        differs(*attribute, &edit.answers, &theirs)
            && differs(*attribute, &base, &edit.answers)
            && (differs(*attribute, &base, &theirs) || newest.fixed.contains(attribute))
    };
    ATTRIBUTES.into_iter().filter(is_both).collect()
}

/// The edit on top of what is saved now: what was changed here stays, but for the `taken` fields and those that are fixed.
pub(super) fn merged(edit: &Edit, newest: Profile, taken: &[Attribute]) -> Edit {
    let base = profile::answers(&edit.base.person);
    let stays = |attribute: &Attribute| {
        !taken.contains(attribute)
            && !newest.fixed.contains(attribute)
            && differs(*attribute, &base, &edit.answers)
    };
    let attributes: Vec<_> = ATTRIBUTES.into_iter().filter(stays).collect();
    let mut merged = Edit::of(newest);
    attributes.into_iter().for_each(|attribute| merged.put(&edit.answers, attribute));
    merged
}
