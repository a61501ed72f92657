//! «Мои заявки», «Мои услуги», the page of a case with its journal and that of its result (all updated live), and the confirmation after
//! sending.

mod case;
mod list;
mod mark;
mod questions;
mod sent;
mod services;
mod status;
mod track;
mod visit;

use crate::part::{PageFn, PartError};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

#[wasm_split(cases, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn list_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <list::List/> }.into_any())
}

#[wasm_split(cases, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn track_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <track::Track/> }.into_any())
}

#[wasm_split(cases, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn case_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <case::Case/> }.into_any())
}

#[wasm_split(cases, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn result_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <case::ResultPage/> }.into_any())
}

#[wasm_split(mine, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn services_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <services::Services/> }.into_any())
}

#[wasm_split(cases, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn sent_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <sent::Sent/> }.into_any())
}
