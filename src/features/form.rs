//! Applying: the page of a service, and the form drawn from its definition.

mod autosave;
mod conflict;
mod documents;
mod draft;
mod drafts;
mod field;
mod review;
mod show;
mod start;
mod state;
mod step;
mod tasks;
mod unsent;
mod words;

use crate::part::{PageFn, PartError};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

#[wasm_split(form, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn start_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <start::Start/> }.into_any())
}

#[wasm_split(form, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn draft_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <draft::DraftPage/> }.into_any())
}
