//! The browser: the only place that names `web_sys` for storage, network state, clock and page. What `mends/` puts right
//! for the whole app is JavaScript: it is about the page, and smaller so (scripts/dist.mjs adds it to the script of the app;
//! what is in `late/` is a file of its own).

pub(crate) mod challenge;
pub(crate) mod clipboard;
pub(crate) mod clock;
mod durable;
pub(crate) mod effect;
pub(crate) mod focus;
pub(crate) mod history;
mod listen;
pub(crate) mod network;
pub(crate) mod page;
pub(crate) mod random;
pub(crate) mod seal;
pub(crate) mod sleep;
pub(crate) mod storage;
pub(crate) mod timer;
pub(crate) mod unsaved;
pub(crate) mod uploads;
