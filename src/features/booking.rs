//! Visits: choosing where and when, «Мои записи», «Мои операции», moving and cancelling.
//!
//! Two parts: the calendar is fetched only by those who choose a date.

mod choose;
mod feed;
mod gone;
mod hold;
mod institutions;
mod list;
mod moved;
mod moving;
mod operations;
mod pick;
mod rows;
mod slow;
mod terms;
mod visit;
mod words;

use crate::part::{PageFn, PartError};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

#[wasm_split(booking, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn choose_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <choose::Choose/> }.into_any())
}

#[wasm_split(booking, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn move_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <moving::Move/> }.into_any())
}

#[wasm_split(visits, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn institutions_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <institutions::Catalogue/> }.into_any())
}

#[wasm_split(visits, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn list_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <list::List/> }.into_any())
}

#[wasm_split(visits, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn operations_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <operations::Operations/> }.into_any())
}

#[wasm_split(visits, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn booking_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <visit::Visit/> }.into_any())
}
