//! The document that the app runs in.

use super::listen::listen;
use js_sys::{Promise, Reflect};
use leptos::prelude::{WindowListenerHandle, document, window, window_event_listener_untyped};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, HtmlElement};

/// Folder of this release's files, with a trailing slash.
pub(crate) fn assets() -> String {
    root_attribute("data-assets").unwrap_or_else(|| "/".to_owned())
}

/// Base address of the API, from `public/config.json`.
pub(crate) fn api() -> String {
    root_attribute("data-api").unwrap_or_else(|| "/api/v1".to_owned())
}

/// Phone number of the bureau, from `public/config.json`.
pub(crate) fn support_phone() -> String {
    root_attribute("data-phone").unwrap_or_default()
}

/// E-mail address of the bureau, from `public/config.json`.
pub(crate) fn support_email() -> String {
    root_attribute("data-email").unwrap_or_default()
}

/// Fetches the style sheet of a part of the app, if it has one and it is not loaded yet. Its `<link>` stands in the head,
/// disabled, until then. Returns when the sheet is loaded, has failed, or takes longer than [`SHEET_LIMIT`].
pub(crate) async fn fetch_sheet(part: &str) {
    let link = document().query_selector(&format!("link[data-part={part}]"));
    let Some(link) = link.ok().flatten().filter(|link| !is_there(link)) else { return };
    let _ = link.set_attribute(DISABLED, "");
    let _ = link.remove_attribute(DISABLED);
    let settled = Promise::new(&mut |settle, _| {
        for event in ["load", "error"] {
            let _ = link.add_event_listener_with_callback(event, &settle);
        }
        let _ =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&settle, SHEET_LIMIT);
    });
    let _ = JsFuture::from(settled).await;
}

fn is_there(link: &Element) -> bool {
    Reflect::get(link, &"sheet".into()).is_ok_and(|sheet| !sheet.is_null())
}

const DISABLED: &str = "disabled";

/// Milliseconds that a page waits for its style sheet.
const SHEET_LIMIT: i32 = 8_000;

/// Id of the frame's empty element for work in the background, such as uploads of another page. The code that has something
/// to show mounts it there, because it may belong to a part that is loaded later.
pub(crate) const ASIDE: &str = "aside";

pub(crate) fn aside() -> Option<HtmlElement> {
    document().get_element_by_id(ASIDE).map(JsCast::unchecked_into)
}

/// Whether the page is used with a finger: on a phone or a tablet.
pub(crate) fn is_touched() -> bool {
    let query = window().match_media("(pointer: coarse)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

pub(crate) fn print() {
    let _ = window().print();
}

/// Loads an address as a new document, so that nothing of this page remains.
pub(crate) fn open(address: &str) {
    let _ = window().location().assign(address);
}

pub(crate) fn reload() {
    let _ = window().location().reload();
}

fn root_attribute(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// Hides the page from people who pass by, or shows it again. Layout and focus do not change.
pub(crate) fn veil(is_veiled: bool) {
    if let Some(body) = document().body() {
        let _ = body.style().set_property("opacity", if is_veiled { "0" } else { "" });
    }
}

/// Whether the page is out of sight, for example in a background tab.
pub(crate) fn is_hidden() -> bool {
    document().hidden()
}

/// Runs `act` at an event of the window, as often as it comes.
pub(crate) fn on(event: &str, act: impl Fn() + 'static) {
    listen(event, Box::new(move |_| act()));
}

/// Runs `act` when the page goes out of sight. On a phone this may be the last event that the page gets.
pub(crate) fn on_hidden(act: impl Fn() + 'static) {
    let act = move |_: &Event| {
        if is_hidden() {
            act();
        }
    };
    listen("visibilitychange", Box::new(act));
}

/// Runs `act` when the document goes away: the tab is closed, reloaded, or opens another address.
pub(crate) fn on_gone(act: impl Fn() + 'static) {
    listen("pagehide", Box::new(move |_| act()));
}

/// Runs `act` when the page becomes visible again.
pub(crate) fn on_visible(act: impl Fn() + 'static) {
    let act = move |_: &Event| {
        if !is_hidden() {
            act();
        }
    };
    listen("visibilitychange", Box::new(act));
}

/// Runs `act` when the page comes back from the back-forward cache.
pub(crate) fn on_restored(act: impl Fn() + 'static) {
    let act = move |event: &Event| {
        let persisted = Reflect::get(event, &"persisted".into());
        if persisted.is_ok_and(|persisted| persisted.is_truthy()) {
            act();
        }
    };
    listen("pageshow", Box::new(act));
}

const CONTACT: &str = "[href^=\"tel:\"], [href^=\"mailto:\"]";
/// A `beforeunload` within so many milliseconds after a click on such a link was caused by that click.
const CALLING: f64 = 50.0;

/// Makes the browser ask the citizen before it leaves the page, or stops that. `who` has something that would be lost.
pub(crate) fn ask_before_leaving(who: &'static str, asks: bool) {
    thread_local! {
        static ASKERS: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
        static ASKING: RefCell<Option<[WindowListenerHandle; 2]>> = const { RefCell::new(None) };
        /// When the citizen last clicked a `tel:` or `mailto:` link. It does not leave the page, but browsers ask as if it did.
        static CALLED_AT: Cell<f64> = const { Cell::new(f64::MIN) };
    }
    let asks = ASKERS.with_borrow_mut(|askers| {
        askers.retain(|other| *other != who);
        askers.extend(asks.then_some(who));
        !askers.is_empty()
    });
    ASKING.with_borrow_mut(|asking| match (asks, asking.is_some()) {
        (true, false) => {
            let pressed = window_event_listener_untyped("click", |event| {
                let link = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let link = link.and_then(|link| link.closest(CONTACT).ok().flatten());
                link.iter().for_each(|_| CALLED_AT.set(event.time_stamp()));
            });
            let left = window_event_listener_untyped("beforeunload", |event| {
                if event.time_stamp() - CALLED_AT.replace(f64::MIN) > CALLING {
                    event.prevent_default();
                    // Browsers before 2023 only check `returnValue`.
                    let _ = Reflect::set(&event, &"returnValue".into(), &true.into());
                }
            });
            *asking = Some([pressed, left]);
        }
        // A `beforeunload` listener keeps the page out of the back-forward cache, so remove it when it is not needed.
        (false, true) => {
            asking.take().into_iter().flatten().for_each(WindowListenerHandle::remove);
        }
        _ => {}
    });
}
