//! The secret behind `#` in the address of a link from a letter. No server sees it; here it does not stay in the address either,
//! where passers-by, the history and bookmarks would keep it.

use super::page;
use leptos::prelude::window;

/// Takes the secret out of the address.
pub(crate) fn take() -> Option<String> {
    let location = window().location();
    let hash = location.hash().ok()?;
    let secret = hash.strip_prefix('#').filter(|secret| !secret.is_empty())?;
    let address = location.pathname().ok()? + &location.search().ok()?;
    let history = window().history().ok()?;
    // The state belongs to the router.
    let state = history.state().ok()?;
    history.replace_state_with_url(&state, "", Some(&address)).ok()?;
    Some(secret.to_owned())
}

/// Calls `act` when another link is opened in this tab that differs only behind `#`, until the owner is disposed.
pub(crate) fn on_change(act: impl Fn() + 'static) {
    page::on("hashchange", act);
}
