//! Bookings: choosing an institution and a time, «Мои записи», «Мои операции», moving and cancelling.
//!
//! Only pages that choose a date load the calendar (`booking` and `moving`).

mod bookings;
mod catalogue;
mod choose;
mod details;
mod hold;
mod just_moved;
mod later;
mod long_wait;
mod missing;
mod moving;
mod slots;
mod terms;
mod words;

use crate::part::{PageFn, PartError};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

#[wasm_split(booking, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn choose_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <choose::Choose/> }.into_any())
}

#[wasm_split(places, wasm_split_path = leptos::wasm_split, fallible)]
fn choose_institution() -> Result<PageFn, PartError> {
    Ok(choose::institution_screen)
}

#[wasm_split(confirm, wasm_split_path = leptos::wasm_split, fallible)]
fn confirm_booking() -> Result<PageFn, PartError> {
    Ok(choose::confirm_screen)
}

#[wasm_split(booking, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn move_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <moving::Move/> }.into_any())
}

#[wasm_split(places, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn institutions_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <catalogue::Catalogue/> }.into_any())
}

#[wasm_split(visits, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn list_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <bookings::List/> }.into_any())
}

#[wasm_split(visits, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn operations_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <bookings::Operations/> }.into_any())
}

#[wasm_split(visits, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn booking_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <details::Details/> }.into_any())
}
