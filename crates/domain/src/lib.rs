//! The rules of Okno: pure functions over values, forms, files, the working calendar, visits and cases, and the wire types. No
//! I/O, no clock, no wasm, no text for people: time comes in as an argument, errors go out as codes.

pub mod booking;
pub mod calendar;
pub mod case;
pub mod file;
pub mod form;
pub mod message;
pub mod office;
pub mod profile;
pub mod stages;
pub mod term;
pub mod values;
pub mod wire;
