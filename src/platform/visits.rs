//! Arriving at a page: the focus, and the scroll position on the way back.
//!
//! The router manages neither. `history.state` is the router's own, so positions are kept here, by address, in memory
//! only: an address is no secret within its own tab.

use super::clock;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// Where the citizen was on a page.
#[derive(Debug, Clone, Default)]
struct Position {
    scroll: f64,
    /// The address of the link that led away.
    link: Option<String>,
}

/// How often, and with how many milliseconds between, a page is asked for the link that led away.
const TRIES: u32 = 40;
const PAUSE: u32 = 50;

thread_local! {
    static POSITIONS: RefCell<BTreeMap<String, Position>> = RefCell::default();
    static CURRENT: RefCell<String> = RefCell::default();
    static FIRST: Cell<bool> = const { Cell::new(true) };
    static BACK: Cell<bool> = const { Cell::new(false) };
}

/// Starts to listen, before the router does: what runs between two listeners of one event would already move the page.
pub(crate) fn listen() {
    let _ = window_event_listener(ev::popstate, |_| {
        leave(None);
        BACK.set(true);
    });
    let _ = window_event_listener(ev::click, |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        leave(link.and_then(|link| link.get_attribute("href")));
    });
}

/// Follows the address.
pub(crate) fn follow(path: Memo<String>) {
    CURRENT.set(path.get_untracked());
    Effect::new(move |_| CURRENT.set(path.get()));
}

fn leave(link: Option<String>) {
    let scroll = window().scroll_y().unwrap_or_default();
    let current = CURRENT.with_borrow(Clone::clone);
    POSITIONS.with_borrow_mut(|positions| {
        let position = positions.entry(current).or_default();
        position.scroll = scroll;
        if link.is_some() {
            position.link = link;
        }
    });
}

/// A page has drawn its heading: moves focus and scroll to where the citizen expects them.
pub(crate) fn arrived(heading: &HtmlElement) {
    if FIRST.replace(false) {
        return;
    }
    let back = BACK.replace(false);
    let current = CURRENT.with_borrow(Clone::clone);
    let position =
        POSITIONS.with_borrow(|positions| positions.get(&current).cloned()).filter(|_| back);
    focus(heading);
    let Some(position) = position else {
        return window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    window().scroll_to_with_x_and_y(0.0, position.scroll);
    if let Some(link) = position.link {
        spawn_local(return_to(link, position.scroll));
    }
}

/// The link that led away may be in a list that is still being fetched.
async fn return_to(link: String, scroll: f64) {
    let selector = format!("#main a[href=\"{}\"]", link.replace(['"', '\\'], ""));
    for _ in 0..TRIES {
        if let Ok(Some(link)) = document().query_selector(&selector) {
            // Who has moved on meanwhile stays there.
            if document().active_element().is_some_and(|active| active.tag_name() == "H1") {
                focus(link.unchecked_ref());
                window().scroll_to_with_x_and_y(0.0, scroll);
            }
            return;
        }
        clock::wait(PAUSE).await;
    }
}

fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}
