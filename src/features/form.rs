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
mod unconfirmed;
mod unsent;
mod wait;
mod words;

use crate::part::{PageFn, PartError};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use state::FormState;

/// Id of the choice between two answers, for moving the focus to it.
const CONFLICT: &str = "conflict";

#[wasm_split(service, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn start_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <start::Start/> }.into_any())
}

#[wasm_split(form, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn draft_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <draft::DraftPage/> }.into_any())
}

#[wasm_split(documents, wasm_split_path = leptos::wasm_split, fallible)]
fn slots() -> Result<PageFn, PartError> {
    Ok(|| of_draft(documents::slots_here))
}

#[wasm_split(review, wasm_split_path = leptos::wasm_split, fallible)]
fn review() -> Result<PageFn, PartError> {
    Ok(|| of_draft(|state| view! { <review::Review state=state/> }.into_any()))
}

#[wasm_split(review, wasm_split_path = leptos::wasm_split, fallible)]
fn conflict() -> Result<PageFn, PartError> {
    Ok(|| of_draft(|state| view! { <conflict::Choice state=state/> }.into_any()))
}

/// Draws a later piece of a draft's page.
fn of_draft(draw: fn(FormState) -> AnyView) -> AnyView {
    FormState::current().map_or_else(|| ().into_any(), draw)
}
