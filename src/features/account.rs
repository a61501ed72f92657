//! The citizen's account: signing in, registration, recovery of the password, and what the account allows.

mod agreement;
mod asked;
mod code;
mod cookies;
mod current_password;
mod email;
mod ending;
mod failure;
mod mobile;
mod new_password;
mod news;
mod notices;
mod overview;
mod password;
mod profile;
mod proven;
mod provider;
mod recovery;
mod registration;
mod resend;
mod security;
mod sessions;
mod show_password;
mod sign_in;

use crate::part::{PageFn, PartError};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

/// The sign-in page: at `/sign-in`, and instead of a page that needs a signed-in citizen.
#[wasm_split(account, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn sign_in_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <sign_in::SignIn/> }.into_any())
}

/// The sign-in dialog over a page that was hidden when its session ended.
#[wasm_split(account, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn sign_in_again() -> Result<PageFn, PartError> {
    Ok(|| view! { <sign_in::SignInAgain/> }.into_any())
}

/// What the warning of the session's end says.
#[wasm_split(account, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn ending() -> Result<PageFn, PartError> {
    Ok(|| view! { <ending::Ending/> }.into_any())
}

#[wasm_split(registration, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn registration_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <registration::Registration/> }.into_any())
}

#[wasm_split(registration, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn recovery_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <recovery::Recovery/> }.into_any())
}

#[wasm_split(registration, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn email_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <email::ConfirmEmail/> }.into_any())
}

#[wasm_split(registration, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn agreement_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <agreement::Agreement/> }.into_any())
}

#[wasm_split(overview, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn account_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <overview::Overview/> }.into_any())
}

#[wasm_split(security, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn security_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <security::Security/> }.into_any())
}

#[wasm_split(profile, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn profile_page() -> Result<PageFn, PartError> {
    Ok(|| view! { <profile::ProfilePage/> }.into_any())
}
