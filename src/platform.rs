//! The browser. No other module calls `web_sys` for storage, network state, clock and page.
//!
//! Fixes that concern the whole document are JavaScript, because that is smaller than wasm. scripts/dist.mjs bundles those in
//! `mends/` with the app's script; those in `late/` are separate files, fetched when needed.

pub(crate) mod challenge;
pub(crate) mod clipboard;
pub(crate) mod clock;
mod durable;
pub(crate) mod early;
pub(crate) mod effect;
pub(crate) mod focus;
pub(crate) mod folded;
pub(crate) mod fragment;
pub(crate) mod history;
pub(crate) mod keyboard;
mod listen;
pub(crate) mod network;
pub(crate) mod page;
pub(crate) mod passkeys;
pub(crate) mod proof;
pub(crate) mod random;
pub(crate) mod seal;
pub(crate) mod sharing;
pub(crate) mod sleep;
pub(crate) mod storage;
pub(crate) mod text_file;
pub(crate) mod timer;
pub(crate) mod unsaved;
pub(crate) mod uploads;
