use super::changes::{Change, settled};
use super::error::ApiError;
use super::hooks;
use super::json;
use crate::i18n;
use crate::platform::{early, page};
use domain::wire::problem::ProblemCode;
use gloo_net::http::Response;
use js_sys::Promise;
use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::pin::Pin;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestInit};

/// Milliseconds after which a request without a response counts as cut.
const TIME_LIMIT: u32 = 20_000;

/// Limit in bytes for all requests in flight that outlive their page (`keepalive`); a little below the 64 KiB of the Fetch
/// standard.
const KEEPALIVE_LIMIT: usize = 60_000;

thread_local! {
    /// Bytes of the requests in flight that outlive their page.
    static KEPT_ALIVE: Cell<usize> = const { Cell::new(0) };
}

/// Address of a resource, also for links and uploads.
pub(super) fn address(path: &str) -> String {
    format!("{}{path}", page::api())
}

pub(super) async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    received(path).await?.read()
}

/// [`get`], once no change of it is in flight: the answer is never from before what the citizen has done here.
pub(super) async fn get_settled<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    settled(&address(path)).await;
    get(path).await
}

/// The response to a GET, unread.
pub(super) fn received(path: &str) -> Receiving {
    Box::pin(Call::new("GET", path).send())
}

/// The response to a POST of this JSON, unread.
pub(super) fn posted(path: &str, body: String) -> Receiving {
    Box::pin(Call { body: Some(body), ..Call::new("POST", path) }.send())
}

/// Boxed, so that no caller has a state machine of its own for it.
type Receiving = Pin<Box<dyn Future<Output = Result<Received, ApiError>>>>;

pub(super) async fn put<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    Call::new("PUT", path).with(body)?.send().await?.read()
}

/// A PUT whose response has no body. Is sent even if the page is closed meanwhile.
pub(super) async fn put_quietly(path: &str, body: &impl Serialize) -> Result<(), ApiError> {
    let call = Call { outlives_page: true, ..Call::new("PUT", path) };
    call.with(body)?.send().await.map(drop)
}

pub(super) async fn post<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    Call::new("POST", path).with(body)?.send().await?.read()
}

/// Is sent even if the page is closed meanwhile.
pub(super) async fn delete(path: &str) -> Result<(), ApiError> {
    Call { outlives_page: true, ..Call::new("DELETE", path) }.send().await.map(drop)
}

/// [`delete`] of this `version` only.
pub(super) async fn delete_for_good(path: &str, version: &str) -> Result<(), ApiError> {
    let version = format!("\"{version}\"");
    Call { version, outlives_page: true, ..Call::new("DELETE", path) }.send().await.map(drop)
}

/// A POST that is sent even if the page is closed meanwhile. Its response has no body.
pub(super) async fn parting(path: &str, body: &impl Serialize) -> Result<(), ApiError> {
    let call = Call { outlives_page: true, ..Call::new("POST", path) };
    call.with(body)?.send().await.map(drop)
}

/// Headers that make a change safe to retry: `If-Match` for the version that it changes, `Idempotency-Key` so that it does not
/// happen twice.
#[derive(Default)]
pub(super) struct Guard<'a> {
    pub(super) version: Option<u32>,
    pub(super) key: Option<&'a str>,
}

/// A request with a [`Guard`]. Is sent even if the page is closed meanwhile.
pub(super) async fn guarded<T: DeserializeOwned>(
    method: &'static str,
    path: &str,
    guard: &Guard<'_>,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    let call = Call {
        version: guard.version.map(|version| format!("\"{version}\"")).unwrap_or_default(),
        key: guard.key.unwrap_or_default().to_owned(),
        outlives_page: true,
        ..Call::new(method, path)
    };
    call.with(body)?.send().await?.read()
}

/// A PUT of this `version` only. Is sent even if the page is closed meanwhile.
pub(super) async fn put_for_good<T: DeserializeOwned>(
    path: &str,
    version: &str,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    let version = format!("\"{version}\"");
    let call = Call { version, outlives_page: true, ..Call::new("PUT", path) };
    call.with(body)?.send().await?.read()
}

