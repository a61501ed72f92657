//! Injects faults into requests and responses.
//!
//! `cut` marks the response with [`Cut`]: the connection's service then fails, and hyper closes the socket without sending
//! a byte. `cut_after_bytes` lets so many bytes of a body pass and then breaks it. For GET and HEAD this is the body of the
//! response, so the socket closes in the middle of it. Otherwise it is the body of the request, and the socket closes
//! without a response.

mod broken;

use crate::fail::problem_response;
use crate::http::Json;
use crate::http::connection::Cut;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use broken::Broken;
use domain::wire::problem::{Problem, ProblemCode};
use serde::Deserialize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// Faults that the tests have asked for.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    pending: Mutex<Vec<Fault>>,
    cleared: Notify,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fault {
    /// Method and beginning of the path, for example `PATCH /api/v1/uploads/`.
    r#match: String,
    kind: Kind,
    /// Status code of `status`; 503 by default.
    #[serde(default)]
    status: Option<u16>,
    /// Seconds in `Retry-After` of `status`.
    #[serde(default)]
    retry_after: Option<u32>,
    /// Number of requests that get the fault; 1 by default.
    #[serde(default)]
    times: Option<u32>,
    /// Bytes that `cut_after_bytes` lets pass.
    #[serde(default)]
    bytes: u64,
    /// Milliseconds of `delay`.
    #[serde(default)]
    ms: u64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Status,
    /// 200 with an HTML page, such as the sign-in page of a hotel's network or the repair notice of a gateway.
    Page,
    Cut,
    CutAfterBytes,
    Delay,
    /// Waits until the tests clear the faults.
    Wait,
}

impl Faults {
    pub(super) fn clear(&self) {
        self.pending().clear();
        self.cleared.notify_waiters();
    }

    fn add(&self, fault: Fault) {
        self.pending().push(fault);
    }

    fn pending(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first fault that matches the request. Counts it as used.
    fn take_matching(&self, request: &Request) -> Option<Fault> {
        let line = format!("{} {}", request.method(), request.uri().path());
        let mut faults = self.pending();
        let at = faults.iter().position(|fault| line.starts_with(&fault.r#match))?;
        let fault = faults.get_mut(at)?;
        let left = fault.times.unwrap_or(1).saturating_sub(1);
        fault.times = Some(left);
        let fault = fault.clone();
        if left == 0 {
            faults.remove(at);
        }
        Some(fault)
    }
}

pub(super) async fn add(State(faults): State<Arc<Faults>>, Json(fault): Json<Fault>) -> StatusCode {
    faults.add(fault);
    StatusCode::NO_CONTENT
}

pub(super) async fn clear(State(faults): State<Arc<Faults>>) -> StatusCode {
    faults.clear();
    StatusCode::NO_CONTENT
}

/// Middleware: injects the faults that the tests have asked for.
pub(crate) async fn inject(
    State(faults): State<Arc<Faults>>,
    request: Request,
    next: Next,
) -> Response {
    // Before the fault is taken: a `wait` would otherwise miss a clearing in between.
    let cleared = faults.cleared.notified();
    let Some(fault) = faults.take_matching(&request) else { return next.run(request).await };
    match fault.kind {
        Kind::Status => status(&fault),
        Kind::Page => Html("<!doctype html><title>Welcome</title><p>Welcome.").into_response(),
        Kind::Cut => cut(),
        Kind::CutAfterBytes => cut_after(request, next, fault.bytes).await,
        Kind::Delay => {
            tokio::time::sleep(Duration::from_millis(fault.ms)).await;
            next.run(request).await
        }
        Kind::Wait => {
            cleared.await;
            next.run(request).await
        }
    }
}

fn status(fault: &Fault) -> Response {
    problem_response(&Problem {
        title: "A fault on request".to_owned(),
        status: fault.status.unwrap_or(503),
        code: ProblemCode::Unavailable,
        errors: Vec::new(),
        tries_left: None,
        retry_after: fault.retry_after,
    })
}

fn cut() -> Response {
    let mut response = StatusCode::SERVICE_UNAVAILABLE.into_response();
    response.extensions_mut().insert(Cut);
    response
}

async fn cut_after(request: Request, next: Next, bytes: u64) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        next.run(request).await.map(|body| Body::new(Broken::new(body, bytes)))
    } else {
        next.run(request.map(|body| Body::new(Broken::new(body, bytes)))).await;
        cut()
    }
}
