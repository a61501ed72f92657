//! The reference API of Okno: what the app needs from an agency, done properly and no more.
//!
//! | Module | What it does |
//! |---|---|
//! | [`cli`] | the commands: `serve`, `clerk`, `openapi` |
//! | [`app`] | the wiring: state of each module, the router with its layers, the workers |
//! | [`settings`], `clock`, `ids` | options of the command line; the one clock; random ids |
//! | `db`, `named` | SQLite; states stored by their names |
//! | `keys`, `letterhead`, `base` | encryption at rest and keyed hashes; how letters end and documents begin; all that with the clock, for every store |
//! | `fail`, `http` | failures as problem documents; extractors, layers, connections |
//! | `idempotency`, `attempts` | a repeated request makes nothing twice; how often anybody may try |
//! | `accounts`, `auth` | citizens and their profiles; password, SMS code, session |
//! | `services`, `calendar` | the catalogue; working days |
//! | `profile` | what citizens say of themselves once |
//! | `files`, `uploads` | sealed storage and the check of complete files; tus 1.0 |
//! | `signing` | the statement that a citizen signs, signatures and trusted keys |
//! | `document` | PDF documents that screen readers can read, QR codes |
//! | `institutions` | the network of institutions, their schedules, which slots are free |
//! | `cases` | applications in the database, and letters about them |
//! | `visits`, `holds` | the visit of an application and its calendar; slots that are reserved for a limited time |
//! | `bookings` | booked visits: move, cancel, wait, transfer, calendar files, renewals |
//! | `messages` | what citizen and office write to each other |
//! | `bureau`, `applications` | the bureau's work, by a clerk or automatic; sent applications, the decision as PDF |
//! | `office` | the API of the office's own systems: the queue, cases, files, acts |
//! | `questions` | questions to the office, also of people who are not signed in |
//! | `drafts` | answers, how they are filled in, checked, sent and corrected |
//! | `audit` | who did or read what |
//! | `staff` | who works at the office: people, their roles and tokens |
//! | `journal`, `events`, `wake` | the durable journal; live events; waking the streams |
//! | `outbox`, `sweep`, `stopping` | outgoing messages; deletion of what has expired; the signal to stop |
//! | `statics` | the built app with production headers |
//! | `doors` | test doors: clock, bureau, faults, reset |
//! | [`openapi`] | the contract |
//!
//! A module uses only modules below it, never `app` (docs/ARCHITECTURE.md has the order). A resource is a folder: a file
//! per handler, named by what it does (`list`, `show`, `save`), `parts.rs` with what they need, `row.rs` and `store.rs` with
//! the database. Handlers are thin: they take typed input and a store, and return [`fail::Fail`], the only place that knows
//! how a failure looks on the wire. Every query names the account, so that it cannot find other people's data. Time comes
//! from the clock in `base::Base`, never from the system.

mod accounts;
pub mod app;
mod applications;
mod attempts;
mod audit;
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
mod letterhead;
mod messages;
mod named;
mod office;
pub mod openapi;
mod outbox;
mod profile;
mod questions;
mod services;
pub mod settings;
mod signing;
mod staff;
mod statics;
mod stopping;
mod sweep;
mod uploads;
mod visits;
mod wake;

pub use app::App;
pub use http::connection::serve;
pub use settings::Settings;
