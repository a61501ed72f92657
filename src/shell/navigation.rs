use crate::paths::Route;
use crate::platform::effect::effect;
use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationChange, LocationProvider as _, State};
use std::cell::Cell;

/// Where the citizen is, and how to go elsewhere: the router's location layer (history, clicks on links) without its
/// routes, whose matching of patterns would be a tenth of the first visit (docs/decisions/0003).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Navigation {
    browser: StoredValue<BrowserUrl, LocalStorage>,
    path: Memo<String>,
}

thread_local! {
    /// That of the app.
    static CURRENT: Cell<Option<Navigation>> = const { Cell::new(None) };
}

impl Navigation {
    /// Starts to follow links and history; `None` where the browser hides its address.
    pub(crate) fn provide() -> Option<Self> {
        let browser = BrowserUrl::new().ok()?;
        browser.init(None);
        let url = browser.as_url().clone();
        let path = {
            let url = url.clone();
            Memo::new(move |_| url.with(|url| url.path().to_owned()))
        };
        let navigation = Self { browser: StoredValue::new_local(browser), path };
        // The address bar follows the page.
        effect(move || {
            url.track();
            navigation.browser.with_value(BrowserUrl::ready_to_complete);
        });
        CURRENT.set(Some(navigation));
        Some(navigation)
    }

    pub(crate) fn current() -> Option<Self> {
        CURRENT.get()
    }

    pub(crate) fn path(self) -> Memo<String> {
        self.path
    }

    /// A parameter of the address as it is now.
    pub(crate) fn query(self, name: &str) -> Option<String> {
        self.browser.with_value(|browser| {
            browser.as_url().with_untracked(|url| url.search_params().get(name))
        })
    }

    /// Goes to an address of the app.
    pub(crate) fn go(self, address: &str) {
        self.change(address, false);
    }

    /// Goes there; «Back» will not lead here again.
    pub(crate) fn replace(self, address: &str) {
        self.change(address, true);
    }

    fn change(self, address: &str, replace: bool) {
        let Ok(url) = BrowserUrl::parse(address) else { return };
        // The page that asked may be gone by now, but not the app.
        let _ = self.browser.try_with_value(|browser| {
            let value = address.to_owned();
            browser.as_url().set(url);
            let state = State::default();
            browser.complete_navigation(&LocationChange { value, replace, scroll: false, state });
        });
    }
}

/// The route now, tracked.
pub(crate) fn route() -> Memo<Route> {
    let path = Navigation::current().map(Navigation::path);
    Memo::new(move |_| path.map_or(Route::Unknown, |path| path.with(|path| Route::of(path))))
}

/// A way to other addresses, for callbacks and tasks.
pub(crate) fn go() -> impl Fn(&str) + Copy {
    let navigation = Navigation::current();
    move |address| navigation.iter().for_each(|navigation| navigation.go(address))
}
