//! The reference API of Okno: what the app needs from an agency, done honestly and no more.
//!
//! | Module | What it does |
//! |---|---|
//! | [`cli`] | the commands: `serve`, `clerk`, `openapi` |
//! | [`app`] | the wiring: what each module needs, the router with its layers, the workers |
//! | [`settings`], `clock`, `ids` | what the command line decides; the one clock; random names |
//! | `db`, `named` | SQLite; states by their names |
//! | `keys`, `base` | encryption at rest and keyed hashes; database, keys and clock together, for every store |
//! | `fail`, `http` | failures as problem documents; extractors, layers, connections |
//! | `idempotency` | the same request twice makes one thing |
//! | `accounts`, `auth` | who is who; password, SMS code, session |
//! | `services`, `calendar` | the catalogue; working days |
//! | `files`, `uploads` | sealed storage and the check of what has arrived; tus 1.0 |
//! | `signing` | the statement that a citizen signs, signatures and the keys that they are trusted by |
//! | `document` | pages for people and screen readers as PDF, QR codes |
//! | `institutions` | the network of institutions, their schedules, which slots are free |
//! | `cases` | applications in the database, and letters about them |
//! | `visits`, `holds` | the visit that belongs to an application, and its calendar; slots that are kept for a while |
//! | `bookings` | visits that are booked: move, cancel, wait, transfer, calendar files, renewals |
//! | `bureau`, `applications` | what the bureau does, by hand and by itself; what was sent, the decision as PDF |
//! | `drafts` | answers, what fills them in, their check, sending, corrections |
//! | `journal`, `events`, `wake` | the durable journal; live events; who waits for them |
//! | `outbox`, `sweep`, `stopping` | messages on their way out; what has had its time; the end of the server |
//! | `statics` | the built app under production headers |
//! | `doors` | for tests: clock, bureau, faults, reset |
//! | [`openapi`] | the contract |
//!
//! A module knows only those below it, never `app` (docs/ARCHITECTURE.md has the order). A resource is a folder with a handler
//! per file; handlers are thin, take typed input and a store, and return [`fail::Fail`], which alone knows how a failure looks on
//! the wire. Every query names the account, so that somebody else's things are not found. Time comes from the clock in
//! `base::Base`, never from the system.

mod accounts;
pub mod app;
mod applications;
mod auth;
mod base;
mod bookings;
mod bureau;
mod calendar;
mod cases;
pub mod cli;
mod clock;
mod db;
mod document;
mod doors;
mod drafts;
mod events;
mod fail;
mod files;
mod holds;
mod http;
mod idempotency;
mod ids;
mod institutions;
mod journal;
mod keys;
mod named;
pub mod openapi;
mod outbox;
mod services;
pub mod settings;
mod signing;
mod statics;
mod stopping;
mod sweep;
mod uploads;
mod visits;
mod wake;

pub use app::App;
pub use http::connection::serve;
pub use settings::Settings;
