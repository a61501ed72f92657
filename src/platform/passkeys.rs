//! Passkeys: keys of a device that sign in without a password (WebAuthn). The browser is asked once at a time; a new question takes
//! the place of the one before.

use js_sys::{Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/platform/late.js")]
extern "C" {
    #[wasm_bindgen(js_name = ask)]
    fn asked(kind: &str, options: &str) -> Promise;

    fn tell(what: &str);
}

/// Why the browser gives no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The citizen or the app has broken it off, time is over, or there is no key; browsers do not tell which.
    Cancelled,
    /// This device has a key of the account already.
    AlreadyThere,
    /// Not at this address, or not on this device.
    NotHere,
    Other,
}

/// Whether this browser has passkeys, and `domain` is that of the page.
pub(crate) fn is_supported(domain: &str) -> bool {
    let host = window().location().hostname().unwrap_or_default();
    let is_ours =
        host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    // Only pages that came over HTTPS have it.
    let is_there =
        |name: &str| Reflect::get(&window(), &name.into()).is_ok_and(|it| it.is_truthy());
    is_ours && is_there("PublicKeyCredential")
}

/// Makes a key. `options` and the result are JSON (`PublicKeyCredentialCreationOptionsJSON`, `RegistrationResponseJSON`).
///
/// # Errors
/// See [`Refusal`], also in the other functions.
pub(crate) async fn create(options: &str) -> Result<String, Refusal> {
    ask("create", options).await
}

/// Asks the citizen for a key. `options` and the result are JSON (`PublicKeyCredentialRequestOptionsJSON`,
/// `AuthenticationResponseJSON`).
pub(crate) async fn get(options: &str) -> Result<String, Refusal> {
    ask("get", options).await
}

/// Like [`get`], but only shows keys among the suggestions for a field with `autocomplete="username webauthn"`. Ends when the citizen
/// chooses one.
pub(crate) async fn suggest(options: &str) -> Result<String, Refusal> {
    ask("suggest", options).await
}

/// Breaks off the question that waits, if there is one.
pub(crate) fn abort() {
    tell("end");
}

/// Tells the browser that the server does not know the last key, so that it is not offered again. The browser may delete it.
pub(crate) fn disown() {
    tell("unknown");
}

async fn ask(kind: &str, options: &str) -> Result<String, Refusal> {
    match JsFuture::from(asked(kind, options)).await {
        Ok(key) => key.as_string().ok_or(Refusal::Other),
        Err(error) => Err(refusal(&error)),
    }
}

fn refusal(error: &JsValue) -> Refusal {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("NotAllowedError" | "AbortError") => Refusal::Cancelled,
        Some("InvalidStateError") => Refusal::AlreadyThere,
        // The last one: the device has no lock to check who uses it.
        Some("SecurityError" | "NotSupportedError" | "ConstraintError") => Refusal::NotHere,
        _ => Refusal::Other,
    }
}