/// Body of a request without data.
#[derive(Serialize)]
pub(super) struct Empty {}

/// A request. Not generic, so that sending is compiled once and not once per type.
#[derive(Default)]
struct Call {
    method: &'static str,
    address: String,
    body: Option<String>,
    version: String,
    key: String,
    outlives_page: bool,
}

impl Call {
    fn new(method: &'static str, path: &str) -> Self {
        Self { method, address: address(path), ..Self::default() }
    }

    fn with(self, body: &impl Serialize) -> Result<Self, ApiError> {
        let body = serde_json::to_string(body).map_err(|_| ApiError::Unreadable)?;
        Ok(Self { body: Some(body), ..self })
    }

    /// Sends the request, unless its answer is here already.
    async fn send(self) -> Result<Received, ApiError> {
        let (early, _change) = if self.method == "GET" {
            (early::take(&self.address), None)
        } else {
            early::forget();
            (None, Some(Change::of(&self.address)))
        };
        let bytes = self.body.as_ref().map_or(0, String::len);
        let is_kept_alive = self.outlives_page && KEPT_ALIVE.get() + bytes < KEEPALIVE_LIMIT;
        let asked = match early {
            Some(asked) => asked,
            None => {
                let request = self.request(is_kept_alive).map_err(|_| ApiError::Unreadable)?;
                window().fetch_with_request(&request)
            }
        };
        let counted = if is_kept_alive { bytes } else { 0 };
        KEPT_ALIVE.set(KEPT_ALIVE.get() + counted);
        let answer = fetch(asked).await;
        KEPT_ALIVE.set(KEPT_ALIVE.get().saturating_sub(counted));
        hooks::answered(answer.is_some());
        let (answer, received) = answer.ok_or(ApiError::NoConnection)?;
        if answer.ok() {
            return Ok(received);
        }
        let error = ApiError::from_answer(answer.status(), received.body);
        if error == ApiError::Unavailable
            && let Some(seconds) = answer.headers().get("Retry-After")
        {
            hooks::busy_for(seconds.trim().parse().unwrap_or_default());
        }
        if error.code() == Some(ProblemCode::SignInRequired) {
            hooks::sign_in_required();
        }
        Err(error)
    }

    /// Builds the request without `gloo_net`, which has no setter for `keepalive`.
    fn request(&self, is_kept_alive: bool) -> Result<web_sys::Request, JsValue> {
        let init = RequestInit::new();
        init.set_method(self.method);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(TIME_LIMIT)));
        if let Some(body) = &self.body {
            init.set_body(&body.into());
        }
        if is_kept_alive {
            // web_sys has none either.
            js_sys::Reflect::set(&init, &"keepalive".into(), &true.into())?;
        }
        let request = web_sys::Request::new_with_str_and_init(&self.address, &init)?;
        let content = self.body.as_ref().map_or("", |_| "application/json");
        let headers = [
            ("Accept-Language", i18n::language()),
            ("Content-Type", content),
            ("If-Match", &self.version),
            ("Idempotency-Key", &self.key),
        ];
        for (name, value) in headers.into_iter().filter(|(_, value)| !value.is_empty()) {
            request.headers().set(name, value)?;
        }
        Ok(request)
    }
}

/// What a response brought.
pub(super) struct Received {
    body: String,
    /// Milliseconds for which it has waited for the app.
    pub(super) waited: i64,
}

impl Received {
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        json::from_str(&self.body).map_err(|_| {
            // HTML comes from a proxy or gateway, not from our server.
            if self.body.trim_ascii_start().starts_with('<') {
                ApiError::Unavailable
            } else {
                ApiError::Unreadable
            }
        })
    }
}

/// The response and its body. `None` if there is no response or its body breaks off: both mean a cut connection.
async fn fetch(asked: Promise) -> Option<(Response, Received)> {
    let answer = JsFuture::from(asked).await.ok()?;
    let waited = early::waited(&answer);
    let answer: Response = answer.unchecked_into::<web_sys::Response>().into();
    let body = answer.text().await.ok()?;
    Some((answer, Received { body, waited }))
}
