use crate::paths::Route;
use crate::platform::effect::effect;
use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationChange, LocationProvider as _, State};
use std::cell::Cell;

/// The current address, and navigation to others. Uses the router's location layer (history, clicks on links) without
/// its routes: their pattern matching would be a tenth of the first visit's download (docs/decisions/0003).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Navigation {
    browser: StoredValue<BrowserUrl, LocalStorage>,
    path: Memo<String>,
}

thread_local! {
    /// The app's only navigation.
    static CURRENT: Cell<Option<Navigation>> = const { Cell::new(None) };
}

impl Navigation {
    /// Starts to follow links and history; `None` if the browser does not give access to the address.
    pub(crate) fn provide() -> Option<Self> {
        let browser = BrowserUrl::new().ok()?;
        browser.init(None);
        let url = browser.as_url().clone();
        let path = {
            let url = url.clone();
            Memo::new(move |_| url.with(|url| url.path().to_owned()))
        };
        let navigation = Self { browser: StoredValue::new_local(browser), path };
        // Completes each navigation, which updates the address bar, after the page has changed.
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

    /// A query parameter of the current address, untracked.
    pub(crate) fn query(self, name: &str) -> Option<String> {
        self.browser.with_value(|browser| {
            browser.as_url().with_untracked(|url| url.search_params().get(name))
        })
    }

    /// Goes to an address of the app.
    pub(crate) fn go(self, address: &str) {
        self.change(address, false);
    }

    /// Goes to an address in place of the current one: «Back» does not return here.
    pub(crate) fn replace(self, address: &str) {
        self.change(address, true);
    }

    fn change(self, address: &str, replace: bool) {
        let Ok(url) = BrowserUrl::parse(address) else { return };
        // The value lives as long as the app, even if the page that called this is closed by now.
        let _ = self.browser.try_with_value(|browser| {
            let value = address.to_owned();
            browser.as_url().set(url);
            let state = State::default();
            browser.complete_navigation(&LocationChange { value, replace, scroll: false, state });
        });
    }
}

/// The current route.
pub(crate) fn route() -> Memo<Route> {
    let path = Navigation::current().map(Navigation::path);
    Memo::new(move |_| path.map_or(Route::Unknown, |path| path.with(|path| Route::of(path))))
}

/// Function that navigates to an address, for callbacks and tasks.
pub(crate) fn go() -> impl Fn(&str) + Copy {
    let navigation = Navigation::current();
    move |address| navigation.iter().for_each(|navigation| navigation.go(address))
}
