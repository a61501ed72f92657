//! One connection for all tabs of this browser: who holds it, and what they say to each other.

use wasm_bindgen::prelude::{Closure, wasm_bindgen};

#[wasm_bindgen(module = "/src/platform/late.js")]
extern "C" {
    #[derive(Debug)]
    type Tabs;

    fn share(
        name: &str,
        turn: &Closure<dyn Fn(bool)>,
        hear: &Closure<dyn Fn(String, String, String)>,
    ) -> Tabs;

    #[wasm_bindgen(method)]
    fn say(this: &Tabs, to: &str, kind: &str, text: &str);

    #[wasm_bindgen(method)]
    fn leave(this: &Tabs);
}

/// The tabs that share a connection; this one leaves them when it is dropped, and then no longer holds the connection.
#[derive(Debug)]
pub(crate) struct Sharing {
    tabs: Tabs,
    _turn: Closure<dyn Fn(bool)>,
    _hear: Closure<dyn Fn(String, String, String)>,
}

impl Sharing {
    /// Joins the tabs that share `name`. `turn` tells whether this tab holds the connection from now on; `hear` what another one
    /// says: from whom, of what kind, and the text.
    pub(crate) fn join(
        name: &str,
        turn: Box<dyn Fn(bool)>,
        hear: Box<dyn Fn(String, String, String)>,
    ) -> Self {
        let (turn, hear) = (Closure::wrap(turn), Closure::wrap(hear));
        Self { tabs: share(name, &turn, &hear), _turn: turn, _hear: hear }
    }

    /// Says something to one tab, or to all if `to` is empty.
    pub(crate) fn say(&self, to: &str, kind: &str, text: &str) {
        self.tabs.say(to, kind, text);
    }
}

impl Drop for Sharing {
    fn drop(&mut self) {
        self.tabs.leave();
    }
}
