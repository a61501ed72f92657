use axum::BoxError;
use axum::body::{Body, Bytes};
use http_body::Frame;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A body that fails after `left` more bytes.
pub(super) struct Broken {
    body: Body,
    left: u64,
}

impl Broken {
    pub(super) fn new(body: Body, bytes: u64) -> Self {
        Self { body, left: bytes }
    }
}

impl http_body::Body for Broken {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.left == 0 {
            return Poll::Ready(Some(Err("cut on request".into())));
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        Poll::Ready(frame.map(|frame| {
            Ok(frame?.map_data(|mut bytes| {
                let passed = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
                self.left -= passed as u64;
                bytes.split_to(passed)
            }))
        }))
    }
}
