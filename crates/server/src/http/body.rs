//! Request bodies. The limit is on silence, not on the whole duration: a slow phone gets through, and a stuck connection
//! is dropped. After an error response the rest of the body is still read, because a client that is still sending when
//! the connection closes sees a broken connection instead of the response.

use axum::BoxError;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Sleep, sleep, timeout};

/// Silence after which a request body counts as broken.
const SILENCE: Duration = Duration::from_secs(60);

/// How much of a refused body is read at most: more than a chunk of an upload.
const DRAIN_BYTES: usize = 16 * 1024 * 1024;
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// Layer for all routes: fails a body that falls silent, and reads the rest of a refused one.
pub(crate) async fn watch(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let shared = Shared(Arc::new(Mutex::new(body)));
    let watched = Body::new(Watched { body: shared.clone(), silence: None });
    let response = next.run(Request::from_parts(parts, watched)).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        let _ = timeout(DRAIN_TIME, drain(shared)).await;
    }
    response
}

async fn drain(mut body: Shared) {
    let mut left = DRAIN_BYTES;
    while let Some(Ok(frame)) = body.frame().await {
        match left.checked_sub(frame.data_ref().map_or(0, Bytes::len)) {
            Some(rest) => left = rest,
            None => return,
        }
    }
}

/// The body of one request, shared by its handler and the layer around it.
#[derive(Clone)]
struct Shared(Arc<Mutex<Body>>);

impl http_body::Body for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Pin::new(&mut *body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}

/// A body that fails after [`SILENCE`].
struct Watched {
    body: Shared,
    silence: Option<Pin<Box<Sleep>>>,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.silence = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let silence = self.silence.get_or_insert_with(|| Box::pin(sleep(SILENCE)));
        ready!(silence.as_mut().poll(context));
        Poll::Ready(Some(Err("the body has been silent for too long".into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_silent_body_fails() {
        let body = Body::from_stream(futures_util::stream::pending::<Result<Bytes, BoxError>>());
        let mut watched = Watched { body: Shared(Arc::new(Mutex::new(body))), silence: None };
        assert!(watched.frame().await.unwrap().is_err());
    }
}
