//! What citizen and office write to each other: the conversation about a case or in a question, and «История сообщений».

mod action;
mod attach;
mod composer;
mod copy;
mod history;
mod line;
mod message;
mod outbox;
mod question;
mod reading;
mod talk;
mod thread;
mod words;

use crate::part::{PageFn, PartError};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

#[wasm_split(messages, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn history_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <history::HistoryPage/> }.into_any())
}

#[wasm_split(messages, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn thread_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <thread::Thread/> }.into_any())
}

#[wasm_split(messages, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn question_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <question::QuestionPage/> }.into_any())
}

/// The attachments of the message that is being written.
#[wasm_split(attach, wasm_split_path = leptos::wasm_split, fallible)]
fn attach_piece() -> Result<PageFn, PartError> {
    Ok(attach::attach)
}
