use super::error::ApiError;
use crate::i18n;
use crate::platform::{clock, json, page};
use domain::wire::problem::ProblemCode;
use gloo_net::http::{Request, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::{Cell, RefCell};
use web_sys::{AbortSignal, RequestInit};

/// Milliseconds after which a request that brought no answer counts as cut.
const TIME_LIMIT: u32 = 20_000;

/// Bytes that a browser sends for a page that is gone (Fetch standard, 64 KiB for all such requests together).
const KEEPALIVE_LIMIT: usize = 60_000;

type Hook = Box<dyn Fn()>;

thread_local! {
    static SIGN_IN_REQUIRED: RefCell<Option<Hook>> = const { RefCell::new(None) };
    /// Guarded requests that have no answer yet.
    static ON_THEIR_WAY: Cell<u32> = const { Cell::new(0) };
}

/// Waits until every save has its answer, `ms` milliseconds at most.
pub(crate) async fn saved(ms: u32) {
    const STEP: u32 = 50;
    for _ in 0..=ms / STEP {
        clock::wait(STEP).await;
        if ON_THEIR_WAY.get() == 0 {
            break;
        }
    }
}

/// Sets what happens when the server says that the session is over.
pub(crate) fn on_sign_in_required(act: impl Fn() + 'static) {
    SIGN_IN_REQUIRED.set(Some(Box::new(act)));
}

/// The session is over: lets the citizen sign in again.
pub(crate) fn sign_in_required() {
    SIGN_IN_REQUIRED.with_borrow(|act| act.iter().for_each(|act| act()));
}

/// The address of a resource, for links and uploads.
pub(super) fn address(path: &str) -> String {
    format!("{}{path}", page::api())
}

pub(super) async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    read(send_empty(Request::get(&address(path))).await?).await
}

pub(super) async fn put<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    read(send_json(Request::put(&address(path)), body).await?).await
}

pub(super) async fn delete(path: &str) -> Result<(), ApiError> {
    send_empty(Request::delete(&address(path))).await.map(|_| ())
}

pub(super) async fn post<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    read(send_json(Request::post(&address(path)), body).await?).await
}

/// A request that changes a version of a resource: `If-Match`; and a key where it must not happen twice.
#[derive(Default)]
pub(super) struct Guard<'a> {
    pub(super) version: Option<u32>,
    pub(super) key: Option<&'a str>,
}

/// Sends it even if the page is left meanwhile.
pub(super) async fn guarded<T: DeserializeOwned>(
    method: &str,
    path: &str,
    guard: &Guard<'_>,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    read(kept_alive(method, path, guard, body).await?).await
}

/// A request that is sent because the page is left; its answer has no body.
pub(super) async fn parting(path: &str, body: &impl Serialize) -> Result<(), ApiError> {
    kept_alive("POST", path, &Guard::default(), body).await.map(|_| ())
}

async fn kept_alive(
    method: &str,
    path: &str,
    guard: &Guard<'_>,
    body: &impl Serialize,
) -> Result<Response, ApiError> {
    let body = serde_json::to_string(body).map_err(|_| ApiError::Unreadable)?;
    let init = RequestInit::new();
    init.set_method(method);
    init.set_body(&body.as_str().into());
    init.set_signal(Some(&time_limit()));
    if body.len() < KEEPALIVE_LIMIT {
        // web_sys has no setter for it.
        let _ = js_sys::Reflect::set(&init, &"keepalive".into(), &true.into());
    }
    let request = web_sys::Request::new_with_str_and_init(&address(path), &init);
    let request = request.map_err(|_| ApiError::Unreadable)?;
    let version = guard.version.map(|version| format!("\"{version}\"")).unwrap_or_default();
    let headers = [
        ("Accept-Language", i18n::language()),
        ("Content-Type", "application/json"),
        ("If-Match", &version),
        ("Idempotency-Key", guard.key.unwrap_or_default()),
    ];
    for (name, value) in headers.into_iter().filter(|(_, value)| !value.is_empty()) {
        let _ = request.headers().set(name, value);
    }
    ON_THEIR_WAY.set(ON_THEIR_WAY.get() + 1);
    let answer = Request::from(request).send().await;
    ON_THEIR_WAY.set(ON_THEIR_WAY.get().saturating_sub(1));
    accept(answer).await
}

async fn send_json(request: RequestBuilder, body: &impl Serialize) -> Result<Response, ApiError> {
    let body = serde_json::to_string(body).map_err(|_| ApiError::Unreadable)?;
    let request = limited(request);
    let request = request.header("Content-Type", "application/json").body(body);
    let answer = match request {
        Ok(request) => request.send().await,
        Err(error) => Err(error),
    };
    accept(answer).await
}

async fn send_empty(request: RequestBuilder) -> Result<Response, ApiError> {
    let request = limited(request);
    let answer = request.send().await;
    accept(answer).await
}

/// The body of a request that needs none.
#[derive(Serialize)]
pub(super) struct Empty {}

/// Gives a request the language and a time limit.
fn limited(request: RequestBuilder) -> RequestBuilder {
    request.header("Accept-Language", i18n::language()).abort_signal(Some(&time_limit()))
}

fn time_limit() -> AbortSignal {
    AbortSignal::timeout_with_u32(TIME_LIMIT)
}

async fn accept(answer: Result<Response, gloo_net::Error>) -> Result<Response, ApiError> {
    let answer = answer.map_err(|_| ApiError::NoConnection)?;
    if answer.ok() {
        return Ok(answer);
    }
    let body = answer.text().await.unwrap_or_default();
    let error = ApiError::from_answer(answer.status(), body);
    if error.code() == Some(ProblemCode::SignInRequired) {
        sign_in_required();
    }
    Err(error)
}

async fn read<T: DeserializeOwned>(answer: Response) -> Result<T, ApiError> {
    // A body that breaks off is a cut connection; one that is whole and wrong is not.
    let body = answer.text().await.map_err(|_| ApiError::NoConnection)?;
    json::from_str(&body).map_err(|_| ApiError::Unreadable)
}
