//! What is typed about a visit and not booked yet, kept in this browser: sealed, so that nobody else at the same computer
//! can read it. It outlives a reload.

use crate::api;
use crate::platform::seal::Seal;
use crate::platform::{clock, json, unsaved as storage};
use domain::wire::booking::VisitDetails;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Milliseconds at most from a change until it is kept.
const PAUSE: u32 = 200;

/// What an earlier visit to the page left behind for the application.
pub(super) async fn recover(application: &str) -> Option<VisitDetails> {
    let place = place(application);
    let sealed = storage::get(&place)?;
    let text = seal().await?.open(&place, &sealed).await?;
    json::from_str(&text).ok()
}

/// The visit is booked.
pub(super) fn forget(application: &str) {
    storage::forget(&place(application));
}

/// Keeps what is typed for as long as the owner lives.
pub(super) fn follow(application: &str, details: RwSignal<VisitDetails>) {
    let place = StoredValue::new(place(application));
    let key = StoredValue::new_local(None::<Seal>);
    let changes = StoredValue::new(0_u32);
    Effect::watch(
        move || details.track(),
        move |(), _, _| {
            let change = changes.get_value().wrapping_add(1);
            changes.set_value(change);
            spawn_local(async move {
                clock::wait(PAUSE).await;
                if changes.try_get_value() == Some(change) {
                    keep(place, key, details).await;
                }
            });
        },
        false,
    );
}

/// Nothing is kept where the key cannot be had.
async fn keep(
    place: StoredValue<String>,
    key: StoredValue<Option<Seal>, LocalStorage>,
    details: RwSignal<VisitDetails>,
) -> Option<()> {
    if key.try_get_value()?.is_none() {
        let seal = seal().await;
        key.try_set_value(seal);
    }
    let (place, seal) = (place.try_get_value()?, key.try_get_value()??);
    let text = serde_json::to_string(&details.try_get_untracked()?).ok()?;
    let sealed = seal.close(&place, &text).await?;
    // Booked while it was being sealed.
    if !details.is_disposed() {
        storage::set(&place, &sealed);
    }
    Some(())
}

/// The key of this citizen.
async fn seal() -> Option<Seal> {
    Seal::new(&api::auth::seal().await.ok()?.key).await
}

fn place(application: &str) -> String {
    format!("visit.{application}")
}
