//! Sets focus and scroll position when a page opens, and restores them on «Back».
//!
//! The router does neither. It owns `history.state`, so positions are stored here, by address and in memory only, which
//! reveals nothing outside this tab.

use super::effect::effect;
use super::focus;
use leptos::ev;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, MutationObserver, MutationObserverInit};

/// Scroll position and focus of a page.
#[derive(Debug, Clone, Default)]
struct Position {
    scroll: f64,
    /// Selector of the focused element: the link that led away.
    focus: Option<String>,
}

/// How long to wait until the element that had the focus is drawn again.
const PATIENCE: Duration = Duration::from_secs(10);

thread_local! {
    /// By address. There are few, so a linear search is enough.
    static POSITIONS: RefCell<Vec<(String, Position)>> = RefCell::default();
    static CURRENT: RefCell<String> = RefCell::default();
    static FIRST: Cell<bool> = const { Cell::new(true) };
    static BACK: Cell<bool> = const { Cell::new(false) };
}

/// Starts to listen. Call it before the router listens to the same events: otherwise the microtasks that run between the
/// router's listener and ours would already change the page.
pub(crate) fn listen() {
    let _ = window_event_listener(ev::popstate, |_| {
        leave(None);
        focus::release();
        BACK.set(true);
    });
    let _ = window_event_listener(ev::click, |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        leave(link.and_then(|link| link.get_attribute("href")));
    });
}

/// Follows the address of the current page.
pub(crate) fn follow(path: Memo<String>) {
    CURRENT.set(path.get_untracked());
    effect(move || CURRENT.set(path.get()));
}

/// Saves focus and scroll position of a page that is taken off the screen for a while.
pub(crate) fn save_position() {
    save(focus::current().and_then(|element| focus::selector_of(&element)));
}

/// Restores the saved position of the next page that opens, as «Back» does.
pub(crate) fn return_as_back() {
    BACK.set(true);
}

fn leave(link: Option<String>) {
    save(link.map(|link| focus::selector("href", &link)));
}

fn save(focus: Option<String>) {
    let scroll = window().scroll_y().unwrap_or_default();
    let current = CURRENT.with_borrow(Clone::clone);
    POSITIONS.with_borrow_mut(|positions| {
        let known = positions.iter().position(|(address, _)| *address == current);
        let before = known.map(|at| positions.swap_remove(at).1).unwrap_or_default();
        let focus = focus.or(before.focus);
        positions.push((current, Position { scroll, focus }));
    });
}

/// Call when a page has drawn its heading. On «Back», restores its focus and scroll position; otherwise focuses the heading
/// and scrolls to the top. Does nothing for the first page.
pub(crate) fn restore_focus_and_scroll(heading: &HtmlElement) {
    if FIRST.replace(false) {
        return;
    }
    let back = BACK.replace(false);
    let current = CURRENT.with_borrow(Clone::clone);
    let position = POSITIONS.with_borrow(|positions| {
        let known = positions.iter().find(|(address, _)| back && *address == current);
        known.map(|(_, position)| position.clone())
    });
    focus::without_scrolling(heading);
    let Some(position) = position else {
        return window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    window().scroll_to_with_x_and_y(0.0, position.scroll);
    if let Some(focus) = position.focus {
        restore_when_drawn(focus, position.scroll);
    }
}

/// Focuses the element that had the focus. It may be in a list that is still being fetched; then waits until it is drawn.
fn restore_when_drawn(selector: String, scroll: f64) {
    let page = CURRENT.with_borrow(Clone::clone);
    // Returns whether there is nothing left to wait for.
    let restore = move || {
        // Stop if the citizen has moved on to another page or another element.
        let is_waiting = CURRENT.with_borrow(|current| *current == page)
            && document().active_element().is_some_and(|active| active.tag_name() == "H1");
        let target = document().query_selector(&selector).ok().flatten().filter(|_| is_waiting);
        if let Some(target) = &target {
            focus::without_scrolling(target.unchecked_ref());
            window().scroll_to_with_x_and_y(0.0, scroll);
        }
        target.is_some() || !is_waiting
    };
    if !restore() {
        on_drawn(restore);
    }
}

/// Calls `is_done` after every change of the document until it returns `true` or [`PATIENCE`] ends.
fn on_drawn(is_done: impl Fn() -> bool + 'static) {
    let drawn = Closure::<dyn Fn(js_sys::Array, MutationObserver)>::new(
        move |_, observer: MutationObserver| {
            if is_done() {
                observer.disconnect();
            }
        },
    );
    let observer = MutationObserver::new(drawn.into_js_value().unchecked_ref());
    let (Ok(observer), Some(body)) = (observer, document().body()) else { return };
    let everything = MutationObserverInit::new();
    everything.set_child_list(true);
    everything.set_subtree(true);
    let _ = observer.observe_with_options(&body, &everything);
    set_timeout(move || observer.disconnect(), PATIENCE);
}
