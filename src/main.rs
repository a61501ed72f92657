//! Entry point of the app in the browser: mounts it, or shows that it did not load. docs/ARCHITECTURE.md is the map.

mod api;
mod app;
mod crash;
mod features;
mod i18n;
mod part;
mod paths;
mod platform;
mod shell;
mod state;
mod ui;

use leptos::mount::mount_to_body;
use wasm_bindgen_futures::spawn_local;

fn main() {
    spawn_local(async {
        if i18n::load("main").await.is_err() {
            return crash::did_not_load();
        }
        let start = app::Start::fetch().await;
        crash::replace_shell(|| mount_to_body(move || app::app(start)));
    });
}
