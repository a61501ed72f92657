//! What is typed and not saved, sealed in this browser: it survives a reload, until it is saved or the citizen signs out.

pub(super) use crate::platform::unsaved::restored;

use super::typed::Edit;
use crate::api::{ApiError, json};
use crate::platform::unsaved::{self, PROFILE};
use crate::state::{action, key};
use domain::wire::profile::Profile;
use std::cell::RefCell;

thread_local! {
    /// What is to be stored once the key is there.
    static PENDING: RefCell<Option<Edit>> = const { RefCell::new(None) };
}

/// What an earlier load of the page has left, on top of what it began with. `fetched`: whether the key could be fetched.
///
/// # Errors
/// The key could not be fetched although there is a copy: continuing without it would overwrite the copy.
pub(super) fn recover(
    saved: &Profile,
    fetched: Result<(), ApiError>,
) -> Result<Option<Edit>, ApiError> {
    let Some(sealed) = unsaved::get(PROFILE) else { return Ok(None) };
    fetched?;
    Ok(key::open(PROFILE, &sealed).and_then(|text| from_text(&text, saved)))
}

/// Whether an earlier load of a page has left something.
pub(super) fn is_there() -> bool {
    unsaved::get(PROFILE).is_some()
}

/// Stores the edit. Without the key, fetches it first.
pub(super) fn keep(edit: &Edit) {
    if !edit.is_changed() {
        return forget();
    }
    if key::is_there() {
        let sealed = to_text(edit).and_then(|text| key::close(PROFILE, &text));
        return sealed.iter().for_each(|sealed| unsaved::set(PROFILE, sealed));
    }
    if PENDING.replace(Some(edit.clone())).is_some() {
        return;
    }
    action::commit(async {
        let fetched = key::fetch().await;
        let pending = PENDING.take();
        if fetched.is_ok() && key::is_there() {
            pending.iter().for_each(keep);
        }
    });
}

/// Stores nothing more of a citizen who leaves; signing out deletes what is there.
pub(super) fn leave() {
    PENDING.take();
}

pub(super) fn forget() {
    PENDING.take();
    if is_there() {
        unsaved::forget(PROFILE);
    }
}

/// Three lines: the version and the person that the citizen began with, the answers.
fn to_text(edit: &Edit) -> Option<String> {
    let person = serde_json::to_string(&edit.base.person).ok()?;
    let answers = serde_json::to_string(&edit.answers).ok()?;
    Some([edit.base.version.as_str(), &person, &answers].join("\n"))
}

fn from_text(text: &str, saved: &Profile) -> Option<Edit> {
    let mut lines = text.splitn(3, '\n');
    let version = lines.next()?.to_owned();
    let person = json::from_str(lines.next()?).ok()?;
    let answers = json::from_str(lines.next()?).ok()?;
    Some(Edit { base: Profile { version, person, ..saved.clone() }, answers })
}
